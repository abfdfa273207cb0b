"""Makes what a diff cannot say: a file twice in one."""

from pathlib import Path


def make(root: Path) -> None:
    """Add a second entry below the first one, at `root`."""
    move = root / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8")
    move.write_text(f"{text}\n{text.replace('Ask first', 'Walk the halls')}", encoding="utf-8")
