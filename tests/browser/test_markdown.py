"""A page by hand that uses what Markdown and its extensions offer: seen, reached, and printed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.test_accessibility import violations
from tests.browser.test_reflow import clipped, double, turn
from tests.site.mkdocs_plugin.test_theming import copy_original

KINDS = "note tip warning danger info example quote success question failure bug abstract".split()
"""The usual types of admonitions."""

CODE = """
```python title="moves/check.py" linenums="1" hl_lines="2"
from moves import Move  # a comment
class Walk(Move): minutes = 12.5 if "x" else None
```

```diff
- an old line
+ a new line
```
"""
REST = """
Before[^1] <kbd>Ctrl</kbd> <abbr title="Professional learning community">PLC</abbr>

Term
:   Its definition.

> A quote.

| Key | Number | Words |
|:-:|--:|---|
| `a-long-name-of-a-key` | 12 | A sentence about it. |

??? note "What is folded"
    Text of the fold.

=== "First way"
    Text of the first.

    === "Inside"
        Text inside.

    === "Beside it"
        Text beside.

=== "Second way"
    Text of the second.

[^1]: At the foot.
"""
PAGE = "\n".join(
    ["# Everything", REST, CODE, *(f'!!! {kind} "A {kind}"\n    Text.\n' for kind in KINDS)]
)


PATH = "accessibility/"
"""Where the page takes the place of one of ours."""

PAPER = [
    *("What is folded", "Text of the fold.", "First way", "Text of the first."),
    *("Inside", "Text inside.", "Beside it", "Text beside.", "Second way", "Text of the second."),
]
"""What is folded and behind tabs, in the order of the page."""


@pytest.fixture(scope="module")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the page."""
    root = tmp_path_factory.mktemp("markdown") / "fork"
    copy_original(root)
    (root / "docs" / "accessibility.md").write_text(PAGE, encoding="utf-8")
    build(root, root / "site")
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_markdown_can_make(
    page: Page, site_url: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site_url + PATH)

    page.get_by_text("What is folded").click()

    expect(page.get_by_text("Text of the fold.")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("change", [double, turn])
def test_what_markdown_can_make_fits_a_phone(
    page: Page, site_url: str, change: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site_url + PATH)

    change(page)

    assert clipped(page) == []


def test_arrow_keys_choose_a_tab(page: Page, site_url: str) -> None:
    page.goto(site_url + PATH)
    page.get_by_label("First way").focus()
    expect(page.get_by_text("Text inside.")).to_be_visible()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_text("Text of the second.")).to_be_visible()
    expect(page.get_by_text("Text of the first.")).to_be_hidden()
    expect(page.get_by_text("Second way")).to_have_css("border-bottom-style", "solid")
    expect(page.get_by_text("First way")).to_have_css("border-bottom-style", "none")


def test_paper_shows_every_fold_and_every_tab_under_its_name(page: Page, site_url: str) -> None:
    page.goto(site_url + PATH)

    page.emulate_media(media="print")

    boxes = [page.get_by_text(text, exact=True).bounding_box() for text in PAPER]
    places = [box["y"] for box in boxes if box and box["height"]]
    assert len(places) == len(PAPER)
    assert places == sorted(places)


def test_no_line_of_code_is_a_stop_on_the_way_of_the_keyboard(page: Page, site_url: str) -> None:
    page.goto(site_url + PATH)
    page.locator("main").focus()

    stops = []
    while page.evaluate("document.activeElement.closest('main')") is not None:
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id"))

    assert stops
    assert [stop for stop in stops if stop.startswith("__codelineno")] == []
