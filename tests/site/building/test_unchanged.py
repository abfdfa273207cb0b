"""Where nothing has changed, nothing is built; one byte more, and everything is right again."""

import os
import re
import shutil
from array import array
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook_site.building import manifest, unchanged
from playbook_site.building.build import build
from playbook_site.building.progress import Progress, Step
from playbook_site.cli import main
from playbook_site.state import fingerprint
from tests import own_process


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    monkeypatch.delenv("CI", raising=False)
    cache = tmp_path_factory.mktemp("memory")
    monkeypatch.setenv("PLAYBOOK_CACHE", str(cache))
    return cache


def built(root: Path) -> str:
    told = CliRunner().invoke(main, ["build", str(root)], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return told.stdout


def test_a_site_that_is_up_to_date_is_left_as_it_is(small: Path) -> None:
    first = built(small)
    place = (small / "site").stat().st_ino

    second = built(small)

    assert first.startswith("Built 3")
    assert second == f"Nothing has changed: {first.split()[1]} pages stand in {small / 'site'}.\n"
    assert (small / "site").stat().st_ino == place


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("moves/ask-first.md", "Ask before you tell.", "Ask, then tell."),
        ("docs/about.md", "# ", "# All "),
        ("mkdocs.yml", "site_name: ", "site_name: Our "),
        ("overrides/partials/colophon.html", "<footer", "<footer id=below"),
        ("overrides/assets/playbook.css", "body {", "body { color: red;"),
        ("references.yml", "title: ", "title: A "),
    ],
)
def test_a_change_is_on_the_site(small: Path, path: str, old: str, new: str) -> None:
    built(small)
    place = (small / "site").stat().st_ino
    text = (small / path).read_text(encoding="utf-8")
    assert old in text

    (small / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    assert built(small).startswith("Built ")
    assert (small / "site").stat().st_ino != place


def test_a_layer_that_is_begun_is_on_the_site(small: Path) -> None:
    built(small)

    (small / "district").mkdir()
    (small / "district" / "district.yml").write_text("name: Cedar Valley\n", encoding="utf-8")

    assert built(small).startswith("Built ")
    assert "Cedar Valley" in (small / "site" / "index.html").read_text(encoding="utf-8")


def test_a_variable_that_settings_ask_for_counts(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(small)

    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/")

    assert built(small).startswith("Built ")


def test_what_python_compiles_of_the_macros_is_no_change(small: Path) -> None:
    shutil.rmtree(small / "macros" / "__pycache__", ignore_errors=True)
    built(small)

    compiled = small / "macros" / "__pycache__"
    compiled.mkdir(exist_ok=True)
    (compiled / "more.cpython-311.pyc").write_bytes(b"compiled")

    assert built(small).startswith("Nothing has changed")


def test_a_link_by_the_name_of_what_python_compiles_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "macros").mkdir()
    folder = fingerprint.digest((), [tmp_path / "macros"], ())

    (tmp_path / "macros" / "__pycache__").symlink_to(tmp_path)

    assert (bool(folder), fingerprint.digest((), [tmp_path / "macros"], ())) == (True, "")


def test_a_large_file_whose_clock_was_set_back_has_changed(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(bytes(fingerprint.MOST + 1))
    before, status = fingerprint.digest((), [large], ()), large.stat()

    large.write_bytes(bytes(fingerprint.MOST) + b"x")
    os.utime(large, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert fingerprint.digest((), [large], ()) != before


@pytest.mark.parametrize("harm", ["changed", "gone", "more"])
def test_a_site_that_somebody_touched_is_built_again(small: Path, harm: str) -> None:
    built(small)
    page = small / "site" / "moves" / "ask-first" / "index.html"
    if harm == "changed":
        page.write_text("nothing", encoding="utf-8")
    elif harm == "gone":
        page.unlink()
    else:
        (small / "site" / "moves" / "more.html").write_text("more", encoding="utf-8")

    told = CliRunner().invoke(main, ["build", str(small)])

    assert not told.output.startswith("Nothing has changed")
    if harm != "more":  # what somebody put there is theirs, and a build says so
        assert "Ask before you tell." in page.read_text(encoding="utf-8")


@pytest.fixture
def fine_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that tells one change from the next, so that no test has to wait for two seconds."""
    monkeypatch.setattr(fingerprint, "_LATE", 0)


@pytest.mark.usefixtures("fine_clock")
def test_what_was_read_once_is_not_read_to_say_again_that_nothing_has_changed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digest, hash_ = manifest.digest, fingerprint._hash
    monkeypatch.setattr(manifest, "digest", lambda file: read.append(file.name) or digest(file))
    monkeypatch.setattr(
        fingerprint, "_hash", lambda path, status: read.append(path) or hash_(path, status)
    )
    built(small)
    read.clear()

    first, count = built(small), len(read)
    read.clear()

    assert first == built(small)
    assert (count > 100, read) == (True, [])


@pytest.mark.usefixtures("fine_clock")
@pytest.mark.parametrize(
    "path", ["site/moves/ask-first/index.html", "site/index.html", "moves/ask-first.md"]
)
def test_a_change_that_keeps_size_and_time_is_seen_by_who_has_looked_twice(
    small: Path, path: str
) -> None:
    for _ in range(3):
        built(small)
    file = small / path
    before, text = file.stat(), file.read_text(encoding="utf-8")

    file.write_text(text.replace("Ask", "aSK"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert file.stat().st_size == before.st_size
    assert built(small).startswith("Built ")


@pytest.mark.usefixtures("fine_clock")
def test_what_somebody_puts_into_the_site_is_seen_whatever_its_name(small: Path) -> None:
    for _ in range(3):
        built(small)

    (small / "site" / "__pycache__").mkdir()
    (small / "site" / "__pycache__" / "more.html").write_text("more", encoding="utf-8")

    assert not unchanged.is_current(small, small / "site")


@pytest.mark.usefixtures("fine_clock")
def test_another_playbook_with_the_same_site_is_looked_at_itself(
    small: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    copy, site = folder / "copy", folder / "site"
    for turn in range(3):
        assert unchanged.is_current(small, site) == bool(turn)
        CliRunner().invoke(main, ["build", str(small), "--site", str(site)])
    shutil.copytree(small, copy)

    assert unchanged.is_current(small, site)
    assert not unchanged.is_current(copy, site)


def test_what_changed_a_moment_ago_has_no_stamp(tmp_path: Path) -> None:
    file = tmp_path / "file.md"
    file.write_text("words", encoding="utf-8")

    assert fingerprint.stamp((), [file], ()) == ""
    assert fingerprint.digest((), [file], ())


def test_a_memory_that_somebody_edited_is_not_believed(small: Path, outside_ci: Path) -> None:
    built(small)
    (memory,) = outside_ci.glob("*.site.json")
    content = memory.read_text(encoding="utf-8")
    memory.write_text(re.sub('"sources":\\[.*?\\]', '"sources":[]', content), encoding="utf-8")

    assert built(small).startswith("Built ")


def no_read(drawn: dict[str, Any]) -> None:
    for page in drawn["pages"]:
        drawn["pages"][page] = [b64encode(array("I", [999_999])).decode()] * 2


@pytest.mark.parametrize(
    "harm",
    [
        no_read,
        lambda drawn: drawn.pop("reads"),
        lambda drawn: drawn["names"].clear(),
        lambda drawn: drawn["places"].pop(),
        lambda drawn: drawn.update(digests=drawn["digests"][:-32]),
        lambda drawn: drawn.update(pages=[]),
        lambda drawn: drawn.update(order="none"),
    ],
)
def test_a_memory_of_another_shape_draws_every_page(
    small: Path, outside_ci: Path, harm: Callable[[dict[str, Any]], object]
) -> None:
    built(small)
    (place,) = outside_ci.glob("*.pages.json")
    memory: Any = fingerprint.recall(place)
    harm(memory["drawn"])
    fingerprint.remember(place, memory)
    page = small / "docs/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")

    told = built(small).splitlines()[-1]

    assert told.startswith("29 drawn, 0 as they were; ")


def test_as_many_pages_are_announced_as_are_drawn(small: Path) -> None:
    told = CliRunner().invoke(main, ["build", str(small)], catch_exceptions=False)

    [announced] = [line for line in told.stderr.splitlines() if line.startswith("Drawing: ")]
    assert f"\n{announced.split()[1]} drawn, 0 as they were; " in told.stdout


def test_nothing_is_remembered_in_ci(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert [built(small).split()[0] for _ in range(2)] == ["Built", "Built"]


def test_what_is_up_to_date_loads_nothing_that_builds(small: Path) -> None:
    built(small)

    told, modules = own_process.run("build", small)

    assert told.startswith("Nothing has changed")
    assert not {"playbook", "pydantic", "jinja2", "markdown"} & modules


def test_a_copy_elsewhere_answers_for_nobody(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small, copy)
    monkeypatch.chdir(small)
    built(Path())
    move = small / "moves" / "ask-first.md"
    move.write_text(move.read_text(encoding="utf-8").replace("Ask before", "Ask well before"))
    monkeypatch.chdir(copy)

    assert built(Path(os.path.relpath(small))).startswith("Built ")


def test_what_is_saved_during_a_build_is_built_the_next_time(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = small / "moves" / "ask-first.md"
    text = move.read_text(encoding="utf-8")

    def build_and_save(root: Path, site: Path, **more: Any) -> bool:
        done = build(root, site, **more)
        move.write_text(text.replace("Ask before you tell.", "Ask late."), encoding="utf-8")
        return done

    monkeypatch.setattr("playbook_site.building.build.build", build_and_save)
    built(small)
    monkeypatch.setattr("playbook_site.building.build.build", build)

    assert not built(small).startswith("Nothing has changed")
    assert "Ask late." in (small / "site/moves/ask-first/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "drawn"),
    [
        (
            "moves/ask-first.md",
            "People like to be asked.",
            "Nobody likes to be told.",
            3,
        ),  # home and the deck show parts
        ("docs/about.md", "# About\n", "# About\n\nMore.\n", 1),
        ("references.yml", "publisher: Press", "publisher: House", 1),
        ("moves/ask-first.md", "Ask before you tell.", "Ask, then wait.", 4),
        ("mkdocs.yml", "copyright: ", "copyright: More, ", 29),
    ],
)
def test_only_what_shows_a_change_is_drawn(
    small: Path, path: str, old: str, new: str, drawn: int
) -> None:
    built(small)
    text = (small / path).read_text(encoding="utf-8")
    assert old in text
    (small / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    told = built(small).splitlines()[-1]

    assert told.startswith(f"{drawn} drawn, {29 - drawn} as they were; ")


COLOPHON = "overrides/partials/colophon.html"


def add_to_colophon(root: Path, text: str) -> None:
    file = root / COLOPHON
    file.write_text(f"{file.read_text(encoding='utf-8')}{text}\n", encoding="utf-8")


def test_a_template_that_is_saved_during_a_build_is_on_every_page_the_next_time(
    small: Path,
) -> None:
    class Saving(Progress):
        @contextmanager
        def stage(self, name: str, pieces: int = 0) -> Iterator[Step]:
            with super().stage(name, pieces) as step:
                yield step
            if name == "Drawing":
                add_to_colophon(small, "<p>Saved late.</p>")

    build(small, small / "site", progress=Saving())

    built(small)

    pages = [page.read_text(encoding="utf-8") for page in (small / "site").rglob("*.html")]
    framed = [page for page in pages if "<footer" in page]
    assert len(framed) > 15
    assert all("Saved late." in page for page in framed)


@pytest.mark.parametrize(
    "expression",
    [
        *("page.url", "page.get('title')", "page.values() | list | length ~ page.title"),
        *("page | string", "'x' if page.entry else 'y'", "entry.title if entry", "page.head.data"),
        *("page.canonical_url", "'plan/' | whole", "entry is none", "page['description']"),
    ],
)
@pytest.mark.parametrize("part", ["masthead", "colophon"])
def test_what_a_frame_says_of_its_page_is_said_of_that_page(
    small: Path, part: str, expression: str
) -> None:
    """On every page, whichever was drawn first, and after an edit as in a clean build."""
    file = small / f"overrides/partials/{part}.html"
    says = f"<p data-frame>{{{{ {expression} }}}}</p></"
    file.write_text(file.read_text(encoding="utf-8").replace("</", says, 1), encoding="utf-8")
    base = small / "overrides/playbook.html"
    inline = f"<p data-here>{{{{ {expression} }}}}</p><main"
    base.write_text(base.read_text(encoding="utf-8").replace("<main", inline), encoding="utf-8")

    built(small)
    edit = ("Ask before you tell.", "Ask, then wait.")
    move = small / "moves/ask-first.md"
    move.write_text(move.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    built(small)
    build(small, small / "clean")

    said = re.compile(r"<p data-(?:frame|here)>(.*?)</p>", re.DOTALL)
    for page in (small / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text == (small / "clean" / page.relative_to(small / "site")).read_text("utf-8")
        assert len({*said.findall(text)}) <= 1, page
    assert len({*said.findall((small / "site/index.html").read_text("utf-8"))}) == 1


@pytest.mark.parametrize(
    "expression",
    [
        *("site.entries.roles | reverse | join", "site.entries.roles | string"),
        *("site.entries.roles | length", "site.entries.roles | tojson", "site.entries.roles"),
        *("site.entries.roles.items() | list", "'extra' in site.entries.roles"),
        *("site.entries.roles | dictsort | first", "site.entries.roles == {}"),
        *("site.entries.roles.get('extra')", "dict(site.entries.roles)", "site.entries.roles[1]"),
    ],
)
def test_however_a_template_asks_what_it_shows_is_not_of_before(
    small: Path, expression: str
) -> None:
    add_to_colophon(small, f"<p>{{{{ {expression} }}}}</p>")
    built(small)
    role = (small / "roles" / "principal.md").read_text(encoding="utf-8")
    (small / "roles" / "extra.md").write_text(
        role.replace("title: Principal", "title: Extra"), encoding="utf-8"
    )
    built(small)
    kept = {page: page.read_bytes() for page in (small / "site").rglob("*.html")}

    shutil.rmtree(small / "site")
    build(small, small / "site")

    assert {page: page.read_bytes() for page in (small / "site").rglob("*.html")} == kept


def test_memories_of_sites_that_never_come_again_go_the_oldest_first() -> None:
    folder = fingerprint.folder()
    for number in range(fingerprint._KEPT + 5):
        place = folder / f"{number:03}.pages.json"
        fingerprint.remember(place, {})
        os.utime(place, (number, number))

    fingerprint.remember(folder / "last.json", {})

    kept = sorted(place.name for place in folder.glob("*.json"))
    assert len(kept) == fingerprint._KEPT
    assert kept[0] == "006.pages.json"
    assert kept[-1] == "last.json"
