"""The fonts that the site ships, as they are made."""

import shutil
from pathlib import Path

from tests.conftest import ROOT, script

ASSETS = ROOT / "overrides" / "assets"


def test_the_fonts_are_made_again_byte_by_byte(tmp_path: Path) -> None:
    shutil.copy(ASSETS / "playbook.css", tmp_path)

    script("fonts").main(tmp_path)

    assert contents(tmp_path) == {
        **contents(ASSETS / "fonts", "fonts/"),
        "playbook.css": (ASSETS / "playbook.css").read_bytes(),
    }


def contents(folder: Path, before: str = "") -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {before + file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
