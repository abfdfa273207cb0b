"""Two playbooks, each of which names the other as its original."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "playbook.toml").write_text('originals = ["state"]\n', encoding="utf-8")
    (root / "state").mkdir()
    (root / "state" / "playbook.toml").write_text('originals = [".."]\n', encoding="utf-8")
