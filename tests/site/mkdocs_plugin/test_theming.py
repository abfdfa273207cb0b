"""A large district through three releases of the original, with a real git and real builds."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html as markup

from playbook.model.entry_types import MODELS
from playbook_site.building.build import BuildFailed, build
from playbook_site.cli import main
from tests.conftest import ROOT, published
from tests.site.building.test_serve import served as served
from tests.site.building.test_serve import until
from tests.site.mkdocs_plugin.test_pages import leads_somewhere, links

SAMPLES = ROOT / "tests" / "layers"
ORIGINAL = (
    *("cases", "conditions", "docs", "macros", "moves", "outlines", "overrides", "plans", "roles"),
    *("accessibility.yml", "language.yml", "mkdocs.yml", "pyproject.toml", "references.yml"),
)
Git = Callable[..., str]


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> Git:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")

    def run(folder: Path, *words: str) -> str:
        command = ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *words]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout

    return run


@pytest.fixture
def original(tmp_path: Path, git: Git) -> Path:
    """The original, without its full-text index, in git."""
    root = tmp_path / "original"
    copy_original(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "release 1")
    return root


def copy_original(root: Path) -> None:
    root.mkdir()
    for name in (*ORIGINAL, ".gitignore"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("editor: false", "full_text: false"), encoding="utf-8")


def district(original: Path, sample: str, git: Git) -> Path:
    """A district's fork of the original, with a sample for its layer."""
    fork = original.with_name("fork")
    git(original, "clone", "--quiet", str(original), str(fork))
    shutil.copytree(SAMPLES / sample, fork, dirs_exist_ok=True)
    update(fork, "--accept", "all")
    git(fork, "add", ".")
    git(fork, "commit", "--quiet", "--message", "our layer")
    return fork


