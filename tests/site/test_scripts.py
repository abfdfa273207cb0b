"""What the scripts do on a machine that lacks something."""

import ast
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, script

SCRIPTS = ROOT / "scripts"
OLD = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = [{script!r}]
sys.path.insert(0, {folder!r})
runpy.run_path({script!r}, run_name="__main__")
"""
FIND = """
import sys
sys.path.append({folder!r})
import browser
browser.FOLDERS = ()
print(browser.find())
"""
PANGO = """
import sys
sys.path.append({folder!r})
import environment, pango
environment.ensure = lambda: {bare!r}
pango.ensure()
"""
COMPILE = """
import pathlib, sys
sys.path.append({folder!r})
import environment
environment.PYTHON = sys.executable
environment._compile(pathlib.Path({source!r}))
"""
APT = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
with open(here / "asked", "a") as log:
    print(*sys.argv[1:], file=log)
if "install" in sys.argv:
    (here / "chromium").touch(mode=0o755)
"""
SUDO = """#!{python}
import os, sys
os.execvp(sys.argv[2], sys.argv[2:])
"""


START = """
import sys
sys.path.append({folder!r})
import environment
environment.ensure = lambda: sys.executable
environment.run("http.server", "--bind", "127.0.0.1", sys.argv[1])
"""


@pytest.mark.parametrize("script", ["build.py", "test.py", "links.py"])
def test_an_old_python_is_told_three_ways_to_a_newer_one(script: str) -> None:
    path = str(SCRIPTS / script)
    code = OLD.format(script=path, folder=str(SCRIPTS))

    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )

    first, *ways = run.stderr.splitlines()
    assert run.returncode == 1
    assert first == ("Python 3.11.5 or later is needed, and this is 3.9.2. Three ways to get one:")
    assert [way.split(":")[0].strip() for way in ways] == ["uv", "python.org", "apt"]
    assert ways[0].endswith(path)


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.stem)
def test_an_old_python_can_read_the_scripts_that_say_so(script: Path) -> None:
    tree = ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))

    assert not [node for node in ast.walk(tree) if type(node).__name__ == "Match"]


def answers(place: tuple[str, int], *, wanted: bool) -> bool:
    """Whether a server comes to answer, or to answer no more, as is wanted; for ten seconds."""
    for _ in range(100):
        with socket.socket() as asking:
            if (asking.connect_ex(place) == 0) is wanted:
                return True
        time.sleep(0.1)
    return False


def test_what_a_script_has_started_ends_with_it() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = free.getsockname()
    code = START.format(folder=str(SCRIPTS))
    script = subprocess.Popen([sys.executable, "-c", code, str(place[1])])
    assert answers(place, wanted=True)

    script.terminate()

    assert answers(place, wanted=False)
    assert script.wait(10) == 143


def test_the_program_is_told_which_script_started_it() -> None:
    program = """
import sys
sys.path.insert(0, "scripts")
import environment
environment.ensure = lambda: sys.executable
environment.run("playbook_site", "new", "move", "")
"""
    told = subprocess.run(
        [sys.executable, "-c", program], check=False, cwd=ROOT, capture_output=True, text=True
    )

    assert "such as: python3 scripts/run.py new move 'Ask students first'" in told.stderr


