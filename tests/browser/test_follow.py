"""Pages of `playbook serve` follow what is written, and show what has to be fixed."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_until
from tests.site.building.test_serve import until
from tests.site.conftest import SMALL, framed

MOVE = "moves/ask-first.md"
LISTEN = SMALL[MOVE].replace("former_ids: [ask-before]\n", "").replace("Ask first", "Listen")
"""Another move."""


class Served(NamedTuple):
    root: Path
    url: str
    process: subprocess.Popen[bytes]

    def save(self, text: str) -> None:
        (self.root / MOVE).write_text(text, encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = framed(tmp_path)
    for path, text in SMALL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "playbook_site", "serve", str(root), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    until(url, "</html>")
    yield Served(root, url, process)
    process.terminate()
    process.wait()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 500})
    yield context.new_page()
    context.close()


def test_a_save_is_on_the_screen_where_the_author_was_looking(served: Served, page: Page) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    page.get_by_role("heading", name="Watch for").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 100

    served.save(SMALL[MOVE].replace("Ask before you tell.", "Ask, and then wait."))

    expect(page.get_by_text("Ask, and then wait.")).to_be_visible(timeout=20_000)
    wait_until(page, "y => Math.abs(scrollY - y) < 60", before)


def test_what_was_in_focus_open_and_ticked_is_so_in_the_page_as_it_was_saved(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    link = page.get_by_role("navigation", name="On this page").get_by_role("link").nth(1)
    tick = page.get_by_role("checkbox").first
    tick.check()
    link.focus()

    served.save(SMALL[MOVE].replace("Ask before you tell.", "Ask, and then wait."))

    expect(page.get_by_text("Ask, and then wait.")).to_be_visible(timeout=20_000)
    expect(link).to_be_focused()
    expect(tick).to_be_checked()
    expect(
        page.get_by_role("status").filter(has_text="The page is as you saved it.")
    ).to_be_attached()


def test_a_page_stays_as_it_is_where_the_change_is_none_of_its_own(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}about/")
    page.evaluate("globalThis.isSame = true")
    case = served.root / "cases" / "a-school-that-asked.md"

    case.write_text(case.read_text("utf-8").replace("The silence", "The quiet"), encoding="utf-8")
    until(f"{served.url}cases/a-school-that-asked/", "The quiet")

    page.wait_for_timeout(1000)
    assert page.evaluate("globalThis.isSame")
    served.save("broken")
    expect(page.get_by_role("alert")).to_be_visible(timeout=20_000)
    assert page.evaluate("globalThis.isSame")


def test_a_list_that_was_narrowed_down_follows_what_its_index_says(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}explore/?q=zebra")
    results = page.get_by_role("main")
    expect(results.get_by_text("zebra").first).to_be_visible(timeout=20_000)

    served.save(SMALL[MOVE].replace("People like to be asked.", "A zebra likes to be asked."))

    found = results.get_by_role("heading", name="Ask first").locator("visible=true")
    expect(found).to_be_visible(timeout=20_000)


def test_a_box_that_was_closed_stays_closed_and_says_when_all_is_well(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    served.save(SMALL[MOVE].replace("effort: light", "effort: lite"))
    title = page.get_by_text("This page is the last good one.")
    expect(title).to_be_visible(timeout=20_000)
    title.press("Enter")

    served.save(SMALL[MOVE].replace("effort: light", "effort: littler"))
    expect(page.get_by_text("'littler' is not one")).to_be_attached(timeout=20_000)

    expect(page.get_by_role("alert")).to_be_hidden()
    expect(title).to_be_focused()
    served.save(SMALL[MOVE])
    expect(title).to_be_hidden(timeout=20_000)
    expect(page.get_by_role("status").filter(has_text="All is well again.")).to_be_attached()


def test_many_mistakes_are_read_out_in_part_and_are_all_there(served: Served, page: Page) -> None:
    page.goto(served.url)
    served.save(
        SMALL[MOVE].replace("setting:", "".join(f"k{n}: 1\n" for n in range(40)) + "setting:")
    )

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("k0", timeout=20_000)

    assert len(alert.inner_text()) <= 1000
    expect(page.get_by_text("k39", exact=False).last).to_be_visible()


def test_a_page_says_when_its_server_has_stopped_and_follows_the_next(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    served.process.terminate()
    served.process.wait()
    expect(page.get_by_text("Nothing answers any more")).to_be_visible(timeout=20_000)
    served.save(SMALL[MOVE].replace("Ask before you tell.", "Ask, and then wait."))

    command = served.process.args
    assert isinstance(command, list)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as again:
        expect(page.get_by_text("Ask, and then wait.")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("Nothing answers any more")).to_be_hidden()
        again.terminate()


def test_what_is_wrong_with_a_school_is_told_when_it_is_saved(served: Served, page: Page) -> None:
    for name in ("oak", "elm"):
        (served.root / "schools" / name).mkdir(parents=True)
        settings = served.root / "schools" / name / "district.yml"
        settings.write_text(f"name: {name.title()} school\n", encoding="utf-8")
    until(f"{served.url}schools/oak/", "Oak school")
    page.goto(f"{served.url}about/")

    (served.root / "schools" / "oak" / "district.yml").write_text("name: [\n", encoding="utf-8")

    expect(page.get_by_role("alert")).to_contain_text("schools/oak/district.yml", timeout=20_000)


def test_a_new_draft_has_a_page_before_a_word_is_written(served: Served, page: Page) -> None:
    command = [sys.executable, "-m", "playbook_site", "new", "move", "Walk the halls"]
    subprocess.run(command, cwd=served.root, check=True, capture_output=True)
    file = served.root / "moves" / "walk-the-halls.md"
    until(f"{served.url}moves/walk-the-halls/", "Walk the halls")

    page.goto(f"{served.url}moves/walk-the-halls/")

    expect(page.get_by_role("heading", name="Walk the halls", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Still to write")).to_be_visible()
    summary = page.get_by_text("‘summary’: there is nothing here")
    expect(summary).to_be_visible()

    # What is written goes from the list, and the page comes when all is there.
    draft = file.read_text(encoding="utf-8")
    file.write_text(draft.replace("\nsummary:", "\nsummary: We walk with students."), "utf-8")
    expect(summary).not_to_be_visible(timeout=20_000)
    expect(page.get_by_text("‘purpose’: there is nothing here")).to_be_visible()

    text = SMALL[MOVE].replace("Ask first", "Walk the halls").replace("ask-before", "walk-before")
    file.write_text(text.replace("status: published", "status: draft"), encoding="utf-8")
    expect(page.get_by_role("heading", name="Why it matters")).to_be_visible(timeout=20_000)


def test_a_draft_shows_what_it_lacks_until_it_is_written(served: Served, page: Page) -> None:
    file = served.root / "moves" / "listen.md"
    draft = LISTEN.replace("status: published", "status: draft")
    steps = draft.partition("## Steps\n\n")[2].partition("\n\n## ")[0]
    page.goto(f"{served.url}moves/listen/")

    file.write_text(draft.replace(steps, "First ask. Then wait."), encoding="utf-8")

    lacks = page.get_by_text("There is no numbered list below ‘Steps’.")
    expect(lacks).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Give each step a line that starts with a number")).to_be_visible()
    expect(page.get_by_text("(moves/listen.md:")).to_be_visible()

    page.emulate_media(media="print")  # a draft on paper is for its readers
    expect(lacks).to_be_hidden()
    page.emulate_media(media="screen")
    expect(lacks).to_be_visible()

    title = page.get_by_text("Still to write (1)")
    title.press("Enter")
    expect(lacks).to_be_hidden()

    file.write_text(draft, encoding="utf-8")
    expect(title).to_be_hidden(timeout=20_000)
    expect(page.get_by_text("This is a draft.")).to_be_visible()


def test_what_has_to_be_fixed_is_on_the_page_and_goes_when_it_is(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    expect(page.get_by_text("Ask before you tell.")).to_be_visible()

    served.save(SMALL[MOVE].replace("effort: light", "effort: lite"))

    fault = page.get_by_role("alert")
    expect(fault).to_be_visible(timeout=20_000)
    expect(fault).to_contain_text("moves/ask-first.md:")
    expect(fault).to_contain_text("'lite' is not one of the words")
    expect(page.get_by_text("Ask before you tell.")).to_be_visible()

    page.get_by_text("This page is the last good one.").click()
    expect(fault).to_be_hidden()

    served.save(SMALL[MOVE])
    expect(page.get_by_text("This page is the last good one.")).to_be_hidden(timeout=20_000)


def test_a_page_that_is_opened_late_shows_what_has_to_be_fixed(served: Served, page: Page) -> None:
    served.save("broken")
    until(f"{served.url}-/changes?since=-1", "no front matter")

    page.goto(served.url)

    expect(page.get_by_role("alert")).to_contain_text("This file has no front matter.")


def test_a_new_entry_has_its_page_at_once(served: Served, page: Page) -> None:
    address = f"{served.url}moves/listen/"
    page.goto(address)
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()

    (served.root / "moves" / "listen.md").write_text(LISTEN, encoding="utf-8")

    expect(page.get_by_role("heading", name="Listen", level=1)).to_be_visible(timeout=20_000)


def test_a_folder_that_was_swapped_is_followed_as_before(served: Served, page: Page) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    moves = served.root / "moves"
    shutil.copytree(moves, served.root / "fresh")
    moves.rename(served.root / "old")
    (served.root / "fresh").rename(moves)
    until(f"{served.url}moves/ask-first/", "Ask before you tell.")

    served.save(SMALL[MOVE].replace("Ask before you tell.", "Ask, and then wait."))

    expect(page.get_by_text("Ask, and then wait.")).to_be_visible(timeout=20_000)


def test_a_template_that_cannot_be_drawn_is_told_on_the_page(served: Served, page: Page) -> None:
    layer = served.root / "district" / "overrides"
    layer.mkdir(parents=True)
    page.goto(served.url)

    (layer / "roles.html").write_text("\n{% if %}", encoding="utf-8")

    expect(page.get_by_role("alert")).to_contain_text(
        "district/overrides/roles.html:2:1: error:", timeout=20_000
    )


def test_the_last_good_page_stays_where_the_frame_of_all_pages_is_broken(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.url}moves/ask-first/")
    frame = served.root / "overrides" / "playbook.html"
    words = frame.read_text(encoding="utf-8")

    frame.write_text(f"{{% if %}}{words}", encoding="utf-8")

    for _ in ("as it follows", "as it is opened again"):
        fault = page.get_by_role("alert")
        expect(fault).to_contain_text("overrides/playbook.html:1:1: error:", timeout=20_000)
        expect(page.get_by_text("This page is the last good one.")).to_be_visible()
        expect(page.get_by_role("heading", name="Ask first", level=1)).to_be_visible()
        page.reload()

    page.goto(f"{served.url}conditions/")  # which nobody has opened, so none is the last
    expect(page.get_by_role("heading", name="This page cannot be drawn as it is")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("last good")).to_be_hidden()

    frame.write_text(words, encoding="utf-8")
    expect(page.get_by_role("heading", name="Conditions", level=1)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("alert")).to_be_hidden()
