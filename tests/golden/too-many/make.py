"""Makes the other moves that the role names, so that only their number is at fault."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the moves to the playbook at `root`."""
    text = (root / "moves" / "ask.md").read_text(encoding="utf-8")
    for id_ in ("b", "c", "d"):
        move = text.replace("title: Ask first", f"title: Move {id_}")
        (root / "moves" / f"{id_}.md").write_text(move, encoding="utf-8")
