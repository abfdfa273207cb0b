"""What is in a folder, in an order of its own."""

from pathlib import Path

from playbook.source.folders import contents, walk

NAMES = ["m", "c", "x", "a", "t", "f", "z", "k", "b", "q"]
"""Neither in the order of the letters nor in its reverse."""


def test_what_is_in_a_folder_comes_by_its_name(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).touch()

    assert [item.name for item in contents(tmp_path)] == sorted(NAMES)


def test_what_is_below_a_folder_comes_after_it(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "a.md").touch()

    paths = [item.path for item in walk(tmp_path, "docs")]

    assert paths == [f"docs/{name}{end}" for name in sorted(NAMES) for end in ("", "/a.md")]
