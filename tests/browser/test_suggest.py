"""Suggesting a change without an account: words become a file that git takes, or a letter."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.test_accessibility import violations
from tests.browser.test_reflow import clipped
from tests.javascript.test_suggestions import git
from tests.site.mkdocs_plugin.test_theming import copy_original

MOVE = "moves/four-tests"
PHONE = {"width": 320, "height": 800}
FRESH = "Ask of each offer: whose need is this?"
WHY = "Our teachers asked for it."
SAVE = "Save the change as a file"
MAIL = "Write the e-mail"
DISTRICT = {
    "district/district.yml": (
        "name: River District\nsite_url: https://river.example.org/\n"
        "repo_url: https://github.com/river/playbook\n"
        "accessibility_contact: {email: words@river.example.org}\n"
    ),
    "district/moves/study-one-lesson.md": (
        "---\nbecause: We have Fridays.\n---\n\n## Watch for\n\nThe bus leaves at four.\n"
    ),
    "schools/lincoln/district.yml": "name: Lincoln High\n",
    "schools/lincoln/moves/four-tests.md": (
        "---\nbecause: We are few.\n---\n\n## Watch for\n\nOne of us talks too much.\n"
    ),
}


@pytest.fixture
def phone(page: Page, site_url: str) -> Page:
    """The page about a move, on a phone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site_url}suggest/?e={MOVE}")
    return page


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district's repository, with a school; both adapt something."""
    root: Path = tmp_path_factory.mktemp("suggest") / "fork"
    copy_original(root)
    for path, text in DISTRICT.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(root, root / "site")
    return root


