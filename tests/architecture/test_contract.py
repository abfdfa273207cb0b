"""The architecture's guards, each broken on purpose in a copy of the project.

A contract of import-linter or a test of `test_imports.py` has to turn red.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = "src/playbook"
ROOMS = "The rooms of the core, one way BROKEN|not listed as layers"
RIM = "The core knows nothing of what draws it, and imports by no other means BROKEN"
RULES = "A rule never imports a rule BROKEN"

LAYERING = {
    "a name after `from playbook import`": ("catalog/outline.py", "from playbook import loader"),
    "the loader, by its name": ("model/entry.py", "import playbook.loader"),
    "a name after a relative import": ("model/entry.py", "from .. import loader"),
    "a higher room": ("parsing/links.py", "from playbook.layers import merge"),
    "a higher room, in a function": (
        "source/location.py",
        "def far() -> None:\n    from playbook.model import entry\n",
    ),
    "a neighbor": ("records/schemas.py", "import playbook.checks"),
    "a module that stands in no list": ("gadget.py", '"""A gadget."""'),
    "a room that stands in no list": ("gadgets/__init__.py", '"""Gadgets."""'),
}
DRAWING = {
    "MkDocs": ("records/record.py", "import mkdocs"),
    "MkDocs, in a function": (
        "records/record.py",
        "def page() -> None:\n    import mkdocs.utils\n",
    ),
    "a part of it": ("loader.py", "from mkdocs.structure import pages"),
    "the rim": ("contributing/hosts/repository.py", "from playbook_site import reports"),
    "the rim, from the top": ("__init__.py", "import playbook_site.cli"),
}
BETWEEN_RULES = {
    "a module": ("checks/rules/titles.py", "from playbook.checks.rules import dates"),
    "what is in it": ("checks/rules/titles.py", "from playbook.checks.rules.dates import check"),
    "a relative one": ("checks/rules/titles.py", "from . import dates"),
}
BY_NAME = "test_core_imports_nothing_by_a_name_in_quotes"
WHOLE = "test_no_room_of_the_core_imports_the_core_as_a_whole"
INSIDE = "test_only_large_libraries_are_imported_inside_a_function"
SIZE = "test_modules_and_functions_stay_small"
UNSEEN = {
    "importlib": (BY_NAME, "model/entry.py", 'import importlib\nimportlib.import_module("mkdocs")'),
    "importlib, renamed": (BY_NAME, "model/entry.py", "import importlib as library"),
    "a name of importlib": (BY_NAME, "model/entry.py", "from importlib import import_module"),
    "a module of importlib": (BY_NAME, "model/entry.py", "import importlib.util"),
    "`__import__`": (BY_NAME, "model/entry.py", '__import__("mkdocs")'),
    "`__import__`, renamed": (BY_NAME, "model/entry.py", "load = __import__"),
    "`exec`": (BY_NAME, "model/entry.py", 'exec("import mkdocs")'),
    "the core as a whole": (WHOLE, "model/entry.py", "import playbook"),
    "something of the core as a whole": (WHOLE, "catalog/outline.py", "from playbook import load"),
    "the whole, by a relative import": (WHOLE, "model/entry.py", "from .. import load"),
    "the whole, from where rules are listed": (WHOLE, "checks/__init__.py", "import playbook"),
    "everything in the core": (WHOLE, "model/entry.py", "from playbook import *"),
    "in a function": (INSIDE, "model/entry.py", "def late() -> None:\n    import json\n"),
    "in an asynchronous one": (INSIDE, "model/entry.py", "async def late():\n    import json\n"),
    "a rule that imports the list of rules": (
        "test_rules_never_import_each_other",
        "checks/rules/titles.py",
        "import playbook.checks",
    ),
    "a module that is too long": (SIZE, "i18n/long.py", "a = 1\n" * 251),
    "a function that is too long": (SIZE, "i18n/long.py", "def f():\n" + "    a = 1\n" * 41),
    "a room with too many modules": (
        "test_no_folder_has_more_than_a_dozen_modules",
        *("source/{}.py", ""),
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code, with the guards that are tried."""
    for name in ("src", "macros", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests" / "architecture").mkdir(parents=True)
    guards = "tests/architecture/test_imports.py"
    for path in ("pyproject.toml", guards):
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def test_the_contracts_are_kept(copy: Path) -> None:
    assert "0 broken" in contracts(copy)


@pytest.mark.parametrize("breach", LAYERING)
def test_a_room_that_reaches_up_breaks_the_contract(breach: str, copy: Path) -> None:
    write(copy, *LAYERING[breach])

    assert re.search(ROOMS, contracts(copy))


@pytest.mark.parametrize("breach", DRAWING)
def test_a_core_that_knows_what_draws_it_breaks_the_contract(breach: str, copy: Path) -> None:
    write(copy, *DRAWING[breach])

    assert RIM in contracts(copy)


@pytest.mark.parametrize("breach", BETWEEN_RULES)
def test_a_rule_that_imports_a_rule_breaks_the_contract(breach: str, copy: Path) -> None:
    write(copy, *BETWEEN_RULES[breach])

    assert RULES in contracts(copy)


@pytest.mark.parametrize("breach", UNSEEN)
def test_what_no_contract_sees_turns_a_test_red(breach: str, copy: Path) -> None:
    guard, path, code = UNSEEN[breach]
    for number in range(13 if "{}" in path else 1):
        write(copy, path.format(number), code)

    module = ".".join(Path("playbook", path).with_suffix("").parts).removesuffix(".__init__")
    name = guard if "{}" in path else f"{guard}[{module}]"
    assert f"FAILED tests/architecture/test_imports.py::{name}" in guards(copy, guard)


def write(copy: Path, path: str, code: str) -> None:
    """Add code at the end of a file of the core, or in a new one."""
    file = copy / CORE / path
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(f"\n{code}\n" if stream.tell() else f"{code}\n")


def contracts(copy: Path) -> str:
    """What import-linter says of a copy."""
    program = "from importlinter.cli import lint_imports_command as main; main()"
    return run(copy, "-c", program, "--no-cache")


def guards(copy: Path, guard: str) -> str:
    """What a test says of a copy."""
    return run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "-k", guard)


def run(copy: Path, *arguments: str) -> str:
    paths = os.pathsep.join((str(copy / "src"), str(copy)))
    settings = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    result = subprocess.run(
        command, cwd=copy, env=settings, capture_output=True, text=True, check=False
    )
    return result.stdout + result.stderr
