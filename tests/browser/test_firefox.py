"""The same walk in Firefox, driven over WebDriver BiDi."""

import os
import shutil
import subprocess

import pytest

from tests.browser.conftest import ROOT
from tests.nodejs import NODE, packages

STEPS = """The explorer opens from home.
A facet narrows the list.
A move opens.
The dialog finds entries.
Dark colors are kept.
"""


@pytest.mark.nightly
def test_a_reader_walks_through_the_site_in_firefox(site_url: str) -> None:
    names = ("firefox-esr", "firefox")
    firefox = os.environ.get("PLAYBOOK_FIREFOX") or next(filter(None, map(shutil.which, names)), "")
    assert firefox, "Install Firefox (Debian: firefox-esr), or set PLAYBOOK_FIREFOX to its path."
    packages()
    command = [NODE, str(ROOT / "tests" / "browser" / "firefox.mjs"), site_url, firefox]

    walk = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )

    assert walk.stdout == STEPS, walk.stderr
    assert walk.returncode == 0, walk.stderr
