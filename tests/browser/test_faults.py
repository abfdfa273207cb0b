"""What a reader has when a file of a page fails, is garbled, or comes late: each file in turn."""

import functools
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect

from benchmarks.measure import Quiet
from tests.conftest import published

SECONDS = 2.0
WAYS = ("aborted", *(pytest.param(way, marks=pytest.mark.nightly) for way in ("garbled", "late")))
NOT_NARROWED = "The list cannot be narrowed just now."
UNREADABLE = "Unexpected token"  # what the browser itself says of a script that is garbled


class Server(ThreadingHTTPServer):
    """Gives the site, and one file of it wrongly."""

    fault = ("", "")
    requests: tuple[str, ...] = ()
    released = threading.Event()
    """Set when a file that is held may go."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Faulty(Quiet):
    """Fails, garbles or delays the file that the server names."""

    server: Server

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        path = self.path.partition("?")[0]
        self.server.requests += (path,)
        way = self.server.fault[1] if path == self.server.fault[0] else ""
        if way == "late":
            time.sleep(SECONDS)
        if way == "held":
            self.server.released.wait()
        if way == "garbled":
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.end_headers()
            self.wfile.write(b"}}} garbled")
        elif way != "aborted":
            super().do_GET()


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), functools.partial(Faulty, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def narrow(page: Page) -> None:
    """The list is narrowed; or the page says that it cannot be, and shows what it can."""
    found = page.locator(".found").get_by_role("article")
    sentence = page.get_by_text(NOT_NARROWED)
    expect(shown(found).or_(shown(sentence)).first).to_be_visible(timeout=8_000)
    if found.first.is_visible():
        page.get_by_role("checkbox").first.check()
        expect(page).to_have_url(re.compile(r"\?\w+=.*&q=feedback"))
        expect(shown(found).or_(shown(sentence)).first).to_be_visible(timeout=8_000)
    if shown(sentence).count():
        cards = page.get_by_role("main").get_by_role("article").get_by_role("link")
        assert shown(cards).count() >= 40
        expect(page.get_by_role("checkbox")).to_have_count(0)
        expect(page.get_by_role("searchbox")).to_have_count(0)


def search(page: Page) -> None:
    """Entries are found; or the dialog says what cannot be; or there is only a link to the list."""
    page.get_by_role("link", name="Find a move").first.click()
    dialog = page.get_by_role("dialog", name="Find a move")
    if page.url.endswith("/explore/"):
        return
    dialog.get_by_role("searchbox").fill("feedback")
    says = re.compile(r"^[1-9]\d* found\.|^Search cannot be loaded just now\.")
    expect(dialog.get_by_text(says).first).to_be_visible(timeout=8_000)
    page.keyboard.press("Escape")


def choose_theme(page: Page) -> None:
    """The button changes the colors; or it is not there."""
    button = page.get_by_role("button", name="Dark colors")
    if button.count():
        button.click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def suggest(page: Page) -> None:
    """A change is saved as a file; or the page says what cannot be, and where the words are."""
    field = page.get_by_label("Summary", exact=True)
    says = page.get_by_text(re.compile("source.txt after it|cannot be read from here"))
    expect(shown(field).or_(shown(says)).first).to_be_visible(timeout=8_000)
    if shown(says).count():
        expect(shown(page.get_by_role("main").get_by_role("button"))).to_have_count(0)
        return
    field.fill("Shorter.")
    page.get_by_role("checkbox", name="The words are mine").check()
    with page.expect_download():
        page.get_by_role("button", name="Save the change as a file").click()


def shown(nodes: Locator) -> Locator:
    return nodes.locator("visible=true")


class Visit(NamedTuple):
    path: str
    acts: tuple[Callable[[Page], None], ...]


VISITS = (
    Visit("", (choose_theme, search)),
    Visit("explore/?q=feedback", (narrow,)),
    Visit("moves/bring-a-school-team/", (choose_theme, search)),
    Visit("suggest/?e=moves/four-tests", (suggest,)),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.path or "home")
def test_whatever_file_fails_the_page_works_or_says_what_does_not(
    chromium: Browser, server: Server, visit: Visit, way: str
) -> None:
    server.fault, server.requests = ("", ""), ()
    assert go(chromium, server, visit) == []
    files = sorted({path for path in server.requests if not path.endswith(("/", ".ico"))})
    assert len(files) >= 5

    errors = {}
    for file in files:
        server.fault = (file, way)
        if errors_of_file := go(chromium, server, visit):
            errors[file] = errors_of_file

    assert errors == {}


def go(chromium: Browser, server: Server, visit: Visit) -> list[str]:
    """Visit a page as a reader would; gives the errors of its scripts, and what did not work."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(8_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"{error}\n{error.stack}"))
    try:
        page.goto(server.url + visit.path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for act in visit.acts:
            act(page)
    except (AssertionError, Error) as error:
        errors.append(str(error)[:300])
    context.close()
    return [error for error in errors if UNREADABLE not in error]


def test_what_is_typed_and_ticked_before_the_index_is_there_is_kept(
    chromium: Browser, server: Server, site: Path
) -> None:
    index = published(site, "explore/index.js")
    server.fault = (f"/{index.relative_to(site)}", "held")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}explore/?role=principal", wait_until="commit")

    page.get_by_label("Search by words").fill("feedback")
    page.get_by_role("checkbox", name="Give every adult a reason").check()
    expect(page.locator(".tally")).to_have_text("")
    expect(page.get_by_text("What you choose is kept")).to_be_visible()

    server.released.set()
    expect(page.locator(".found").get_by_role("article").first).to_be_visible()
    expect(page.get_by_text("What you choose is kept")).to_be_hidden()
    expect(page.get_by_label("Search by words")).to_have_value("feedback")
    expect(page.locator(".chips button")).to_have_text(
        [re.compile("^Give every adult"), "Principal"]
    )
    expect(page).to_have_url(re.compile("condition=motivate-everyone&role=principal&q=feedback"))
    context.close()
