"""Sites that were built apart stand in one, each as it was; what is wrong changes nothing."""

import json
import os
import shutil
import sys
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

from playbook_site.building import districts, manifest
from playbook_site.building.build import build
from playbook_site.cli import main
from tests.builder import lay


@pytest.fixture
def network(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site, and the folder of two districts' sites."""
    parts = tmp_path_factory.mktemp("network") / "parts"
    for name in ("adams", "cedar-valley"):
        shutil.copytree(built, parts / name)
    return built, parts


def link(file: Path) -> None:
    file.rename(file.with_name("elsewhere.html"))
    file.symlink_to("elsewhere.html")


def run(*words: object) -> tuple[int, str]:
    told = CliRunner().invoke(main, [str(word) for word in words])
    return told.exit_code, told.output


def test_every_part_stands_in_the_whole_and_the_whole_can_be_verified(
    network: tuple[Path, Path],
) -> None:
    site, parts = network
    own = {path: manifest.digest(site / path) for path in manifest.files(site)}

    code, told = run("merge", site, parts)

    assert (code, told) == (0, f"2 sites are below {site / 'districts'}.\n")
    assert run("verify", site)[0] == 0
    for name in ("adams", "cedar-valley"):
        folder = site / "districts" / name
        assert {path: manifest.digest(folder / path) for path in own} == own
    listing = json.loads((site / "districts/districts.json").read_text(encoding="utf-8"))
    pages = sum(1 for path in own if path.endswith("index.html"))
    name = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["site"]["name"]
    assert listing == [
        {"url": "districts/adams/", "name": name, "pages": pages},
        {"url": "districts/cedar-valley/", "name": name, "pages": pages},
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_everybody_may_read_the_whole_whoever_merges_it(network: tuple[Path, Path]) -> None:
    site, parts = network
    usual = os.umask(0o077)
    try:
        assert run("merge", site, parts)[0] == 0
    finally:
        os.umask(usual)

    paths = [site, *site.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}


def test_a_full_disk_leaves_nothing_beside_the_site(
    network: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, parts = network
    monkeypatch.setattr(shutil, "copyfile", full)

    code, told = run("merge", site, parts)

    assert code == 1
    assert "The disk is full" in told
    assert not site.with_name(".site.new").exists()


def full(*_: object) -> None:
    raise OSError("The disk is full.")


def below(site: Path) -> set[str]:
    return {path.name for path in (site / "districts").iterdir()} - {"districts.json"}


def test_a_part_that_did_not_come_stays_until_it_is_dropped(network: tuple[Path, Path]) -> None:
    site, parts = network
    run("merge", site, parts)
    (parts / "adams").rename(parts / "lincoln")

    code, told = run("merge", site, parts)

    assert code == 0
    assert "adams is not among the parts and stays as it was merged before." in told
    assert below(site) == {"adams", "cedar-valley", "lincoln"}
    assert run("merge", site, parts, "--drop", "adams")[0] == 0
    assert below(site) == {"cedar-valley", "lincoln"}
    assert run("verify", site)[0] == 0


@pytest.mark.parametrize(
    ("name", "why"), [("adams", "is in PARTS"), ("nobody", "was not merged before")]
)
def test_what_cannot_be_dropped_is_told(network: tuple[Path, Path], name: str, why: str) -> None:
    site, parts = network
    run("merge", site, parts)

    assert run("merge", site, parts, "--drop", name) == (
        1,
        f"Error: '{name}' {why}, so there is nothing to drop.\n",
    )


def test_a_build_keeps_what_was_merged_below_it(small: Path, tmp_path: Path) -> None:
    build(small, small / "site")
    shutil.copytree(small / "site", tmp_path / "parts" / "adams")
    shutil.copytree(small / "site", tmp_path / "parts" / "lincoln")
    run("merge", small / "site", tmp_path / "parts")
    with (small / "moves/ask-first.md").open("a", encoding="utf-8") as stream:
        stream.write("\nMore words.\n")

    code, told = run("build", small)

    assert code == 0
    assert "Built 30 pages in" in told
    assert "2 districts stand below it still." in told
    assert below(small / "site") == {"adams", "lincoln"}
    assert run("verify", small / "site")[0] == 0

    (small / "site/districts/adams/index.html").write_text("x", encoding="utf-8")
    told = run("build", small)[1]
    assert "1 district stands below it still." in told
    assert "adams is not below it any more: merge it again, from its own build." in told
    assert below(small / "site") == {"lincoln"}


def test_what_is_not_whole_below_a_site_is_brought_again(network: tuple[Path, Path]) -> None:
    site, parts = network
    run("merge", site, parts)
    (site / "districts/adams/index.html").write_text("x", encoding="utf-8")
    (parts / "adams").rename(parts.parent / "adams")

    code, told = run("merge", site, parts)
    assert code == 1
    assert "Bring adams among the parts again." in told

    (parts.parent / "adams").rename(parts / "adams")
    assert run("merge", site, parts)[0] == 0
    assert run("verify", site)[0] == 0


def test_what_stands_beside_the_parts_is_passed_over(network: tuple[Path, Path]) -> None:
    """What a build leaves that was stopped, and what programs that unpack put there."""
    site, parts = network
    for name in (".adams.new", "__MACOSX"):
        (parts / name).mkdir()

    assert run("merge", site, parts) == (0, f"2 sites are below {site / 'districts'}.\n")


def test_a_part_that_was_built_for_elsewhere_is_told(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("adams", "lincoln"):
        monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/districts/adams/")
        build(small, tmp_path / "parts" / name)
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/")
    build(small, small / "site")

    code, told = run("merge", small / "site", tmp_path / "parts")

    assert code == 0
    assert told.count("was built for") == 1
    assert "lincoln was built for https://example.org/districts/adams/" in told
    assert "PLAYBOOK_SITE_URL=https://example.org/districts/lincoln/" in told


def test_a_page_of_the_site_at_the_same_address_stays(small: Path, tmp_path: Path) -> None:
    (small / "docs" / "districts.md").write_text("# Districts\n", encoding="utf-8")
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("nav:\n", "nav:\n  - Districts: docs/districts.md\n", 1)
    settings.write_text(text, encoding="utf-8")
    build(small, small / "site")
    shutil.copytree(small / "site", tmp_path / "parts" / "adams")

    for _ in range(2):
        assert run("merge", small / "site", tmp_path / "parts")[0] == 0

    assert (small / "site" / "districts" / "index.html").exists()
    assert run("verify", small / "site")[0] == 0


def test_what_is_done_to_a_part_afterwards_is_not_done_to_the_whole(
    network: tuple[Path, Path],
) -> None:
    site, parts = network
    run("merge", site, parts)

    (parts / "adams" / "index.html").write_text("x", encoding="utf-8")

    assert run("verify", site)[0] == 0


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            lambda p: (p / "adams/index.html").write_text("x"),
            "built: index.html differs. Build it again",
        ),
        (
            lambda p: (p / "adams/new.html").write_text("x"),
            "built: new.html was added",
        ),
        (
            lambda p: (p / "adams/index.html").unlink(),
            "built: index.html is missing. Build",
        ),
        (lambda p: (p / "adams/manifest.sha256").unlink(), "has no manifest.sha256, so it is no"),
        (lambda p: (p / "adams/manifest.sha256").write_text("x"), "that cannot be read: line 1"),
        (lambda p: link(p / "adams/index.html"), "built: index.html differs"),
        (lambda p: (p / "empty").mkdir(), "has no manifest.sha256, so it is no whole site"),
        (lambda p: (p / "adams").rename(p / "Adams High"), "'Adams High' is a part of addresses"),
    ],
)
def test_what_is_wrong_leaves_the_site_as_it_was(
    network: tuple[Path, Path], spoil: object, words: str
) -> None:
    site, parts = network
    spoil(parts)  # type: ignore[operator]

    code, told = run("merge", site, parts)

    assert code == 1
    assert words in told
    assert not (site / "districts").exists()
    assert run("verify", site)[0] == 0


def test_a_part_takes_the_place_of_no_edition(small: Path, network: tuple[Path, Path]) -> None:
    site, parts = network
    lay(
        {
            "playbook.toml": '[editions]\nfolder = "districts"\n',
            "districts/adams/district.yml": "name: Adams\nroles: {principal: Head}\n",
        },
        small,
    )
    build(small, site)
    before = (site / "districts" / "adams" / "index.html").read_bytes()

    code, told = run("merge", site, parts)

    assert code == 1
    assert "districts/adams/ is an edition of" in told
    assert (site / "districts" / "adams" / "index.html").read_bytes() == before


def test_a_folder_that_no_build_made_is_left_alone(
    network: tuple[Path, Path], tmp_path: Path
) -> None:
    _, parts = network
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear", encoding="utf-8")

    code, told = run("merge", tmp_path / "mine", parts)

    assert code == 1
    assert "holds files that no build put there: letter.txt. Move them away, then merge" in told
    assert (tmp_path / "mine" / "letter.txt").exists()


def merged(root: Path, count: int) -> tuple[Path, Path]:
    """A site below which districts stand, and one that is built anew."""
    site, fresh = root / "site", root / "fresh"
    ids = [f"d{n}" for n in range(count)]
    for id_ in ids:
        lay({f"districts/{id_}/index.html": id_}, site)
    districts.write_listing(site, {id_: districts.District(id_, id_, 1) for id_ in ids})
    manifest.write(site)
    fresh.mkdir()
    return site, fresh


def test_a_district_is_lost_where_the_new_site_has_a_page_of_its_own(tmp_path: Path) -> None:
    site, fresh = merged(tmp_path, 2)
    lay({"districts/d0/index.html": "A page by hand."}, fresh)

    after = districts.carry(site, fresh)

    assert after.lost == ["d0"]
    assert {*districts.listed(fresh)} == {"d1"}
    assert (fresh / "districts/d0/index.html").read_text("utf-8") == "A page by hand."


def test_the_files_of_a_site_are_looked_through_once_for_all_districts(tmp_path: Path) -> None:
    def work(count: int) -> int:
        site, fresh = merged(tmp_path / str(count), count)
        calls = 0

        def tally(frame: FrameType, event: str, _: object) -> None:
            nonlocal calls
            calls += event == "c_call" and frame.f_code.co_filename == districts.__file__

        sys.setprofile(tally)
        try:
            districts.carry(site, fresh)
        finally:
            sys.setprofile(None)
        return calls

    assert work(60) < work(20) * 4
