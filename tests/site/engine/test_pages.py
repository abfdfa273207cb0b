"""What a page in `docs/` is called, in its tab and in the list of its headings."""

from pathlib import Path

from lxml import html as markup

from playbook_site.building.build import build


def test_the_signs_in_a_heading_are_shown_as_they_are_written(small: Path) -> None:
    ours = "# Questions & answers\n\n## Groups <6 & >2\n\nWords.\n"
    (small / "district" / "docs").mkdir(parents=True)
    (small / "district" / "docs" / "ours.md").write_text(ours, encoding="utf-8")

    build(small, small / "site")

    page = markup.parse(str(small / "site" / "ours" / "index.html"))
    assert page.findtext(".//title").startswith("Questions & answers ·")
    [heading] = page.xpath("//nav[@class='on-page']//li/a")
    assert heading.text_content() == "Groups <6 & >2"
