"""Short texts in the shapes that people have them, and where each of their parts comes to."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

import playbook
from playbook import Playbook
from playbook.contributing.imports import importer
from playbook.model.entry_types import MODELS
from tests.conftest import ROOT

THREE = "1. Sit.\n2. Talk.\n3. Go."
PARTED = "1. Sit\n\n   Down.\n2. Talk\n\n   On.\n3. Go\n\n   Now."


ANSWER = f"Sam,\n\nHere is what we do each week.\n\nSteps\n{THREE}\n\nRegards,\nAnn\n\n"
QUESTION = (
    "From: Sam Hill <sam@x.example>\nSent: Monday\nTo: Ann\nSubject: Our walks\n\nHow do you walk?"
)
TITLES = [section.title for section in MODELS["moves"].SECTIONS]
FILLED = {
    "Steps": "1. Words.",
    "Critical questions": "- Who?\n- Why?",
    "Make it yours": "**Keep**\n\n- Words.\n\n**Change**\n\n- Words.",
}
SECTIONS = "\n\n".join(f"## {title}\n\n{FILLED.get(title, 'Words.')}" for title in TITLES)


class Shape(NamedTuple):
    """A text, and what an entry of it says; what is not named here is not there."""

    text: str
    title: str
    sections: Mapping[str, str]
    values: Mapping[str, Any] = {}


SHAPES = {
    "front-matter-time": Shape(
        f"---\ntitle: A move\ntime: 20 min\n---\n\nPeople talk here.\n\n{THREE}",
        "A move",
        {"Why it matters": "People talk here.", "Steps": THREE},
        {"minutes": {"run": 20}, "summary": "People talk here."},
    ),
    "front-matter-lists": Shape(
        "---\ntitle: A move\nsteps: [Sit., Talk., Go.]\nmaterials: [Paper, Pens]\n---\n",
        "A move",
        {"Steps": THREE},
        {"needs": ["Paper", "Pens"]},
    ),
    "front-matter-colon": Shape(
        "---\ntitle: Ask: do not tell\nauthor: Kay Brown\n---\n\n## Steps\n\n1. Ask.",
        "Ask: do not tell",
        {"Steps": "1. Ask."},
        {"authors": ["Kay Brown"]},
    ),
    "front-matter-json": Shape(
        '{\n  "title": "A move",\n  "author": "Sam Lee"\n}\n\n## Why\n\nPeople hear.',
        "A move",
        {"Why it matters": "People hear."},
        {"authors": ["Sam Lee"], "summary": "People hear."},
    ),
    "time-above-steps": Shape(
        f"# A move\n\n## How to do it\n\n### Time\n\n60 minutes\n\n{THREE}",
        "A move",
        {"Steps": THREE},
        {"minutes": {"run": 60}},
    ),
    "value-in-heading": Shape(
        "# A move\n\nPeople talk.\n\n## ⏱️ Time: 20 min\n\n## 👥 Group size: 5-10",
        "A move",
        {"Why it matters": "People talk."},
        {"minutes": {"run": 20}, "group_size": {"min": 5, "max": 10}, "summary": "People talk."},
    ),
    "step-headings": Shape(
        "# A move\n\n## Step 1: Sit\n\nDown.\n\n## Step 2: Talk\n\nOn.\n\n## Step 3: Go\n\nNow.",
        "A move",
        {"Steps": PARTED},
    ),
    "numbered-headings": Shape(
        "# A move\n\n## Instructions\n\n### 1. Sit\n\nDown.\n\n### 2. Talk\n\nOn.\n"
        "\n### 3. Go\n\nNow.",
        "A move",
        {"Steps": PARTED},
    ),
    "step-lines": Shape(
        "# A move\n\n## Directions\n\nStep 1: Sit.\nStep 2: Talk.\nStep 3: Go.",
        "A move",
        {"Steps": THREE},
    ),
    "phases-of-a-lesson": Shape(
        "# A move\n\n## Procedure\n\n### Introduction (5 min)\n\nSit.\n\n### Activity (20 min)\n\n"
        "Talk.\n\n### Reflection (5 min)\n\nGo.",
        "A move",
        {
            "Steps": "1. Introduction (5 min)\n\n   Sit.\n2. Activity (20 min)\n\n   Talk.\n"
            "3. Reflection (5 min)\n\n   Go."
        },
    ),
    "phases-in-plain-lines": Shape(
        "A move\n\nPeople like it.\n\nWarm-up (5 min): Sit.\nWork (20 min): Talk.",
        "A move",
        {
            "Why it matters": "People like it.",
            "Steps": "1. Warm-up (5 min)\n\n   Sit.\n2. Work (20 min)\n\n   Talk.",
        },
        {"summary": "People like it."},
    ),
    "protocol": Shape(
        "A move\n\nSTEPS\n\n1. Introduction (5 minutes)\nSit.\n\n2. Debrief (5 minutes)\nGo.",
        "A move",
        {"Steps": "1. Introduction (5 minutes) Sit.\n2. Debrief (5 minutes) Go."},
    ),
    "confluence": Shape(
        "h1. Walks\n\nh2. Purpose\n\nSee teaching.\n\nh2. How to run it\n\n# Sit.\n# Talk.\n## On.",
        "Walks",
        {"Steps": "1. Sit.\n2. Talk.\n   - On."},
        {"purpose": "See teaching."},
    ),
    "slides": Shape(
        "Slide 1: A walk\n\nSlide 2: How it works\n1. Sit.\n2. Talk.\n3. Go.\n"
        "\nSlide 3\nContact\nKim",
        "A walk",
        {"Steps": THREE, "To place": "**Contact**\n\nKim"},
    ),
    "numbers-of-a-manual": Shape(
        "# Data talk\n\n3.1 Overview\n\nA team looks.\n\n3.2 Process\n\n3.2.1 Sit\n\nDown.\n\n"
        "3.2.2 Talk\n\nOn.\n\n3.3 Tips\n\nBe kind.",
        "Data talk",
        {
            "Why it matters": "A team looks.",
            "Steps": "1. Sit\n\n   Down.\n2. Talk\n\n   On.",
            "Watch for": "Be kind.",
        },
        {"summary": "A team looks."},
    ),
    "an-entry-and-more": Shape(
        "---\ntitle: A move\nsteps: [Sit., Talk., Go.]\n---\n\n" + SECTIONS,
        "A move",
        {
            **{title: FILLED.get(title, "Words.") for title in TITLES},
            "To place": "**Steps**\n\n1. Sit.\n2. Talk.\n3. Go.",
        },
        {"summary": "Words."},
    ),
    "steps-that-are-headings-alone": Shape(
        "# A move\n\n## Steps\n\n### Step 1: Sit\n\n### Step 2: Talk\n\n### Step 3: Go",
        "A move",
        {"Steps": "1. Sit\n2. Talk\n3. Go"},
    ),
    "time-above-and-in-steps": Shape(
        f"# A move\n\n## Time\n\n5 minutes\n\n## Steps\n\n### Time\n\n5 minutes\n\n{THREE}",
        "A move",
        {"Steps": THREE},
        {"minutes": {"run": 5}},
    ),
    "times-of-a-day-are-no-chat": Shape(
        "# A move\n\nDoors open 7:45\n\n## Steps\n\n1. Sit.",
        "A move",
        {"Why it matters": "Doors open 7:45", "Steps": "1. Sit."},
    ),
    "best-practices-are-no-end": Shape(
        "Hi all,\n\nBest practices\n\n1. Smile.\n2. Wait.",
        "Best practices",
        {"Steps": "1. Smile.\n2. Wait."},
    ),
    "rules-are-no-steps": Shape(
        "# A move\n\nPeople talk.\n\nRules\n1. Be kind.\n2. Be brief.",
        "A move",
        {
            "Why it matters": "People talk.",
            "To place": "**Rules**\n\n1. Be kind.\n2. Be brief.",
        },
        {"summary": "People talk."},
    ),
    "indented": Shape(
        "   A MOVE\n\n   HOW TO DO IT\n\n   (1) Sit.\n   (2) Talk.",
        "A MOVE",
        {"Steps": "1. Sit.\n2. Talk."},
    ),
    "table-in-a-step": Shape(
        "# A move\n\n## Steps\n\n1. Sit.\n2. Talk\n\n   | A | B |\n   |---|---|"
        "\n   | 1 | 2 |\n\n3. Go.",
        "A move",
        {"Steps": "1. Sit.\n2. Talk\n\n   | A | B |\n   |---|---|\n   | 1 | 2 |\n\n3. Go."},
    ),
    "footnote": Shape(
        "# A move\n\n## Steps\n\n1. Ask[^1]\n\n## Risks\n\nNoise.\n\n[^1]: See Guskey.",
        "A move",
        {
            "Steps": "1. Ask (note 1)",
            "Watch for": "Noise.",
            "To place": "**Notes**\n\n1. See Guskey.",
        },
    ),
    "lists-of-html": Shape(
        "# A move\n\n<ol><li>Sit.</li><li>Talk.<ul><li>On.</li></ul></li><li>Go.</li></ol>",
        "A move",
        {"Steps": "1. Sit.\n2. Talk.\n   - On.\n3. Go."},
    ),
    "table-of-keys": Shape(
        "A walk\n\n| Purpose | To hear all. |\n|---|---|\n| Time | 20 minutes |"
        "\n| Materials | Paper |",
        "A walk",
        {},
        {"purpose": "To hear all.", "minutes": {"run": 20}, "needs": ["Paper"]},
    ),
    "answered-letter": Shape(
        f"From: Jo Carter <jo@d.example>\nSubject: Fridays\n\nHi all,\n\nWe stop.\n\n{THREE}\n\n"
        "Best,\nJo\n\n--\nJo Carter\nPrincipal\n\n"
        "On Mon, Mar 3, 2025 Lee <lee@d.example> wrote:\n> How?",
        "Fridays",
        {"Why it matters": "We stop.", "Steps": THREE},
        {"authors": ["Jo Carter"], "summary": "We stop."},
    ),
    "answer-above-a-letter": Shape(
        f"{ANSWER}-----Original Message-----\n{QUESTION}",
        "Our walks",
        {"Why it matters": "Here is what we do each week.", "Steps": THREE},
        {"authors": ["Ann"], "summary": "Here is what we do each week."},
    ),
    "answer-above-a-rule": Shape(
        f"{ANSWER}________________________________\n{QUESTION}",
        "Our walks",
        {"Why it matters": "Here is what we do each week.", "Steps": THREE},
        {"authors": ["Ann"], "summary": "Here is what we do each week."},
    ),
    "answer-above-a-head": Shape(
        f"From: Ann Lee <a@x.example>\nSubject: RE: Our walks\n\nWe walk them on Mondays, all of "
        f"us.\n\n{QUESTION}",
        "Our walks",
        {"Why it matters": "We walk them on Mondays, all of us."},
        {"authors": ["Ann Lee"], "summary": "We walk them on Mondays, all of us."},
    ),
    "letter-that-was-sent-on": Shape(
        "From: Ann Lee <a@x.example>\nSubject: FW: Our walks\n\nSee below!\n\nAnn\n\n"
        f"________________________________\n{QUESTION}",
        "Our walks",
        {"Critical questions": "- How do you walk?"},
        {"authors": ["Sam Hill"]},
    ),
    "answer-above-quoted-lines": Shape(
        f"{ANSWER}On Mon, Mar 3, 2025 Lee <lee@d.example> wrote:\n> How?",
        "Here is what we do each week.",
        {"Steps": THREE},
        {"authors": ["Ann"]},
    ),
    "letter-that-is-an-example": Shape(
        "# A move\n\n## Steps\n\n1. Write this:\n\n---\nFrom: us\nDate: today\nSubject: Hi"
        "\n\nCome.",
        "A move",
        {"Steps": "1. Write this:\n\nFrom: us\nDate: today\nSubject: Hi\n\nCome."},
    ),
    "chat": Shape(
        "[9:02 AM] Ann Lee\nHow do you walk?\n\n[9:05 AM] Sam Hill\nWe pick a hall.\n",
        "How do you walk?",
        {"Why it matters": "We pick a hall."},
        {"summary": "We pick a hall."},
    ),
    "chat-with-days": Shape(
        "Ann Lee, [11/3/2026 9:02 AM]\nHow do you walk?\n\nSam Hill, [11/3/2026 9:05 AM]\nWe pick.",
        "How do you walk?",
        {"Why it matters": "We pick."},
        {"summary": "We pick."},
    ),
    "page-with-modules": Shape(
        "import Tabs from 'x';\nimport 'y.css'\n\nexport const a = 1;\n\n# Chart\n\nWe go.",
        "Chart",
        {"Why it matters": "We go."},
        {"summary": "We go."},
    ),
    "title-that-is-a-heading-elsewhere": Shape(
        "# Question\n\n# Foo\n\nText.", "Question", {"To place": "**Foo**\n\nText."}
    ),
    "credit": Shape(
        "# A move\n\nDeveloped by Gene Grove.\n\nA talk about a dilemma.",
        "A move",
        {"Why it matters": "Developed by Gene Grove.\n\nA talk about a dilemma."},
        {"summary": "A talk about a dilemma."},
    ),
    "by-line": Shape(
        "# A move\n\nBy Helen Park and Bo Chen\n\nStudents talk.",
        "A move",
        {"Why it matters": "Students talk."},
        {"authors": ["Helen Park", "Bo Chen"], "summary": "Students talk."},
    ),
    "nothing-needed": Shape(
        "# A move\n\nPeople talk.\n\n## Author\n\nKim Tran, PhD\n\n## Materials\n\nnone",
        "A move",
        {"Why it matters": "People talk.", "To place": "**Materials**\n\nnone"},
        {"authors": ["Kim Tran, PhD"], "summary": "People talk."},
    ),
    "spanish": Shape(
        "# Caminar\n\n## Por qué importa\n\nVemos más.\n\n## Pasos\n\n1. Elijan.\n2. Caminen.",
        "Caminar",
        {"Why it matters": "Vemos más.", "Steps": "1. Elijan.\n2. Caminen."},
        {"language": "es", "summary": "Vemos más."},
    ),
    "french": Shape(
        "# Marcher\n\n## Pourquoi\n\nOn voit plus.\n\n## Étapes\n\n1. Choisir.\n"
        "\n## Durée\n\n20 min",
        "Marcher",
        {"Why it matters": "On voit plus.", "Steps": "1. Choisir."},
        {"language": "fr", "summary": "On voit plus.", "minutes": {"run": 20}},
    ),
}


@pytest.fixture(scope="module")
def entries() -> Playbook:
    return playbook.load(ROOT)[0]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_each_part_of_a_text_comes_where_it_belongs(entries: Playbook, shape: Shape) -> None:
    content = importer.parse(shape.text, "moves", entries)

    assert content.title == shape.title
    assert content.sections == shape.sections
    assert content.values == shape.values


def test_a_text_without_a_line_for_a_title_has_the_name_of_its_file(entries: Playbook) -> None:
    content = importer.parse(f"Procedure:\n{THREE}", "moves", entries, name="Grade 3 circle")

    assert content.title == "Grade 3 circle"
    assert content.journey.steps[0] == ("The name of the file", "title")
    assert content.sections == {"Steps": THREE}


def test_the_first_message_of_a_chat_is_no_title(entries: Playbook) -> None:
    text = "11/3/26, 9:02 AM - Ann Lee: How do you walk?\n11/3/26, 9:05 AM - Sam: We pick a hall.\n"

    content = importer.parse(text, "moves", entries, name="Walks")

    assert content.title == "Walks"
    assert content.sections == {"Why it matters": text.strip()}


def test_a_time_that_is_told_twice_loses_nothing_that_stands_below_it(entries: Playbook) -> None:
    text = (
        "# A move\n\nPeople talk.\n\n## Time\n\n20 minutes\n\n## Duration\n\n20 minutes\n\n"
        "Some groups like to take a little longer, and that is fine with all of us.\n"
    )

    content = importer.parse(text, "moves", entries)

    told = " ".join([*content.sections.values(), *content.left_out])
    assert "that is fine with all of us." in told


@pytest.mark.parametrize(
    "text",
    [
        "Title: Ask first\n\nWe ask.\n\n## Title\n\nOther words\n",
        "Title: Ask first\n\nTitle: Other words\n\nWe ask.\n",
        "## Title\n\nAsk first\n\n## Purpose\n\nWe ask.\n\n## Title\n\nOther words\n",
        "## Purpose\n\nWe ask.\n\nTitle: Ask first\n\n## Lesson title\n\nOther words\n\nMore\n",
    ],
    ids=["line-and-heading", "lines", "headings", "below-headings"],
)
def test_of_two_titles_the_second_waits(entries: Playbook, text: str) -> None:
    content = importer.parse(text, "moves", entries)

    assert content.title == "Ask first"
    assert "title" not in content.values
    assert "Other words" in content.sections["To place"]
    assert "To place" in {step.place for step in content.journey.steps}
