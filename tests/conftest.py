"""What every test may ask for."""

import atexit
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import Phase, settings

from playbook.layers.originals.pin import DISTRICT, SCHOOLS
from playbook.layers.upstream import editions

os.environ.pop("PLAYBOOK_PROGRAM", None)  # tests are started by a script, and start the program
# The same examples in every run: a change is never refused for a fault that it did not bring. New
# examples are looked for with `--hypothesis-profile explore`; what they find becomes an @example.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=5_000, deadline=None)
# For scripts/mutate.py, which runs them once for each of hundreds of changes: an example that fails
# is enough, and need not be the smallest.
settings.register_profile(
    "few",
    derandomize=True,
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent


_APART = (".*", "__pycache__", "node_modules", "site", "dist", "tests", DISTRICT, SCHOOLS)
"""What an original does without; `tests` reads a fork's words in no other place."""


@cache
def original() -> Path:
    """The playbook whose words tests may count on: this project or, in a district's fork, a copy of
    it without the layers. What a fork says of its own is judged by `playbook check`.
    """
    if not any(editions(ROOT).values()):
        return ROOT
    folder = Path(tempfile.mkdtemp(prefix="original-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_APART), dirs_exist_ok=True)
    return folder


_KEYS = str.maketrans({**dict.fromkeys("“”„″", '"'), **dict.fromkeys("‘’‚′", "'"), "…": "..."})


def typed(text: str) -> str:
    """A text that a page shows, with the quotes of a keyboard, as the sources have them."""
    return text.translate(_KEYS)


def published(site: Path, path: str) -> Path:
    """A script, style sheet or font of a built site, by the name that a template calls it."""
    stem, dot, suffix = path.rpartition(".")
    [file] = site.glob(f"{stem}.{'[0-9a-f]' * 8}{dot}{suffix}")
    return file


def script(name: str) -> ModuleType:
    """A module of `scripts/`, so that plain pytest finds what `scripts/test.py` finds."""
    if (folder := str(ROOT / "scripts")) not in sys.path:
        sys.path.append(folder)  # last, for one of them is called test
    return importlib.import_module(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Take what is told now as expected.")
    parser.addoption("--nightly", action="store_true", help="Run what takes hours, and only that.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked as nightly runs by itself: whatever is run, nothing is skipped."""
    nightly = bool(config.getoption("--nightly"))
    others = [item for item in items if (item.get_closest_marker("nightly") is None) is nightly]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps what tests find out of the user's own cache."""
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Makes a playbook from a mapping of paths to texts."""

    def make(files: Mapping[str, str]) -> Path:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return tmp_path

    return make
