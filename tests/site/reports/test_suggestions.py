"""Edits as suggestions beside the lines of a pull request: whole lines, and only those shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main

PATCH = """@@ -1,4 +1,6 @@
 ---
-title: Walk
+title: Walk the halls
+summary: >-
+  We walk.
 rhythm: weekly
+--
@@ -20,2 +22,3 @@ Steps
 1. Ask.
+2. Use `code` and ```more```.
 3. Go."""


def finding(start: tuple[int, int], end: tuple[int, int], old: str, new: str) -> dict[str, object]:
    return {
        "path": "moves/walk.md",
        "line": start[0],
        "column": 1,
        "code": "unknown-reference",
        "message": "It is @ana's [fault](https://example.org).",
        "hint": "Mend it.",
        "edits": [{"start": start, "end": end, "old": old, "new": new}],
    }


def reviewed(
    tmp_path: Path, *findings: dict[str, object], posted: str = "", patch: str = PATCH
) -> list[dict[str, object]]:
    (tmp_path / "findings.json").write_text(json.dumps(findings), encoding="utf-8")
    file = {"filename": "moves/walk.md", "patch": patch}
    (tmp_path / "files").write_text(json.dumps(file) + "\nno JSON\n", encoding="utf-8")
    (tmp_path / "posted").write_text(posted, encoding="utf-8")
    words = ["--files", str(tmp_path / "files"), "--posted", str(tmp_path / "posted")]
    told = CliRunner().invoke(
        main, ["review", str(tmp_path / "findings.json"), *words, "--commit", "abc"]
    )
    assert told.exit_code == 0, told.output
    return json.loads(told.output)["comments"] if told.output else []


def suggestion(comment: dict[str, object]) -> str:
    body = str(comment["body"])
    return body[body.index("suggestion\n", body.index("\n\n")) :]


def test_words_in_a_line_take_the_place_of_the_line(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((2, 13), (2, 16), "the", "all the"))

    assert (comment["path"], comment["line"], comment["side"]) == ("moves/walk.md", 2, "RIGHT")
    assert "start_line" not in comment
    assert suggestion(comment) == "suggestion\ntitle: Walk all the halls\n```\n"


def test_two_lines_that_become_one_are_named_from_and_to(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((3, 10), (4, 3), ">-\n  ", ""))

    assert (comment["start_line"], comment["start_side"], comment["line"]) == (3, "RIGHT", 4)
    assert suggestion(comment) == "suggestion\nsummary: We walk.\n```\n"


def test_a_line_that_goes_leaves_an_empty_suggestion(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((6, 1), (7, 1), "--\n", ""))

    assert comment["line"] == 6
    assert suggestion(comment) == "suggestion\n```\n"


def test_a_line_below_the_last_one_comes_with_that_one(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((7, 1), (7, 1), "", "more\n"))

    assert comment["line"] == 6
    assert suggestion(comment) == "suggestion\n--\nmore\n```\n"


def test_code_in_a_line_cannot_end_the_suggestion(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((23, 1), (23, 1), "", "- "))

    assert suggestion(comment) == "suggestion\n- 2. Use `code` and ```more```.\n````\n"


def test_what_a_contributor_sends_calls_nobody(tmp_path: Path) -> None:
    [comment] = reviewed(tmp_path, finding((2, 1), (2, 1), "", "x"))

    said = str(comment["body"]).partition("suggestion\n")[0]
    assert "@ana" not in said
    assert "](https://" not in said


@pytest.mark.parametrize(
    "edit",
    [
        ((2, 1), (2, 4), "not", "no"),  # what stands there is something else
        ((5, 1), (5, 1), "", "x"),  # no line of the change
        ((6, 1), (22, 1), "", "x"),  # between two hunks
        ((90, 1), (90, 1), "", "x"),  # out of the diff
    ],
)
def test_what_does_not_fit_the_diff_is_not_suggested(
    tmp_path: Path, edit: tuple[tuple[int, int], tuple[int, int], str, str]
) -> None:
    assert reviewed(tmp_path, finding(*edit)) == []


def test_nothing_is_suggested_twice_nor_two_things_of_one_line(tmp_path: Path) -> None:
    one = finding((2, 13), (2, 16), "the", "all the")
    other = finding((2, 13), (2, 16), "the", "both")

    [comment] = reviewed(tmp_path, one, other)

    posted = json.dumps(comment["body"]) + "\n"
    assert reviewed(tmp_path, one, posted=posted) == []


def test_a_review_has_no_more_than_twenty(tmp_path: Path) -> None:
    lines = "\n".join(f"+line {number}" for number in range(1, 41))
    findings = [finding((number, 1), (number, 1), "", "x") for number in range(1, 41)]

    comments = reviewed(tmp_path, *findings, patch=f"@@ -0,0 +1,40 @@\n{lines}")

    assert len(comments) == 20


def test_a_line_with_a_separator_of_its_own_is_one_line(tmp_path: Path) -> None:
    patch = PATCH.replace("We walk.", "We\u2028walk\x85.")
    (tmp_path / "files").write_text("", encoding="utf-8")

    [comment] = reviewed(tmp_path, finding((2, 13), (2, 16), "the", "all the"), patch=patch)

    assert comment["line"] == 2


@pytest.mark.parametrize(
    ("start", "end", "old", "new"),
    [
        ((2, 13), (2, 16), "the", "\ud800"),
        ((2, 13), (10**30, 1), "the", "all the"),
        ((10**30, 1), (10**30, 2), "", "x"),
        ((2, 21), (3, 1), "\n", ""),
    ],
)
def test_whatever_a_list_says_the_other_suggestions_are_made(
    tmp_path: Path, start: tuple[int, int], end: tuple[int, int], old: str, new: str
) -> None:
    odd = finding(start, end, old, new)
    sound = finding((23, 4), (23, 7), "Use", "Take")

    comments = reviewed(tmp_path, odd, sound)

    assert 23 in [comment["line"] for comment in comments]
    assert all(
        str(comment["body"]).endswith("\n```\n") or "````" in str(comment["body"])
        for comment in comments
    )


def test_a_line_that_joins_the_one_below_is_not_suggested(tmp_path: Path) -> None:
    assert reviewed(tmp_path, finding((2, 22), (3, 1), "\n", " ")) == []


def test_what_is_too_long_to_be_read_is_not_suggested(tmp_path: Path) -> None:
    assert len(reviewed(tmp_path, finding((2, 13), (2, 16), "the", "a" * 3_900))) == 1
    assert reviewed(tmp_path, finding((2, 13), (2, 16), "the", "a" * 4_000)) == []
