"""From what people send to a draft."""

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import playbook
from playbook import Playbook, check, drafts, forms, frontmatter, intake, markdown, unfinished
from playbook.diagnostics import InvalidEntry
from playbook.entry import Entry, Key, Partial
from playbook.model import MODELS
from playbook.validation import validate
from tests.unit.conftest import CASE, CONDITION, PAIR, ROLE, TRIO, WORKS

TODAY = datetime.date(2026, 11, 24)
SOUND = {
    "conditions/let-schools-drive.md": CONDITION,
    "roles/principal.md": ROLE,
    "moves/pair.md": PAIR,
    "moves/trio.md": TRIO,
    "cases/one-school.md": CASE,
    "references.yml": WORKS,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    root = tmp_path_factory.mktemp("book")
    for path, text in SOUND.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return playbook.load(root, TODAY)[0]


def made(received: intake.Received, collection: str) -> str:
    return drafts.draft(collection, received.title, TODAY, received.values, received.sections)


def test_a_pasted_idea_finds_its_place(book: Playbook) -> None:
    text = """Walk the halls together

Principals learn most from each other's halls. It takes no budget.

1. Choose a hall.
2) Walk it with a colleague
   and say nothing.
3. Ask what you each saw.

- What did you see?
- What would a student say?
"""

    received = intake.receive(text, "moves", book)

    assert received.title == "Walk the halls together"
    assert received.values == {"summary": "Principals learn most from each other's halls."}
    assert received.sections["Steps"] == (
        "1. Choose a hall.\n2. Walk it with a colleague and say nothing.\n3. Ask what you each saw."
    )
    assert received.sections["Critical questions"] == (
        "- What did you see?\n- What would a student say?"
    )
    assert received.sections["Why it matters"].startswith("Principals learn most")


def test_labels_are_known_in_any_dress(book: Playbook) -> None:
    text = """**Title:** Walk the halls
Summary: Two people walk.
Roles: Principal: Makes the time.
# 2. Why it matter
It helps.
**Steps**
- One
- Two
## Keep
The walk
## Change:
The hall
"""

    received = intake.receive(text, "moves", book)

    assert received.title == "Walk the halls"
    assert received.values == {
        "summary": "Two people walk.",
        "roles": {"principal": "Makes the time."},
    }
    assert received.sections == {
        "Why it matters": "It helps.",
        "Steps": "1. One\n2. Two",
        "Make it yours": "**Keep**\n\n- The walk\n\n**Change**\n\n- The hall",
    }


def test_a_filled_form_becomes_a_whole_entry(book: Playbook) -> None:
    answers = {
        "Title": "Walk the halls",
        "Summary": "Two people walk the halls together.",
        "Purpose": "Nobody sees alone what two see.",
        "Conditions": "Let schools drive: The pair chooses.",
        "Roles": "- principal: Makes the time.",
        "Setting": "In a team, Across a school",
        "Minutes: learn": "about 5",
        "Minutes: run": "30 minutes",
        "Rhythm": "Every month",
        "Effort": "Light",
        "Needs": "A key\nGood shoes",
        "Pairs with": "Work in pairs: It comes before.",
        "Why it matters": "Halls say much.",
        "Steps": "Choose a hall\nWalk\nTalk",
        "Critical questions": "What did you see?\nWho was there?",
        "Make it yours: keep": "The walk",
        "Make it yours: change": "The hall",
        "Signs of progress": "People stop to talk.",
        "Watch for": "_No response_",
    }
    text = "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items())

    draft = made(intake.receive(text, "moves", book), "moves")

    data = frontmatter.parse(draft, "a.md").data
    assert data["setting"] == ["team", "school"]
    assert data["minutes"] == {"learn": "5", "run": "30"}
    assert data["pairs_with"] == {"pair": "It comes before."}
    assert data["needs"] == ["A key", "Good shoes"]
    assert found(draft, "moves", book) == {"unfinished": 1}


def test_every_question_of_a_form_is_understood(book: Playbook) -> None:
    for form in forms.forms(book):
        for question in form.questions:
            answer = question.options[0] if question.options else question.example or "Xyz 7"
            text = f"### Title\n\nAsk\n\n### {question.label}\n\n{answer}"

            received = intake.receive(text, form.collection, book)

            told = made(received, form.collection)
            assert received.title == "Ask" or question.id == "title"
            assert "### " not in told, question


def test_the_light_form_becomes_a_short_case(book: Playbook) -> None:
    text = """### Title

Ninth grade works in pairs

### Moves

Work in pairs

### What we did

We went on a Monday.

### What we noticed

People talk.

### What we changed in the move

We left out the notes.

### What we would ask

Who else could come?
"""

    received = intake.receive(text, "cases", book)

    assert received.values["moves"] == {"pair": None}
    assert received.values["kind"] == "short-case"
    assert received.values["consent"] == "own-story"
    assert received.sections == {
        "What happened": "We went on a Monday.\n\n"
        "What we changed in the move: We left out the notes.",
        "What changed": "People talk.",
        "What we would ask next": "- Who else could come?",
    }


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Roles: Janitor: opens the doors", "Roles: Janitor: opens the doors"),
        ("Rhythm: now and then", "Rhythm: now and then"),
        (f"Purpose: {'word ' * 60}", "word word"),
        ("x" * 90, "x" * 90),
        ('<b onclick="x">bold</b>', "bold"),
        ("![a hall](hall.png)", "a hall"),
        (
            "[plan](../../etc/passwd) [on](https://example.org/) [bad](javascript:x)",
            "plan [on](https",
        ),
    ],
)
def test_what_does_not_fit_is_kept_in_the_body(book: Playbook, sent: str, kept: str) -> None:
    draft = made(intake.receive(f"Walk\n\n{sent}", "moves", book), "moves")

    assert kept in frontmatter.parse(draft, "a.md").body
    assert set(found(draft, "moves", book)) == {"unfinished"}