def update(root: Path, *words: str) -> str:
    told = CliRunner().invoke(main, ["update", str(root), *words], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return told.stdout


def report(root: Path) -> dict[str, list[str]]:
    """The paths in the report, by the kind of change."""
    said = json.loads((root / "update-report.json").read_text(encoding="utf-8"))
    kinds: dict[str, list[str]] = {}
    for item in said["items"]:
        kinds.setdefault(item["kind"], []).append(item["path"])
    return kinds


def words(site: Path, path: str) -> str:
    text = (site / path / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, file
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_district_goes_through_three_releases(original: Path, git: Git) -> None:
    fork = district(original, "sample-large", git)
    build(fork, fork / "site")
    site = fork / "site"

    move = words(site, "moves/bring-a-school-team")
    assert "the head of school comes with a dean and a teacher leader" in move
    assert "90 min" in move
    assert "In our district the host asks the teacher first." in move
    assert "Three people can make a decision." in move
    assert "Por qué importa" in move
    assert "En una comunidad de aprendizaje" in move
    assert "Our meetings last ninety minutes, and deans are with students then." in move
    assert "At Lincoln, the team that goes" in words(
        site, "schools/lincoln/moves/bring-a-school-team"
    )
    home = words(site, "")
    assert "Valle Unido aprende" in home
    assert "Head of school" in home
    assert "Everyone has a reason to learn" in words(site, "conditions/motivate-everyone")
    assert "What Valle Unido adds" in words(site, "ours")
    records = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]
    states = [record["provenance"]["state"] for record in records]
    assert states.count("local") == 3
    assert states.count("adapted") == 8  # five entries, and three names in district.yml
    assert len(records) == 147 - 4 + 3
    for gone in ("moves/universal-screening", "cases/pushing-programs-at-schools"):
        assert not (site / gone).exists()
        assert gone.partition("/")[2] not in [r["id"] for rs in _related(records) for r in rs]

    rename(original, "cases/thirteen-middle-schools.md", "cases/thirteen-schools.md")
    release(original, git, "release 2: a case has a new name")
    merge(fork, git)
    assert report(fork)["renamed-adapted"] == ["cases/thirteen-middle-schools.md"]
    assert "flows" in report(fork)
    update(fork, "--accept", "all")
    build(fork, fork / "site")
    assert "read by us before our own first year" in words(site, "cases/thirteen-schools")
    assert "thirteen-schools" in (
        site / "cases" / "thirteen-middle-schools" / "index.html"
    ).read_text(encoding="utf-8")
    git(fork, "add", ".")
    git(fork, "commit", "--quiet", "--message", "took release 2")

    remove(original, "moves/take-it-home.md")
    replaced = original / "moves" / "turn-travel-into-planning.md"
    new = "status: deprecated\nreplaced_by: bring-a-school-team"
    edit(replaced, "status: published", new)
    release(original, git, "release 3: one move is gone, another is replaced")
    merge(fork, git)
    told = report(fork)
    assert told["removed-adapted"] == ["moves/take-it-home.md"]
    assert told["deprecated"] == ["moves/turn-travel-into-planning.md"]
    update(fork, "--accept", "all")
    build(fork, fork / "site")
    kept = words(site, "moves/take-it-home")
    assert "The page of next steps hangs in two languages." in kept
    assert "Valle Unido aprende" in kept
    git(fork, "add", ".")
    git(fork, "commit", "--quiet", "--message", "took release 3")

    moves = sorted((original / "moves").glob("*.md"))[:50]
    for file in moves:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\n## Watch for\n\n", "\n## Watch for\n\nFirst. ", 1))
    release(original, git, "release 4: fifty edits")
    merge(fork, git)
    told = report(fork)
    assert told["under"] == ["moves/bring-a-school-team.md"]
    hidden = {"universal-screening", "relational-home-visits", "student-led-conferences"}
    assert len(told["flows"]) == 49
    assert not hidden & {Path(path).stem for path in told["under"]}
    text = (fork / "update-report.md").read_text(encoding="utf-8")
    assert "> **First.** The principal may keep talking" in text
    assert "> The head of school may keep talking." in text
    before = (fork / "district" / "moves" / "bring-a-school-team.md").read_bytes()
    update(fork, "--accept", "bring-a-school-team")
    assert (fork / "district" / "moves" / "bring-a-school-team.md").read_bytes() == before
    build(fork, fork / "site")
    assert "First. " in words(site, f"moves/{moves[0].stem}")
    assert (
        "First. "
        not in words(site, "moves/bring-a-school-team").partition("Adaptación hecha aquí")[0]
    )


def _related(
    records: list[dict[str, dict[str, list[dict[str, str]]]]],
) -> list[list[dict[str, str]]]:
    return [found for record in records for found in record["relations"].values()]


def release(original: Path, git: Git, message: str) -> None:
    git(original, "add", "--all")
    git(original, "commit", "--quiet", "--message", message)


def merge(fork: Path, git: Git) -> None:
    """Take a release: the merge is clean, and the layer is untouched until it is accepted."""
    before = tree(fork / "district")
    git(fork, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")
    update(fork)
    assert tree(fork / "district") == before


def tree(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def rename(original: Path, old: str, new: str) -> None:
    """Rename an entry as an author would: everywhere, and with its former id."""
    (original / old).rename(original / new)
    was, now = Path(old).stem, Path(new).stem
    for file in (*original.glob("*/*.md"), *original.glob("docs/**/*.md")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"{was}:", f"{now}:").replace(f"{was}.md", f"{now}.md"))
    edit(original / new, "\ncreated:", f"\nformer_ids: [{was}]\ncreated:")


def remove(original: Path, path: str) -> None:
    """Remove an entry as an author would: with every relation and link to it."""
    (original / path).unlink()
    id_ = Path(path).stem
    for file in (*original.glob("*/*.md"), *original.glob("docs/**/*.md")):
        text = file.read_text(encoding="utf-8")
        text = re.sub(rf"^  {id_}:.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(rf"\[([^\]]+)\]\([^)]*{id_}\.md[^)]*\)", r"\1", text)
        file.write_text(text, encoding="utf-8")