def test_the_code_is_compiled_even_where_python_writes_no_bytecode(tmp_path: Path) -> None:
    (tmp_path / "module.py").touch()
    code = COMPILE.format(folder=str(SCRIPTS), source=str(tmp_path))

    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    )

    assert list(tmp_path.rglob("module.*.pyc"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no apt")
def test_apt_is_asked_for_chromium_before_anything_is_downloaded(tmp_path: Path) -> None:
    for name, text in (("apt-get", APT), ("sudo", SUDO)):
        (tmp_path / name).write_text(text.format(python=sys.executable), encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    bare = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "HOME": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "-c", FIND.format(folder=str(SCRIPTS))],
        capture_output=True,
        text=True,
        check=True,
        env=bare,
    )

    sentence, path = run.stdout.splitlines()
    assert sentence == "Chromium is not installed here; asking apt for it."
    assert path == str(tmp_path / "chromium")
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no apt")
@pytest.mark.parametrize(("status", "times"), [(0, 0), (1, 2)])
def test_apt_is_asked_for_pango_where_weasyprint_cannot_start(
    tmp_path: Path, status: int, times: int
) -> None:
    bare = f"#!{sys.executable}\nraise SystemExit({status})\n"
    for name, text in (("apt-get", APT), ("sudo", SUDO), ("bare", bare)):
        (tmp_path / name).write_text(text.format(python=sys.executable), encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    code = PANGO.format(folder=str(SCRIPTS), bare=str(tmp_path / "bare"))

    subprocess.run([sys.executable, "-c", code], check=True, env={"PATH": str(tmp_path)})

    log = tmp_path / "asked"
    asked = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert len(asked) == times
    assert asked[1:] == [
        "install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ] * (times // 2)


def test_no_test_starts_a_program_that_asks_for_a_node_of_the_machine() -> None:
    own = {Path(__file__), ROOT / "tests" / "nodejs.py"}

    for file in set((ROOT / "tests").rglob("*.py")) - own:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not words & {".bin", "node", "npm", "npx"}, file


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
@pytest.mark.parametrize(
    ("answer", "commands", "status"),
    [
        (0, ["bare machine"], 0),
        (1, ["bare machine"], 1),
        (75, ["bare machine", "build", "test"], 0),
        (None, ["build", "test"], 0),
    ],
)
def test_ci_runs_the_two_commands_on_a_bare_machine_where_one_can_be_made(
    tmp_path: Path, answer: int | None, commands: list[str], status: int
) -> None:
    log = tmp_path / "log"
    project, tools = tmp_path / "project", tmp_path / "shared" / "tools"
    for folder in (project / ".ci", project / "scripts", tools):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", project / ".ci")
    for name in ("build", "test"):
        code = f"with open({str(log)!r}, 'a') as log: print({name!r}, file=log)"
        (project / "scripts" / f"{name}.py").write_text(code, encoding="utf-8")
    if answer is not None:
        machine = f"echo bare machine >> {log}; exit {answer}"
        (tools / "bare-machine.sh").write_text(machine, encoding="utf-8")

    run = subprocess.run([project / ".ci" / "run"], check=False)

    assert run.returncode == status
    assert log.read_text(encoding="utf-8").splitlines() == commands


GUARDS = script("guards").read()


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_stands_once_where_the_list_says_and_its_tests_are_there(guard: Any) -> None:
    text = (ROOT / guard.file).read_text(encoding="utf-8")
    tests = [test.partition("::") for test in guard.tests]

    assert text.count(guard.old) == 1
    assert guard.new != guard.old
    if guard.file.endswith(".py"):  # a program that does not begin proves nothing
        compile(text.replace(guard.old, guard.new), guard.file, "exec")
    assert tests
    for file, _, name in tests:
        function = name.partition("[")[0]
        assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8")


def test_the_page_of_guards_is_its_list() -> None:
    guards = script("guards")

    assert guards.PAGE.read_text(encoding="utf-8") == guards.page(GUARDS)
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)


GUARDED = "def shown(text):\n    return text.upper()\n"
MISSED = """import a

def test_it_is_missed():
    assert a.shown("x") == "X"

def test_it_crashes():
    getattr(a, "shown")("x").isupper() or {}["x"]

def test_it_looks_away():
    assert a
"""


@pytest.mark.parametrize(
    ("old", "test", "is_red"),
    [
        ("text.upper()", "test_it_is_missed", True),
        ("text.upper()", "test_it_crashes", False),
        ("text.upper()", "test_it_looks_away", False),
        ("text", "test_it_is_missed", False),
        ("nowhere", "test_it_is_missed", False),
    ],
)
def test_only_a_guard_that_an_assertion_misses_is_one(
    tmp_path: Path, old: str, test: str, is_red: bool
) -> None:
    guards = script("guards")
    source = tmp_path / "src" / "a.py"
    source.parent.mkdir()
    source.write_text(GUARDED, encoding="utf-8")
    (tmp_path / "test_a.py").write_text(MISSED, encoding="utf-8")
    guard = guards.Guard("", "", "", "src/a.py", old, "text", (f"test_a.py::{test}",))
    trial = guards.Trial(tmp_path, sys.executable)

    red = trial.red_without(guard)

    assert trial.run(guard.tests) == {guard.tests[0]: [""]}
    assert red == [*guard.tests] * is_red
    assert source.read_text(encoding="utf-8") == GUARDED
