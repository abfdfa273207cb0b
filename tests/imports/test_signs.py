"""What other programs write in place of Markdown, and what an entry has instead."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pytest

import playbook
from playbook import Playbook
from playbook.contributing.imports import importer
from tests.conftest import ROOT
from tests.growth import is_slow

FENCE = "```\n- [ ] box\n# no heading\n[a]: https://x.example\n== a ==\n• b\n<br>\n    deep\n```"


class Sign(NamedTuple):
    """A text, what stands in its place, and what is told to be left out."""

    text: str
    place: str
    left_out: Sequence[str] = ()


SIGNS = {
    "link-by-name": Sign(
        "See [this guide][g], [g] and [the **G**][].\n\n[g]: https://a.example/x\n"
        '[The **g**]: <https://a.example/y> "Hint"',
        "See [this guide](https://a.example/x), [g](https://a.example/x) and "
        "[the **G**](https://a.example/y).",
        ['[The **g**]: "Hint"'],
    ),
    "link-by-number": Sign(
        "See [1] and [2].\n\n[1]: https://a.example/b(c)",
        "See [1](https://a.example/b(c)) and [2].",
    ),
    "name-without-link": Sign(
        "See it.\n\n[unused]: https://a.example/x", "See it.\n\n\\[unused]: https://a.example/x"
    ),
    "code-in-a-fence": Sign(FENCE, FENCE),
    "code-in-a-line": Sign(
        "Type `- [x] a`, `<b>` and `[[x]]`.", "Type `- [x] a`, `<b>` and `[[x]]`."
    ),
    "code-in-a-comment": Sign("A<!-- `b` c -->.", "A.", ["`b` c"]),
    "indented-code": Sign(
        "Run:\n\n    git pull\n    if x:\n        y\n\nThen go.",
        "Run:\n\n```\ngit pull\nif x:\n    y\n```\n\nThen go.",
    ),
    "indented-prose": Sign("Ana said:\n\n    We all sat down.", "Ana said:\n\nWe all sat down."),
    "box-of-mkdocs": Sign(
        '!!! note "Ask first"\n    Inside.\n\n    - a\n    - b\n\nAfter.',
        "> **Ask first**\n>\n> Inside.\n>\n> - a\n> - b\n\nAfter.",
        ["note (the kind of a box)"],
    ),
    "fold-and-tabs": Sign(
        '??? tip\n    Be kind.\n\n=== "Small"\n    One.\n\n=== "Large"\n\n    Two.',
        "> **Tip**\n>\n> Be kind.\n\n> **Small**\n>\n> One.\n\n> **Large**\n>\n> Two.",
    ),
    "box-in-an-item": Sign(
        "- One\n\n    !!! tip\n        Inside.\n\n- Two",
        "- One\n\n    > **Tip**\n    >\n    > Inside.\n\n- Two",
    ),
    "box-of-docusaurus": Sign(
        ":::note\nBe kind.\n:::\n\n:::tip[Now]\nGo.\n:::\n\n::: columns\nLeft.\n:::",
        "> **Note**\n>\n> Be kind.\n\n> **Now**\n>\n> Go.\n\nLeft.",
        ["tip (the kind of a box)", "::: columns"],
    ),
    "box-in-a-box": Sign(
        "::: tip\nA\n\n::: note\nB\n:::\n\nC\n:::",
        "> **Tip**\n>\n> A\n>\n> > **Note**\n> >\n> > B\n>\n> C",
    ),
    "box-without-an-end": Sign(":::note\nBe kind.", ":::note\nBe kind."),
    "box-of-github": Sign("> [!NOTE]\n> Be kind.", "> **Note**\n>\n> Be kind."),
    "break-in-a-cell": Sign(
        "| A | B |\n|---|---|\n| Pick<br>Write | Go.<br/>Stop |",
        "| A | B |\n|---|---|\n| Pick; Write | Go. Stop |",
    ),
    "table-of-html": Sign(
        "<table><caption>Roster</caption>\n<tr><th>Who</th><th>When</th></tr>\n<tr><td>\nHR\n</td>"
        "<td><p>Week 1</p><p>or <b>2</b></p></td></tr><tr><td>a|b</td></tr></table>\nAfter.",
        "Roster\n\n| Who | When |\n| --- | --- |\n"
        "| HR | Week 1; or **2** |\n| a\\|b |  |\n\nAfter.",
    ),
    "boxes-to-tick": Sign(
        "- [ ] Diaz to visit\n- [x] Brodie\n  to send",
        "- Diaz to visit\n- (done) Brodie\n  to send",
    ),
    "letters-below-a-number": Sign(
        "1. Sit\n   a. down\n   b. still\n2. Go (see 1a)",
        "1. Sit\n   - a. down\n   - b. still\n2. Go (see 1a)",
    ),
    "letters-at-the-edge": Sign(
        "1. Sit\na) down\nb) still\n2. Go", "1. Sit\n   - a) down\n   - b) still\n2. Go"
    ),
    "signs-of-one-level": Sign("▪ a\n▪ b\n• c", "- a\n- b\n- c"),
    "dash-below-a-dot": Sign("• a\n– b\n– c\n• d", "- a\n  - b\n  - c\n- d"),
    "sign-below-a-number": Sign("1. a\n   • b\n2. c", "1. a\n   - b\n2. c"),
    "lines-of-an-item": Sign("• a\n  b\n\n• c", "- a\n  b\n\n- c"),
    "signs-of-a-checklist": Sign("☐ a\n☑ b\n✅ c\n❌ d", "- a\n- ☑ b\n- ✅ c\n- ❌ d"),
    "arrows": Sign("➡️ go\n➡️ stop", "- ➡ go\n- ➡ stop"),
    "signs-of-word": Sign(
        "· a\n· b\n§  c\n\nBring:\no d\no e", "- a\n- b\n  - c\n\nBring:\n\n- d\n- e"
    ),
    "one-sign-is-a-word": Sign("✅ We did it.", "✅ We did it."),
    "o-is-a-word": Sign("Vengan\no no vengan\no no sé.", "Vengan\no no vengan\no no sé."),
    "numbers-without-a-space": Sign("1.Sit\n2.Talk", "1. Sit\n2. Talk"),
    "numbers-on-keys": Sign("1️⃣ Sit\n2️⃣ Talk", "1. Sit\n2. Talk"),
    "one-number-is-a-word": Sign("2.a is here.", "2.a is here."),
    "lists-of-confluence": Sign("# Go\n#* slowly\n# Talk", "1. Go\n   - slowly\n1. Talk"),
    "table-of-confluence": Sign(
        "||Name||Role||\n|Ana|Head|", "| Name | Role |\n|---|---|\n|Ana|Head|"
    ),
    "link-of-confluence": Sign("See [it|http://a.example/c].", "See [it](http://a.example/c)."),
    "code-of-confluence": Sign("{code:java}\n# x\n{code}", "```java\n# x\n```"),
    "struck-out": Sign("Bring <del>tape</del> <s>ink</s> glue.", "Bring ~~tape~~ ~~ink~~ glue."),
    "comments-of-obsidian": Sign("A %% b\nc %% d. ^ab12", "A d.", ["b c", "^ab12"]),
    "percents": Sign("From 5%% to 6%% of us.", "From 5%% to 6%% of us."),
    "width-of-a-picture": Sign("A ![wall](a.png){width=50%}.", "A wall.", ["{width=50%}"]),
    "parts-of-mdx": Sign(
        'Dear <Name>,\n\n<Tabs>\n<Tab label="Mac">\n\nGo.\n\n</Tab>\n</Tabs>\n\n<Clock />',
        "Dear &lt;Name>,\n\nGo.",
        ["<Tabs>", '<Tab label="Mac">', "</Tab>", "</Tabs>", "<Clock />"],
    ),
}
TITLED = "# A move\n\nPeople talk.\n\n"
STEPS_WITH_CODE = (
    "1. Write:\n   ```text\n   How?\n   # no heading\n   ```\n\n2. Send it.\n   - a\n     - b"
)


class Shape(NamedTuple):
    """A text below a title, with its sections and values beside the first sentence."""

    text: str
    sections: Mapping[str, str]
    values: Mapping[str, Any] = {}


SHAPES = {
    "heading-with-a-value": Shape(
        "## Tips\n\nGo slow.\n\n## Participants : 8 heads and 2 coaches\n\n## Time: Half a day",
        {
            "Watch for": "Go slow.",
            "To place": "**Participants**\n\n8 heads and 2 coaches\n\n**Time**\n\nHalf a day",
        },
    ),
    "code-in-a-step": Shape(f"## Steps\n\n{STEPS_WITH_CODE}", {"Steps": STEPS_WITH_CODE}),
    "code-below-a-dot": Shape(
        "## Steps\n\n• Write:\n  ```\n  # x\n  ```\n\n  Wait.\n• Send it.",
        {"Steps": "1. Write:\n   ```\n   # x\n   ```\n\n   Wait.\n2. Send it."},
    ),
    "code-in-a-list": Shape(
        "## Variations\n\n- a\n  ```\n  # x\n  ```\n- b",
        {
            "Make it yours": "**Keep**\n\n*What makes it work.*\n\n**Change**\n\n"
            "- a\n  ```\n  # x\n  ```\n- b"
        },
    ),
    "text-after-a-list": Shape(
        "## Variations\n\n- Walk at night\n- Run\n\nBoth work.",
        {
            "Make it yours": "**Keep**\n\n*What makes it work.*\n\n**Change**\n\n"
            "- Walk at night\n- Run\n- Both work."
        },
    ),
    "dashes-in-steps": Shape(
        "## Steps\n\n1.Move out\n2.Greet six\n   • about learning\n3.Write",
        {"Steps": "1. Move out\n2. Greet six\n   - about learning\n3. Write"},
    ),
    "letters-in-steps": Shape(
        "## Steps\n\n1. Sit\na. down\nb. still\n2. Go (see 1a)",
        {"Steps": "1. Sit\n   - a. down\n   - b. still\n2. Go (see 1a)"},
    ),
    "marks-in-keys": Shape(
        "## Purpose\n\nTo repair trust\\. This isn't therapy\\! **Now** &amp; then.\n\n"
        "## Materials\n\n* Pens \\(red\\)\n* [Form](https://a.example/g)",
        {},
        {
            "purpose": "To repair trust. This isn't therapy! Now & then.",
            "needs": ["Pens (red)", "Form"],
        },
    ),
    "lists-side-by-side": Shape(
        "## Materials\n\n- Pens\n\n&nbsp;\n\n- Paper", {}, {"needs": ["Pens", "Paper"]}
    ),
    "lead-in": Shape(
        "## Purpose\n\nBy the end, people will be able to:\n\n* see\n* say",
        {"To place": "**Purpose**\n\nBy the end, people will be able to:\n\n* see\n* say"},
    ),
    "lead-in-by-another-name": Shape(
        "## Objectives\nBy the end, people can:\n\n* see",
        {"Why it matters": "People talk.\n\n**Objectives**\n\nBy the end, people can:\n\n* see"},
    ),
    "footnote-of-two-paragraphs": Shape(
        "## Steps\n\n1. Ask [^1] all.\n\n[^1]: Count it.\n\n    Then tell.",
        {"Steps": "1. Ask (note 1) all.", "To place": "**Notes**\n\n1. Count it. Then tell."},
    ),
    "list-of-keys-and-more": Shape(
        "- **Time:** 45 min\n- **Grade:** 4\n- **Materials:** Pens",
        {"Why it matters": "People talk.\n\n- **Grade:** 4"},
        {"minutes": {"run": 45}, "needs": ["Pens"]},
    ),
    "keys-in-a-list-of-tips": Shape(
        "## Tips\n\n- Materials: Pens\n- Time: 5 min\n- Air: Open it",
        {"Watch for": "- Materials: Pens\n- Time: 5 min\n- Air: Open it"},
    ),
}


@pytest.fixture(scope="module")
def entries() -> Playbook:
    return playbook.load(ROOT)[0]


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS.keys())
def test_a_sign_of_another_program_has_its_like_in_an_entry(entries: Playbook, sign: Sign) -> None:
    content = importer.parse(f"# A move\n\n## Watch for\n\n{sign.text}\n", "moves", entries)

    assert content.sections == {"Watch for": sign.place}
    assert [*content.left_out[: len(sign.left_out)]] == [*sign.left_out]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_each_part_keeps_its_place_and_its_words(entries: Playbook, shape: Shape) -> None:
    content = importer.parse(f"{TITLED}{shape.text}\n", "moves", entries)

    assert content.title == "A move"
    assert content.sections == {"Why it matters": "People talk.", **shape.sections}
    assert content.values == {"summary": "People talk.", **shape.values}


def test_a_line_in_capitals_may_end_with_a_mark(entries: Playbook) -> None:
    text = "A MOVE\n\nPeople talk.\n\nTIPS\nRun.\n\nIMPORTANT!\nAsk the nurse.\n"

    content = importer.parse(text, "moves", entries)

    assert content.sections["Watch for"] == "Run."
    assert content.sections["To place"] == "**IMPORTANT!**\n\nAsk the nurse."


def test_a_wiki_with_one_heading_has_lists_in_lists(entries: Playbook) -> None:
    content = importer.parse("A move\n\n== Steps ==\n# Go\n## slowly\n# Talk\n", "moves", entries)

    assert content.sections == {"Steps": "1. Go\n   - slowly\n2. Talk"}


def test_code_is_no_summary(entries: Playbook) -> None:
    content = importer.parse("# A move\n\n## Why\n\n```\ngit x. y\n```\n", "moves", entries)

    assert "summary" not in content.values


def test_where_a_link_in_a_key_led_is_told(entries: Playbook) -> None:
    text = f"{TITLED}## Purpose\n\nTo use the [form](https://a.example/f).\n"

    content = importer.parse(text, "moves", entries)

    assert content.values["purpose"] == "To use the form."
    assert "A link or picture: https://a.example/f" in content.left_out


@pytest.mark.parametrize(
    "sign",
    ["`", "[a]: b\n", "[a] ", ":::note\n", "!!! a\n", "· a\n\n", "{code:a}\n", "<table>", "%% "],
)
def test_no_sign_takes_long(entries: Playbook, sign: str) -> None:
    assert not is_slow(lambda text: importer.parse(f"Walk\n\n{text}", "moves", entries), sign)