def test_a_small_layer_changes_what_it_says_and_nothing_else(original: Path, git: Git) -> None:
    build(original, original / "site")
    fork = district(original, "sample-small", git)

    build(fork, fork / "site")

    move = words(fork / "site", "moves/bring-a-school-team")
    assert "In Cedar Valley, a meeting about content is for a head of school" in move
    assert "We have no vice principals; a counselor comes in their place." in move
    css = published(fork / "site", "assets/brand.css").read_text(encoding="utf-8")
    assert "--brand: light-dark(#7a1f3d" in css
    ours = json.loads((fork / "site" / "playbook.json").read_text(encoding="utf-8"))["entries"]
    theirs = json.loads((original / "site" / "playbook.json").read_text("utf-8"))["entries"]
    different = {a["id"] for a, b in zip(ours, theirs, strict=True) if a["body"] != b["body"]}
    assert not different
    adapted = {r["id"] for r in ours if r["provenance"]["state"] == "adapted"}
    assert adapted == {"bring-a-school-team", "principal"}


def test_an_original_that_is_not_adapted_says_nothing_of_layers(tmp_path: Path) -> None:
    copy_original(tmp_path / "original")
    (tmp_path / "original" / "district").mkdir()
    shutil.copy(ROOT / "district" / "README.md", tmp_path / "original" / "district")

    build(tmp_path / "original", tmp_path / "original" / "site")

    move = words(tmp_path / "original" / "site", "moves/bring-a-school-team")
    assert "From the original playbook" not in move


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("colors: {brand: '#88aaff'}\n", "[low-contrast]"),
        ("logo: ../mkdocs.yml\n", "[outside-layer]"),
        ("hooks: [evil.py]\n", "[unknown-key]"),
        ("plugins: {search: {}}\n", "[unknown-key]"),
        ("INHERIT: evil.yml\n", "[unknown-key]"),
        ("name: !!python/object/apply:os.system [id]\n", "[yaml-not-taken]"),
        ("analytics: http://example.org/x.js\n", "[unsafe-link]"),
        ("language: xx\n", "There are no words for the language 'xx'"),
        ("labels:\n  Steps: '%(x)s steps'\n", "'Steps' has no placeholder for 'x'."),
        ("hidden: [moves/universal-screaning]\n", "Did you mean 'moves/universal-screening'?"),
    ],
)
def test_settings_that_cannot_be_used_stop_the_build(original: Path, said: str, told: str) -> None:
    (original / "district").mkdir()
    (original / "district" / "district.yml").write_text(said, encoding="utf-8")

    with pytest.raises(BuildFailed) as failed:
        build(original, original / "site")

    assert told in str(failed.value)
    assert not (original / "site").exists()


def lay(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files of layers."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def told_by(root: Path) -> str:
    """What somebody is told whose build fails."""
    with pytest.raises(BuildFailed) as failed:
        build(root, root / "site")
    return str(failed.value)


@pytest.mark.parametrize(
    "link",
    [
        "district/overrides/assets/leak.txt",
        "district/overrides/assets",
        "district/overrides",
        "district/docs/leak.md",
        "district/docs",
    ],
)
def test_a_link_in_a_layer_is_never_followed(small: Path, link: str) -> None:
    lay(small, {"outside/leak.txt": "secret", "district/district.yml": ""})
    (small / link).parent.mkdir(parents=True, exist_ok=True)
    (small / link).symlink_to(small / "outside")

    told = told_by(small)

    assert f"{link}:1:1: error: This is a link to another file or folder. [symlink]" in told
    assert told.count("[symlink]") == 1
    assert not (small / "site").exists()


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (
            "{% extends 'playbook.parsing.html' %}\n{% block content %}",
            "404.html:2:1: error: '{% block … %}' is not",
        ),
        ("<p>\n\n{{ title | shouted }}", "404.html:3:1: error: There is no filter"),
    ],
)
def test_a_template_of_a_layer_that_cannot_be_read_is_told_with_its_line(
    small: Path, template: str, told: str
) -> None:
    lay(small, {"district/overrides/404.html": template})

    said = told_by(small)

    assert f"district/overrides/{told}" in said
    assert "Traceback" not in said


