"""Real builds of small playbooks, in the project's own frame."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from playbook_site.building.build import build
from tests import builder
from tests.builder import drop, over

ROOT = Path(__file__).resolve().parents[2]
FRAME = ("mkdocs.yml", "overrides", "macros")

CONDITION = over(
    builder.CONDITION,
    """---
title: Learn every day
summary: Learning is part of the work.
order: 1
looks_like: [Doors are open., People ask., Notes are shared.]
assets_to_look_for: [Meetings., Readers., Visits.]
critical_questions: [What helps?, Who is missing?]
---

Why it counts.
""",
)
ROLE = over(
    builder.ROLE,
    """---
title: Principal
summary: You open doors.
level: school
start_with:
  ask-first: It costs nothing.
---

Start with what you have.
""",
)
MOVE = over(
    builder.MOVE,
    """---
title: Ask first
summary: Ask before you tell.
purpose: People know more than they are asked.
conditions:
  learn-every-day: Asking makes a meeting a place to learn.
roles:
  principal: Asks, and waits.
setting: [team]
minutes: {learn: 5, run: 20}
rhythm: weekly
effort: light
sources:
  a-work: Page 3
review_by: 2999-01-01
former_ids: [ask-before]
---

## Why it matters

People like to be asked.

## Steps

1. Choose a question.
2. 20 minutes: ask it.
3. Wait.

## Critical questions

- Who is asked?
- Who is not?

## Make it yours

**Keep**

- The waiting

**Change**

- The question

## Signs of progress

- People ask back.

## Watch for

Answering your own question.
""",
)
CASE = over(
    drop(builder.CASE, "sources"),
    """---
title: A school that asked
summary: It asked, and heard.
kind: short-case
conditions:
  learn-every-day: It learned in its meetings.
roles:
  principal: Asked.
moves:
  ask-first: The principal asked in every meeting.
evidence_note: One person's account.
consent: own-story
---

## Starting point

Long meetings.

## What happened

It [asked](../moves/ask-first.md#steps).

## What was hard

The silence.

## What changed

The meetings.

## What we would ask next

- What did teachers notice?
""",
)
PLAN = over(
    builder.PLAN,
    """---
title: First weeks
moves: {ask-first: It comes first.}
schedule: {ask-first: 1}
---

Leave out what does not fit.
""",
)
REFERENCES = """references:
  - id: a-work
    type: book
    title: "A <work> & more"
    author: [{family: Writer, given: Ann}]
    issued: {date-parts: [[2020]]}
    publisher: Press
    URL: https://example.org/work
"""
INDEX = "---\ntitle: {0}\ntemplate: collection.html\ncollection: {1}\n---\n\nAll of them.\n"
PAGES = {
    "docs/index.md": "---\ntitle: Home\ntemplate: home.html\n---\n\nHello.\n",
    **{
        f"docs/{name}.md": INDEX.format(name.capitalize(), name)
        for name in ("conditions", "roles", "moves", "cases", "plans")
    },
    "docs/explore.md": "---\ntitle: Find\ntemplate: explore.html\n---\n\nAll.\n",
    "docs/map.md": "---\ntitle: Map\ntemplate: map.html\n---\n\nMarks.\n",
    "docs/privacy.md": "---\ntitle: Privacy\ntemplate: privacy.html\n---\n\nNothing.\n",
    "docs/plan.md": "---\ntitle: Plan\ntemplate: plan.html\n---\n\nMine.\n",
    "docs/compare.md": "---\ntitle: Compare\ntemplate: compare.html\n---\n\nTwo.\n",
    "docs/suggest.md": "---\ntitle: Suggest\ntemplate: suggest.html\n---\n\nYour words.\n",
    "docs/deck.md": "---\ntitle: Deck\ntemplate: deck.html\n---\n\nCards.\n",
    "docs/assets.md": "---\ntitle: Take stock\ntemplate: assets.html\n---\n\nWhat is here.\n",
    "docs/from-the-article.md": "# From the article\n\nIdeas.\n",
    "docs/judge-your-professional-learning.md": "# Judge\n\nFour tests.\n",
    "docs/make-it-your-districts.md": "# Make it yours\n\nIn ten minutes.\n",
    "docs/make-it-yours.md": "---\ntitle: Try it\ntemplate: brand.html\n---\n\nIn colors.\n",
    "docs/data.md": "# Open data\n\nFiles.\n",
    "docs/accessibility.md": "# Accessibility\n\nFor everybody.\n",
    "docs/accessibility/report.md": "# Report\n\nLine by line.\n",
    "docs/contributing/index.md": "# Contribute\n\nWrite.\n",
    "docs/about.md": "# About\n\nSee [the move](../moves/ask-first.md).\n",
}
SMALL = {
    "conditions/learn-every-day.md": CONDITION,
    "roles/principal.md": ROLE,
    "moves/ask-first.md": MOVE,
    "cases/a-school-that-asked.md": CASE,
    "plans/first-weeks.md": PLAN,
    "references.yml": REFERENCES,
    **PAGES,
}


@pytest.fixture
def small(project: Callable[[Mapping[str, str]], Path]) -> Path:
    """A playbook with one entry of each kind, in the project's frame."""
    return framed(project(SMALL))


@pytest.fixture
def built(small: Path) -> Path:
    """Its site."""
    build(small, small / "site")
    return small / "site"


def framed(root: Path) -> Path:
    """Give a playbook the project's templates, macros and settings."""
    for name in FRAME:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    head, _, rest = settings.partition("  - Contribute:\n")
    _, _, tail = rest.partition("\n\n")
    (root / "mkdocs.yml").write_text(
        f"{head}  - Contribute: docs/contributing/index.md\n\n{tail}", encoding="utf-8"
    )
    return root
