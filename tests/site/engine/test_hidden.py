"""What a layer hides leaves no heading over nothing, and no list of nothing."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup

from playbook_site.building.build import build

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SEEN = ("img", "svg", "input", "select", "textarea", "button")
UNSEEN = ("script", "style", "template")


def parts(element: Any) -> Iterator[int]:
    """The levels of headings, and 0 for whatever else can be seen, in their order."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or "hidden" in element.attrib:
        return
    if element.tag in HEADINGS:
        yield int(element.tag[1])
        return
    if element.tag in SEEN or (element.text or "").strip():
        yield 0
    for child in element:
        yield from parts(child)
        if (child.tail or "").strip():
            yield 0


def over_nothing(page: Any) -> list[int]:
    """The levels of headings with nothing below them."""
    [main] = page.xpath("//main")
    order = [*parts(main), 1]
    return [level for level, after in pairwise(order) if level and after and after <= level]


@pytest.mark.parametrize(
    "collection", ["moves", "cases", "plans", "roles", "conditions", "moves cases", ""]
)
def test_where_a_kind_is_hidden_no_heading_stands_over_nothing(
    small: Path, collection: str
) -> None:
    kinds = set(collection.split())
    paths = [path for path in small.glob("*/*.md") if path.parent.name in kinds]
    entries = [f"{path.parent.name}/{path.stem}" for path in paths]
    (small / "district").mkdir()
    settings = f"name: A District\nhidden: [{', '.join(entries)}]\n"
    (small / "district" / "district.yml").write_text(settings, encoding="utf-8")

    build(small, small / "site")

    assert bool(entries) == bool(collection)
    plan = small / "site" / "plans" / "first-weeks" / "index.html"
    starts = "#start~" in plan.read_text(encoding="utf-8") if collection != "plans" else False
    assert starts == kinds.isdisjoint(("moves", "plans"))
    for file in sorted((small / "site").rglob("*.html")):
        page = markup.parse(str(file)).getroot()
        if page.xpath("//main"):
            assert over_nothing(page) == [], file
            lists = page.xpath("//main//*[self::ul or self::ol or self::dl or self::tbody][not(*)]")
            lists = [
                one
                for one in lists
                if not one.xpath("ancestor-or-self::*[@hidden or self::template]")
            ]
            lists = [one for one in lists if one.get("class") != "chips"]  # a script fills it
            assert [one.get("class") for one in lists] == [], file
            assert not page.xpath("//main//fieldset[legend][count(.//*) = 1]"), file