def test_a_percent_sign_in_a_layer_is_a_percent_sign(small: Path) -> None:
    labels = "labels: {Moves: '100% of moves', '%(count)s min': '%(count)s min, 5% more'}\n"
    page = "# 50% of our teachers, %(x)s\n"
    lay(small, {"district/district.yml": labels, "district/docs/ours.md": page})

    build(small, small / "site")

    assert "50% of our teachers, %(x)s" in words(small / "site", "")
    assert "100% of moves" in words(small / "site", "")
    assert "5 min, 5% more" in words(small / "site", "moves/ask-first")


TWO = {
    "district/district.yml": "name: Cedar Valley\n",
    "district/docs/ours.md": "# Ours\n",
    "schools/washington-high/district.yml": "",
    "schools/washington-high/docs/ours.md": "# Ours too\n",
}
HIGH = "schools/washington-high/"
PLACES_OF_PAGES = ("index.html", "moves/ask-first/index.html", "404.html")


def switch(page: Path) -> tuple[str, str]:
    """Where the switch between editions leads, and where its list is."""
    (link,) = markup.parse(str(page)).xpath("//nav[contains(@class, 'editions')]//a")
    return link.get("href"), link.get("data-list")


def addresses(page: Path, site: Path) -> dict[str, str]:
    """What the list of the switch says: the address of each edition from the root of its site."""
    [file] = site.glob(f"assets/{Path(switch(page)[1]).name}")
    return dict(json.loads(file.read_text("utf-8").partition("=")[2].rstrip(";\n")))


