"""For maintainers: small changes made to the code on purpose, to see whether a test turns red.

    python3 scripts/mutate.py [PACKAGE …]

Without words it takes the packages below, one after the other, with the unit and golden tests; it
may take hours, and gives 1 while a change survives that `tests/mutants.md` does not explain. It
needs `fork`, which Windows has not. mutmut comes from `mutation.lock` into a folder of its own:

    echo mutmut | uv pip compile --universal --python-version 3.11.5 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header --no-strip-extras -c requirements.lock \
        - -o mutation.lock
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import environment
import project_copy

ROOT = environment.ROOT
FOLDER = ROOT / ".mutation"
TOOLS = FOLDER / "tools"
LOCK = ROOT / "mutation.lock"
EXPLAINED = ROOT / "tests" / "mutants.md"
PACKAGES = ("layers", "updates", "checks", "catalog")
TESTS = ("tests/unit", "tests/golden")
SURVIVOR = re.compile(r"^\s*(?P<name>\S+): (?:survived|no tests|suspicious)$", re.MULTILINE)
CHANGE = re.compile(r"^(?:-(?!--)|\+(?!\+\+)).*", re.MULTILINE)
SETTINGS = """[mutmut]
source_paths=src
only_mutate=src/playbook/{package}/*
also_copy=
{copies}
pytest_add_cli_args=
    -p
    no:cacheprovider
    --hypothesis-profile=few
pytest_add_cli_args_test_selection=
{tests}
"""


def install() -> None:
    """Bring mutmut, once for each lock."""
    stamp = TOOLS / "made-from"
    if not stamp.exists() or stamp.read_bytes() != LOCK.read_bytes():
        shutil.rmtree(TOOLS, ignore_errors=True)
        pip = [str(environment.ensure()), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        wheels = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
        arguments = ["install", *wheels, "--target", str(TOOLS), "-r", str(LOCK)]
        subprocess.run([*pip, *arguments], check=True)
        shutil.copyfile(LOCK, stamp)


def copy(package: str) -> Path:
    """Copy the project, with the settings that mutmut reads."""
    tree = FOLDER / package
    paths = project_copy.make(tree)
    tops = sorted({path.partition("/")[0] for path in paths} - {"src", "setup.cfg"})
    settings = SETTINGS.format(package=package, copies=_lines(tops), tests=_lines(TESTS))
    (tree / "setup.cfg").write_text(settings, encoding="utf-8")
    return tree


def mutate(package: str) -> list[str]:
    """Try every change in a package; gives those that nothing noticed and nobody explained."""
    tree = copy(package)
    path = os.pathsep.join((str(TOOLS), str(tree)))
    settings = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    mutmut = [str(environment.ensure()), "-m", "mutmut"]
    subprocess.run([*mutmut, "run"], cwd=tree, env=settings, check=False)

    def ask(*words: str) -> str:
        return subprocess.run(
            [*mutmut, *words], cwd=tree, env=settings, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    names = [match["name"] for match in SURVIVOR.finditer(ask("results"))]
    changes = [
        "\n".join((f"@@ {name.partition('__mutmut_')[0]}", *CHANGE.findall(ask("show", name)), ""))
        for name in names
    ]
    explanations = EXPLAINED.read_text(encoding="utf-8")
    return [change for change in changes if change not in explanations]


def main(packages: list[str]) -> int:
    """Try the packages one by one."""
    install()
    survivors = [change for package in packages or PACKAGES for change in mutate(package)]
    print("\n".join(survivors) or "Every change was noticed, or is explained.")
    return 1 if survivors else 0


def _lines(names: Iterable[str]) -> str:
    return "\n".join(f"    {name}" for name in names)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
