"""What an author is told of a slip in a whole playbook, and the file once the hint was followed."""

from pathlib import Path

import pytest

import playbook
from playbook.source import edits
from playbook.source.diagnostics import Diagnostic
from tests.builder import MOVE, ROLE, SOUND, lay, swap
from tests.conftest import ROOT

MOVE_PATH = "moves/ask.md"
ROLES = {
    f"roles/{title.lower().replace(' ', '-')}.md": ROLE.replace("Principal", title)
    for title in ("Teacher", "Teacher leader", "Superintendent")
}
HEADINGS = (ROOT / "headings.yml").read_text(encoding="utf-8")
LEADS = "leads: [{}]\nsetting:"


def told(root: Path, *changes: tuple[str, str]) -> tuple[list[Diagnostic], str]:
    """All that is told of a move with some changes, and that move as it is written."""
    text = MOVE
    for old, new in changes:
        text = swap(text, old, new)
    lay({**SOUND, **ROLES, "headings.yml": HEADINGS, MOVE_PATH: text}, root)
    diagnostics = playbook.check_editions(root)[1]
    return [d for d in diagnostics if d.location.path == MOVE_PATH], text


@pytest.mark.parametrize(
    ("old", "given", "hint", "new"),
    [
        ("## Steps", "## How to do it", "like this: ## Steps", "## Steps"),
        ("## Steps", "## Pasos", "like this: ## Steps", "## Steps"),
        ("## Steps", "## Steps to take", "like this: ## Steps", "## Steps"),
        ("## Why", "## Ask first\n\n## Why", "Delete this line: it is the title", "\n## Why"),
        (
            "## Why",
            "# Ask first.\n\n## Why",
            "Delete this line: it is the title",
            "## Why",
        ),
        ("like to", "like<br>to", "with a space between them", "like to"),
        ("like to", "like</p><p>to", "with a space between them", "like to"),
        ("like to", "li<b>ke</b> to", "Delete all from each <", "like to"),
        ("- People ask", "• People ask", "each: - People ask back.", "- People ask"),
        ("- People ask", "-People ask", "each: - People ask back.", "- People ask"),
        (
            "People like",
            "So:\n• Ask one\n• Ask two\n\nPeople like",
            "each: - Ask one",
            "So:\n- Ask one\n- Ask two\n\nPeople like",
        ),
        (
            "People like",
            "| a | b |\n| c | d |\n\nPeople like",
            "add this one: | --- | --- |",
            "| a | b |\n| --- | --- |\n| c | d |\n\nPeople like",
        ),
        ("People like", "People **like", "or delete this **", None),
        ("People like", "People `like", "or delete this `", None),
        ("People like", "People **“like”", "or delete this **", None),
        ("People like", "People (**like", "or delete this **", None),
        ("People like", "** People ** like", "right before the first", None),
        (
            "People like",
            "** Bring pens\n\nPeople like",
            "word: **Bring",
            "**Bring pens**\n\nPeople like",
        ),
        (
            "People like to be asked.",
            "So:\n\n[Maria]: Thanks!",
            "without brackets: Maria: Thanks!",
            "So:\n\nMaria: Thanks!",
        ),
        (
            "People like to be asked.",
            "So:\n\n[it]: https://example.org\n[Maria]: Thanks!\n\nSee [it].",
            "without brackets: Maria: Thanks!",
            "So:\n\n[it]: https://example.org\nMaria: Thanks!\n\nSee [it].",
        ),
        (
            "People like to be asked.",
            "| a | b |\n|---|---|\n| 1 | 2 | and 3 |\n> he | she | they",
            "into a cell before them",
            "| a | b |\n|---|---|\n| 1 | 2, and 3 |\n> he | she | they",
        ),
        (
            "People like to be asked.",
            "So:\n| a | b |\n| c | d |",
            "add this one: | --- | --- |",
            "So:\n| a | b |\n| --- | --- |\n| c | d |",
        ),
        ("People like", "**To begin\n\nPeople like", "**To begin**", "**To begin**\n\nPeople like"),
        ("like to", "[like](ask.md to", "this: [like](ask.md)", "[like](ask.md) to"),
        ("to be asked.", "[to](ask.md.", "this: [to](ask.md)", "[to](ask.md)."),
        (
            "like to",
            "[like](example.org/a) to",
            "address: https://example.org/a",
            "[like](https://example.org/a) to",
        ),
        ("like to", "[like](nowhere) to", "such as https://example.org/page", None),
        ("like to", "[like] (ask.md) to", "this: [like](ask.md)", "[like](ask.md) to"),
        (
            "like to",
            "[[a-school]] to",
            "[A school that asked](../cases/a-school.md)",
            "[A school that asked](../cases/a-school.md) to",
        ),
        ("like to", "[[Ask First]] to", "[Ask first](ask.md)", "[Ask first](ask.md) to"),
        ("like to", "[[no such]] to", "[no such](../moves/its-id.md)", None),
        ("like to", "[like]() to", "or keep its words", "like to"),
        ("principal: Asks, and waits.", "principal: TBD", "let status say draft", None),
        (
            "purpose: People know more than they are asked.",
            "purpose: 'TODO: ask Ana'",
            "let status say draft",
            None,
        ),
        ("People like to be asked.", "(coming soon)", "or delete it", None),
        ("- The waiting", "- tbd", "or delete it", None),
        ("People like to be", "Lorem ipsum dolor", "or delete it", None),
        ("setting:", "needs: [none]\nsetting:", "and 'needs:', which may be left out", "setting:"),
        (
            "setting:",
            "needs: [none, Pens]\nsetting:",
            "Delete this line.",
            "needs: [Pens]\nsetting:",
        ),
        ("## Make", "### Make", "no stars: ## Make it yours", "## Make"),
        ("## Make it yours", "**Make it yours:**", "## Make it yours", "## Make it yours"),
        ("3. Wait.", "3.Look.", "Type a space after the period: 3. Look.", "3. Look."),
        ("3. Wait.", "3. Wait.\n4.Look.", "Type a space after", "3. Wait.\n4. Look."),
        (
            "- The waiting",
            "-The waiting\n-The chairs",
            "Type a dash and a space before each: - The waiting",
            "- The waiting\n- The chairs",
        ),
        ("- The waiting", "• The waiting", "before each: - The waiting", "- The waiting"),
        ("Ask it.", "20 min - Ask it.", "a colon: 20 minutes:", "20 minutes: Ask it."),
        ("Ask it.", "(20 minutes) Ask it.", "20 minutes:", "20 minutes: Ask it."),
        ("Ask it.", "An hour: Ask it.", "60 minutes:", "60 minutes: Ask it."),
        ("Ask it.", "Twenty-five minutes: Ask.", "such as 10 minutes:", None),
        (
            "## Critical questions",
            "## Steps\n\n1. More.\n\n## Critical questions",
            "Move these lines below the other one, on line 23",
            None,
        ),
        (
            "## Steps",
            "## Watch for\n\nA thing.\n\n## Steps",
            "Move these lines below the other one, on line 52",
            None,
        ),
        (
            "principal:",
            "coach:",
            "Choose from: principal, superintendent, teacher, teacher-leader. For another one, "
            "create roles/coach.md first.",
            None,
        ),
        (
            "principal:",
            "principal-and-teacher:",
            "These are 2; give each a line of its own: principal:, then teacher:",
            None,
        ),
    ],
)
def test_one_thing_is_told_and_can_be_followed(
    old: str, given: str, hint: str, new: str | None, tmp_path: Path
) -> None:
    """`new` is None where only the author knows what to write."""
    [diagnostic], text = told(tmp_path, (old, given))

    assert hint in diagnostic.hint
    after = edits.apply(text, diagnostic.edits)
    assert after == (text if new is None else swap(MOVE, old, new))


