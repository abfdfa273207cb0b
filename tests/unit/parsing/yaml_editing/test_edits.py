"""Edits of YAML: what is asked changes, and every other byte stays."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.parsing import yaml_subset
from playbook.parsing.yaml_editing.edits import delete, nodes, put, rename, render, reorder
from playbook.source.decoding import CONTROL
from playbook.source.diagnostics import InvalidEntry

ROOT = Path(__file__).parents[4]
ENTRIES = sorted(
    path
    for folder in ("conditions", "moves", "cases", "roles")
    for path in (ROOT / folder).iterdir()
)
FRONTS = [path.read_text("utf-8").split("---\n", 2)[1] for path in ENTRIES]
PARTS = (
    "title: Plain words  # a note\n",
    'title: "In double \\" quotes"\n',
    "title: 'It''s here'   # {not: flow}\n",
    "title:\n  on the next line\n",
    "title: over two\n  lines\n",
    "summary: >-\n  folded words\n  # of two lines\n\n",
    "summary: |\n    literal words\n\n    # no comment\n",
    "summary: |+\n  kept\n\n\n",
    "summary: > # a note\n  folded\n",
    "summary:   # nothing yet\n",
    "summary: ''\n",
    "roles:\n  principal: Makes time.\n\n  # about the coach\n  coach: 'It''s'  # y\n  # end\n",
    "roles:   # who\n     principal: >-\n       folded\n     coach:\n",
    "roles: {principal: One, coach: 'two, three'}  # {\n",
    "roles: {principal: One,  # a\n  coach, }\n",
    "roles: {}\n",
    "needs:\n- One\n# between\n- Two # x\n-\n",
    "needs:\n    - 'One'\n    -   Two\n      lines\n    - |\n      Three\n",
    "needs: [One, 'Two', \"Three\" ]\n",
    "needs: [\n  One,\n  Two\n]\n",
    "needs: []\n",
    "evidence:\n  - kind: study  # k\n    # above\n    words: >-\n      Some\n  -   kind: own\n",
    "evidence:\n- {kind: study, words: Some}\n- kind: [a, b]\n  words:\n  - c\n",
    "created: 2026-11-24\n",
    "'quoted key' : x\n",
    "? asked\n: told\n",
)
MIXED = """# head
title: A # t
roles:  # r
   principal: P
   coach: "C c"  # c
   # last
needs: [one, two]
minutes: 10
created: 2026-11-24
evidence:
   -  kind: study # k
      words: w
