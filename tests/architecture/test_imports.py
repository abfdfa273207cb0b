"""Who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RIM = {"mkdocs", "mkdocs_macros", "material", "jinja2", "click", "playbook_site", "macros"}
LARGE = {"coloraide", "lxml", "pyphen", "rapidfuzz"}
"""Libraries that few runs need."""

CORE = sorted((ROOT / "src" / "playbook").rglob("*.py"))
CHECKS = sorted((ROOT / "src" / "playbook" / "checks" / "rules").glob("[!_]*.py"))


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_core_imports_no_adapter(module: Path) -> None:
    assert RIM.isdisjoint(name.partition(".")[0] for name in imports(module))


@pytest.mark.parametrize("module", CHECKS, ids=lambda path: path.stem)
def test_rules_never_import_each_other(module: Path) -> None:
    assert not [name for name in imports(module) if name.startswith("playbook.checks")]


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_only_large_libraries_are_imported_inside_a_function(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]

    names = {name.partition(".")[0] for f in functions for name in imports_of(f)}

    assert names <= LARGE


def test_the_core_loads_no_large_library_before_it_is_needed() -> None:
    code = f"import sys, playbook; print(*sorted({LARGE!r} & set(sys.modules)))"

    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert names.stdout.split() == []


@pytest.mark.parametrize("module", CORE, ids=lambda path: path.stem)
def test_the_core_imports_by_no_other_means(module: Path) -> None:
    assert not uncommon_imports(module.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        "import importlib",
        "from importlib import import_module",
        "import importlib as i",
        "from importlib.util import find_spec",
        "import runpy",
        "__import__('mkdocs')",
        "load = __import__",
    ],
)
def test_an_import_by_other_means_is_seen(code: str) -> None:
    assert uncommon_imports(code)


def test_only_the_loader_and_the_export_touch_files() -> None:
    touching = {m.stem for m in CORE if "pathlib" in set(imports(m))}

    assert touching == {"__init__", "files", "upstream", "snapshots", "loader", "export"}


def test_the_command_line_knows_no_mkdocs() -> None:
    found = {i.partition(".")[0] for i in imports(ROOT / "src" / "playbook_site" / "cli.py")}

    assert "mkdocs" not in found


def test_macros_import_the_core_only() -> None:
    found = {i.partition(".")[0] for i in imports(ROOT / "macros" / "__init__.py")}

    assert found <= {"playbook", "collections", "typing"}


def test_scripts_need_nothing_but_the_standard_library() -> None:
    own = {path.stem for path in (ROOT / "scripts").glob("*.py")}

    for script in (ROOT / "scripts").glob("*.py"):
        assert {i.partition(".")[0] for i in imports(script)} <= sys.stdlib_module_names | own


@pytest.mark.parametrize(
    "path", [*CORE, *(ROOT / "src" / "playbook_site").glob("*.py")], ids=lambda p: p.stem
)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]

    assert text.count("\n") <= 250, "look for the second idea"
    assert all((f.end_lineno or 0) - f.lineno <= 40 for f in functions)


def imports(module: Path) -> Iterator[str]:
    """The modules that a file imports."""
    return imports_of(ast.parse(module.read_text(encoding="utf-8")))


def uncommon_imports(code: str) -> list[str]:
    """What could import a module without a statement that says which."""
    tree = ast.parse(code)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=modules):
                names += [module.name for module in modules]
            case ast.ImportFrom(module="importlib", names=parts):
                names += [f"importlib.{part.name}" for part in parts]
            case ast.ImportFrom(module=str(name)):
                names.append(name)
    plain = ("importlib.metadata", "importlib.resources")
    words = ("importlib", "runpy", "pkgutil", "__import__", "exec", "eval")
    return [n for n in names if n.partition(".")[0] in words and n not in plain]


def imports_of(tree: ast.AST) -> Iterator[str]:
    """The modules that a piece of code imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(name)):
                yield name