WORDS = st.sampled_from(
    [
        *(
            "# Title",
            "## Steps",
            "**Roles**",
            "Summary: ",
            "### Why it matters",
            "- ",
            "1. ",
            "    x",
        ),
        *("Principal: makes", "{{ 7*7 }}", "<script>", "[a](javascript:b)", "![x](y)", "Is it?"),
        *(
            "---",
            "```",
            "===",
            "> quote",
            "| a | b |",
            "\t",
            "“quoted”: x",
            "#1",
            "a: b",
            "'",
            '"',
            "",
        ),
        *("* * *", "+ x", "\\", "&amp;", "Minutes: run: 0", "Kind: Full case", "word " * 60),
        *(
            "_No response_",
            "Keep",
            "Change:",
            "[ref]: javascript:x",
            "<!-- x -->",
            "https://a.example",
        ),
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(WORDS, st.text(max_size=20)), max_size=12), st.sampled_from(list(MODELS)))
def test_anything_becomes_a_draft_without_an_error(
    book: Playbook, lines: list[str], collection: str
) -> None:
    received = intake.receive("\n".join(lines), collection, book, "A walk")

    draft = made(received, collection)

    wrong = [code for code in found(draft, collection, book) if playbook.CODES[code] == "error"]
    assert not wrong, draft


def found(draft: str, collection: str, book: Playbook) -> Mapping[str, int]:
    """The codes of what is told of a draft beside sound entries, with how often."""
    key = Key(collection, "a-walk")
    document = frontmatter.parse(draft, key.path)
    body = markdown.parse(document.body, key.path, document.body_line)
    problems = list(body.problems)
    partials, entries = [], list(book)
    try:
        meta = validate(MODELS[collection], document.data, document.source)
        entries.append(Entry(key, meta, body, document.source))
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
        partials.append(Partial(key, document.source, document.data, body))
    whole = Playbook(entries, book.bibliography, partials=partials, today=TODAY)
    problems = list(unfinished.soften([*problems, *check(whole)], whole))
    codes = [p.code for p in problems if p.location.path == key.path]
    return {code: codes.count(code) for code in codes}
