"""Which districts a network has, and what is wrong with that, told before any machine begins."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ONE = {"name": "cedar-valley", "repository": "cedar-valley/playbook"}


def outputs(folder: Path, network: object = None) -> tuple[int, str, str]:
    """What the first job of the workflow is told; `network` is a text or what JSON says."""
    if network is not None:
        text = network if isinstance(network, str) else json.dumps(network)
        (folder / "network.json").write_text(text, encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "network.py")]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return told.returncode, told.stdout, told.stderr


def test_where_no_network_is_described_nothing_is_built(tmp_path: Path) -> None:
    assert outputs(tmp_path) == (0, "url=\ndistricts=[]\n", "")


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/"])
def test_the_address_ends_in_a_slash_for_districts_stand_below_it(tmp_path: Path, url: str) -> None:
    told = outputs(tmp_path, {"url": url, "districts": [ONE]})

    assert told == (0, f"url=https://example.org/\ndistricts={json.dumps([ONE])}\n", "")


@pytest.mark.parametrize(
    ("network", "words"),
    [
        ("{", ["This is no JSON", '[{"name": "cedar-valley", "repository"']),
        ([], ["This says no districts."]),
        ({"url": "https://example.org/", "districts": {}}, ["This says no districts."]),
        ({"url": "example.org", "districts": [ONE]}, ['"example.org" is no address']),
        ({"districts": [ONE]}, ["null is no address for 'url'"]),
        (
            {"url": "", "districts": [{"name": "Cedar Valley"}, ONE, ONE]},
            ['"" is no address', '"Cedar Valley" is', "null is no 'repository'", "2 districts"],
        ),
        (
            {
                "url": "https://example.org",
                "districts": [{**ONE, "name": f"d{number}"} for number in range(257)],
            },
            ["There are 257 districts, and one run builds 256 at most."],
        ),
    ],
)
def test_all_that_is_wrong_is_told_with_a_way_out(
    tmp_path: Path, network: object, words: list[str]
) -> None:
    code, printed, told = outputs(tmp_path, network)

    assert (code, printed) == (1, "")
    lines = told.splitlines()
    assert all(line.startswith("::error file=network.json::") for line in lines)
    assert len(lines) == len(words) or words[0].startswith("This")
    assert all(word in told for word in words)
