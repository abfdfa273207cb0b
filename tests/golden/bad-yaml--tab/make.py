"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    move = root / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8").replace("  learn: Asking", "\tlearn: Asking")
    move.write_text(text, encoding="utf-8")
