"""File names that harm somewhere."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook

NAMES = {
    "Move": "bad-file-name",
    "pct%2e": "bad-file-name",
    "q?x=1": "bad-file-name",
    "h#ash": "bad-file-name",
    "a:b": "bad-file-name",
    "a\nb": "bad-file-name",
    "abc\u202etxt": "bad-file-name",
    "m\u0430th": "bad-file-name",
    "trailing. ": "bad-file-name",
    "__proto__": "bad-file-name",
    "a" * 61: "bad-file-name",
    "con": "reserved-name",
    "AUX": "reserved-name",
    "lpt1": "reserved-name",
    "index": "reserved-name",
    "search": "reserved-name",
    "404": "reserved-name",
    "constructor": "reserved-name",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_s44_a_name_that_harms_somewhere_is_told(
    name: str, sound: dict[str, str], project: Callable[[dict[str, str]], Path]
) -> None:
    root = project({f"conditions/{name}.md": sound["conditions/let-schools-drive.md"]})

    codes = {problem.code.id for problem in playbook.load_and_check(root)[1]}

    assert NAMES[name] in codes


@pytest.mark.parametrize("twins", [("caf\u00e9", "cafe\u0301"), ("move", "Move")], ids=ascii)
def test_s44_two_names_that_are_the_same_on_many_computers_are_told(
    twins: tuple[str, str], project: Callable[[dict[str, str]], Path]
) -> None:
    root = project({f"moves/{name}.md": "" for name in twins})

    codes = [problem.code.id for problem in playbook.load_and_check(root)[1]]

    assert "id-collision" in codes


def test_s46_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "moves").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/moves/caf\xe9.md")).write_text("")

    codes = {problem.code.id for problem in playbook.load_and_check(tmp_path)[1]}

    assert "bad-file-name" in codes
