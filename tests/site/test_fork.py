"""A district's fork, with words of its own in every place that it may have any: its tests pass."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLE = ROOT / "tests" / "layers" / "sample-large"
README = "district/README.md"


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a layer: entries, pages, labels, Spanish, and two schools."""
    folder = tmp_path_factory.mktemp("a") / "fork"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in names.strip("\0").split("\0"):
        is_a_districts = name.startswith(("district/", "schools/")) and name != README
        if (ROOT / name).is_file() and not is_a_districts:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    settings = folder / "district" / "district.yml"
    assert "language: es" in settings.read_text(encoding="utf-8")
    school = folder / "schools" / "roosevelt" / "district.yml"
    school.parent.mkdir()
    school.write_text("name: Roosevelt School\n", encoding="utf-8")
    for words in (("init", "--quiet"), ("add", ".")):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)
    return folder


def run(fork: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a module with the fork's own program."""
    variables = {**os.environ, "PYTHONPATH": str(fork / "src"), "PYTEST_ADDOPTS": ""}
    variables.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=fork, env=variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_tests_of_content_pass_in_a_fork(fork: Path) -> None:
    told = run(fork, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/content")

    assert told.returncode == 0, told.stdout
    assert " passed" in told.stdout
    assert "skipped" not in told.stdout


def test_the_checks_of_a_fork_have_nothing_to_refuse(fork: Path) -> None:
    checked = run(fork, "playbook_site", "check", ".")
    generated = run(fork, "playbook_site", "generate", ".", "--check")

    assert checked.returncode == 0, checked.stdout
    assert generated.returncode == 0, generated.stdout


def test_what_tests_count_on_is_the_original_without_the_layers(fork: Path) -> None:
    script = (
        "from pathlib import Path; import playbook; from tests.conftest import ROOT, original; "
        "own = playbook.load(ROOT)[0]; book = playbook.load(original())[0]; "
        "print(len(own.chain.layers), len(book.chain.layers), original() == ROOT)"
    )

    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=fork,
        env={**os.environ, "PYTHONPATH": f"{fork / 'src'}{os.pathsep}{fork}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.stdout.split() == ["1", "0", "False"], told.stderr
