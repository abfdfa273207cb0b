"""What a page makes Chromium ask for, and what that weighs."""

from collections.abc import Iterable

from playwright.sync_api import Browser, Page, Response

from benchmarks.measure import compressed

TEXT = (".html", "/", ".js", ".css", ".svg", ".json")


def visit(browser: Browser, address: str) -> tuple[Page, list[Response]]:
    """Open a new page until it asks for nothing more; with the list of its responses."""
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))  # noqa: PLW0108 - a bound method is refused
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, answers


def weigh(responses: Iterable[Response]) -> float:
    """The size of responses in kilobytes, texts compressed."""
    total = 0
    for response in responses:
        body = response.body() if response.ok else b""
        is_text = response.url.partition("?")[0].endswith(TEXT)
        total += compressed(body) if is_text else len(body)
    return total / 1024
