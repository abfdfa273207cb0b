"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    move = root / "moves" / "ask.md"
    move.rename(root / "moves" / "Ask First.md")
    case = root / "cases" / "a-school.md"
    case.write_text(
        case.read_text(encoding="utf-8").replace("moves: {ask:", "moves: {'Ask First':"),
        encoding="utf-8",
    )