"""
BETWEEN = ("", "\n", "# a comment\n", "# two\n# lines\n", "\n# apart\n\n")
ODD = ("a", "2026-11-25", "12", "null", "~", "", "a: b", "# c", "'q'", '"r"', "é — ñ", "- x")
ODDER = ("[y](z)", "*w*", "\\", "|", "two\nlines", "two\n  lines\n", " led", "ends ", "\nled")
ODDEST = ("a\n\n", "a #b", "%", "w " * 90, "tab\there", "{a}", "yes", "@x", "a,b", "😀")
TEXTS = st.sampled_from((*ODD, *ODDER, *ODDEST))
KEYS = st.sampled_from(["principal", "coach", "board", "new: key", "null", "12"])
VALUES = st.one_of(
    TEXTS,
    st.none(),
    st.integers(0, 90),
    st.dates(),
    st.lists(TEXTS, max_size=4),
    st.dictionaries(KEYS, st.one_of(TEXTS, st.none()), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["kind", "words"]), TEXTS, min_size=1), max_size=3),
)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=120)


@st.composite
def odd_texts(draw: Any) -> str:
    """YAML in odd styles, every key once."""
    parts: dict[str, str] = {}
    for part in draw(st.permutations(PARTS)):
        parts.setdefault(part.partition(":")[0], draw(st.sampled_from(BETWEEN)) + part)
    some = draw(st.lists(st.sampled_from(sorted(parts)), unique=True, min_size=1))
    end = draw(st.sampled_from(BETWEEN))
    whole = "".join(parts[key] for key in some) + end
    return whole.removesuffix("\n") if draw(st.booleans()) else whole


TEXT = st.one_of(odd_texts(), odd_texts(), st.sampled_from(FRONTS))


ANY_TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"])),
    st.sampled_from(
        ["", "null", "~", "- a", "a: b", "a #b", "? a", "---", "...", "&a", "*a", "!a"]
    ),
).filter(lambda text: not CONTROL.search(text) and text == text.lstrip())
LINES = st.lists(ANY_TEXT, min_size=1, max_size=3).map("\n".join)
ANY = st.recursive(
    st.one_of(st.none(), LINES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(ANY_TEXT.filter(lambda k: k != "<<"), inner)
    ),
    max_leaves=8,
)


def data_of(text: str) -> dict[str, Any]:
    return yaml_subset.parse(text, "")[0]


def as_read(value: Any) -> Any:
    return data_of(render({"_": value}))["_"]


def paths(data: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    here = [((*above, step), value) for step, value in steps]
    deeper = [
        p for path, value in here if isinstance(value, dict | list) for p in paths(value, path)
    ]
    return [path for path, _ in here] + deeper


def lines_without(text: str, key: str) -> list[str]:
    """The lines of all keys but one, comments above a key too."""
    starts = sorted(
        place[0] - 1 for path, place in yaml_subset.places(text, "")[0].items() if len(path) == 1
    )
    lines = text.split("\n")
    keys = yaml_subset.places(text, "")[0]
    own = keys[key,][0] - 1
    after = next((start for start in starts if start > own), len(lines))
    return lines[:own] + [line for line in lines[own:after] if line.startswith("#")] + lines[after:]


@SLOW
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), ANY))
def test_whatever_an_entry_says_is_read_back(data: dict[str, Any]) -> None:
    assert data_of(render(data)) == data
    assert data_of(put("title: A  # t\n", (), data)) == data


@pytest.mark.parametrize("text", FRONTS, ids=lambda text: text.split("\n")[0])
def test_a_file_that_says_it_already_comes_back_byte_equal(text: str) -> None:
    assert put(text, (), data_of(text)) == text
    assert put(text, (), nodes(text)) == text
    assert reorder(text, list(data_of(text))) == text


@pytest.mark.parametrize(
    ("path", "value", "edited"),
    [
        (("title",), "B", "title: B # t"),
        (("title",), "B: c", "title: 'B: c' # t"),
        (("title",), None, "title: null # t"),
        (("title",), ["b", "c"], "title: # t\n   - b\n   - c"),
        (("title",), "b\nc", "title: |- # t\n   b\n   c"),
        (("roles", "coach"), "C", 'coach: "C"  # c'),
        (("roles", "board"), "D", "   board: D\n   # last\nneeds"),
        (("roles",), "R", "roles: R  # r  # c\n   # last\n"),
        (("needs", 0), "N", "[N, two]"),
        (("needs",), ["one"], "[one]"),
        (("needs",), ["new", "one", "two"], "[new, one, two]"),
        (("minutes",), "12", "minutes: 12\n"),
        (("created",), "2026-11-25", "created: 2026-11-25\n"),
        (("evidence", 0, "kind"), "k", "-  kind: k # k"),
        (("evidence", 0, "first"), "f", "words: w\n      first: f\n"),
        (("new", "deep"), 1, "words: w\nnew:\n   deep: 1\n"),
    ],
)
def test_an_edit_keeps_comments_quotes_and_indents(path: Any, value: Any, edited: str) -> None:
    text = put(MIXED, path, value)

    assert edited in text
    assert _at(data_of(text), path) == as_read(value)


def test_a_first_key_goes_above_the_comment_of_the_next() -> None:
    assert put("# t\ntitle: A\n", ("id",), "b", ["id", "title"]) == "id: b\n# t\ntitle: A\n"


def test_a_rare_form_is_written_anew_below_its_comments() -> None:
    text = "# a\n? title  # b # c\n# d\nsummary: 'no # comment'\nroles: | # e\n  # no comment\n"

    edited = put(text, ("title",), "T")

    assert edited == (
        "# a\n# b # c\n# d\n# e\ntitle: T\nsummary: 'no # comment'\nroles: |\n  # no comment\n"
    )


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        rename(MIXED, ("title",), "roles")


@SLOW
@given(TEXT)
def test_no_change_leaves_every_byte(text: str) -> None:
    data = data_of(text)

    assert put(text, (), data) == text
    assert delete(text, ("absent",)) == text
    assert all(put(text, path, _at(data, path)) == text for path in paths(data))


@SLOW
@given(st.data(), TEXT, VALUES)
def test_a_new_value_is_read_as_it_was_given_and_no_other_line_changes(
    data: Any, text: str, value: Any
) -> None:
    path = data.draw(st.sampled_from(paths(data_of(text))))

    edited = put(text, path, value)

    wanted = _with(data_of(text), path, as_read(value))
    assert data_of(edited) == wanted
    assert list(data_of(edited)) == list(data_of(text))
    if path[0] != "asked":
        assert _stripped(lines_without(edited, path[0])) == _stripped(lines_without(text, path[0]))


@SLOW
@given(st.data(), TEXT, VALUES)
def test_a_new_key_takes_its_place_and_no_line_changes(data: Any, text: str, value: Any) -> None:
    order = data.draw(st.permutations(["title", "summary", "new", "roles", "needs", "created"]))

    edited = put(text, ("new",), value, order)

    assert data_of(edited) == {**data_of(text), "new": as_read(value)}
    assert _stripped(lines_without(edited, "new")) == _stripped(text.split("\n"))


@SLOW
@given(st.data(), TEXT)
def test_a_deleted_key_goes_and_no_other_line_changes(data: Any, text: str) -> None:
    path = data.draw(st.sampled_from(paths(data_of(text))))

    edited = delete(text, path)

    assert data_of(edited) == _with(data_of(text), path, ...)
    if len(path) == 1:
        assert [line for line in edited.split("\n") if line.strip()] == [
            line for line in lines_without(text, path[0]) if line.strip()
        ] or "  #" in text
    elif path[0] != "asked":
        assert _stripped(lines_without(edited, path[0])) == _stripped(lines_without(text, path[0]))


@SLOW
@given(st.data(), TEXT, st.sampled_from(["new", "new: key", "#x", "null", "a b"]))
def test_a_renamed_key_keeps_its_place_and_value(data: Any, text: str, name: str) -> None:
    key = data.draw(st.sampled_from(sorted(data_of(text))))

    edited = rename(text, (key,), name)

    renamed = [(name if k == key else k, value) for k, value in data_of(text).items()]
    assert list(data_of(edited).items()) == renamed
    assert len(edited.split("\n")) == len(text.split("\n"))


@SLOW
@given(TEXT, TEXT)
def test_one_text_comes_to_say_what_another_says(text: str, other: str) -> None:
    edited = put(text, (), data_of(other))
    copied = put(text, (), nodes(other))

    assert data_of(edited) == data_of(other) == data_of(copied)
    assert put(edited, (), data_of(other)) == edited


@SLOW
@given(TEXT, st.permutations(["title", "summary", "roles", "needs", "evidence", "created"]))
def test_reordering_keeps_every_line_and_all_that_is_said(text: str, order: list[str]) -> None:
    edited = reorder(text, order)

    assert data_of(edited) == data_of(text)
    assert sorted(edited.split("\n")) == sorted(text.split("\n")) or not text.endswith("\n")
    assert reorder(edited, order) == edited


def _stripped(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(data, Mapping):
        changed = {**data, step: _with(data[step], tuple(rest), value)}
        return {key: part for key, part in changed.items() if part is not ...}
    changed = [*data[:step], _with(data[step], tuple(rest), value), *data[step + 1 :]]
    return [part for part in changed if part is not ...]
