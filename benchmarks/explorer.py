"""The explorer and its search in Chromium, beside Pagefind and lunr, as tables in Markdown.

    .venv/bin/python -m benchmarks.explorer [MOVES ...]

0 moves stand for the real playbook; without any, it is measured, and 1,000 and 10,000 moves. Sizes
are as if gzip were on. The index is made once more for its own figures, by a process that reads the
records of the site and does nothing else (`search_index.py`).

A key is the last letter of the second word, typed once what was there before it has been found. Its
script time is Chromium's `ScriptDuration`, and what the page does then its `TaskDuration`, which
includes layout; both over a second, and the least of five pages counts. The time of a choice in a
facet is the least of five clicks.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks import corpus, measure, schools, searches
from benchmarks.table import SEARCH_GOALS, SEARCH_ROWS, US, table
from benchmarks.visits import visit, weigh
from playbook_site.building.build import build

WORDS = "question meeting"
QUICK = 3_000
"""How many moves are measured three times; more of them once."""

CLICK = """async (selector) => {
    const input = document.querySelector(selector);
    const start = performance.now();
    input.click();
    return performance.now() - start;
}"""
WATCH = """globalThis.longTasks = 0;
new PerformanceObserver((list) => (globalThis.longTasks += list.getEntries().length))
    .observe({ type: "longtask" });"""


def explore(browser: Browser, address: str) -> Mapping[str, float]:
    """What a reader waits for: the first view, choices, the first results, and a key."""
    page, answers = visit(browser, f"{address}explore/")
    view = [answer for answer in answers if not answer.url.endswith(".woff2")]
    figures = {"view": weigh(view), "requests": len(view)}
    answers.clear()
    page.fill("#find", WORDS)
    page.wait_for_selector(".excerpts mark")
    page.wait_for_load_state("networkidle")
    figures |= {"results": weigh(answers), "results_requests": len(answers)}
    page.close()
    keys = [key(browser, address) for _ in range(5)]
    return {
        **figures,
        **min(keys, key=lambda one: one["key_tasks"]),
        "click": click(browser, address),
    }


def click(browser: Browser, address: str) -> float:
    """Milliseconds of script for a choice in a facet."""
    page, _ = visit(browser, f"{address}explore/")
    page.evaluate(CLICK, 'input[value="purpose"]')
    page.wait_for_timeout(500)
    values = ("light", "weekly", "team", "moderate", "once")
    clicks: list[float] = [page.evaluate(CLICK, f'input[value="{value}"]') for value in values]
    page.close()
    return min(clicks)


def key(browser: Browser, address: str) -> Mapping[str, float]:
    """What the last letter of the words takes: milliseconds, and the number of long tasks."""
    page, _ = visit(browser, f"{address}explore/")
    page.fill("#find", WORDS[:-1])
    page.wait_for_selector(".excerpts mark")
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(WATCH)
    before = durations(session)
    page.focus("#find")
    page.keyboard.press("End")
    page.keyboard.type(WORDS[-1])
    page.wait_for_timeout(1_000)
    page.wait_for_url(f"**q={quote_plus(WORDS)}")
    after = durations(session)
    long = page.evaluate("longTasks")
    page.close()
    script, tasks = (
        1_000 * (after[name] - before[name]) for name in ("ScriptDuration", "TaskDuration")
    )
    return {"key": script, "key_tasks": tasks, "long": long}


def durations(session: CDPSession) -> Mapping[str, float]:
    """What Chromium has counted for a page so far, in seconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


def compare(browser: Browser, scratch: Path, moves: int) -> str:
    """Build a playbook, and measure its search and the others; gives the table."""
    root, site = scratch / "playbook", scratch / "site"
    if moves:
        corpus.write(root, moves, max(3, moves // 10))
    else:
        schools.write(root, 0)
    build(root, site)
    rounds = 3 if moves <= QUICK else 1
    with measure.served(site) as address:
        reader = explore(browser, address)
    figures = {
        US: {**reader, **searches.ours(site, scratch, rounds)},
        "Pagefind": searches.pagefind(browser, site, WORDS, rounds),
        "lunr": searches.lunr(site, scratch, rounds) or {},
    }
    columns = {US: US, **{name: v for name, v in searches.versions().items() if figures[name]}}
    rows = {row: {n: own[row] for n, own in figures.items() if row in own} for row in SEARCH_ROWS}
    return table(SEARCH_ROWS, SEARCH_GOALS.get(moves, {}), rows, columns)


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    chromium = os.environ.get("PLAYBOOK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for moves in sizes:
            print(f"\n### {f'{moves:,} moves' if moves else 'The real playbook'}\n")
            with tempfile.TemporaryDirectory() as scratch:
                print(compare(browser, Path(scratch), moves), flush=True)
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [0, 1_000, 10_000])
