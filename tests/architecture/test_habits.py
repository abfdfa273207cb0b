"""What keeps the repository in order: owners, checks before a commit, a package with types."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

OPEN = {"cases", "conditions", "moves", "references.yml", "roles"}


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def owners(path: str) -> str:
    """Who owns a file: the last pattern that matches decides, with owners or without."""
    matching = ""
    for line in (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        pattern, _, names = line.partition(" ")
        place = pattern.removeprefix("/")
        if pattern == "*" or path == place or (place.endswith("/") and path.startswith(place)):
            matching = names
    return matching


def test_everything_has_an_owner_but_entries_and_works() -> None:
    files = run("git", "ls-files").stdout.splitlines()

    unowned = {path.partition("/")[0] for path in files if not owners(path)}
    owned = {path.partition("/")[0] for path in files if owners(path)}

    assert unowned == OPEN
    assert {"macros", "overrides", "schemas", "scripts", "src", "mkdocs.yml"} <= owned
    assert not owned & OPEN


def test_every_hook_is_a_step_of_the_checks_and_fetches_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    answer = run(sys.executable, "scripts/check.py", "?").stderr
    steps = answer.partition("The steps are: ")[2].rstrip(".\n").split(", ")

    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]

    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert [h["entry"] for h in hooks] == [f"python3 scripts/check.py {s}" for s in steps[:-1]]
    assert steps[-1] == "site"


def test_the_checks_stop_an_import_against_the_order_of_rooms(tmp_path: Path) -> None:
    for name in ("src", "macros", "pyproject.toml"):
        place = tmp_path / name
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, place)
    module = tmp_path / "src" / "playbook" / "source" / "diagnostics.py"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"]

    def lint() -> int:
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        ).returncode

    assert lint() == 0
    module.write_text(module.read_text("utf-8") + "\nimport playbook.catalog\n", encoding="utf-8")
    assert lint() == 1


def test_the_package_says_that_it_has_types(tmp_path: Path) -> None:
    build = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    assert build.returncode == 0, build.stderr

    [wheel] = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        assert {"playbook/py.typed", "playbook_site/py.typed"} <= set(archive.namelist())


DATED = ("## 0.1.0 - to be released", "## 0.1.0 - 2027-01-31")


@pytest.mark.parametrize(
    ("tag", "changes", "reason"),
    [
        ("v0.2.0", (), "The tag is v0.2.0, and pyproject.toml says 0.1.0. Make them agree."),
        ("v0.1.0", (), "Give 0.1.0 its day in CHANGELOG.md: ## 0.1.0 - 2027-01-31."),
        ("v0.1.0", DATED, "Say where the project lives: add [project.urls] to pyproject.toml."),
    ],
)
def test_what_is_not_ready_is_no_release(
    tmp_path: Path, tag: str, changes: tuple[str, ...], reason: str
) -> None:
    log = "# Changelog\n\n## Unreleased\n\n## 0.1.0 - to be released\n\n- It builds.\n"
    (tmp_path / "scripts").mkdir()
    for name in ("package.py", "environment.py"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    project = '[project]\nname = "learning-matters"\nversion = "0.1.0"\n'
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(
        log.replace(*changes) if changes else log, encoding="utf-8"
    )

    answer = run(sys.executable, tmp_path / "scripts" / "package.py", tag)

    assert (answer.returncode, answer.stderr) == (1, f"{reason}\n")
    assert not (tmp_path / "dist").exists()


def test_the_changelog_has_a_section_for_the_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    versions = re.findall(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert versions[0] == "Unreleased"
    assert f'version = "{versions[1]}"' in project


def test_the_project_is_cited_by_the_name_and_the_release_that_it_has() -> None:
    schema = "vendor.citation-file-format"
    checker = Path(sys.executable).with_name("check-jsonschema")
    told = run(checker, "--builtin-schema", schema, "CITATION.cff")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert told.returncode == 0, told.stdout
    assert citation["version"] == project["version"]
    assert citation["abstract"] == project["description"]
    assert f"site_name: {citation['title']}\n" in site
