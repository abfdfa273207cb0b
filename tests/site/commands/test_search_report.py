"""The search of the real playbook answers what leaders ask, as a browser asks it."""

import re

from click.testing import CliRunner

from playbook_site.cli import main
from tests.conftest import ROOT

LEAST = 0.92
"""Of 123 questions, the share that has to find its answer among the first three."""


def test_the_search_answers_what_leaders_ask_and_nothing_that_means_nothing() -> None:
    told = CliRunner().invoke(main, ["search-report", str(ROOT), "--at-least", str(LEAST)])

    assert told.exit_code == 0, told.output
    rows = re.findall(
        r"\| (dialog|explorer) \| 123 \| [\d.]+ \| ([\d.]+) \| [\d.]+ \| 0 \|", told.output
    )
    assert {where for where, _ in rows} == {"dialog", "explorer"}


def test_a_share_that_is_not_reached_is_told_and_so_are_the_questions() -> None:
    words = ["search-report", str(ROOT), "--at-least", "1", "--misses"]

    told = CliRunner().invoke(main, words)

    assert told.exit_code == 1
    assert re.search(r"^- \w.*: ", told.output, re.MULTILINE)
