"""Makes two files whose names are one name to a computer that does not tell ß from ss."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    text = (root / "moves" / "ask.md").read_text(encoding="utf-8")
    beside = text.replace("effort: light", "effort: light\npairs_with: {ask: They go together.}")
    for name, title in (("strasse", "Ask in the street"), ("straße", "Ask on the road")):
        words = beside.replace("title: Ask first", f"title: {title}")
        (root / "moves" / f"{name}.md").write_text(words, encoding="utf-8")