@pytest.mark.parametrize(
    ("role", "leader", "codes"),
    [
        ("coach", "teacher-leader", ["unknown-reference"]),
        ("superintendant", "superintendent", ["unknown-reference"]),
        ("teacher", "teacher-leader", ["leads-no-role"]),
        ("teacher", "principal", ["leads-no-role"]),
    ],
)
def test_a_leader_is_not_changed_for_a_role(
    role: str, leader: str, codes: list[str], tmp_path: Path
) -> None:
    changes = ("principal:", f"{role}:"), ("setting:", LEADS.format(leader))

    diagnostics, _ = told(tmp_path, *changes)

    assert [d.code.id for d in diagnostics] == codes
    assert not [d.edits for d in diagnostics if "leads" in d.code.id and d.edits]


@pytest.mark.parametrize(
    ("given", "new"), [("principals", "principal"), ("principal-and-teacher", "principal, teacher")]
)
def test_a_leader_with_a_slip_is_one_of_the_roles(given: str, new: str, tmp_path: Path) -> None:
    roles = "principal: Asks, and waits.\n  teacher: Sits."
    changes = ("principal: Asks, and waits.", roles), ("setting:", LEADS.format(given))

    [diagnostic], text = told(tmp_path, *changes)

    assert edits.apply(text, diagnostic.edits) == text.replace(f"[{given}]", f"[{new}]")