@pytest.mark.parametrize("site_url", ["", "https://example.org/playbook"])
def test_the_switch_leads_to_every_edition_from_every_page(
    small: Path, site_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", site_url)
    top = urlsplit(site_url).path + "/"

    build(lay(small, TWO), small / "site")

    for edition in ("", HIGH):
        pages = [path for path in PLACES_OF_PAGES if (small / "site" / edition / path).exists()]
        assert "index.html" in pages
        for path in pages:
            address = f"https://host{top}{edition}" + path.removesuffix("index.html")
            all_of_them, source = switch(small / "site" / edition / path)
            assert urljoin(address, all_of_them) == f"https://host{top}schools/"
            assert urljoin(address, source).startswith(f"https://host{top}assets/")
            found = addresses(small / "site" / edition / path, small / "site")
            assert {name: urljoin(f"https://host{top}", way) for name, way in found.items()} == {
                "Cedar Valley": f"https://host{top}",
                "Washington High": f"https://host{top}{HIGH}",
            }


def test_every_link_of_a_404_leads_somewhere_in_its_own_edition(small: Path) -> None:
    high = {**TWO, f"{HIGH}district.yml": f"{TWO[f'{HIGH}district.yml']}language: es\n"}
    build(lay(small, high), small / "site")

    for edition in ("", HIGH):
        page = small / "site" / edition / "404.html"
        found = links(page)
        assert all(leads_somewhere(small / "site", page, address) for address in found)
        assert f"/{edition}moves/" in found


def test_every_link_of_a_school_leads_somewhere(small: Path) -> None:
    build(lay(small, TWO), small / "site")

    pages = sorted((small / "site" / HIGH).rglob("*.html"))
    assert len(pages) > 1
    for page in pages:
        assert all(leads_somewhere(small / "site", page, address) for address in links(page))


def test_an_edition_may_have_an_address_and_the_main_one_no_name(small: Path) -> None:
    lay(small, {"district/district.yml": "site_url: https://example.org/playbook\n"})
    lay(small, {f"{HIGH}district.yml": "name: High\nsite_url: https://high.example.org\n"})

    build(small, small / "site")

    ours = "Learning Matters, the open playbook"
    main, high = (small / "site" / path / "moves/ask-first/index.html" for path in ("", HIGH))
    assert addresses(main, small / "site") == {ours: "./", "High": "https://high.example.org/"}
    away = {ours: "https://example.org/playbook/", "High": "./"}
    assert addresses(high, small / "site" / HIGH) == away
    canonical = '<link rel="canonical" href="https://high.example.org/moves/ask-first/">'
    assert canonical in high.read_text(encoding="utf-8")


def test_a_page_of_two_layers_is_in_the_navigation_once(small: Path) -> None:
    build(lay(small, TWO), small / "site")

    page = (small / "site" / HIGH / "ours" / "index.html").read_text(encoding="utf-8")
    assert page.count(">Ours too</a>") == 1
    assert "Ours too" in words(small / "site" / HIGH, "ours")


def test_a_small_repository_leads_to_none_of_the_files_that_it_does_not_have(
    small: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    move = (small / "moves" / "ask-first.md").read_text(encoding="utf-8")
    move = move.replace("title: Ask first", "title: Ask twice").replace("former_ids", "# was")
    lay(
        mine,
        {
            "playbook.toml": f'[original]\npath = "{small.as_posix()}"\n',
            "district/district.yml": "repo_url: https://github.com/a/b\n",
            "district/moves/ask-twice.md": move,
            "district/docs/ours.md": "# Ours\n",
        },
    )

    build(mine, mine / "site")

    found = {
        path: links(mine / "site" / path / "index.html")
        for path in ("moves/ask-first", "moves/ask-twice", "about", "ours")
    }
    repository = "https://github.com/a/b/"
    edits = {path: [a for a in found[path] if a.startswith(f"{repository}edit/")] for path in found}
    assert edits == {
        "moves/ask-first": [],
        "moves/ask-twice": [f"{repository}edit/HEAD/district/moves/ask-twice.md"],
        "about": [],
        "ours": [f"{repository}edit/HEAD/district/docs/ours.md"],
    }
    assert not [a for addresses in found.values() for a in addresses if "/issues/new" in a]
    assert "it is the file" not in words(mine / "site", "moves/ask-first")


def test_a_layer_that_is_begun_while_the_site_is_served_is_seen(
    served: tuple[Path, str],
) -> None:
    root, address = served
    assert "Hello." in until(address, "Hello.")
    time.sleep(1)

    lay(root, {"district/district.yml": "name: Cedar Valley\n"})

    assert "Cedar Valley" in until(address, "Cedar Valley")


def test_an_original_elsewhere_is_followed_from_when_it_is_named(
    served: tuple[Path, str], tmp_path: Path
) -> None:
    root, address = served
    assert "Hello." in until(address, "Hello.")
    other = shutil.copytree(root, tmp_path / "other")
    home = other / "docs" / "index.md"
    edit(home, "Hello.", "Good day.")
    time.sleep(1)

    for folder in MODELS:  # what stood here is the other's now, and nothing would read it
        shutil.rmtree(root / folder)
    (root / "playbook.toml").write_text(
        f'[original]\npath = "{other.as_posix()}"\n', encoding="utf-8"
    )
    assert "Good day." in until(address, "Good day.")
    edit(home, "Good day.", "Good night.")

    assert "Good night." in until(address, "Good night.")


def test_the_new_folder_of_a_district_is_refused_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("kept", encoding="utf-8")

    told = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])

    assert told.exit_code == 1
    assert "is there already" in told.stderr
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["kept.txt"]


def test_a_playbook_that_pins_another_release_says_so(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path / "mine")])
    pin = tmp_path / "mine" / "playbook.toml"
    pin.write_text('[original]\nversion = "0.0.1"\n', encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "playbook_site", "check", str(tmp_path / "mine")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "asks for release 0.0.1, and 0.1.0 is installed" in told.stdout
