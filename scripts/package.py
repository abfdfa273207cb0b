"""Build what a release consists of, in dist/; the version after it makes sure that all is ready.

dist/packages/ holds the wheel and the sdist, dist/SHA256SUMS their checksums, and dist/notes.md
what the changelog says of the version.
"""

import hashlib
import re
import shutil
import sys
import tomllib
from pathlib import Path

import environment

DIST = environment.ROOT / "dist"
PACKAGES = DIST / "packages"
SECTION = r"^## {version} - (?P<day>[^\n]+)\n(?P<notes>.*?)(?=^## |\Z)"


def main(arguments: list[str]) -> int:
    """Build; with a tag, such as v0.1.0, refuse what is not ready to be a release."""
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    pattern = SECTION.format(version=re.escape(project["version"]))
    section = re.search(pattern, _read("CHANGELOG.md"), re.MULTILINE | re.DOTALL)
    if arguments and (reason := _not_ready(arguments[0], project, section)):
        raise SystemExit(reason)
    shutil.rmtree(DIST, ignore_errors=True)
    if environment.start("hatchling", "build", "--directory", str(PACKAGES)):
        return 1
    (DIST / "SHA256SUMS").write_text(_checksums(PACKAGES), encoding="utf-8", newline="\n")
    notes = section["notes"].strip() if section else ""
    (DIST / "notes.md").write_text(f"{notes}\n", encoding="utf-8", newline="\n")
    return 0


def _not_ready(tag: str, project: dict[str, object], section: re.Match[str] | None) -> str:
    if tag != f"v{project['version']}":
        return f"The tag is {tag}, and pyproject.toml says {project['version']}. Make them agree."
    if not section or not re.fullmatch(r"\d{4}-\d\d-\d\d", section["day"]):
        return f"Give {project['version']} its day in CHANGELOG.md: ## 0.1.0 - 2027-01-31."
    if "urls" not in project:
        return "Say where the project lives: add [project.urls] to pyproject.toml."
    return ""


def _checksums(folder: Path) -> str:
    files = sorted(folder.iterdir())
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)


def _read(name: str) -> str:
    return (environment.ROOT / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
