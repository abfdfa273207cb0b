"""From what people send to a draft."""

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import playbook
from playbook import Playbook, check
from playbook.checks import draft_policy
from playbook.contributing import drafts, forms
from playbook.contributing.imports import importer, letters
from playbook.model.entry import Entry, Key, Partial
from playbook.model.entry_types import MODELS
from playbook.model.validation import validate
from playbook.parsing import frontmatter, markdown
from playbook.source.diagnostics import InvalidEntry
from tests.conftest import ROOT
from tests.growth import is_slow
from tests.unit.conftest import CASE, CONDITION, PAIR, ROLE, TRIO, WORKS

TODAY = datetime.date(2026, 11, 24)
SOUND = {
    "conditions/let-schools-drive.md": CONDITION,
    "roles/principal.md": ROLE,
    "moves/pair.md": PAIR,
    "moves/trio.md": TRIO,
    "cases/one-school.md": CASE,
    "references.yml": WORKS,
    "headings.yml": (ROOT / "headings.yml").read_text(encoding="utf-8"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    root = tmp_path_factory.mktemp("book")
    for path, text in SOUND.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return playbook.load(root, TODAY)[0]


def made(received: importer.Content, collection: str) -> str:
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

    received = importer.parse(text, "moves", book)

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

    received = importer.parse(text, "moves", book)

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

    draft = made(importer.parse(text, "moves", book), "moves")

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

            received = importer.parse(text, form.collection, book)

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

### Sharing

- [X] The words are mine, and I share them under [CC BY 4.0](https://example.org).
"""

    received = importer.parse(text, "cases", book)

    assert received.values["moves"] == {"pair": None}
    assert received.values["kind"] == "short-case"
    assert received.values["consent"] == "own-story"
    assert received.values["moves_changed"] == {"pair": "We left out the notes."}
    assert received.sections == {
        "What happened": "We went on a Monday.",
        "What changed": "People talk.",
        "What we would ask next": "- Who else could come?",
    }


FORM = (
    "### Title\n\nHale\n\n### Moves\n\nWork in pairs\n\n### What we did\n\nWe met.\n\n"
    "### What we noticed\n\nThey met.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "# Hale\n\n## Background\n\nFrom Smith (2019), a newspaper story.\n\n"
        "## What we did\n\nWe met.\n",
        "# Hale\n\nFrom a newspaper.\n\n## What we did\n\nWe met.\n\n"
        "## What we noticed\n\nThey met.\n",
        FORM,
        f"{FORM}### Sharing\n\n- [ ] I share them under [CC BY 4.0](https://example.org).\n",
    ],
    ids=["newspaper", "headings of the form", "no box", "box without a tick"],
)
def test_nobody_is_said_to_agree_who_did_not(book: Playbook, text: str) -> None:
    received = importer.parse(text, "cases", book)

    assert not received.values.keys() & {"kind", "consent"}
    assert "We met." in received.sections["What happened"]


def test_a_box_without_a_tick_is_told(book: Playbook) -> None:
    text = "### Title\n\nWalk\n\n### Steps\n\nGo\n\n### Sharing\n\n- [ ] Under CC BY 4.0: yes\n"

    received = importer.parse(text, "moves", book)

    told = "The box is not ticked. Ask the author whether we may share these words."
    assert f"Sharing: {told}" in received.left_out
    assert ("Sharing", told) in received.journey.steps
    assert received.sections == {"Steps": "1. Go"}


@pytest.mark.parametrize(
    ("move", "answer", "beside"),
    [
        (
            "Work in pairs",
            "We went in threes. It was easier.\n\n- One wrote.",
            "We went in threes.",
        ),
        ("Work in pairs", f"We went in threes. {'It helped. ' * 20}".strip(), "We went in threes."),
        ("Work in pairs", "- Threes\n- No notes", ""),
        ("Something of our own", "We went in threes.", ""),
    ],
)
def test_a_change_that_is_no_single_sentence_of_one_move_is_told_in_the_story(
    book: Playbook, move: str, answer: str, beside: str
) -> None:
    text = (
        f"### Moves\n\n{move}\n\n### What we did\n\nWe went.\n\n"
        f"### What we changed in the move\n\n{answer}\n"
    )

    received = importer.parse(text, "cases", book, "Ours")

    assert received.values.get("moves_changed", {}) == ({"pair": beside} if beside else {})
    story = received.sections["What happened"]
    assert story.index("We went.") < story.index("What we changed in the move: ")
    assert all(line in story for line in answer.split("\n"))


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
    draft = made(importer.parse(f"Walk\n\n{sent}", "moves", book), "moves")

    assert kept in frontmatter.parse(draft, "a.md").body
    assert set(found(draft, "moves", book)) == {"unfinished"}


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("30", 30),
        ("about 5 minutes", 5),
        ("ca. 45 min.", 45),
        ("1 hour", 60),
        ("2 hours", 120),
        ("1,5 hours", 90),
        ("1–2 hours", 120),
        ("an hour and 15 minutes", 75),
        ("30-45 min, depending", 45),
        ("0", None),
        ("2 days", None),
        ("5 or 10 minutes, or 2 hours", None),
    ],
)
def test_minutes_are_a_number_or_stay_words(
    book: Playbook, answer: str, minutes: int | None
) -> None:
    received = importer.parse(f"Walk\n\n**Minutes: run**\n{answer}", "moves", book)

    assert received.values.get("minutes") == (minutes and {"run": minutes})
    assert minutes or received.sections["To place"] == f"**Minutes: run**\n\n{answer}"
    is_all = answer in ("30", f"{minutes} minutes")
    note = f"Minutes: run: {answer} (now minutes: run)"
    assert is_all or not minutes or note in received.left_out


def test_headings_are_known_without_a_sign(book: Playbook) -> None:
    text = """Walk the halls
Summary: Two people
walk.

It helps.

STEPS
1. One
Critical Questions:
Who?

Steps back are not a heading?
"""

    received = importer.parse(text, "moves", book)

    assert received.values == {"summary": "Two people walk."}
    assert received.sections == {
        "Why it matters": "It helps.",
        "Steps": "1. One",
        "Critical questions": "- Who?\n- Steps back are not a heading?",
    }


@pytest.mark.parametrize("sign", ["●", "○", "■", "◦", "▪", "✓", "a.", "b)"])
def test_a_list_may_have_any_sign(book: Playbook, sign: str) -> None:
    received = importer.parse(f"Walk\n\nSteps\n\n{sign} Choose. It\n{sign} Go", "moves", book)

    assert received.sections == {"Steps": "1. Choose. It\n2. Go"}
    assert "summary" not in received.values


@pytest.mark.parametrize(
    "text",
    [
        "1. Choose\n    - a hall\n    - an hour\n2. Go",
        "● Choose\n○ a hall\n○ an hour\n● Go",
    ],
)
@pytest.mark.parametrize("label", ["", "Steps\n\n"])
def test_what_stands_below_an_item_stays_below_it(book: Playbook, label: str, text: str) -> None:
    if not label and "●" in text:
        label = "How to do it\n\n"  # only numbers say by themselves that they are steps

    received = importer.parse(f"Walk\n\n{label}{text}", "moves", book)

    assert received.sections == {"Steps": "1. Choose\n   - a hall\n   - an hour\n2. Go"}


TABLE = "| Who | When |\n|---|:-:|\n| All? | Now |"


@pytest.mark.parametrize("title", [s.title for s in MODELS["moves"].SECTIONS])
def test_a_table_stays_in_its_section(book: Playbook, title: str) -> None:
    received = importer.parse(f"Walk\n\n## {title}\n\nFirst\n{TABLE}\n\nThen", "moves", book)

    assert f"\n\n{TABLE}" in received.sections[title]
    assert "Then" in received.sections[title]
    assert found(made(received, "moves"), "moves", book).keys() <= {"unfinished", "not-a-question"}


def test_a_table_in_loose_text_stays_a_table(book: Playbook) -> None:
    received = importer.parse(f"Walk\n\n{TABLE}\n\nWe walk. Often.", "moves", book)

    assert received.sections == {"Why it matters": f"{TABLE}\n\nWe walk. Often."}
    assert received.values == {"summary": "We walk."}


@pytest.mark.parametrize(
    "headers",
    [
        "From: Ana <ana@example.org>\nSent: Monday\nTo: Bo;\n Cy\nSubject: RE: Fwd: Walk the halls",
        "\n**Subject:** AW: Walk the halls\n\n**From:** ana@example.org",
        "---------- Forwarded message ---------\nDate: Monday\nsubject: Walk the halls",
    ],
)
def test_of_a_mail_the_subject_is_the_title(book: Playbook, headers: str) -> None:
    received = importer.parse(f"{headers}\n\nIt helps.\n\nTo: all", "moves", book)

    assert received.title == "Walk the halls"
    assert received.sections == {"Why it matters": "It helps.\n\nTo: all"}


def test_a_senders_address_is_never_a_title(book: Playbook) -> None:
    received = importer.parse("From: Ana <ana@example.org>\n\nWalk the halls", "moves", book)

    assert received.title == "Walk the halls"


def test_a_title_that_is_not_taken_is_kept(book: Playbook) -> None:
    received = importer.parse("Subject: Walk\n\nTitle: Go\n\nIt helps.", "moves", book, "Run")

    assert received.title == "Run"
    assert received.sections == {"Why it matters": "It helps.", "To place": "Go\n\nWalk"}


@pytest.mark.parametrize("line", ["Created: in May", "Status: new", "Replaced by: zz"])
def test_what_maintainers_fill_in_stays_text(book: Playbook, line: str) -> None:
    received = importer.parse(f"Walk\n\n{line}", "moves", book)

    assert received.sections == {"Why it matters": line}
    assert received.values.keys() <= {"summary"}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("See [p](../x(1).md), then.", "See p, then."),
        ("See [a](javascript:alert(1)), then.", "See a, then."),
        ("See [a [b](javascript:c) d](../e), then.", "See a b d, then."),
        ("See [a]( <https://a.example/b> 'c (d' ).", "See [a](https://a.example/b)."),
        ("See [a](https://a.example/b_(c)).", "See [a](https://a.example/b_(c))."),
        ("See [this](page 3).", "See [this](page 3)."),
        ("See ![a ![b](c)](d(e).png).", "See a b."),
    ],
)
def test_of_a_link_into_nowhere_the_words_are_kept(book: Playbook, sent: str, kept: str) -> None:
    received = importer.parse(f"Walk\n\n{sent}", "moves", book)

    assert received.sections == {"Why it matters": kept}


@pytest.mark.parametrize("start", ["Walk\n\n", "# ", "Summary: "])
@pytest.mark.parametrize("sign", ["[", "![", "[a](", "#", "\n", "*", "|"])
def test_no_text_takes_long(book: Playbook, sign: str, start: str) -> None:
    assert not is_slow(lambda text: importer.parse(f"{start}{text}", "moves", book), sign)


def test_only_a_line_of_its_own_is_no_answer(book: Playbook) -> None:
    text = "Walk\n\nSummary: _No response_\n\nThey wrote _No response_ there.\n_No response_\nSo."

    received = importer.parse(text, "moves", book)

    assert received.sections == {"Why it matters": "They wrote _No response_ there.\nSo."}


def test_a_question_that_no_form_has_swallows_no_answer(book: Playbook) -> None:
    text = """### Title

Walk

### Effort

Light

### Are you sure?

Very.

### Why it matters

It helps.

### More

So much.

### Steps

Go
"""

    received = importer.parse(text, "moves", book)

    assert received.title == "Walk"
    assert received.values["effort"] == "light"
    assert received.sections == {
        "Why it matters": "It helps.\n\n**More**\n\nSo much.",
        "Steps": "1. Go",
        "To place": "**Are you sure?**\n\nVery.",
    }


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
        *("| a | b |\n|---|---|", "● x", "    ○ x", "a. x", "STEPS", "[p](../x(1).md)", "[a [b"),
        *(
            "From: a@b.example",
            "Subject: RE: x",
            "### Steps",
            "### Unknown",
            "Minutes: run",
            "5 min",
        ),
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(WORDS, st.text(max_size=20)), max_size=12), st.sampled_from(list(MODELS)))
def test_anything_becomes_a_draft_without_an_error(
    book: Playbook, lines: list[str], collection: str
) -> None:
    received = importer.parse("\n".join(lines), collection, book, "A walk")

    draft = made(received, collection)

    wrong = [
        code for code in found(draft, collection, book) if playbook.CODES[code].severity == "error"
    ]
    assert not wrong, draft


def found(draft: str, collection: str, book: Playbook) -> Mapping[str, int]:
    """The codes of what is told of a draft beside sound entries, with how often."""
    key = Key(collection, "a-walk")
    document = frontmatter.parse(draft, key.path)
    body = markdown.parse(document.body, key.path, document.body_line)
    diagnostics = list(body.diagnostics)
    partials, entries = [], list(book)
    try:
        meta = validate(MODELS[collection], document.data, document.source)
        entries.append(Entry(key, meta, body, document.source))
    except InvalidEntry as invalid:
        diagnostics += invalid.diagnostics
        partials.append(Partial(key, document.source, document.data, body))
    whole = Playbook(entries, book.bibliography, partials=partials, today=TODAY)
    diagnostics = list(draft_policy.soften([*diagnostics, *check(whole)], whole))
    codes = [p.code.id for p in diagnostics if p.location.path == key.path]
    return {code: codes.count(code) for code in codes}


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("Principal – walks and listens", {"principal": "walks and listens"}),
        ("Principal - walks and listens", {"principal": "walks and listens"}),
        ("principal: walks - and listens", {"principal": "walks - and listens"}),
        ("principal, Principal", {"principal": None}),
        ("Principal and principal", {"principal": None}),
        ("- **Principal:** walks", {"principal": "walks"}),
        ("- *Principal:* walks", {"principal": "walks"}),
        ("__Principal__: walks *on*", {"principal": "walks on"}),
        ("**Principal** – walks", {"principal": "walks"}),
    ],
)
def test_people_are_named_as_people_name_them(
    written: str, roles: dict[str, str | None], book: Playbook
) -> None:
    received = importer.parse(f"### Title\n\nWalk\n\n### Roles\n\n{written}\n", "moves", book)

    assert received.values["roles"] == roles


def test_a_greeting_is_no_summary_and_an_address_no_author(book: Playbook) -> None:
    text = (
        "### Title\n\nWalk\n\n### Summary\n\nHi!\n\n### Authors\n\nhttps://example.org\nAna Ruiz\n"
    )

    received = importer.parse(text, "moves", book)

    assert "summary" not in received.values
    assert received.values["authors"] == ["Ana Ruiz"]
    waits = "**Summary**\n\nHi!\n\n**Authors**\n\nhttps://example.org"
    assert received.sections["To place"] == waits


def test_a_letter_begins_with_no_summary(book: Playbook) -> None:
    text = "Walk the hall\n\nHi everyone! We walk the hall each week and look.\n"

    received = importer.parse(text, "moves", book)

    assert received.values["summary"] == "We walk the hall each week and look."


def test_boxes_addresses_and_pictures_become_words(book: Playbook) -> None:
    text = (
        "### Title\n\nWalk\n\n### Steps\n\n- [ ] Choose\n- [x] See <https://example.org/x>\n\n"
        '### Why it matters\n\nSee <img width="8" alt="The hall" src="https://example.org/a.png">\n'
    )

    received = importer.parse(text, "moves", book)

    steps = "1. Choose\n2. (done) See [example.org/x](https://example.org/x)"
    assert received.sections["Steps"] == steps
    picture = "See *A picture was here (The hall): say what it shows.*"
    assert received.sections["Why it matters"] == picture


def test_an_underlined_heading_is_a_heading(book: Playbook) -> None:
    text = (
        "Walk the hall\n=============\n\nMaterials\n---------\n\n- A pen\n- Paper\n\n"
        "Procedure\n---------\n\n1. Choose a hall.\n2. Walk it.\n"
    )

    received = importer.parse(text, "moves", book)

    assert received.title == "Walk the hall"
    assert received.sections["Steps"] == "1. Choose a hall.\n2. Walk it."
    assert received.values["needs"] == ["A pen", "Paper"]


def test_beside_a_numbered_list_another_is_no_steps(book: Playbook) -> None:
    text = "Walk\n\nWe like it.\n\n- A pen\n- Paper\n\n1. Choose a hall.\n2. Walk it.\n"

    received = importer.parse(text, "moves", book)

    assert received.sections["Steps"] == "1. Choose a hall.\n2. Walk it."
    assert "- A pen\n- Paper" in received.sections["Why it matters"]


def test_a_question_stays_below_its_heading(book: Playbook) -> None:
    text = "# Walk\n\nWe like it.\n\n## Looking back\n\nHow was this for you?\n"

    received = importer.parse(text, "moves", book)

    waits = "**Looking back**\n\nHow was this for you?"
    assert received.sections["To place"] == waits
    assert received.sections["Why it matters"] == "We like it."


def test_where_a_picture_was_is_listed_and_a_wiki_title_has_no_signs(book: Playbook) -> None:
    text = "= Open Door Hour =\n\nSit. ![Two circles](https://example.org/a.png) Talk.\n"

    content = importer.parse(text, "moves", book)

    assert content.title == "Open Door Hour"
    assert "A link or picture: https://example.org/a.png" in content.left_out


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        (
            "Before we meet\n\nBefore\n[ ] Order food\n\nAfter\n[x] Send notes\n",
            "Before we meet",
            {"To place": "**Before**\n\n- Order food\n\n**After**\n\n- (done) Send notes"},
        ),
        (
            "= Open hour =\n\n== Instructions ==\n# Post it.\n# Keep it.\n",
            "Open hour",
            {"Steps": "1. Post it.\n2. Keep it."},
        ),
        (
            "MEMORANDUM\n\nTO: All\nFROM: Schools\nRE: Planning time\n\n"
            "2. Rules\n2.1 Two blocks.\n\n3. Duties\n3.1 Publish them.\n",
            "Planning time",
            {"To place": "**2. Rules**\n\n2.1 Two blocks.\n\n**3. Duties**\n\n3.1 Publish them."},
        ),
        (
            "# Swap\n\n### Time\n5 min\n\n### Steps\n"
            "#### Before\n1. Pick.\n2. Copy.\n\n#### After\n1. Trade.\n",
            "Swap",
            {"Steps": "1. Before\n\n   1. Pick.\n   2. Copy.\n2. After\n\n   1. Trade."},
        ),
        (
            "# Check\n\n[**Why**](#why)\n\n[**Steps**](#steps)\n\n"
            "## Why\n\nIt helps.\n\n## Steps\n\n1. Go.\n",
            "Check",
            {"Why it matters": "It helps.", "Steps": "1. Go."},
        ),
    ],
    ids=["checklist", "wiki", "memo", "steps below headings", "contents"],
)
def test_a_shape_that_people_have_keeps_its_parts(
    book: Playbook, text: str, title: str, sections: Mapping[str, str]
) -> None:
    content = importer.parse(text, "moves", book)

    assert content.title == title
    assert content.sections == sections


def test_of_a_letter_that_was_sent_on_the_first_is_the_content(book: Playbook) -> None:
    text = (
        "From: Dana <dana@x.example>\nSubject: Fwd: Welcome week\n\nSee below!\n\n"
        "---------- Forwarded message ---------\nFrom: Luis Ortega <luis@x.example>\n"
        "Subject: Welcome week\n\nHi Dana,\n\nWe knock on ten doors.\n\nBest,\nLuis\n"
    )

    content = importer.parse(text, "moves", book)

    assert content.title == "Welcome week"
    assert content.values["authors"] == ["Luis Ortega"]
    assert content.sections == {"Why it matters": "We knock on ten doors."}
    assert "See below!" in content.left_out


def test_a_letter_that_was_sent_on_and_on_is_read_to_the_end(book: Playbook) -> None:
    head = "From: Dana\nSent: Monday\nTo: Luis\nSubject: Fwd: Welcome week\n\n"
    text = f"{head * 1200}We knock on ten doors.\n\nBest,\nLuis\n"

    content = importer.parse(text, "moves", book)

    assert content.title == "Welcome week"
    assert content.values["authors"] == ["Luis"]
    assert content.sections == {"Why it matters": "We knock on ten doors."}
    assert not is_slow(letters.read, head)


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("1 hora y media", 90),
        ("media hora", 30),
        ("an hour and a half", 90),
        ("de 20 a 30 minutos", 30),
    ],
)
def test_time_is_read_in_the_words_of_people(book: Playbook, answer: str, minutes: int) -> None:
    content = importer.parse(f"# Go\n\n## Duration\n\n{answer}\n", "moves", book)

    assert content.values["minutes"] == {"run": minutes}


def test_a_sentence_does_not_end_with_a_word_that_is_cut_short(book: Playbook) -> None:
    content = importer.parse(
        "# Go\n\n## Why\n\nWe asked Dr. Ruiz and A. Cole to come. They did.\n", "moves", book
    )

    assert content.values["summary"] == "We asked Dr. Ruiz and A. Cole to come."


@pytest.mark.parametrize(
    ("label", "answer", "key", "value", "waits"),
    [
        ("Leads", "Principal", "leads", ["principal"], ""),
        ("Leads", "Principal and nurse", "leads", None, "**Leads**\n\nPrincipal and nurse"),
        ("Leads", "Principal: opens", "leads", None, "**Leads**\n\nPrincipal: opens"),
        ("Language", "English", "language", "en", ""),
        ("Language", "ours alone", "language", None, "**Language**\n\nours alone"),
        ("Setting", "Across a school, Outdoors", "setting", ["school"], "**Setting**\n\nOutdoors"),
        ("Authors", "Ann Lee, 2021", "authors", ["Ann Lee"], "**Authors**\n\n2021"),
    ],
)
def test_an_answer_is_an_id_or_a_word_of_a_list_or_waits(
    book: Playbook, label: str, answer: str, key: str, value: object, waits: str
) -> None:
    received = importer.parse(f"### Title\n\nWalk\n\n### {label}\n\n{answer}\n", "moves", book)

    assert received.values.get(key) == value
    assert received.sections == ({"To place": waits} if waits else {})


def test_the_table_says_that_a_part_of_an_answer_waits(book: Playbook) -> None:
    text = "### Title\n\nWalk\n\n### Roles\n\nPrincipal: opens\nChess master: plays\n"

    received = importer.parse(text, "moves", book)

    told = [("Title", "title"), ("Roles", "roles"), ("Roles, the rest", "To place")]
    assert list(received.journey.steps) == told
    assert received.sections == {"To place": "**Roles**\n\nChess master: plays"}


def test_what_is_no_question_waits_below_its_heading(book: Playbook) -> None:
    text = (
        "### Title\n\nWalk\n\n### Critical questions\n\nWho is left out? Ask the office.\n"
        "Who is in?\n"
    )

    received = importer.parse(text, "moves", book)

    assert received.sections == {
        "Critical questions": "- Who is in?",
        "To place": "**Critical questions**\n\nWho is left out? Ask the office.",
    }
    assert ("Critical questions, the rest", "To place") in received.journey.steps


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("Steps", "1. First\n\n   We meet.\n2. Then\n\n   We talk."),
        ("Watch for", "**First**\n\nWe meet.\n\n**Then**\n\nWe talk."),
    ],
)
def test_an_answer_keeps_its_own_headings(book: Playbook, label: str, section: str) -> None:
    text = (
        f"### Title\n\nWalk\n\n### {label}\n\n### First\n\nWe meet.\n\n### Then\n\nWe talk.\n\n"
        "### Effort\n\nLight\n"
    )

    received = importer.parse(text, "moves", book)

    assert received.sections == {label: section}
    assert received.values == {"effort": "light"}


@pytest.mark.parametrize(
    ("collection", "text", "sections"),
    [
        (
            "roles",
            "# Nurse\n\nKnows health.\n\n## Start with\n\nA talk.\n",
            {"": "Knows health.", "To place": "**Start with**\n\nA talk."},
        ),
        (
            "plans",
            "### Title\n\nA year\n\n### Moves\n\nA dance\n",
            {"To place": "**Moves**\n\nA dance"},
        ),
        (
            "plans",
            "# A year\n\nWe go.\n\n## In May\n\nIt rains.\n",
            {"": "We go.\n\n**In May**\n\nIt rains."},
        ),
    ],
)
def test_what_waits_in_a_draft_without_sections_has_a_heading(
    book: Playbook, collection: str, text: str, sections: Mapping[str, str]
) -> None:
    received = importer.parse(text, collection, book)

    places = {step.place for step in received.journey.steps}
    assert received.sections == sections
    assert ("To place" in places) is ("To place" in sections)