@pytest.fixture(scope="module")
def district(fork: Path) -> Iterator[str]:
    """The address of its site."""
    with served(fork / "site") as address:
        yield address


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """Somebody who may leave for other sites, of which none answers."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.route("https://github.com/**", lambda route: route.fulfill(body="There."))
    yield context.new_page()
    context.close()


def change(page: Page, part: str, words: str) -> None:
    page.get_by_label(part, exact=True).fill(words)


def agree(page: Page) -> None:
    page.get_by_role("checkbox", name="The words are mine").check()


def saved(page: Page) -> str:
    """The file that a reader takes along."""
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("status")).to_contain_text("is among your downloads")
    return download.value.path().read_text(encoding="utf-8")


def letter(page: Page) -> tuple[str, dict[str, str]]:
    """To whom an e-mail goes, and what it says."""
    page.evaluate(
        "addEventListener('click', (e) => { e.preventDefault(); top.to = e.target.href })"
    )
    page.get_by_role("link", name=MAIL).click()
    parts = urlsplit(page.evaluate("top.to"))
    assert parts.scheme == "mailto"
    return parts.path, {name: texts[0] for name, texts in parse_qs(parts.query).items()}


def taken_over(root: Path, folder: Path, patch: str) -> Path:
    """A copy of a repository after `git am`."""
    names = shutil.ignore_patterns("site", ".git", "node_modules", ".venv")
    shutil.copytree(root, folder, ignore=names)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "As it was")
    git(folder, "am", "--quiet", given=patch)
    return folder


def test_a_reader_s_words_become_a_file_that_git_takes(
    page: Page, site_url: str, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    copy_original(root)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site_url}{MOVE}/")
    page.get_by_role("link", name="Suggest a change").click()
    expect(page.get_by_role("heading", name="Suggest a change")).to_be_visible()
    expect(page.get_by_role("link", name="Judge the professional learning plan")).to_be_visible()

    change(page, "Summary", FRESH)
    change(page, "Watch for", "The loudest voice.")
    page.get_by_label("Why is it better so?").fill(WHY)
    page.get_by_label("Your name").fill("José Ñandú")
    agree(page)
    new = taken_over(root, tmp_path / "new", saved(page))

    text = (new / f"{MOVE}.md").read_text(encoding="utf-8")
    assert f'\nsummary: "{FRESH}"\n' in text
    assert text.endswith("## Watch for\n\nThe loudest voice.\n")
    log = git(new, "log", "-1", "--format=%an%n%B")
    assert log.startswith(f"José Ñandú\n{MOVE}: a reader's suggestion\n")
    assert WHY in log
    assert log.rstrip().endswith("License-agreed: CC-BY-4.0, by José Ñandú")


def test_one_changed_sentence_is_one_changed_line_and_the_day(phone: Page) -> None:
    field = phone.get_by_label("Steps", exact=True)
    field.fill(field.input_value().replace("Argue about the middle.", "Talk about the middle."))
    agree(phone)

    patch = saved(phone)

    lines = re.findall(r"^[-+](?![-+]).*", patch, re.MULTILINE)
    assert len(lines) == 4, lines
    assert sum("updated: " in line for line in lines) == 2


def test_what_is_missing_is_told_beside_it_and_where_the_focus_goes(phone: Page) -> None:
    phone.get_by_role("button", name=SAVE).click()

    title = phone.get_by_label("Title", exact=True)
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description("Nothing is changed yet. Change some words first.")
    expect(phone.get_by_role("status")).to_have_text("2 things are still to do.")
    assert violations(phone) == []
    assert clipped(phone) == []

    change(phone, "Steps", " ")
    phone.get_by_role("button", name=SAVE).click()
    steps = phone.get_by_label("Steps", exact=True)
    expect(steps).to_be_focused()
    expect(steps).to_have_accessible_description(re.compile("This part is empty"))
    phone.get_by_role("button", name="Put back today’s words: Steps").click()
    expect(steps).to_have_value(re.compile("Argue about the middle"))
    expect(steps).to_be_focused()


def test_a_draft_stays_until_it_is_deleted(phone: Page) -> None:
    change(phone, "Summary", FRESH)
    phone.get_by_label("Your name").fill("Ana")

    phone.reload()

    expect(phone.get_by_label("Summary", exact=True)).to_have_value(FRESH)
    expect(phone.get_by_label("Your name")).to_have_value("Ana")
    expect(phone.get_by_text("This page has changed since you began")).to_be_hidden()
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Delete my draft").click()
    expect(phone.get_by_role("status")).to_have_text("Your draft is deleted.")
    assert phone.evaluate("localStorage.length") == 0


def test_a_draft_of_other_words_says_that_the_page_has_changed(phone: Page) -> None:
    change(phone, "Summary", FRESH)
    phone.evaluate(
        "for (const key of Object.keys(localStorage))"
        " localStorage[key] = localStorage[key].replace('Hold each offer', 'Hold an offer')"
    )

    phone.reload()

    expect(phone.get_by_text("This page has changed since you began")).to_be_visible()
    expect(phone.get_by_label("Summary", exact=True)).to_have_value(FRESH)


def test_an_address_without_a_page_and_one_that_is_not_there_say_so(
    chromium: Browser, page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}suggest/")
    expect(page.get_by_text("Choose a page first")).to_be_visible()
    expect(page.get_by_role("button", name=SAVE)).to_be_hidden()

    other = chromium.new_page()
    other.goto(f"{site_url}suggest/?e=moves/no-such-move")
    expect(other.get_by_text("cannot be read from here")).to_be_visible()
    expect(other.get_by_role("button", name=SAVE)).to_be_hidden()
    other.close()


def test_without_scripts_there_is_an_address_and_a_text(chromium: Browser, district: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{district}suggest/?e={MOVE}")

    expect(page.get_by_text("source.txt")).to_be_visible()
    expect(page.get_by_role("link", name="words@river.example.org")).to_be_visible()
    expect(page.get_by_role("button", name=SAVE)).to_be_hidden()
    page.goto(f"{district}{MOVE}/source.txt")
    expect(page.get_by_text("## Watch for")).to_be_visible()
    context.close()


def test_in_a_district_a_change_of_the_original_is_an_adaptation(
    fork: Path, reader: Page, district: str, tmp_path: Path
) -> None:
    reader.goto(f"{district}{MOVE}/")
    reader.get_by_role("link", name="Suggest a change").click()
    change(reader, "Summary", FRESH)
    change(reader, "Steps", "1. Ask.\n2. Listen.\n3. Thank.")
    change(reader, "Watch for", "Nothing.")
    agree(reader)
    reader.get_by_role("button", name=SAVE).click()
    why = reader.get_by_label("Why is it better so?")
    expect(why).to_have_accessible_description(re.compile("Say why in a sentence"))
    expect(why).to_be_focused()
    why.fill(WHY)

    new = taken_over(fork, tmp_path / "new", saved(reader))

    assert (new / f"district/{MOVE}.md").read_text(encoding="utf-8") == (
        f'---\nbecause: {WHY}\nsummary: "{FRESH}"\n---\n\n'
        "## Steps\n\n1. Ask.\n2. Listen.\n3. Thank.\n\n## Watch for\n\nNothing.\n"
    )
    build(new, new / "site")
    assert FRESH in (new / f"site/{MOVE}/index.html").read_text(encoding="utf-8")


def test_what_a_district_adapted_is_changed_in_its_file(
    fork: Path, reader: Page, district: str, tmp_path: Path
) -> None:
    reader.goto(f"{district}suggest/?e=moves/study-one-lesson/")
    expect(reader.get_by_label("Watch for", exact=True)).to_have_value("The bus leaves at four.")
    change(reader, "Watch for", "The bus leaves at five.")
    agree(reader)

    new = taken_over(fork, tmp_path / "new", saved(reader))

    path = "district/moves/study-one-lesson.md"
    assert (new / path).read_text(encoding="utf-8") == DISTRICT[path].replace("four", "five")


def test_a_school_s_own_words_are_changed_in_the_school_s_file(
    fork: Path, reader: Page, district: str, tmp_path: Path
) -> None:
    reader.goto(f"{district}schools/lincoln/{MOVE}/")
    reader.get_by_role("link", name="Suggest a change").click()
    change(reader, "Watch for", "Two of us talk too much.")
    agree(reader)

    new = taken_over(fork, tmp_path / "new", saved(reader))

    text = (new / f"schools/lincoln/{MOVE}.md").read_text(encoding="utf-8")
    assert text.endswith("## Watch for\n\nTwo of us talk too much.\n")


def test_a_letter_goes_to_the_district_with_the_change_or_a_file(
    reader: Page, district: str
) -> None:
    reader.goto(f"{district}suggest/?e={MOVE}")
    change(reader, "Title", "Four tests")
    reader.get_by_label("Why is it better so?").fill(WHY)
    agree(reader)
    address, said = letter(reader)
    assert address == "words@river.example.org"
    assert said["subject"] == "A change to “Judge the professional learning plan by four tests”"
    assert f"\r\n+because: {WHY}\r\n+title: Four tests\r\n" in said["body"]
    assert "License-agreed: CC-BY-4.0, by A reader" in said["body"]

    change(reader, "Steps", "1. " + "Ask and listen. " * 200)
    with reader.expect_download() as download:
        address, said = letter(reader)
    assert download.value.suggested_filename == "four-tests.patch"
    assert "The change is in the file four-tests.patch, which I attach." in said["body"]
    assert "My words, under CC BY 4.0." in said["body"]
    expect(reader.get_by_role("status")).to_contain_text("Attach it to the e-mail")


def test_whoever_has_an_account_goes_on_at_the_repository_s_host(
    reader: Page, district: str
) -> None:
    reader.goto(f"{district}suggest/?e={MOVE}")
    change(reader, "Title", "Four tests")
    reader.get_by_label("Why is it better so?").fill(WHY)
    agree(reader)
    reader.get_by_role("button", name="Open it as a new file at github.com").click()
    reader.wait_for_url("https://github.com/river/playbook/new/**")
    query = parse_qs(urlsplit(reader.url).query)
    assert query["filename"] == ["four-tests.md"]
    assert query["value"] == [f"---\nbecause: {WHY}\ntitle: Four tests\n---\n"]

    reader.goto(f"{district}suggest/?e=moves/study-one-lesson")
    change(reader, "Watch for", "The bus leaves at five.")
    agree(reader)
    reader.get_by_role("button", name="Copy the new text, and open the file").click()
    reader.wait_for_url("https://github.com/river/playbook/edit/**/study-one-lesson.md")
    reader.goto(f"{district}suggest/")
    assert "five" in reader.evaluate("navigator.clipboard.readText()")


def test_the_box_says_what_every_way_in_says(page: Page, site_url: str) -> None:
    from playbook.contributing.agreement import ADDRESS, LICENSE, SENTENCE

    page.goto(f"{site_url}suggest/?e={MOVE}")

    words = SENTENCE.replace(f"[{LICENSE}]({ADDRESS})", LICENSE)
    expect(page.get_by_role("checkbox", name=words, exact=True)).to_be_visible()
    link = page.get_by_role("main").get_by_role("link", name=LICENSE)
    expect(link).to_have_attribute("href", ADDRESS)


def test_the_keyboard_alone_is_enough(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}suggest/?e={MOVE}")
    page.get_by_label("Title", exact=True).focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Four tests")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")

    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert "+title: Four tests\n" in download.value.path().read_text(encoding="utf-8")


def test_the_form_speaks_the_language_and_an_entry_s_words_keep_theirs(
    chromium: Browser, tmp_path: Path
) -> None:
    root = tmp_path / "fork"
    copy_original(root)
    (root / "district").mkdir()
    (root / "district/district.yml").write_text("name: Valle\nlanguage: es\n", encoding="utf-8")
    build(root, root / "site")
    page = chromium.new_page()
    with served(root / "site") as address:
        page.goto(f"{address}{MOVE}/")
        page.get_by_role("link", name="Proponer un cambio").click()
        for label in ("Título", "Resumen", "Para qué sirve", "Pasos", "Posibles tropiezos"):
            expect(page.get_by_label(label, exact=True)).to_have_attribute("lang", "en")

        page.get_by_role("button", name="Guardar el cambio como archivo").click()

        expect(page.get_by_role("status")).to_have_text("Quedan 3 cosas por hacer.")
        expect(page.get_by_label("Título", exact=True)).to_have_accessible_description(
            "Todavía no ha cambiado nada. Cambie antes algunas palabras."
        )
    page.close()
