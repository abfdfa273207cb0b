"""Whatever fails, and whenever a process is killed, there is the old state or the new one.

A few places here; with --nightly, every call that writes. See `faults.py`.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main
from tests.conftest import ROOT
from tests.site.building.whole import NEW, OLD
from tests.site.conftest import SMALL, framed

DRIVER = Path(__file__).with_name("faults.py")
BASE = ROOT / "tests" / "golden" / "base"
HOW = ["kill", "fail"]
WAYS = ["exchange", "renames"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and forks")


def stop(
    folder: Path, how: str, way: str, check: str, command: list[str], first: int = 1, step: int = 1
) -> int:
    """Stop a command at every `step`th call that writes; gives how often it was stopped."""
    words = [str(folder), how, way, str(first), str(step), f"tests.site.building.whole:{check}"]
    result = subprocess.run(
        [sys.executable, "-W", "ignore", str(DRIVER), *words, *command],
        cwd=ROOT,
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
            "PLAYBOOK_CACHE": str(folder / ("now" if check == "remembered" else "cache")),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-4000:]
    print(f"{check} {how} {way}: stopped at {result.stdout.strip()} calls")
    return int(result.stdout)


def run(*words: object) -> None:
    result = CliRunner().invoke(main, [*map(str, words)])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook, the site of yesterday, and the site of today."""
    folder = tmp_path_factory.mktemp("sites")
    for path, text in SMALL.items():
        file = folder / "book" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    book = framed(folder / "book")
    settings = book / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("editor: false", "full_text: false")
    settings.write_text(text, encoding="utf-8")
    run("build", book, "--site", folder / "base" / "site")
    (folder / "base" / ".site.lock").unlink()
    shutil.copytree(folder / "base" / "site", folder / OLD)
    (book / "docs" / "about.md").write_text("# Changed\n", encoding="utf-8")
    run("build", book, "--site", folder / NEW)
    return folder


@pytest.fixture
def today(sites: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    """Where yesterday's site stands, and the command that makes today's."""
    shutil.copytree(sites, tmp_path / "sites")
    folder = tmp_path / "sites"
    return folder, ["build", str(folder / "book"), "--site", str(folder / "now" / "site")]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("way", "first", "step"), [("exchange", 5, 300), ("renames", 2, 60)])
def test_a_build_that_is_stopped_in_a_few_places_leaves_a_whole_site(
    today: tuple[Path, list[str]], how: str, way: str, first: int, step: int
) -> None:
    assert stop(today[0], how, way, "site", today[1], first, step) > 1


@pytest.mark.nightly
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("how", HOW)
def test_a_build_that_is_stopped_anywhere_leaves_a_whole_site(
    today: tuple[Path, list[str]], how: str, way: str
) -> None:
    assert stop(today[0], how, way, "site", today[1]) > 100


@pytest.mark.nightly
def test_a_first_build_that_is_killed_anywhere_leaves_a_whole_site_or_none(
    today: tuple[Path, list[str]],
) -> None:
    folder, command = today
    shutil.rmtree(folder / "base")
    shutil.rmtree(folder / OLD)
    (folder / "base").mkdir()
    (folder / OLD).mkdir()

    assert stop(folder, "kill", "exchange", "site", command) > 100


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A layer before and after an update."""
    shutil.copytree(BASE, tmp_path / "base")
    run("adapt", "moves/ask", "--root", tmp_path / "base")
    adapted = tmp_path / "base" / "district" / "moves" / "ask.md"
    adapted.write_text("---\nsummary: Ours.\nbecause: We ask.\n---\n", encoding="utf-8")
    move = tmp_path / "base" / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8").replace("created:", "former_ids: [ask]\ncreated:")
    move.with_name("inquire.md").write_text(text, encoding="utf-8")
    move.unlink()
    case = tmp_path / "base" / "cases" / "a-school.md"
    case.write_text(case.read_text(encoding="utf-8").replace("ask:", "inquire:"), encoding="utf-8")
    shutil.copytree(tmp_path / "base" / "district", tmp_path / OLD)
    shutil.copytree(tmp_path / "base", tmp_path / "trial")
    run("update", tmp_path / "trial", "--accept", "all")
    shutil.copytree(tmp_path / "trial" / "district", tmp_path / NEW)
    return tmp_path


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    ("way", "first", "step"),
    [
        pytest.param("exchange", 3, 9),
        pytest.param("renames", 2, 2),
        pytest.param("exchange", 1, 1, marks=pytest.mark.nightly),
        pytest.param("renames", 1, 1, marks=pytest.mark.nightly),
    ],
)
def test_an_update_that_is_stopped_leaves_the_old_layer_or_the_new(
    district: Path, how: str, way: str, first: int, step: int
) -> None:
    command = ["update", str(district / "now"), "--accept", "all"]

    assert stop(district, how, way, "layer", command, first, step) > 1


@pytest.mark.parametrize("how", HOW)
def test_files_that_are_fixed_are_each_the_old_or_the_new(tmp_path: Path, how: str) -> None:
    shutil.copytree(BASE, tmp_path / "base")
    for file in (tmp_path / "base").rglob("*.md"):
        text = file.read_text(encoding="utf-8").replace("created: 2026-01-01", "created: 1/1/2026")
        file.write_text(text, encoding="utf-8")
    shutil.copytree(tmp_path / "base", tmp_path / OLD)
    shutil.copytree(tmp_path / "base", tmp_path / NEW)
    run("check", tmp_path / NEW, "--fix")

    assert stop(tmp_path, how, "exchange", "fixed", ["check", str(tmp_path / "now"), "--fix"]) > 10


@pytest.mark.parametrize("how", HOW)
def test_a_memory_of_checks_that_is_stopped_never_tells_a_lie(tmp_path: Path, how: str) -> None:
    shutil.copytree(BASE, tmp_path / "book")
    move = tmp_path / "book" / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8").replace("effort:", "efort:")
    move.write_text(text, encoding="utf-8")
    (tmp_path / "base").mkdir()

    stops = stop(tmp_path, how, "exchange", "remembered", ["check", str(tmp_path / "book")])

    assert stops > 2
