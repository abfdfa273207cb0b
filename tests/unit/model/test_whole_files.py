"""A file is told once, as what it is, with a way out that fits it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook.source.edits import apply
from tests.builder import SOUND, swap
from tests.unit.conftest import CASE, CONDITION, PAIR

Project = Callable[[Mapping[str, str]], Path]


def diagnostics(root: Path) -> list[tuple[str, str, str]]:
    _, found = playbook.load_and_check(root)
    return [(d.location.path, d.message, d.hint) for d in found]


@pytest.mark.parametrize(
    ("path", "says", "way"),
    [
        ("moves/README.md", "tells of the folder", "a page in docs/"),
        ("cases/readme.md", "In cases/ each file is an entry", "delete it"),
        ("moves/pair (1).md", "a copy of pair.md", "rename it"),
        ("moves/pair copy.md", "a copy of pair.md", "rename it"),
        ("moves/Copy of pair.md", "a copy of pair.md", "rename it"),
        ("moves/pair - Copy (2).md", "a copy of pair.md", "rename it"),
        ("moves/pair.md.orig", "Nothing reads this file", "left it behind"),
        ("moves/walk.txt", "ends in '.txt'", "Rename the file: walk.md."),
        ("moves/walk.docx", "Nothing reads this file", "new move --from moves/walk.docx"),
        ("plans/year.odt", "Nothing reads this file", "Save it as plans/year.docx"),
        ("moves/walk.md.txt", "Nothing reads this file", "Rename the file: walk.md."),
        ("moves/photo.PNG", "Nothing reads this file", "docs/images/"),
        ("moves/list.csv", "Nothing reads this file", "Move it out of moves/"),
    ],
)
def test_a_name_that_is_no_entrys(
    project: Project, sound: dict[str, str], path: str, says: str, way: str
) -> None:
    told = diagnostics(project(sound | {path: PAIR}))

    [(place, message, hint)] = told
    assert place == path
    assert says in message
    assert way in hint


@pytest.mark.parametrize(
    ("path", "text", "says", "way"),
    [
        ("cases/walk.md", PAIR, "This is a move", "into moves/"),
        ("roles/walk.md", PAIR, "This is a move", "into moves/"),
        ("moves/walk.md", CASE, "This is a case", "into cases/"),
        ("plans/walk.md", CONDITION, "This is a condition", "into conditions/"),
        ("walk.md", PAIR, "This is a move", "into moves/"),
        ("moves/walk.md", "\n \n", "This file is empty", "playbook new move"),
        ("moves/walk.md", "<html><body>Walk</body></html>", "a web page", "--from words.txt"),
        ("moves/walk.md", "{\\rtf1 Walk}", "a document of a word processor", "--from words.txt"),
        ("moves/walk.md", f"{PAIR}\n{PAIR}", "A second entry begins here", "a new file"),
        (
            "moves/walk.md",
            "---\nlayout: post\ntitle: Walk\n---\n\nWe walk.\n",
            "another program's: it has 'layout'",
            "playbook new move --from moves/walk.md",
        ),
        (
            "moves/walk.txt",
            PAIR.replace("Work in pairs", "Walk"),
            "ends in '.txt'",
            "Rename the file: walk.md.",
        ),
        ("moves/walk.txt", "We walk.\n", "Nothing reads this file", "playbook new move --from"),
        (
            "moves/walk.md",
            PAIR.replace("Work in pairs", "Walk").replace(
                "\n## Why", "\n---\ntitle: Walk\nauthor: Ana\n---\n\n## Why"
            ),
            "A second front matter begins here",
            "into the front matter above, or delete them",
        ),
        ("moves/walk.md", PAIR + PAIR, "A second entry begins here", "Cut from this line"),
        (
            "moves/walk.md",
            f"<!-- a -->\n{PAIR}",
            "starts below '<!-- a -->'",
            "Move it below",
        ),
    ],
)
def test_a_file_that_is_something_else(
    project: Project, sound: dict[str, str], path: str, text: str, says: str, way: str
) -> None:
    told = diagnostics(project(sound | {path: text}))

    [(place, message, hint)] = told
    assert place == path
    assert says in message
    assert way in hint


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04word/document.xml", "a document of a word processor"),
        (b"%PDF-1.7 Walk the halls", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (PAIR.encode("utf-16-le"), "saved as UTF-16"),
        (PAIR.encode("utf-16"), "saved as UTF-16"),
    ],
)
def test_what_is_no_text_is_told_once(
    project: Project, sound: dict[str, str], data: bytes, says: str
) -> None:
    root = project(sound)
    (root / "moves" / "walk.md").write_bytes(data)

    [(_, message, _)] = diagnostics(root)

    assert says in message


@pytest.mark.parametrize(
    "path", ["moves/pair-up.md", "moves/pair-copy.md", "moves/copy-of-pair.md"]
)
def test_a_name_that_somebody_may_have_chosen_is_read(
    project: Project, sound: dict[str, str], path: str
) -> None:
    told = diagnostics(project(sound | {path: PAIR}))

    assert "misplaced" not in str(told)
    assert any("same title" in message for _, message, _ in told)


def test_a_move_that_lacks_keys_is_still_a_move(project: Project, sound: dict[str, str]) -> None:
    text = PAIR.replace("purpose:", "kind:")

    told = diagnostics(project(sound | {"moves/pair.md": text}))

    assert not any("This is a" in message for _, message, _ in told)


@pytest.mark.parametrize("ending", ["txt", "markdown"])
def test_who_names_an_entry_of_another_ending_is_told_nothing(
    project: Project, sound: dict[str, str], ending: str
) -> None:
    sound[f"moves/trio.{ending}"] = sound.pop("moves/trio.md")

    told = diagnostics(project(sound))

    assert [place for place, _, _ in told] == [f"moves/trio.{ending}"]


def test_a_fence_above_keys_moves_below_the_last_one_and_not_below_prose(project: Project) -> None:
    base = SOUND["moves/ask.md"]
    text = swap(base, "created: 2026-01-01\n", "---\ncreated: 2026-01-01\n")
    text = swap(text, "review_by: 2999-01-01\n---\n", "review_by: 2999-01-01\n\n- A point.\n")

    [told] = playbook.load_and_check(project({**SOUND, "moves/ask.md": text}))[1]

    assert told.hint == "Move this line --- below the last key, 'review_by'."
    last = "review_by: 2999-01-01\n---\n"
    assert apply(text, told.edits) == swap(base, last, f"{last}\n- A point.\n")


def test_keys_that_stand_twice_are_not_joined(project: Project) -> None:
    text = swap(SOUND["moves/ask.md"], "summary: Ask", "---\ntitle: Ask first\nsummary: Ask")

    found = playbook.load_and_check(project({**SOUND, "moves/ask.md": text}))[1]

    assert not [one for one in found if one.hint.startswith("Delete this line: the front matter")]
