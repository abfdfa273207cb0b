"""Numbers are said as people say them."""

import subprocess
import sys
from pathlib import Path

import pytest

from playbook_site.reports.counts import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 pages are"), (1, "1 page is"), (2, "2 pages are")]
)
def test_one_is_said_as_one(number: int, said: str) -> None:
    assert counted(number, "page is", "pages are") == said


def test_a_single_site_that_is_merged_is_told_as_one(tmp_path: Path, built: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    built.rename(parts / "cedar")
    main = [sys.executable, "-m", "playbook_site", "build", str(built.parent), "--quiet"]
    subprocess.run(main, check=True)

    merge = [sys.executable, "-m", "playbook_site", "merge", str(built), str(parts)]
    said = subprocess.run(merge, capture_output=True, text=True, check=True).stdout

    assert said.startswith("1 site is below ")
