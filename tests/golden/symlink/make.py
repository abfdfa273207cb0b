"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    (root / "moves" / "other.md").symlink_to("ask.md")
