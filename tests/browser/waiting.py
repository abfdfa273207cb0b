"""Waiting for what a page comes to by itself, and shows to nobody.

Playwright's own `wait_for_function` reads its text as a script in the page, which the pages' policy
forbids: it stops, or goes on before its time.
"""

import time
from typing import Any

from playwright.sync_api import Page, expect

PATIENCE = 30
"""Seconds."""


def wait_until(page: Page, expression: str, argument: Any = None) -> None:
    """Ask a page until an expression is true; raises `AssertionError` where it never is."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def visit(page: Page, address: str) -> None:
    """Go to a page, and wait for what it still fetches once it has loaded: the words to change."""
    page.goto(address)
    if "suggest/?e=" in address:
        expect(page.locator(".asked")).to_be_visible()
