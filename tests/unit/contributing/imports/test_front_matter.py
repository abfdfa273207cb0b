"""A text with front matter keeps what it says, and an entry stays as it is."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import playbook
from playbook import Playbook
from playbook.contributing import drafts
from playbook.contributing.imports import importer
from playbook.parsing import frontmatter, markdown

ROOT = Path(__file__).resolve().parents[4]
TODAY = datetime.date(2026, 11, 27)
METHOD = """\
---
layout: card
title: Affinity mapping
permalink: /decide/affinity-mapping/
description: A way to find themes in many notes.
author: Ana Ruiz
---

## What it is

People sort notes into groups.

## What to bring

- Sticky notes
- A wall

## How to do it

1. Write one thought on each note.
2. Group what belongs together.
3. Name the groups.
"""

FORM = "### Minutes: run\n\n45\n\n### Roles\n\nprincipal\n\n### Moves\n\nWalk the hall\n"


@pytest.fixture(scope="module")
def entries() -> Playbook:
    return playbook.load(ROOT)[0]


def again(text: str, collection: str, entries: Playbook) -> str:
    content = importer.parse(text, collection, entries)
    return drafts.draft(
        collection,
        content.title,
        TODAY,
        content.values,
        content.sections,
        left_out=content.left_out,
    )


def test_an_entry_that_is_imported_says_what_it_said(entries: Playbook) -> None:
    for entry in entries:
        text = (ROOT / entry.source.path).read_text(encoding="utf-8")

        made = frontmatter.parse(again(text, entry.key.collection, entries), "")

        own = frontmatter.parse(text, "")
        assert made.data == {**own.data, "status": "draft"}, entry.source.path
        assert made.body.strip() == own.body.strip(), entry.source.path


def test_front_matter_of_another_tool_is_read_by_its_keys(entries: Playbook) -> None:
    made = again(METHOD, "moves", entries)

    data = frontmatter.parse(made, "").data
    assert data["title"] == "Affinity mapping"
    assert data["summary"] == "A way to find themes in many notes."
    assert data["authors"] == ["Ana Ruiz"]
    assert "#   layout: card\n#   permalink: /decide/affinity-mapping/\n" in made


def test_a_list_stays_below_its_heading_unless_that_says_steps(entries: Playbook) -> None:
    content = importer.parse(METHOD, "moves", entries)

    assert content.sections["Steps"].count("\n") == 2
    assert "Sticky" not in content.sections["Steps"]
    assert content.sections["To place"] == "**What to bring**\n\n- Sticky notes\n- A wall"
    assert content.sections["Why it matters"] == "People sort notes into groups."


def test_a_heading_ends_the_line_of_a_name(entries: Playbook) -> None:
    text = "# Walk the hall\n\nAuthors: Ana Ruiz\n\n## What to bring\n\n- A pen\n"

    content = importer.parse(text, "moves", entries)

    assert content.values["authors"] == ["Ana Ruiz"]
    assert content.sections["To place"] == "**What to bring**\n\n- A pen"


def test_front_matter_that_cannot_be_read_is_kept_in_a_note(entries: Playbook) -> None:
    made = again("---\n- title: [Walk\n---\n\nWalk the hall.\n", "moves", entries)

    assert "#   - title: [Walk\n" in made
    assert "Walk the hall" in frontmatter.parse(made, "").data["title"]


def test_front_matter_is_believed_before_what_the_text_says_again(entries: Playbook) -> None:
    text = "---\ntitle: Walk\nminutes: {learn: 5, run: 30}\n---\n\n" + FORM

    made = again(text, "moves", entries)

    assert frontmatter.parse(made, "").data["minutes"] == {"learn": "5", "run": "30"}
    assert "45" in frontmatter.parse(made, "").body


def test_a_title_that_is_given_is_the_title(entries: Playbook) -> None:
    text = (ROOT / "moves/bring-a-school-team.md").read_text(encoding="utf-8")

    assert importer.parse(text, "moves", entries, "Bring us all").title == "Bring us all"


def test_an_entry_with_what_no_entry_may_have_is_read_as_any_text(entries: Playbook) -> None:
    text = (ROOT / "moves/bring-a-school-team.md").read_text(encoding="utf-8")
    spoilt = text.replace("## Watch for\n", '## Watch for\n\n<div class="x">Look out</div>\n')

    made = frontmatter.parse(again(spoilt, "moves", entries), "")

    assert spoilt != text
    assert "Look out" in made.body
    assert not markdown.parse(made.body, "").diagnostics


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("created: 2024-05-06T08:30", {"created": "2024-05-06"}),
        ("created: March 4, 2021", {"created": "2021-03-04"}),
        ("review_by: yearly", {}),
        ("created: 1/2/2021", {}),
        ("language: English", {"language": "en"}),
        ("lang: English", {"language": "en"}),
        ("language: ours alone", {}),
        ("updated: 2021-03-04T08:30", {}),
        ("review_by: 2021-03-04", {}),
        ("created: 2031-03-04", {}),
    ],
)
def test_a_day_or_a_language_is_certain_or_stands_in_the_note(
    entries: Playbook, line: str, value: Mapping[str, str]
) -> None:
    made = again(f"---\ntitle: Walk\n{line}\n---\n\nWe walk.\n", "moves", entries)

    dates = {"created": "2026-11-27", "updated": "2026-11-27", "review_by": "2027-11-27"}
    data = frontmatter.parse(made, "").data
    assert {key: data.get(key) for key in (*dates, "language")} == {
        "language": None
    } | dates | value
    assert (f"#   {line.partition('T08')[0]}" in made) is not bool(value) or line.startswith(
        "lang:"
    )


VALUES = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=20), st.sampled_from(["principal", "x"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
KEYS = ["title", "summary", "roles", "minutes", "group_size", "authors", "moves", "layout", "needs"]
BODIES = ["", "We walk.\n", "Roles: principal\n", FORM, "## Steps\n\n1. Go\n"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["moves", "cases", "roles"]),
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5),
    st.lists(st.sampled_from(BODIES), max_size=3),
)
def test_any_front_matter_gives_a_draft_that_can_be_read(
    entries: Playbook, collection: str, data: dict[str, Any], bodies: list[str]
) -> None:
    front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False) if data else ""
    text = f"---\n{front}---\n\nWalk the hall\n\n" + "\n".join(bodies)

    made = again(text, collection, entries)

    assert frontmatter.parse(made, "").data["title"]
