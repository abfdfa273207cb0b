"""The real playbook, by itself or with schools over it, each with a name and a move of its own."""

import shutil
from pathlib import Path

from benchmarks.corpus import ROOT, write_files
from playbook.loader import SOURCES

MOVE = "moves/choose-one-visible-focus.md"
ADAPTATION = """---
because: School {0} has a short morning.
---

## Watch for

At School {0} this comes before the first lesson, or it does not come at all.
"""


def write(folder: Path, schools: int) -> None:
    """Copy what the playbook is made of, and lay schools over it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (*SOURCES, "mkdocs.yml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        elif (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for number in range(1, schools + 1):
        school = f"schools/school-{number}"
        adaptation = {f"{school}/{MOVE}": ADAPTATION.format(number)}
        write_files(folder, {f"{school}/district.yml": f"name: School {number}\n", **adaptation})
