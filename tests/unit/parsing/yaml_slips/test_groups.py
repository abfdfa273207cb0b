"""Items with keys of their own: a dash or a key in another place, and what is put in order."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_in
from playbook.parsing import yaml_subset
from playbook.parsing.yaml_slips import groups
from playbook.parsing.yaml_slips.slips import GROUPS
from playbook.source import edits
from playbook.source.diagnostics import InvalidEntry

SOUND = """\
title: Ask first
materials:
  - kind: card
    title: A card for two
    copies: 4
    lines:
      - Today
      - Next
  - kind: agenda
    title: Ten minutes
    items:
      - minutes: 4
        text: Look at the pattern.
      - minutes: 6
        text: Choose one cause.
  - kind: letter
    title: A letter
    text: |
      Dear families,

      title: nothing here is a key
evidence:
  - outcome: What students score
    fit: near
    sources:
      - a-work
  - outcome: Taking part
    fit: far
    sources: [a-work]
status: published
"""

SLIPS = [
    *(r"^  (- kind: agenda)", r"\1", "Put 2 spaces before it: - kind: agenda"),
    *(r"^  (- kind: agenda)", r"    \1", "Put 2 spaces before it: - kind: agenda"),
    *(r"^  (- kind: agenda)", r"   \1", "Put 2 spaces before it: - kind: agenda"),
    *(r"^  - (kind: agenda)", r"  \1", "a dash, and a space before it: - kind: agenda"),
    *(r"^  - (kind: agenda)", r"    \1", "a dash, and a space before it: - kind: agenda"),
    *(r"^  - (kind: card)", r"    \1", "a dash, and a space before it: - kind: card"),
    *(r"^  - (outcome: T)", r"    \1", "a dash, and a space before it: - outcome: T"),
    *(r"^  - (outcome: W)", r"- \1", "Put 2 spaces before it: - outcome: W"),
    *(r"^    (fit|sources):", r"  \1:", "Put 4 spaces before it: fit: near"),
    *(r"^    (fit|sources):", r"  - \1:", "in the place of the dash: fit: near"),
    *(r"^    (copies)", r"  \1", "Put 4 spaces before it: copies: 4"),
    *(r"^    (copies)", r"\1", "Put 4 spaces before it: copies: 4"),
    *(r"^    (copies)", "\t\\1", "type 4 spaces"),
    *(r"^    (copies)", "\u00a0\u00a0\u00a0\u00a0\\1", "type 4 spaces"),
    *(r"^    (title: A card)", r"  - \1", "in the place of the dash: title: A card"),
    *(r"^        (text: C)", r"      \1", "Put 8 spaces before it: text: C"),
    *(r"^        (text: C)", r"          \1", "Put 8 spaces before it: text: C"),
    *(r"^      - (minutes: 6)", r"        \1", "a dash, and a space before it: - minutes: 6"),
]


def told(text: str) -> list[tuple[str, str]]:
    """What is said of front matter, with the text after its edits."""
    try:
        yaml_subset.parse(text, "a.md")
    except InvalidEntry as invalid:
        return [(d.hint, edits.apply(text, d.edits)) for d in invalid.diagnostics]
    return []


@pytest.mark.parametrize(
    ("pattern", "slip", "hint"), [SLIPS[n : n + 3] for n in range(0, len(SLIPS), 3)]
)
def test_one_slip_is_told_once_and_put_in_order(pattern: str, slip: str, hint: str) -> None:
    text = re.sub(pattern, slip, SOUND, flags=re.MULTILINE)

    [(said, mended)] = told(text)

    assert text != SOUND
    assert hint in said.replace(", and line up those below it in the same way", "")
    assert yaml.safe_load(mended) == yaml.safe_load(SOUND)


def test_groups_without_a_dash_are_one_item() -> None:
    text = "evidence:\n  outcome: A\n  fit: near\n  sources: [b]\nstatus: draft\n"

    [(_, mended)] = told(text)

    assert mended == "evidence:\n  - outcome: A\n    fit: near\n    sources: [b]\nstatus: draft\n"


def test_a_list_that_can_be_read_stays_as_it_is_when_a_tab_goes() -> None:
    other = "materials:\n  - kind: a\n    title: b\n  - title: c\n    kind: d\n"

    [(_, mended)] = told(f"{other}roles:\n\tteacher: Asks\n")

    assert mended == f"{other}roles:\n  teacher: Asks\n"


def test_what_a_group_holds_is_what_the_model_says() -> None:
    names = {field.name for field in fields_in(MODELS["moves"])}
    for name, keys in GROUPS.items():
        path = next(f.rpartition(".")[0] for f in names if f.rpartition(".")[0].endswith(name))
        assert {f.removeprefix(f"{path}.") for f in names if f.rpartition(".")[0] == path} == keys


def test_sound_front_matter_is_in_order() -> None:
    for file in (*Path("moves").glob("*.md"), *Path("cases").glob("*.md")):
        lines = file.read_text(encoding="utf-8").split("\n---\n")[0].split("\n")
        assert groups.in_order(lines) == lines, file


KEYS = sorted(GROUPS["materials"] - {"items"})
ITEMS = st.lists(
    st.permutations(KEYS).map(lambda keys: keys[: keys.index("kind") + 1]),
    min_size=1,
    max_size=4,
)


@given(ITEMS, st.integers(2, 6), st.sampled_from(["A word", "title: x", "two\nlines: 1\n"]))
def test_items_in_any_order_are_no_slip(items: list[list[str]], indent: int, words: str) -> None:
    """Nor where something else cannot be read below them."""
    data = {"materials": [{key: ["kind", words] for key in keys} for keys in items]}
    text = yaml.dump(data, Dumper=Plain, sort_keys=False, indent=indent)

    assert told(text) == [] or all(len(keys) == 1 for keys in items)
    [(hint, _)] = told(f"{text}setting: [team\n")
    assert "[team]" in hint or all(len(keys) == 1 for keys in items)


class Plain(yaml.SafeDumper):
    """Writes what stands twice twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Nothing is named in place of being written."""
        return True


def test_nothing_is_too_deep_to_be_judged() -> None:
    deep = "[" * 20_000

    assert told(f"materials:\n  - kind: card\n    title: {deep}\n  copies: 4\n")
