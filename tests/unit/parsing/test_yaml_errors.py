"""Slips in front matter, and what their authors are told to write."""

import pytest

from playbook.parsing import yaml_subset
from playbook.source.diagnostics import InvalidEntry


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\n\u00a0\u00a0b: 2", "2:1", "before 'b:'"),
        ("a:\u00a0x", "1:3", "type them again"),
        ("a: 'x\nb: 'y'\n", "1:4", "a: 'x'"),
        ('a: "x" y\n', "1:4", "a: '\"x\" y'"),
        ('a: Say "x": y\n', "1:11", "a: 'Say \"x\": y'"),
        ("a: “x: y”\n", "1:6", 'a: "x: y"'),
        ("a:\n  - b: c: d", "2:9", '- "b: c: d"'),
        ("a: 1\nb:x\nc: 2\n", "2:3", "b: x"),
        ("a: 1\n  b: 2\n", "2:3", "Delete the spaces"),
        ("a:\n  - x\n  y\n  - z\n", "3:3", "- y"),
        ("a:\n  - x\n  y\nb: 1\n", "3:3", "- y"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "Delete what stands before 'c:'"),
        ("a:\n    b: 1\n  c: 2\n", "3:3", "Put 4 before it, if both belong together: c: 2"),
        ("a: **x**\n", "1:4", "a: x"),
        ("a:\n  * x\n", "2:3", "- x"),
        ("a: @x\n", "1:4", 'a: "@x"'),
        ("a: [x\n", "1:4", "bracket"),
        ("a:\n  - b: c\n  d: e\n", "2:3", "Delete the dash: b: c"),
        ("a:\n  b: c\n  - d: e\n", "3:3", "Delete the dash: d: e"),
        ("materials:\n  - kind: note\n  title: c\n", "3:3", "Put 4 spaces before it: title: c"),
        ("- a: 1\n", "1:1", "Delete the dash: a: 1"),
        ("title Ask\n", "1:1", "title: Ask"),
        ("  title: x\nsummary: y\n", "1:1", "Delete them: title: x"),
        ("# Ours\n title: x\nsummary: y\n", "2:1", "Delete them: title: x"),
        ("  - id: a\n    type: b\n  - id: b\n    type: c\n", "1:3", "such as references:"),
        ("a: 1\n**rhythm:** weekly\n", "2:1", "without the stars: rhythm: weekly"),
        ("a: 1\n**effort**: light\n", "2:1", "without the stars: effort: light"),
        ('a: "x",\nb: 1\n', "1:7", 'Delete it: a: "x"'),
        ('a: "x", she says.\nb: 1\n', "1:4", "a: '\"x\", she says.'"),
        ('a:\n  - "x",\n  - y\n', "2:8", 'Delete it: - "x"'),
        ("a: `x`\n", "1:4", "without the backticks: a: x"),
        ('a: "x" and "y"\n', "1:4", 'a: \'"x" and "y"\''),
        ('a: "x”\nb: 1\n', "1:4", 'a: "x"'),
        ("a:\n  **b**: x\n  c: y\n", "2:3", "without the stars: b: x"),
        ("a:\n  - [O] x\n  - y\n", "2:5", '- "[O] x"'),
        ("a:\n  - > x\n", "2:5", '- "> x"'),
        ("a: [x, y}\n", "1:4", "Write ] at its end: a: [x, y]"),
        ("a: [x,, y]\n", "1:7", "Write one: a: [x, y]"),
        ("a:\n  - # of x\n  - y\n", "2:5", '- "# of x"'),
        ("a: [x, y],\nb: 1\n", "1:10", "Delete it: a: [x, y]"),
        ("a: {x: 1}.\nb: 1\n", "1:10", "Delete it: a: {x: 1}"),
        ('a: [w, "x, "y"]\n', "1:8", 'a: [w, "x", "y"]'),
        ('a: ["x, y]\n', "1:5", 'a: ["x, y"]'),
        ("a: [w, 'x, y]\n", "1:8", "a: [w, 'x, y']"),
        ("a: 1\n...\nb: 2\n", "2:1", "Delete the line."),
        ("materials:\n    kind: x\n    b: y\n\n  - kind: z\n", "2:5", "before it: - kind: x"),
        ("materials:\n  - kind: x\n\n  - b: y\nc: 1\n    d: 2\n", "5:1", "Put 4 spaces"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_slip_is_told_where_it_stands_with_the_way_to_write_it(
    text: str, place: str, words: str
) -> None:
    with pytest.raises(InvalidEntry) as caught:
        yaml_subset.parse(text, "a.md")

    [diagnostic] = caught.value.diagnostics
    assert f"a.md:{place}: " in str(diagnostic)
    assert words in f"{diagnostic.message} {diagnostic.hint}"


@pytest.mark.parametrize(
    "text",
    [
        'a: "x: y" # said',
        "a: it's",
        "a: 'it''s'",
        "a: x:y",
        "a:\n  - Note:x",
        "a: un\u00a0mot",
        "a: ['x', 'y']",
    ],
)
def test_what_can_be_read_is_no_slip(text: str) -> None:
    data, _ = yaml_subset.parse(text, "a.md")

    assert list(data) == ["a"]


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2009"])
def test_a_value_of_nothing_but_a_wide_space_is_told(space: str) -> None:
    with pytest.raises(InvalidEntry) as told:
        yaml_subset.parse(f"title: {space}\nListen first\nsummary: A\n", "a.md")

    assert told.value.diagnostics
