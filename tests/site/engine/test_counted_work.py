"""A build does each piece of its work once; how long that takes, benchmarks tell."""

import gc
import inspect
import json
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import playbook_book
from benchmarks import corpus
from playbook import check_editions, checks
from playbook.catalog.style_guide import StyleGuide
from playbook.checks.rules import near_duplicates
from playbook.model.entry import Entry
from playbook.parsing import frontmatter
from playbook.parsing.body import Body
from playbook.parsing.links import slips
from playbook.records.body_record import body_record
from playbook.records.record_types import BodyRecord
from playbook.search import index
from playbook.source import decoding
from playbook.source.identity import Same
from playbook_site.building import build as building
from playbook_site.engine import edition
from playbook_site.engine.configuration import configuration_of
from playbook_site.engine.edition import Edition, prepare
from playbook_site.engine.overlay import edition_of
from playbook_site.engine.published_files import PAGE, RECORDS
from playbook_site.engine.site import Site
from playbook_site.preflight import docs_pages, judge, site_settings
from tests.conftest import ROOT
from tests.site.engine.work import calls

MOVES, CASES = 70, 10
Work = Mapping[str, Mapping[str, int]]
BESIDE = ".site.new/"
"""Where a build writes before it swaps."""

READY = ".ready"
"""What says in there that it may be swapped, and goes with the swap."""


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with more moves than a page lists."""
    root = tmp_path_factory.mktemp("work")
    corpus.write(root, MOVES, CASES, full_text=False)
    return root


@pytest.fixture(scope="module")
def work(playbook: Path) -> Work:
    """What a build reads, writes and draws, and how often."""
    command = [sys.executable, "-m", "tests.site.engine.work", str(playbook)]
    build = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert build.returncode == 0, build.stderr
    counts: Work = json.loads(build.stdout)
    return counts


def prepare_again(root: Path) -> Edition:
    settings, _ = site_settings.read(root)
    assert settings
    return prepare(root, "", configuration_of(settings))


def entries_in(parses: Counter[str]) -> dict[str, int]:
    """How often each entry was parsed; pages in `docs/` are left out."""
    counts = {json.loads(path): count for path, count in parses.items()}
    return {path: count for path, count in counts.items() if not path.startswith("docs/")}


def test_a_build_reads_every_entry_once(playbook: Path, work: Work) -> None:
    entries = corpus.entries(MOVES, CASES)

    reads = {path: work["reads"].get(path) for path in entries}

    assert reads == dict.fromkeys(entries, 1)


def test_a_build_draws_every_page_once(playbook: Path, work: Work) -> None:
    site = playbook / "site"
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    assert work["draws"] == dict.fromkeys(pages - {PAGE}, 1)


def test_a_build_writes_every_file_once(playbook: Path, work: Work) -> None:
    site = playbook / "site"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    writes = {
        path.removeprefix(BESIDE): count
        for path, count in work["writes"].items()
        if path.startswith(BESIDE) and not path.endswith(READY)
    }

    assert writes == dict.fromkeys(files, 1)


def test_what_did_not_change_is_not_parsed_again_in_a_process(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    prepare_again(tmp_path)

    with calls(frontmatter.parse, "path") as parses:
        prepare_again(tmp_path)
    with calls(docs_pages.convert, "text") as conversions:
        prepare_again(tmp_path)

    assert entries_in(parses) == {}
    assert not conversions


def test_one_edit_is_one_entry_that_is_parsed_again(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    prepare_again(tmp_path)
    move = tmp_path / "moves" / "move-1.md"
    move.write_text(move.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")

    with calls(frontmatter.parse, "path") as parses:
        prepare_again(tmp_path)
    move.write_text(move.read_text(encoding="utf-8") + "\nAnd one.\n", encoding="utf-8")
    with calls(decoding.decode, "path") as texts:
        prepare_again(tmp_path)

    assert entries_in(parses) == {"moves/move-1.md": 1}
    assert entries_in(texts) == {"moves/move-1.md": 1}


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        (docs_pages.read, "text"),
        (StyleGuide.advice, "text"),
        (slips, "text"),
        (near_duplicates._close, "names"),
    ],
)
def test_what_schools_share_is_looked_through_once(
    tmp_path: Path, function: Any, argument: str
) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    guide = (ROOT / "language.yml").read_text(encoding="utf-8")
    adaptation = "---\nbecause: Our mornings are short.\n---\n\n## Watch for\n\nNo time in {}.\n"
    for name in ("North", "South"):
        school = f"schools/{name.lower()}"
        own = {f"{school}/moves/move-1.md": adaptation.format(name)}
        corpus.write_files(tmp_path, {f"{school}/district.yml": f"name: {name}\n", **own})
    corpus.write_files(tmp_path, {"language.yml": guide})
    checks._of_wording.memory.cache_clear()  # as a new process would

    with calls(inspect.unwrap(function), argument) as counts:
        check_editions(tmp_path, judge=judge.diagnostics)

    assert set(counts.values()) == {1}


def test_a_build_of_one_edition_keeps_nothing_for_a_next_time(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    checks._of_text.memory.cache_clear()
    index.weigh.memory.cache_clear()

    building.build(tmp_path, tmp_path / "site")
    memories = checks._of_text.memory.cache_info(), index.weigh.memory.cache_info()

    assert [memory.currsize for memory in memories] == [0, 0]
    prepare_again(tmp_path)
    assert checks._of_text.memory.cache_info().currsize >= 12


@pytest.mark.parametrize("has_school", [False, True])
def test_only_schools_need_bodies_when_pages_are_drawn(tmp_path: Path, has_school: bool) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    if has_school:
        corpus.write_files(tmp_path, {"schools/north/district.yml": "name: North\n"})
    held: list[int] = []

    def counted(site: Site, *args: Any) -> int:
        held.append(sum(bool(entry.body.text) for entry in site.edition.book))
        return write(site, *args)

    write = Site.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Site, "write", counted)
        building.build(tmp_path, tmp_path / "site")

    assert held[0] > 12 if has_school else held[0] == 0


def test_a_body_goes_when_its_record_is_made(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    held: list[int] = []

    def counted(same: Same[Entry]) -> BodyRecord:
        bodies = (each for each in gc.get_objects() if isinstance(each, Body))
        held.append(sum(bool(body.text) for body in bodies))
        return body_record(same)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "body_record", counted)
        building.build(tmp_path, tmp_path / "site")

    assert len(held) > 12
    assert [held[0] - now for now in held] == [*range(len(held))]


def test_a_school_is_let_go_when_it_is_written(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    for name in ("east", "north", "south"):
        corpus.write_files(tmp_path, {f"schools/{name}/district.yml": f"name: {name}\n"})
    schools: list[weakref.ref[Any]] = []
    held: list[int] = []

    def noted(*args: Any) -> Any:
        held.append(sum(school() is not None for school in schools))
        school = edition_of(*args)
        schools.append(weakref.ref(school._site))
        return school

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "edition_of", noted)
        building.build(tmp_path, tmp_path / "site")

    assert held == [0, 0, 0]


def test_the_index_is_let_go_before_the_book_is_made(tmp_path: Path) -> None:
    corpus.write(tmp_path, 9, 3, full_text=False)
    site = Site(prepare_again(tmp_path))
    held: list[bool] = []
    make = playbook_book.Volume.__init__

    def noted(volume: playbook_book.Volume, playbook: Any) -> None:
        held.append("_index" in vars(site))
        make(volume, playbook)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(playbook_book.Volume, "__init__", noted)
        site.write(tmp_path / "site")

    assert held == [False]
    assert len([*site.pieces(RECORDS)]) > 12
