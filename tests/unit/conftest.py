"""A small, sound playbook that every test may bend."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook import Playbook
from tests import builder
from tests.builder import drop, over

TODAY = datetime.date(2026, 11, 24)
DATES = """status: published
created: 2026-11-24
updated: 2026-11-24
review_by: 2027-11-24"""

CONDITION = over(
    builder.CONDITION,
    f"""---
title: Let schools drive
summary: Schools decide what they learn.
order: 1
looks_like: [One, Two, Three]
assets_to_look_for: [One, Two, Three]
critical_questions: [Who decides?, Who learns?]
{DATES}
---
""",
)

ROLE = over(
    builder.ROLE,
    f"""---
title: Principal
summary: Leads a school.
level: school
start_with:
  pair: It takes an hour.
{DATES}
---
""",
)

BODY = """
## Why it matters

One person can take notes. Two can take a decision.

## Steps

1. Choose a colleague.
2. 10 minutes: agree on one question.
3. Ask it.

## Critical questions

- Who is missing?
- Who could lead this?

## Make it yours

**Keep**

- The question

**Change**

- The hour

## Signs of progress

- Two people tell the same story.

## Watch for

One of the two may keep talking.
"""

PAIR = over(
    builder.MOVE,
    f"""---
title: Work in pairs
summary: Two people visit one classroom.
purpose: Nobody sees alone what two see together.
conditions:
  let-schools-drive: The pair chooses the classroom.
roles:
  principal: Makes the time.
setting: [team, school]
minutes: {{learn: 5, run: 30}}
rhythm: monthly
effort: light
pairs_with:
  trio: Once two work well, ask a third.
sources:
  schein-1992: Chapter 1
{DATES}
---
{BODY.replace("10 minutes", "30 minutes")}""",
)

TRIO = over(
    builder.MOVE,
    f"""---
title: Work in threes
summary: Three people visit one classroom.
purpose: Three can lead at school what one brought home.
conditions:
  let-schools-drive: The three choose the classroom.
roles:
  principal: Makes the time.
setting: [team]
minutes: {{learn: 5, run: 45}}
rhythm: monthly
effort: moderate
{DATES}
---
{BODY.replace("10 minutes", "45 minutes")}""",
)

CASE = over(
    drop(builder.CASE, "sources"),
    f"""---
title: One school
summary: One school began to visit.
kind: short-case
conditions:
  let-schools-drive: The school chose.
roles:
  principal: Began it.
moves:
  pair: They went in pairs.
evidence_note: A story, and no study.
consent: own-story
{DATES}
---

## Starting point

They had [a plan](../moves/pair.md#steps).

## What happened

They went.

## What was hard

The hour.

## What changed

They talk.

## What we would ask next

- What would a second school do?
""",
)

WORKS = """references:
  - id: schein-1992
    type: book
    title: Organizational culture and leadership
    author:
      - {family: Schein, given: E. H.}
    publisher: Jossey-Bass
    issued: {date-parts: [[1992]]}
"""

Load = Callable[[Mapping[str, str]], Playbook]


@pytest.fixture
def sound() -> dict[str, str]:
    """The files of a playbook in which nothing is wrong."""
    return {
        "conditions/let-schools-drive.md": CONDITION,
        "roles/principal.md": ROLE,
        "moves/pair.md": PAIR,
        "moves/trio.md": TRIO,
        "cases/one-school.md": CASE,
        "references.yml": WORKS,
    }


@pytest.fixture
def load(project: Callable[[Mapping[str, str]], Path]) -> Load:
    """Reads a playbook from a mapping of paths to texts."""
    return lambda files: playbook.load(project(files), TODAY)[0]


@pytest.fixture
def told(project: Callable[[Mapping[str, str]], Path]) -> Callable[[Mapping[str, str]], list[str]]:
    """What is told of a playbook, as `path:line:column code`."""

    def tell(files: Mapping[str, str]) -> list[str]:
        _, problems = playbook.load_and_check(project(files), TODAY)
        return [f"{problem.location} {problem.code.id}" for problem in problems]

    return tell