def test_only_the_section_that_stands_out_is_told(tmp_path: Path) -> None:
    signs = "## Signs of progress\n\n- People ask back.\n\n"

    [diagnostic], _ = told(tmp_path, (signs, ""), ("## Steps", f"{signs}## Steps"))

    assert diagnostic.message == "'Signs of progress' belongs after 'Make it yours'."


@pytest.mark.parametrize(
    "text",
    [
        "`**like`, `[[x]]`, `[a](b` and ``a ` b``",
        "So:\n\n    **like [[x]] [a](b\n    • one",
        "```\n**like [[x]] [a](b\n• one\n-two\n```",
        "***All*** of **it**, 2 ** 3, \\*\\*so\\*\\* and \\`.",
        "Required fields end in ** (two stars).",
        "See [the\nguide] and [more].\n\n[The  guide]: https://example.org\n[more]: https://a.org",
        "See [Straße].\n\n[STRASSE]: https://example.org",
        "| a | b |\n|---|---|\n| 1 | x \\| y |\n| 2 | |\n> he said | she | they",
        "So [Maria]: thanks!\n[Maria]: thanks again!",
        "A dash - like this\n- makes a list, and -5 is a number.",
        "Ask none of them, and say TBD where you mean it.",
        "[A note] (as it is called) and [1] (2).",
        "[A link](https://example.org/ with a space)",
    ],
)
def test_signs_that_mean_themselves_are_left_alone(text: str, tmp_path: Path) -> None:
    assert not told(tmp_path, ("People like to be asked.", text))[0]


def test_a_draft_keeps_the_name_of_a_page_that_no_entry_has(tmp_path: Path) -> None:
    changes = ("status: published", "status: draft"), ("like to", "[[no such]] to")

    diagnostics, _ = told(tmp_path, *changes)

    assert "broken-link" not in [d.code.id for d in diagnostics]


def test_a_draft_is_only_reminded_of_what_is_to_come(tmp_path: Path) -> None:
    changes = (
        ("status: published", "status: draft"),
        ("principal: Asks, and waits.", "principal: TBD"),
    )

    diagnostics, _ = told(tmp_path, *changes)

    assert "unfinished" in [d.code.id for d in diagnostics]
    assert "placeholder" not in [d.code.id for d in diagnostics]


@pytest.mark.parametrize(
    ("given", "hint", "new"),
    [
        ("sources: https://doi.org/10.1000/x", "after two spaces, a-work: and", "a-work:"),
        ("sources:\n  - 10.1000/X", "after two spaces, a-work: and", "a-work:"),
        ("sources:\n  - Perry, https://doi.org/10.1000/x.", "two spaces, a-work: and", ""),
        ("sources:\n  http://www.doi.org/10.1000/x/: Page 3", "'a-work': write", "a-work: Page 3"),
    ],
)
def test_an_address_is_the_work_that_has_it(
    given: str, hint: str, new: str, tmp_path: Path
) -> None:
    works = SOUND["references.yml"] + "    URL: https://doi.org/10.1000/x\n"
    text = swap(MOVE, "status:", f"{given}\nstatus:")
    lay({**SOUND, "references.yml": works, MOVE_PATH: text}, tmp_path)

    diagnostics = playbook.check_editions(tmp_path)[1]

    [diagnostic] = [d for d in diagnostics if d.code.id == "unknown-citation"]
    assert hint in diagnostic.hint
    sources = f"sources:\n  {new}" if new else given
    after = swap(MOVE, "status:", f"{sources}\nstatus:")
    assert edits.apply(text, diagnostic.edits) == after


def test_a_work_without_a_type_is_told_the_usual_ones(tmp_path: Path) -> None:
    works = SOUND["references.yml"].replace("    type: book\n", "")
    lay({**SOUND, "references.yml": works}, tmp_path)

    [diagnostic] = playbook.check_editions(tmp_path)[1]

    assert "write type: report. Other usual words are article-journal, book" in diagnostic.hint


def test_two_entries_with_one_title_are_told_once(tmp_path: Path) -> None:
    lay({**SOUND, "moves/again.md": MOVE}, tmp_path)

    codes = [d.code.id for d in playbook.check_editions(tmp_path)[1]]

    assert codes.count("duplicate-title") == 1
    assert "near-duplicate" not in codes
