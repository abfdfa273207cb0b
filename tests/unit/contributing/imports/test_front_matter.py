"""A text with front matter keeps what it says, and an entry stays as it is."""

import datetime
from pathlib import Path

import pytest

import playbook
from playbook import Playbook
from playbook.contributing import drafts
from playbook.contributing.imports import importer
from playbook.parsing import frontmatter

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
    assert "**What to bring**\n\n- Sticky notes\n- A wall" in content.sections["Why it matters"]


def test_a_heading_ends_the_line_of_a_name(entries: Playbook) -> None:
    text = "# Walk the hall\n\nAuthors: Ana Ruiz\n\n## What to bring\n\n- A pen\n"

    content = importer.parse(text, "moves", entries)

    assert content.values["authors"] == ["Ana Ruiz"]
    assert "**What to bring**" in content.sections["Why it matters"]


def test_front_matter_that_cannot_be_read_is_kept_in_a_note(entries: Playbook) -> None:
    made = again("---\ntitle: [Walk\n---\n\nWalk the hall.\n", "moves", entries)

    assert "#   title: [Walk\n" in made
    assert "Walk the hall" in frontmatter.parse(made, "").data["title"]
