"""Citations and moves for frames, in a browser that is told what a host tells it."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook_site.building.build import build
from tests.browser.test_accessibility import violations
from tests.conftest import original
from tests.site.engine.test_headers import headers_of

ADDRESS = "https://playbook.example.org/"
MOVE = "moves/board-learning-block/"
CITE = f"{MOVE}cite/"
EMBED = f"embed/{MOVE}"
PAGES = [CITE, "cases/thirteen-middle-schools/cite/", EMBED, "data/"]


class Host(SimpleHTTPRequestHandler):
    """A host that reads `_headers`, as those do that the guide names."""

    def end_headers(self) -> None:
        folder = Path(self.directory)
        if (folder / "_headers").exists():
            for name, value in headers_of(folder, self.path).items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[int]:
    """The port at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The project's own site with an address."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
        build(original(), folder)
    with hosted(folder) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def elsewhere(chromium: Browser, tmp_path: Path) -> Iterator[tuple[Page, str, Path]]:
    """A page of another site, its address, and its folder."""
    page = chromium.new_page()
    with hosted(tmp_path) as port:
        yield page, f"http://localhost:{port}/", tmp_path
    page.close()


def test_another_site_shows_what_the_code_promises(
    page: Page, elsewhere: tuple[Page, str, Path], site_url: str
) -> None:
    page.goto(site_url + CITE)
    code = page.get_by_label("Show it on another site").input_value()
    other, address, folder = elsewhere
    here = code.replace(ADDRESS, site_url)
    (folder / "index.html").write_text(f"<!doctype html><title>A</title>{here}", encoding="utf-8")

    other.goto(address)

    frame = other.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(
        "Put a learning block on every board agenda"
    )
    expect(frame.get_by_role("heading", name="First step this week")).to_be_visible()
    with other.context.expect_page() as opened:
        frame.get_by_role("link", name="Read it all at").click()
    assert opened.value.url == site_url + MOVE
    assert opened.value.evaluate("opener") is None
    opened.value.close()


@pytest.mark.parametrize("path", [MOVE, CITE, "", "data/"])
def test_no_other_page_is_shown_in_the_frame_of_another_site(
    elsewhere: tuple[Page, str, Path], site_url: str, path: str
) -> None:
    other, address, folder = elsewhere
    code = f'<!doctype html><title>A</title><iframe src="{site_url}{path}"></iframe>'
    (folder / "index.html").write_text(code, encoding="utf-8")
    refusals: list[str] = []
    other.on("console", lambda message: refusals.append(message.text))

    other.goto(address)
    other.wait_for_load_state("networkidle")

    assert any("frame-ancestors" in text for text in refusals)
    expect(other.frame_locator("iframe").get_by_role("main")).to_have_count(0)


def test_each_form_is_copied_as_it_stands(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + CITE)

    for label, button in (
        ("APA", "Copy APA"),
        ("BibTeX", "Copy BibTeX"),
        ("CSL-JSON", "Copy CSL-JSON"),
        ("Show it on another site", "Copy the code"),
    ):
        text = page.get_by_label(label)
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Enter")
        section = page.locator("section").filter(has=text)
        expect(section.get_by_role("status")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == text.input_value()


def test_where_nothing_may_be_copied_the_text_is_selected(page: Page, site_url: str) -> None:
    page.goto(site_url + CITE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")

    page.get_by_role("button", name="Copy BibTeX").click()

    expect(page.get_by_text("It is selected now")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("@misc{playbook-moves-")


def test_without_scripts_there_is_text_and_no_button(chromium: Browser, site_url: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(site_url + CITE)

    expect(page.get_by_label("BibTeX")).to_be_visible()
    expect(page.get_by_role("button", name="Copy BibTeX")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (768, "dark"), (320, "light")])
def test_such_a_page_fits_and_axe_finds_nothing(
    page: Page, site_url: str, path: str, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + path)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
