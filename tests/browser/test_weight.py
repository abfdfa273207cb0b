"""How much a first visit costs, in bytes as a server with gzip would send them."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

TEXT = (".html", "/", ".js", ".css", ".svg", ".json")


class Scale:
    """Adds up what a page asks for."""

    def __init__(self, page: Page) -> None:
        self.parts: dict[str, int] = {}
        self.fonts: dict[str, int] = {}
        self.paper: dict[str, int] = {}
        page.on("response", self._weigh)

    def _weigh(self, response: Response) -> None:
        if response.url.startswith("data:") or not response.ok:
            return
        body = response.body()
        path = response.url.partition("?")[0]
        parts = self.fonts if path.endswith(".woff2") else self.parts
        parts = self.paper if "/assets/print." in path else parts
        parts[path] = len(gzip.compress(body, 6)) if path.endswith(TEXT) else len(body)

    @property
    def kilobytes(self) -> float:
        """Everything so far, but for fonts, which stay in the browser for all other pages, and for
        the style sheet for paper, which a browser loads last and does not wait for.
        """
        return sum(self.parts.values()) / 1024


def test_a_first_view_of_the_explorer_is_light(page: Page, site_url: str) -> None:
    scale = Scale(page)

    page.goto(f"{site_url}explore/")
    expect(page.locator(".tally")).not_to_be_empty()
    page.wait_for_load_state("networkidle")

    assert scale.kilobytes <= 33, scale.parts
    assert len(scale.parts) <= 8, scale.parts


def test_the_first_results_from_the_full_text_are_light(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")
    page.wait_for_load_state("networkidle")
    scale = Scale(page)

    page.get_by_label("Search by words").fill("feedback")
    expect(page.locator(".excerpts mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert scale.kilobytes <= 24, scale.parts


def test_a_move_is_light(page: Page, site_url: str) -> None:
    scale = Scale(page)

    page.goto(f"{site_url}moves/bring-a-school-team/")
    page.wait_for_load_state("networkidle")

    assert scale.kilobytes <= 20, scale.parts
    assert sum(scale.paper.values()) <= 1.5 * 1024, scale.paper
    assert len(scale.parts) <= 8, scale.parts  # two of them are the run sheet's own


def test_a_suggestion_is_light(page: Page, site_url: str) -> None:
    scale = Scale(page)

    page.goto(f"{site_url}suggest/?e=moves/bring-a-school-team")
    page.wait_for_load_state("networkidle")

    assert scale.kilobytes <= 23, scale.parts
    assert any(part.endswith("/source.txt") for part in scale.parts)


def test_a_page_by_hand_is_light(page: Page, site_url: str) -> None:
    scale = Scale(page)

    page.goto(f"{site_url}make-it-your-districts/")
    page.wait_for_load_state("networkidle")

    assert scale.kilobytes <= 20, scale.parts
    assert len(scale.parts) <= 8, scale.parts


@pytest.mark.parametrize("path", ["", "moves/bring-a-school-team/"])
def test_the_fonts_of_a_first_page_are_light(page: Page, site_url: str, path: str) -> None:
    scale = Scale(page)

    page.goto(site_url + path)
    page.wait_for_load_state("networkidle")

    assert 2 <= len(scale.fonts) <= 3, scale.fonts
    assert sum(scale.fonts.values()) <= 90 * 1024, scale.fonts
    assert all("-latin." in font for font in scale.fonts), scale.fonts
