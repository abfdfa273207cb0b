"""The page of a move that says what others changed in it."""

from pathlib import Path

import pytest
from lxml import html as markup

from playbook_site.building.build import build

CASE = "cases/a-school-that-asked.md"
PAGE = "site/moves/ask-first/what-others-changed/index.html"
SENTENCE = "They asked in writing, & <twice>."


def change(file: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def tell(small: Path) -> None:
    change(
        small / CASE,
        "evidence_note:",
        f'moves_changed:\n  ask-first: "{SENTENCE}"\nevidence_note:',
    )


def words_of(path: Path) -> str:
    return " ".join(markup.fromstring(path.read_bytes()).text_content().split())


def test_what_a_case_says_was_changed_stands_on_a_page_of_the_move(small: Path) -> None:
    tell(small)
    change(
        small / CASE, "kind: short-case", "kind: short-case\ndistrict: {size: small, locale: rural}"
    )

    build(small, small / "site")

    tree = markup.fromstring((small / PAGE).read_bytes())
    [case, tell_yours] = tree.xpath("//main//section")
    said = " ".join(case.text_content().split())
    assert SENTENCE in said
    for words in ("A district that is not named", "Small district", "Rural", "lived it"):
        assert words in said
    assert [a.get("href") for a in case.iter("a")] == ["../../../cases/a-school-that-asked/"]
    assert "Write up yours" in tell_yours.text_content()
    [link] = markup.fromstring((small / PAGE).parents[1].joinpath("index.html").read_bytes()).xpath(
        "//section[contains(@class, 'tell')]//a[contains(@href, 'what-others-changed')]"
    )
    assert ((small / PAGE).parents[1] / link.get("href")).resolve() == (small / PAGE).parent


@pytest.mark.parametrize("kind", ["nothing is said", "a draft says it"])
def test_where_no_published_case_says_so_there_is_no_page_and_no_link(
    small: Path, kind: str
) -> None:
    if kind == "a draft says it":
        tell(small)
        change(small / CASE, "status: published", "status: draft")

    build(small, small / "site")

    move = (small / "site/moves/ask-first/index.html").read_text("utf-8")
    assert "Run it, then tell us" in move
    assert "what-others-changed" not in move
    assert not (small / PAGE).exists()


def test_a_material_does_not_take_the_address_of_that_page(small: Path) -> None:
    tell(small)
    change(
        small / "moves/ask-first.md",
        "rhythm:",
        "materials:\n  - {kind: note, title: What others changed, text: Dear all}\nrhythm:",
    )

    build(small, small / "site")

    assert SENTENCE in words_of(small / PAGE)
    assert "Dear all" in words_of(small / "site/moves/ask-first/note-1/index.html")
