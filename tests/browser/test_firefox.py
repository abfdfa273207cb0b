"""The same walk in Firefox, driven over WebDriver BiDi, and the same answers as Python."""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Sequence
from urllib.parse import urlencode

import pytest

from playbook import load
from playbook.records import explorer
from playbook.records.record import Records
from playbook.records.site_types import FacetRecord
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

STEPS = """The explorer opens from home.
A facet narrows the list.
A move opens.
The dialog finds entries.
Dark colors are kept.
A district sees its colors.
"""
CHOICES = 60


@pytest.fixture
def firefox() -> str:
    names = ("firefox-esr", "firefox")
    path = os.environ.get("PLAYBOOK_FIREFOX") or next(filter(None, map(shutil.which, names)), "")
    assert path, "Install Firefox (Debian: firefox-esr), or set PLAYBOOK_FIREFOX to its path."
    return path


def drive(script: str, *arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script beside this file that drives Firefox."""
    packages()
    return subprocess.run(
        [NODE, str(ROOT / "tests" / "browser" / script), *arguments],
        cwd=ROOT, input=told, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.nightly
def test_a_reader_walks_through_the_site_in_firefox(site_url: str, firefox: str) -> None:
    walk = drive("firefox.mjs", site_url, firefox)

    assert walk.stdout == STEPS, walk.stderr
    assert walk.returncode == 0, walk.stderr


@pytest.mark.nightly
def test_firefox_shows_what_python_selects(site_url: str, firefox: str) -> None:
    book, _ = load(ROOT, layers=())
    records = Records(book)
    facets = explorer.facets(records)
    entries = [
        record for name in explorer.EXPLORER_COLLECTIONS for record in records.collection(name)
    ]
    seed = os.environ.get("PLAYBOOK_SEED") or str(random.randrange(10**9))
    print(f"PLAYBOOK_SEED={seed}")  # in the environment, it draws the same again
    draw = random.Random(seed)
    more_than_a_screen = {"what": list(explorer.EXPLORER_COLLECTIONS)}
    choices = [more_than_a_screen, *(drawn(draw, facets) for _ in range(CHOICES))]
    addresses = [f"{site_url}explore/?{urlencode(chosen, doseq=True)}" for chosen in choices]

    shown = drive("firefox_choices.mjs", firefox, told=json.dumps(addresses))

    assert shown.returncode == 0, shown.stderr
    for address, chosen, seen in zip(addresses, choices, json.loads(shown.stdout), strict=True):
        sets = {facet: set(values) for facet, values in chosen.items()}
        urls = explorer.select(entries, facets, sets)
        assert int(seen["tally"].split()[0]) == len(urls), address
        assert sorted(seen["cards"]) == sorted(site_url + url for url in urls), address


def drawn(draw: random.Random, facets: Sequence[FacetRecord]) -> dict[str, list[str]]:
    """One to three options of one to three facets."""
    some = draw.sample([facet for facet in facets if facet["options"]], draw.randint(1, 3))
    values = {facet["id"]: [value for value, _ in facet["options"]] for facet in some}
    return {id_: draw.sample(v, draw.randint(1, min(3, len(v)))) for id_, v in values.items()}
