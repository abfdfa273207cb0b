"""Makes what is too long for a story."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    with (root / "moves" / "ask.md").open("a", encoding="utf-8") as file:
        file.write("\n## Watch for\n\n" + "# Mind\n\n" * 60)
