"""The policy of a page, in a browser that holds it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

COUNT = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Page]:
    """A page that counts what its policy refuses."""
    context = chromium.new_context()
    context.add_init_script(COUNT)
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize(
    "address",
    ["", "explore/?q=feedback", "moves/bring-a-school-team/", "roles/principal/",
     "conditions/embed-in-culture/", "contributing/fields/", "404.html"],
)  # fmt: skip
def test_nothing_that_a_page_does_is_refused(watched: Page, site_url: str, address: str) -> None:
    watched.goto(f"{site_url}{address}")
    watched.get_by_role("link", name="Find a move").first.click()
    watched.get_by_role("searchbox").last.fill("listening")
    expect(watched.get_by_role("dialog").get_by_role("status")).to_contain_text("found")
    watched.keyboard.press("Escape")
    watched.get_by_role("button", name="Dark colors").click()

    assert watched.evaluate("violations") == []


def test_a_script_of_another_host_is_refused_before_it_is_asked_for(
    watched: Page, site_url: str
) -> None:
    requests: list[str] = []
    watched.on("request", lambda request: requests.append(request.url))
    watched.goto(site_url)

    refusal = watched.evaluate(
        """() => {
            const script = document.createElement("script");
            try {
                script.src = "https://elsewhere.example/a.js";
                document.head.append(script);
                return "taken";
            } catch (error) {
                return error.name;
            }
        }"""
    )

    assert refusal == "TypeError"
    assert not [url for url in requests if "elsewhere" in url]


def test_text_never_becomes_markup(watched: Page, site_url: str) -> None:
    watched.goto(site_url)

    refusal = watched.evaluate(
        """() => {
            try {
                document.body.innerHTML = "<img src=x onerror=alert(1)>";
                return "taken";
            } catch (error) {
                return error.name;
            }
        }"""
    )

    assert refusal == "TypeError"


def test_no_script_gives_itself_leave(watched: Page, site_url: str) -> None:
    watched.goto(site_url)

    refusal = watched.evaluate(
        """() => {
            try {
                trustedTypes.createPolicy("mine", { createHTML: (text) => text });
                return "taken";
            } catch (error) {
                return error.name;
            }
        }"""
    )

    assert refusal == "TypeError"
