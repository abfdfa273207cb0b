"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    move = root / "moves" / "ask.md"
    move.write_text(move.read_text(encoding="utf-8") + "word " * 15_000, encoding="utf-8")
