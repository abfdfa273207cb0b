"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path

import pytest


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    move = root / "moves" / "ask.md"
    if (root / "moves" / "ASK.md").exists():
        pytest.skip("This disk takes ASK.md and ask.md for one file, as many do.")
    text = move.read_text(encoding="utf-8").replace("title: Ask first", "title: Ask again")
    text = text.replace("effort: light", "effort: light\npairs_with: {ask: They go together.}")
    (root / "moves" / "ASK.md").write_text(text, encoding="utf-8")
