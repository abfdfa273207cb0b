"""For maintainers: the site, drawn by three engines; every file has to be the same.

    python3 scripts/engines.py

MkDocs draws it; then ProperDocs, which goes on where MkDocs has no maintainer, with MkDocs gone;
then this project's own engine, with both of them, Material and the macros plugin gone. Each also
has to say what is wrong with a playbook that has an error. It all lies in a folder of its own.
ProperDocs comes from `engines.lock`.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import environment
import project_copy

FOLDER = environment.ROOT / ".engines"
LOCK = environment.ROOT / "engines.lock"
TREE, BROKEN = FOLDER / "project", FOLDER / "broken"
MOVE, FAULT = "moves/bring-a-school-team.md", "needs_title"
BESIDE = ("manifest.sha256", ".playbook-site")
"""What only our own build writes beside the site."""

MKDOCS = ("mkdocs",)
OTHERS = ("properdocs", "mkdocs-material", "mkdocs-material-extensions", "mkdocs-macros-plugin")


def python() -> Path:
    """The Python of an environment of its own, with the packages of the lock."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    venv.create(FOLDER / "venv", with_pip=True)
    pip("install", "--require-hashes", "--only-binary", ":all:", "-r", str(environment.LOCK))
    project_copy.make(TREE)
    pip("install", "--no-deps", "--no-index", "--no-build-isolation", "-e", str(TREE))
    return FOLDER / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def pip(*words: str) -> None:
    """Install or take out packages."""
    folder = FOLDER / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    command = [str(folder / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*command, *words], check=True)


def break_a_copy() -> None:
    """Copy the project, with an error in a move."""
    project_copy.make(BROKEN)
    text = (BROKEN / MOVE).read_text(encoding="utf-8")
    (BROKEN / MOVE).write_text(text.replace("---\n", f"---\n{FAULT}: 1\n", 1), encoding="utf-8")


def draw(name: str, program: Path, *words: str, folder_option: str) -> dict[str, str]:
    """Draw the site; gives the hash of every file. Exits where the engine hides an error."""
    site = FOLDER / name
    command = [str(program), "-m", *words, folder_option, str(site)]
    subprocess.run(command, cwd=TREE, check=True)
    told = subprocess.run(command, cwd=BROKEN, capture_output=True, text=True, check=False)
    said = told.stdout + told.stderr
    if not told.returncode or f"{MOVE}:2:1: error: '{FAULT}'" not in said:
        raise SystemExit(f"{name} does not say what is wrong with {MOVE}:\n{said}")
    files = (file for file in site.rglob("*") if file.is_file() and file.name not in BESIDE)
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def differences(name: str, first: dict[str, str], other: dict[str, str]) -> Sequence[str]:
    """A line for each file that another engine draws otherwise."""
    paths = sorted(first.keys() | other.keys())
    return [f"{name}: {path}" for path in paths if first.get(path) != other.get(path)]


def main() -> int:
    """Draw it three times; 1 where a file differs."""
    program = python()
    break_a_copy()
    first = draw("MkDocs", program, "mkdocs", "build", folder_option="--site-dir")
    pip("uninstall", "--yes", *MKDOCS)
    pip("install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(LOCK))
    second = draw("ProperDocs", program, "properdocs", "build", folder_option="--site-dir")
    pip("uninstall", "--yes", *OTHERS)
    third = draw("Ours", program, "playbook_site", "build", ".", folder_option="--site")
    lines = [*differences("ProperDocs", first, second), *differences("Ours", first, third)]
    print(*lines, sep="\n")
    print(f"{len(first)} files, drawn three times: {len(lines)} differ.")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
