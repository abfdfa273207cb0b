"""What the site keeps in a browser is listed, and forgotten on demand."""

import re

from playwright.sync_api import Page, expect


def test_all_of_it_is_forgotten_and_nothing_else(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}moves/study-one-lesson/")
    page.get_by_role("checkbox", name="Step 1 is done").check()
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("button", name="In my plan")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Compare")).first.click()
    page.get_by_role("button", name="Dark colors").click()
    page.goto(f"{site_url}assets/")
    page.get_by_role("radio", name="Already strong").first.check()
    page.goto(f"{site_url}suggest/?e=moves/study-one-lesson")
    page.get_by_label("Summary", exact=True).fill("Shorter.")
    page.evaluate("localStorage.setItem('stocks', 'of another site at this address')")
    page.goto(f"{site_url}privacy/")
    kept = page.get_by_text(re.compile(r"^This browser keeps \d+ things"))
    expect(kept).to_have_text("This browser keeps 6 things of this site.")
    table = page.get_by_role("table").inner_text()
    names = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert all(re.split("[:]", n)[0] in table for n in names if n != "stocks"), names
    button = page.get_by_role("button", name="Forget everything")

    button.click()
    expect(page.get_by_text("This cannot be taken back.")).to_be_visible()
    page.get_by_role("button", name="Yes, forget all of it").click()

    expect(page.get_by_text("All is forgotten.")).to_be_visible()
    expect(page.get_by_text("This browser keeps nothing of this site.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["stocks"]
    assert page.evaluate("Object.keys(sessionStorage)") == []
    page.goto(f"{site_url}plan/")
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()


def test_without_scripts_no_button_promises_anything(page: Page, site_url: str) -> None:
    page.route("**/assets/privacy.*.js", lambda route: route.fulfill(body=""))
    page.goto(f"{site_url}privacy/")

    expect(page.get_by_role("heading", name="What your browser keeps")).to_be_visible()
    expect(page.get_by_role("button", name="Forget everything")).to_be_hidden()
