"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    move = root / "moves" / "ask.md"
    needs = "needs:\n" + "  - A room and a clock\n" * 900
    text = move.read_text(encoding="utf-8").replace("effort: light\n", f"effort: light\n{needs}")
    move.write_text(text, encoding="utf-8")
