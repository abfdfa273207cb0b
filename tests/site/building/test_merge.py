"""Sites that were built apart stand in one, each as it was; what is wrong changes nothing."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.building import manifest
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
    assert listing == [
        {"url": "districts/adams/", "pages": pages},
        {"url": "districts/cedar-valley/", "pages": pages},
    ]


def test_a_part_that_is_gone_goes_and_a_new_one_comes(network: tuple[Path, Path]) -> None:
    site, parts = network
    run("merge", site, parts)
    (parts / "adams").rename(parts / "lincoln")

    code, _ = run("merge", site, parts)

    assert code == 0
    names = {path.name for path in (site / "districts").iterdir()}
    assert names == {"cedar-valley", "lincoln", "districts.json"}
    assert run("verify", site)[0] == 0


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
        (lambda p: (p / "adams/index.html").write_text("x"), "is not as it was built, see index"),
        (lambda p: (p / "adams/new.html").write_text("x"), "is not as it was built, see new.html"),
        (lambda p: (p / "adams/index.html").unlink(), "is no whole site"),
        (lambda p: (p / "adams/manifest.sha256").unlink(), "is no whole site"),
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
    assert "holds files that no build put there: letter.txt" in told
    assert (tmp_path / "mine" / "letter.txt").exists()
