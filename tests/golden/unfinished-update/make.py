"""A change of the layer that was stopped between its two renames."""

from pathlib import Path


def make(root: Path) -> None:
    (root / ".district.old" / "moves").mkdir(parents=True)
