"""Transfer and speed of the explorer with 60, 1,000 and 10,000 moves, in Chromium.

    .venv/bin/python -m benchmarks.explorer [MOVES ...]

Sizes are as if gzip were on. The time of a click on a facet is the least of five clicks.
"""

import functools
import gzip
import os
import shutil
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks import corpus
from playbook_site.building.build import build

TEXT = (".html", "/", ".js", ".css", ".svg", ".json")
CLICK = """async (selector) => {
    const input = document.querySelector(selector);
    const start = performance.now();
    input.click();
    return performance.now() - start;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Keep the output readable."""


def weigh(responses: list[Response]) -> float:
    """The size of the responses in kilobytes, texts compressed."""
    total = 0
    for response in responses:
        if response.ok:
            text = response.url.partition("?")[0].endswith(TEXT)
            body = response.body()
            total += len(gzip.compress(body, 6)) if text else len(body)
    return total / 1024


class Cost(NamedTuple):
    """Kilobytes and requests of the first view, milliseconds of a click, size of results."""

    view: float
    requests: int
    click: float
    results: float


def measure(browser: Browser, address: str) -> Cost:
    """Measure the first view, clicks on facets, and the first results, each on a new page."""
    page, answers = open_explorer(browser, address)
    view, requests = weigh(answers), len(answers)
    page.close()
    page, _ = open_explorer(browser, address)
    page.evaluate(CLICK, 'input[value="purpose"]')
    page.wait_for_timeout(500)
    values = ("light", "weekly", "team", "moderate", "once")
    clicks = [page.evaluate(CLICK, f'input[value="{value}"]') for value in values]
    page.close()
    page, answers = open_explorer(browser, address)
    answers.clear()
    page.fill("#find", "question meeting")
    page.wait_for_selector(".excerpts mark")
    page.wait_for_load_state("networkidle")
    results = weigh(answers)
    page.close()
    return Cost(view, requests, min(clicks), results)


def open_explorer(browser: Browser, address: str) -> tuple[Page, list[Response]]:
    """Open the explorer in a new page; returns the page, and the list of its responses."""
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda response: answers.append(response))  # noqa: PLW0108 - a bound method is refused
    page.goto(f"{address}explore/")
    page.wait_for_load_state("networkidle")
    return page, answers


def main(sizes: list[int]) -> None:
    """Build a playbook of each size, and print a line of figures for each."""
    chromium = os.environ.get("PLAYBOOK_CHROMIUM") or shutil.which("chromium")
    print(" moves    first view             click  first results")
    for moves in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder, "playbook")
            corpus.write(root, moves, max(3, moves // 10))
            build(root, root / "site")
            handler = functools.partial(Quiet, directory=str(root / "site"))
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"]
                )
                address = f"http://127.0.0.1:{server.server_port}/"
                cost = measure(browser, address)
                browser.close()
            server.shutdown()
            print(
                f"{moves:6} {cost.view:6.0f} KB {cost.requests:3} requests "
                f"{cost.click:7.1f} ms {cost.results:9.0f} KB"
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [60, 1000, 10_000])
