"""Makes what cannot be kept in git as a plain file."""

from pathlib import Path


def make(root: Path) -> None:
    """Add the fault to the playbook at `root`."""
    condition = (root / "conditions" / "learn.md").read_text(encoding="utf-8")
    text = condition.replace("Learn every day", "Convene")
    (root / "conditions" / "con.md").write_text(text, encoding="utf-8")
    case = root / "cases" / "a-school.md"
    named = case.read_text(encoding="utf-8").replace("{learn: It learned.}", "{con: It met.}")
    case.write_text(named, encoding="utf-8")
