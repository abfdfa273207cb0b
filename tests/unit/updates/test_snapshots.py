"""What of a folder's files an update compares."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from playbook.layers.lockfile import Lock
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.snapshots import layer_tree, original_tree, read_lock

Project = Callable[[Mapping[str, str]], Path]


def test_an_original_is_its_entries_pages_data_and_programs(project: Project) -> None:
    files = {
        "moves/a.md": "A\n",
        "docs/guide/b.md": "B\n",
        "overrides/c.html": "C\n",
        ".github/workflows/d.yml": "D\n",
        "mkdocs.yml": "E\n",
    }

    assert (
        original_tree(project({**files, "README.md": "F\n", "district/moves/g.md": "G\n"})) == files
    )


def test_a_layer_is_what_it_adds_by_the_paths_of_the_original(project: Project) -> None:
    root = project({"district/moves/a.md": "A\n", "district/district.yml": "B\n"})

    assert layer_tree(root / "district")["moves/a.md"] == "A\n"


def test_pictures_hidden_files_and_remains_of_python_are_left_out(project: Project) -> None:
    root = project({"docs/.a.md": "A\n", "src/__pycache__/b.py": "B\n", "docs/c.md": "C\n"})
    (root / "docs" / "d.png").write_bytes(b"\x89PNG\xff")

    assert original_tree(root) == {"docs/c.md": "C\n"}


def test_every_entry_that_cannot_be_read_is_reported(project: Project) -> None:
    root = project({"moves/c.md": "C\n"})
    for name in ("a", "b"):
        (root / "moves" / f"{name}.md").write_bytes(b"\xff")

    with pytest.raises(InvalidEntry) as invalid:
        original_tree(root)

    places = [diagnostic.location.path for diagnostic in invalid.value.diagnostics]
    assert places == ["moves/a.md", "moves/b.md"]


def test_a_layer_without_a_lock_has_none(project: Project) -> None:
    assert read_lock(project({"district/district.yml": ""}), "district") is None


def test_a_lock_is_read_from_its_layer(project: Project) -> None:
    lock = Lock("1", {"moves/a.md": "0"}, {"moves/a.md": "A"})

    assert read_lock(project({"district/upstream.lock": lock.text}), "district") == lock


def test_a_broken_lock_is_reported_where_it_is(project: Project) -> None:
    with pytest.raises(InvalidEntry) as invalid:
        read_lock(project({"district/upstream.lock": "not a lock"}), "district")

    (diagnostic,) = invalid.value.diagnostics
    assert diagnostic.location.path == "district/upstream.lock"
