"""A layer of 85 marked words goes through six releases as wheels, each with its own program."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from benchmarks.measure import served
from tests.builder import lay
from tests.conftest import ROOT
from tests.site.commands.test_rehearsal import Files, words_in
from tests.site.commands.test_trial import layer, releases
from tests.site.conftest import PAGES, framed

VERSIONS = ("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "2.0.0", "2.1.0")
MIGRATED = VERSIONS.index("2.0.0")
SECTION = "sections: {moves: {Watch for: Mind}}\n"
HEADINGS = "headings:\n  - place: Watch for\n    words: [Mind the gap]\n"
FOLDERS = ("moves", "cases", "conditions", "roles", "plans", "docs", "migrations", "outlines")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The address of each release on a host of this machine, by its number."""
    project, made = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("wheels")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("pyproject.toml", "README.md", "LICENSE", *included):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "src", project / "src", ignore=shutil.ignore_patterns("__pycache__"))
    framed(project)
    about = {"docs/about.md": "# About\n\nWho we are.\n"}
    for number, (version, files) in enumerate(zip(VERSIONS, releases(), strict=True)):
        for folder in FOLDERS:
            shutil.rmtree(project / folder, ignore_errors=True)
            (project / folder).mkdir()
        lay({**PAGES, **about, **files}, project)
        if number >= MIGRATED:
            rename_a_section(project)
        release(project, version, made)
    with served(made) as address:
        yield {v: f"{address}learning_matters-{v}-py3-none-any.whl" for v in VERSIONS}


def rename_a_section(project: Path) -> None:
    """What no folder with entries can do: the program of this release knows another name."""
    migration = project / "migrations" / "0.2.0.yml"
    text = migration.read_text(encoding="utf-8") + SECTION
    migration.rename(migration.with_name("2.0.0.yml")).write_text(text, encoding="utf-8")
    replace(project / "src" / "playbook" / "model" / "sections.py", '"Watch for"', '"Mind"')
    replace(project / "headings.yml", "place: Watch for", "place: Mind")
    for move in (project / "moves").glob("*.md"):
        replace(move, "## Watch for", "## Mind")


def replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def release(project: Path, version: str, folder: Path) -> None:
    settings = project / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r'(?m)^version = ".*"', f'version = "{version}"', text), "utf-8")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), at=project)


def run(*command: str, at: Path) -> subprocess.CompletedProcess[str]:
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = subprocess.run(
        command, cwd=at, env=settings, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told


@pytest.fixture
def python(tmp_path: Path, wheels: Mapping[str, str]) -> str:
    """The Python of a district with the first release, and all that it needs."""
    builder, place = venv.EnvBuilder(with_pip=True), tmp_path / "environment"
    builder.create(place)
    packages = sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)})
    paths = [path for path in sys.path if path.endswith("site-packages")]
    Path(packages, "all.pth").write_text("\n".join(paths), encoding="utf-8")
    env_python = str(builder.ensure_directories(place).env_exe)
    run(env_python, "-m", "pip", "install", "--no-deps", "--quiet", wheels["1.0.0"], at=tmp_path)
    return env_python


def begin(root: Path, files: Files) -> None:
    lay({f"district/{path}": text for path, text in files.items()}, root)
    (root / "district" / "headings.yml").write_text(HEADINGS, encoding="utf-8")
    (root / "playbook.toml").write_text('originals = ["learning-matters==0.9.0"]\n', "utf-8")
    (root / "requirements.txt").write_text("# Ours.\nlearning-matters @ https://x/y.whl\n", "utf-8")
    (root / "requirements.lock").write_text("old==1\n", encoding="utf-8")


def test_another_release_runs_its_own_program_whatever_is_on_the_path(
    tmp_path: Path, wheels: Mapping[str, str], python: str
) -> None:
    root, version = tmp_path / "book", VERSIONS[-1]
    begin(root, layer())
    words = (python, "-m", "playbook_site", "update", "--to", wheels[version], "--dry-run")

    told = subprocess.run(
        words,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.partition("\n")[0].endswith(f" to {version}")


@pytest.mark.parametrize("leaps", [False, True], ids=["each", "leap"])
def test_eighty_five_words_go_through_six_wheels(
    tmp_path: Path, wheels: Mapping[str, str], python: str, *, leaps: bool
) -> None:
    root = tmp_path / "book"
    begin(root, layer())
    words = words_in(root / "district")
    assert len(words) == 85

    for version in (VERSIONS[0], VERSIONS[-1]) if leaps else VERSIONS:
        address = wheels[version]
        told = run(
            *(python, "-m", "playbook_site", "update", "--to", address, "--accept", "all"), at=root
        )
        required = (root / "requirements.txt").read_text(encoding="utf-8")
        assert required.startswith(f"# Ours.\nlearning-matters @ {address} --hash=sha256:")
        assert f"learning-matters=={version}" in (root / "playbook.toml").read_text("utf-8")
        assert f"playbook.toml now names {version}." in told.stderr
        run(
            python,
            "-m",
            "pip",
            "install",
            "--no-deps",
            "--quiet",
            "-r",
            "requirements.txt",
            at=root,
        )
        run(python, "-m", "playbook_site", "check", at=root)
        run(python, "-m", "playbook_site", "build", at=root)
        assert words_in(root / "district") == words

    ours = (root / "district" / "moves" / "ask-one.md").read_text(encoding="utf-8")
    assert "## Mind" in ours
    assert "## Watch for" not in ours
    page = (root / "site" / "moves" / "ask-one" / "index.html").read_text(encoding="utf-8")
    assert words_on(page) >= set(re.findall(r"ours\d+x", ours.partition("## Mind")[2]))


def words_on(page: str) -> set[str]:
    return set(re.findall(r"ours\d+x", page))


def test_a_release_at_an_address_that_is_none_changes_nothing(
    tmp_path: Path, wheels: Mapping[str, str], python: str
) -> None:
    root = tmp_path / "book"
    begin(root, layer())
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    for address, why in (
        (wheels["1.0.0"].replace("1.0.0", "9.0.0"), "404"),
        (str(tmp_path / "learning_matters-1.0.0-py3-none-any.whl"), "No such file"),
    ):
        told = subprocess.run(
            [python, "-m", "playbook_site", "update", "--to", address, "--accept", "all"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 1
        assert f"There is no folder and no release '{address}'." in told.stderr
        assert why in told.stderr

    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
