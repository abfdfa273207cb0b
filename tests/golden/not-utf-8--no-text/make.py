"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add files that are no text in UTF-8 to the playbook at `root`."""
    moves = root / "moves"
    (moves / "walk.md").write_bytes(b"PK\x03\x04word/document.xml")
    (moves / "wide.md").write_bytes("---\ntitle: Walk\n---\n".encode("utf-16-le"))
