"""What a move's page says of studies."""

from pathlib import Path

from lxml import html as markup

from playbook_site.building.build import build

EVIDENCE = """evidence:
  - {outcome: Trust, fit: far, study: trial, direction: harms, sources: [a-work]}
  - {outcome: Grades, direction: mixed, sources: [a-work]}
"""


def test_bad_news_is_told_as_plainly_as_good_with_the_study_below_it(small: Path) -> None:
    move, works = small / "moves" / "ask-first.md", small / "references.yml"
    text = move.read_text(encoding="utf-8")
    move.write_text(text.replace("\nstatus:", f"\n{EVIDENCE}status:", 1), encoding="utf-8")
    works.write_text(works.read_text(encoding="utf-8") + "    annote: Forty <schools>.\n")

    build(small, small / "site")

    assert said(small) == [
        "Trust Tested in one study: did harm. Studied a practice far from this one.",
        "Forty <schools>. Writer, A. (2020). A <work> & more. Press. https://example.org/work",
        "Grades Mixed.",
    ]


def test_a_move_without_a_study_says_so_and_keeps_it_off_paper(small: Path) -> None:
    build(small, small / "site")

    assert said(small) == ["No study of this is known to us."]
    [section] = findings(small)
    assert "no-print" in section.get("class")


def findings(root: Path) -> list[markup.HtmlElement]:
    page = markup.parse(str(root / "site" / "moves" / "ask-first" / "index.html"))
    return page.xpath("//section[contains(@class, 'findings')]")


def said(root: Path) -> list[str]:
    [section] = findings(root)
    return [" ".join(p.text_content().split()) for p in section.iter("p")]
