"""Whatever schools change, each shows what it would show by itself, and no link leads nowhere."""

import posixpath
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from playbook.layers.upstream import editions
from playbook.open_data.entry_json import entry_json as entry_json_of
from playbook_site.building.build import build, configured
from playbook_site.engine import published_files
from playbook_site.engine.edition import prepare
from playbook_site.engine.overlay import Overlay, edition_of
from playbook_site.engine.site import Site
from tests.site.building import histories

LINK = re.compile(r"""\s(?:href|src|data-[a-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
TAG = re.compile(r"""<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
MOVE = "moves/{0}.md"
ADAPTED = "---\nbecause: {0}.\n{1}\n---\n\n{2}\n"


class Schools:
    """Two schools, and a random change of one after the other."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self._random = random.Random(seed)
        self._history = histories.History(root, seed)
        self._changes: list[Callable[[str], None]] = [
            *(self.hide, self.rename, self.say, self.relate, self.add, self.add_a_role),
            *(self.write_a_page, self.replace_a_page, self.set_a_contact, self.set_a_color),
            *(self.bring_a_picture, self.give_a_former_name),
        ]

    def change(self) -> None:
        school = self._random.choice(("schools/lincoln", "schools/adams"))
        self._setting(school, "name", self._words())
        self._random.choice(self._changes)(school)

    def hide(self, school: str) -> None:
        self._setting(school, "hidden", f"[moves/{self._move()}]")

    def rename(self, school: str) -> None:
        self._setting(school, "roles", f"{{principal: {self._words()}}}")

    def say(self, school: str) -> None:
        text = f"## Watch for\n\n{self._words()}, see [it](../moves/look.md)."
        self._adapt(school, self._move(), "", text)

    def relate(self, school: str) -> None:
        self._adapt(school, self._move(), "pairs_with:\n  ask-first: Both ask.", "")

    def give_a_former_name(self, school: str) -> None:
        self._adapt(school, "look", "former_ids: [see]", "")

    def add(self, school: str) -> None:
        text = (self.root / MOVE.format("ask-first")).read_text("utf-8")
        text = text.replace("former_ids: [ask-before]\n", "")
        relation = f"\nprepares_for:\n  {self._move()}: It leads there.\nsetting:"
        text = text.replace("title: Ask first", f"title: {self._words()}")
        path = MOVE.format(f"own-{self._random.randrange(9)}")
        self._write(f"{school}/{path}", text.replace("\nsetting:", relation, 1))

    def add_a_role(self, school: str) -> None:
        text = (self.root / "roles/principal.md").read_text("utf-8")
        text = text.replace("title: Principal", f"title: {self._words()}")
        self._write(f"{school}/roles/own.md", text)

    def write_a_page(self, school: str) -> None:
        links = "[a](about.md) [m](../moves/look.md#e-steps) <a href='../roles/'>r</a> `<a href=x>`"
        self._write(
            f"{school}/docs/ours.md", f"# {self._words()}\n\n{links}\n\n{{{{ count('moves') }}}}\n"
        )

    def replace_a_page(self, school: str) -> None:
        self._write(f"{school}/docs/about.md", f"# {self._words()}\n\n[Roles](roles.md)\n")

    def set_a_contact(self, school: str) -> None:
        self._setting(school, "accessibility_contact", "{email: a@example.org}")

    def set_a_color(self, school: str) -> None:
        self._setting(school, "colors", "{brand: '#7a1f3d'}")

    def bring_a_picture(self, school: str) -> None:
        picture = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'
        self._write(f"{school}/docs/images/bus.svg", picture)
        self._write(f"{school}/docs/bus.md", "# Bus\n\n![The bus](images/bus.svg)\n")

    def _words(self) -> str:
        return self._history.words(2)

    def _move(self) -> str:
        return self._random.choice(("listen", "look", "share", "try-it"))

    def _adapt(self, school: str, move: str, front: str, body: str) -> None:
        text = ADAPTED.format(self._words(), front, body).replace("\n\n---", "\n---")
        self._write(f"{school}/{MOVE.format(move)}", text)

    def _setting(self, school: str, key: str, value: str) -> None:
        file = self.root / school / "district.yml"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        kept = [line for line in lines if not line.startswith(f"{key}:")]
        self._write(f"{school}/district.yml", "\n".join([*kept, f"{key}: {value}", ""]))

    def _write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")


def content(html: bytes) -> str:
    """What stands inside of the frame."""
    [main] = re.findall(r"<main.*</main>", html.decode(), re.DOTALL)
    return str(main)


def broken_links(site: Path) -> Iterator[tuple[str, str]]:
    """Links of pages to what is not there."""
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        if page == "404.html":
            continue
        tags = " ".join(TAG.findall(file.read_text("utf-8")))
        for match in LINK.finditer(tags):
            address = next(filter(None, match.groups()), "")
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path or not re.search(r"[./]", address):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            target = site / place
            if not (target / "index.html" if target.is_dir() else target).is_file():
                yield page, address


@pytest.mark.parametrize("seed", range(16))
def test_a_school_shows_what_it_would_show_by_itself(small: Path, seed: int) -> None:
    list(histories.start(small))
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("editor: false", "full_text: false")
    settings.write_text(text, encoding="utf-8")
    schools = Schools(small, seed)
    for _ in range(5):
        schools.change()

    build(small, small / "site")

    assert list(broken_links(small / "site")) == []
    root, own = small.resolve(), configured(small, drafts=False)
    main = Site(prepare(root, "", own))
    for address in list(editions(root))[1:]:
        alone = Site(prepare(root, address, own))
        school = edition_of(prepare(root, address, own, main.edition.records), main, address)
        if not isinstance(school, Overlay):
            continue
        whole = Site(prepare(root, address, own, main.edition.records), main)
        for page in alone.pages[:-2]:  # but what lists the editions, and 404.html
            shown = whole if page.file in school else main
            assert content(shown.content(page.file)) == content(alone.content(page.file)), page.file


def school(root: Path, files: Mapping[str, str]) -> Path:
    """Build a playbook with a school; gives the school's folder."""
    list(histories.start(root))
    for path, text in {"district.yml": "name: Adams\n", **files}.items():
        file = root / "schools" / "adams" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build(root, root / "site")
    return root / "site" / "schools" / "adams"


@pytest.mark.parametrize(
    ("files", "has_own"),
    [
        ({}, False),
        ({"docs/about.md": "---\ntitle: Ours\n---\n\nHi.\n"}, True),
        ({"docs/ours.md": "# Ours\n\nHi.\n"}, True),
        ({"moves/look.md": ADAPTED.format("We are few", "title: Look twice", "")}, True),
        ({"moves/look.md": ADAPTED.format("We are few", "", "## Watch for\n\nHi.")}, False),
    ],
)
def test_a_school_with_names_of_its_own_has_an_index_of_its_own(
    small: Path, files: Mapping[str, str], has_own: bool
) -> None:
    folder = school(small, files)

    assert (folder / "search").is_dir() == has_own


def test_a_school_s_first_entry_in_a_language_brings_the_stems_of_that_language(
    small: Path,
) -> None:
    role = (small / "roles" / "principal.md").read_text("utf-8")
    role = role.replace("\ntitle: Principal", "\ntitle: Familias\nlanguage: es")

    folder = school(small, {"roles/own.md": role})

    data = (folder / "edition.js").read_text("utf-8")
    [stemmer] = re.findall(r'"es": ?"(schools/adams/assets/stemmers/es[^"]+)"', data)
    assert (small / "site" / stemmer).is_file()
    assert not list((small / "site" / "assets" / "stemmers").glob("es*"))


@pytest.mark.parametrize(
    ("change", "text", "has_own"),
    [
        ("", "## Watch for\n\nHi.", False),
        ("minutes: {learn: 5, run: 240}", "", True),
        ("summary: We look once.", "", True),
    ],
)
def test_a_school_whose_cards_differ_has_the_explorer_s_index_and_cards_of_its_own(
    small: Path, change: str, text: str, has_own: bool
) -> None:
    folder = school(small, {"moves/look.md": ADAPTED.format("We are few", change, text)})

    own = {path.parent.name for path in folder.glob("explore/**/*.js")}
    said = (folder / "edition.js").read_text("utf-8")
    assert own == ({"explore", "cards", "rows"} if has_own else set())
    assert ('"index":""' in said) != has_own


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<a href="../roles/">r</a>', "../../../roles/"),
        ("<a href='../roles/'>r</a>", "../../../roles/"),
        ("<a href=../roles/>r</a>", "../../../roles/"),
        ("<a class=x href = '../roles/'>r</a>", "../../../roles/"),
        ('<a title="a > b" href="../roles/?a=1#b">r</a>', "../../../roles/?a=1#b"),
        ('<a title="href=../roles/" href="../roles/">r</a>', "../../../roles/"),
        ('<a href="https://[x]/">r</a>', "https://[x]/"),
        ('<a href="mailto:a@example.org">r</a>', "mailto:a@example.org"),
    ],
)
def test_an_address_leads_there_however_it_is_written(
    small: Path, written: str, shown: str
) -> None:
    folder = school(small, {"docs/ours.md": f"# Ours\n\n{written}\n"})

    html = content((folder / "ours" / "index.html").read_bytes())
    [link] = [
        tag for tag in TAG.findall(html) if ">r</a>" in html[html.index(tag) :][: len(tag) + 6]
    ]
    assert shown in link
    assert link.count("../../../roles/") <= 1


def test_what_a_school_has_as_its_district_is_not_made_for_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def entry_json(record: Mapping[str, str]) -> str:
        asked.append(record["id"])
        return entry_json_of(record)

    monkeypatch.setattr(published_files, "entry_json", entry_json)
    for number in range(3):
        school = small / f"schools/school-{number}"
        (school / "moves").mkdir(parents=True)
        (school / "district.yml").write_text(f"name: School {number}\n", encoding="utf-8")
        text = ADAPTED.format("Ours", "", "## Watch for\n\nThe bell.")
        (school / "moves/ask-first.md").write_text(text, encoding="utf-8")

    build(small, small / "site")

    counts = Counter(asked)
    # written and compared for the district, and for each of three schools
    assert counts.pop("ask-first") == 5
    assert set(counts.values()) == {1}
