"""An original that asks whoever changes its words to share them alike, and we would not."""

import shutil
from pathlib import Path

LICENSE = "Our words: https://creativecommons.org/licenses/{0}/4.0/\n"


def make(root: Path) -> None:
    shutil.copytree(root / "moves", root / "state" / "moves")
    (root / "playbook.toml").write_text('originals = ["state"]\n', encoding="utf-8")
    (root / "state" / "LICENSE").write_text(LICENSE.format("by-sa"), encoding="utf-8")
    (root / "LICENSE").write_text(LICENSE.format("by"), encoding="utf-8")
