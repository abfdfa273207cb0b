"""The web editor, from an empty form to a file in a real repository."""

import datetime
import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import playbook
from benchmarks.measure import served
from playbook.contributing.drafts import draft
from playbook.source.diagnostics import Severity
from playbook_site.building.build import build
from playbook_site.engine.web_editor import APPLICATION, GATEWAY, SERVER
from tests.builder import lay
from tests.nodejs import NODE, packages
from tests.site.conftest import SMALL, framed

ADAPTATION = """---
because: We meet online.
# Shorter here.
summary: Ask in the chat.
---

## Watch for

Silence on a screen.
"""

LOOKS = "(e) => [getComputedStyle(e).fontFamily, getComputedStyle(e).color]"

SECTIONS = {
    "Why it matters": "Halls say much.",
    "Steps": "1. Choose a hall.\n2. Walk it together.\n3. Say what you saw.",
    "Critical questions": "- Who was there?\n- Who was not?",
    "Make it yours": "**Keep**\n\n- The walk\n\n**Change**\n\n- The hall",
    "Signs of progress": "People stop to talk.",
    "Watch for": "A walk that turns into an inspection.",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook with its editor turned on, in git."""
    root = framed(lay(SMALL, tmp_path / "book"))
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("editor: false", "editor: true"))
    commit(root, monkeypatch)
    return root


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook whose district turns the editor on, in Spanish, in its own layer."""
    root = framed(lay(SMALL, tmp_path / "book"))
    (root / "district").mkdir(exist_ok=True)
    (root / "district" / "district.yml").write_text("editor: true\nlanguage: es\n")
    (root / "district" / "moves").mkdir()
    (root / "district" / "moves" / "ask-first.md").write_text(ADAPTATION, encoding="utf-8")
    commit(root, monkeypatch)
    return root


def commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".gitignore").write_text("/site/\n/.site.*\n/.playbook/\n", encoding="utf-8")
    for name, value in (("NAME", "A"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    for words in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "base")):
        git(root, *words)


@pytest.fixture
def editor(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the editor, whose site and decap-server are up."""
    with serving(repository, monkeypatch) as address:
        yield address


@contextmanager
def serving(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv(SERVER, f"http://127.0.0.1:{port}/api/v1")
    build(repository, repository / "site")
    program = packages() / "decap-server" / "dist" / "index.js"
    where = {"GIT_REPO_DIRECTORY": str(repository), "PORT": str(port), "BIND_HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [NODE, str(program)],
        env={**os.environ, **where, "MODE": "git"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        with served(repository / "site") as address:
            yield f"{address}admin/"
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that fails its test on any fault and any request to another machine."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(40_000)
    page = context.new_page()
    faults: list[str] = []
    refused = "undefined"  # how Decap says to itself that a field was refused
    page.on("pageerror", lambda e: faults.append(str(e)) if str(e) != refused else None)
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    missing = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    own = ("http://127.0.0.1:", "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(own) else faults.append(r.url))
    yield page
    context.close()
    assert not [fault for fault in faults if fault != missing]  # it asks whether there is a draft


def test_a_move_goes_from_the_form_into_the_repository(
    editor: str, page: Page, repository: Path
) -> None:
    page.goto(editor)
    page.get_by_role("button", name="Login").click()
    page.locator("a[href='#/collections/moves']").click()
    page.locator("a[href='#/collections/moves/new']").first.click()
    page.get_by_label("Title").fill("Walk the halls")
    page.get_by_label("Summary").fill("Two people walk the halls together.")
    page.get_by_label("Purpose").fill("Nobody sees alone what two see.")
    relate(page, "Conditions", "Learn every day", "")
    relate(page, "Roles", "Principal", "Makes the time.")
    choose(page, "Setting", "In a team")
    choose(page, "Setting", "Across a school")
    page.get_by_label("Learn").fill("5")
    page.get_by_label("Run").fill("30")
    choose(page, "Rhythm", "Every month")
    choose(page, "Effort", "Light")
    page.get_by_label("Replaced by").fill("Work In Pairs!")
    write(page, SECTIONS)

    page.get_by_role("button", name="Save").click()

    told = page.locator("body")
    expect(told).to_contain_text("This is not an id. An id is the name of a file without '.md'")
    expect(told).to_contain_text("Say in a sentence what it has to do with it.")
    assert git(repository, "branch", "--list", "cms/*") == ""

    page.get_by_label("Replaced by").press("Control+A")
    page.get_by_label("Replaced by").press("Delete")
    page.get_by_label("Conditions 1: Sentence").fill("The two choose the hall.")
    page.get_by_role("button", name="Save").click()
    until(lambda: saved(repository, "walk-the-halls", "title: Walk the halls"))

    draft = checked_out(repository, "cms/moves/walk-the-halls")
    text = (draft / "moves" / "walk-the-halls.md").read_text(encoding="utf-8")
    book, problems = playbook.load_and_check(draft)
    here = [p for p in problems if p.location.path == "moves/walk-the-halls.md"]
    assert [p.code.id for p in here] == ["unfinished"], "\n".join(map(str, here)) + text
    entry = book[playbook.Key("moves", "walk-the-halls")]
    assert entry.meta.model_dump(mode="json", exclude_defaults=True) == {
        "title": "Walk the halls",
        "summary": "Two people walk the halls together.",
        "purpose": "Nobody sees alone what two see.",
        "conditions": {"learn-every-day": "The two choose the hall."},
        "roles": {"principal": "Makes the time."},
        "setting": ["team", "school"],
        "minutes": {"learn": 5, "run": 30},
        "rhythm": "monthly",
        "effort": "light",
        "created": entry.meta.created.isoformat(),
        "updated": entry.meta.updated.isoformat(),
        "review_by": entry.meta.review_by.isoformat(),
    }


def test_what_somebody_changes_is_all_that_changes_in_the_file(
    editor: str, page: Page, repository: Path
) -> None:
    page.goto(f"{editor}#/collections/moves/entries/ask-first")
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Summary").fill("Ask, and then tell.")
    page.get_by_role("textbox", name="Steps", exact=True).fill(
        "1. Choose a question.\n2. 20 minutes: ask it twice.\n3. Wait."
    )
    page.get_by_label("Roles 1: Sentence").fill("Waits longer.")

    page.get_by_role("button", name="Save").click()

    until(lambda: saved(repository, "ask-first", "Ask, and then tell."))
    today = datetime.datetime.now().astimezone().date()
    assert changes(repository, "moves/ask-first.md", "cms/moves/ask-first") == [
        ("summary: Ask before you tell.", "summary: Ask, and then tell."),
        ("  principal: Asks, and waits.", "  principal: Waits longer."),
        ("updated: 2026-01-02", f"updated: {today}"),
        ("2. 20 minutes: ask it.", "2. 20 minutes: ask it twice."),
    ]


def test_an_idea_with_a_title_and_nothing_else_is_saved_as_playbook_new_writes_it(
    editor: str, page: Page, repository: Path
) -> None:
    title = "When families and teachers plan a whole year of learning side by side"
    id_ = "when-families-and-teachers-plan-a-whole-year-of-learning-by"
    page.goto(f"{editor}#/collections/moves/new")
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Title").fill(title)
    to_do = page.locator(".own-todo")
    expect(to_do).to_contain_text("Purpose 'purpose' is missing.")
    expect(to_do).to_contain_text("Steps The section 'Steps' is empty.")
    expect(page.get_by_label("Name of the file")).to_have_attribute("placeholder", id_)

    page.get_by_role("button", name="Save").click()

    until(lambda: saved(repository, id_, title))
    book, _ = playbook.load_and_check(repository)
    names = {name: [e.key.id for e in book.collection(name)] for name in ("conditions", "roles")}
    today = datetime.datetime.now().astimezone().date()
    text = git(repository, "show", f"cms/moves/{id_}:moves/{id_}.md")
    assert text == draft("moves", title, today, names=names)
    _, problems = playbook.load_and_check(checked_out(repository, f"cms/moves/{id_}"))
    here = [p for p in problems if p.location.path == f"moves/{id_}.md"]
    assert here
    assert not [p for p in here if p.severity is Severity.ERROR], "\n".join(map(str, here))


def test_a_title_in_another_script_has_an_id_and_a_chosen_one_is_kept(
    editor: str, page: Page, repository: Path
) -> None:
    page.goto(f"{editor}#/collections/moves/new")
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Title").fill("学校を歩く")
    page.get_by_label("Name of the file").fill("Walk!")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("body")).to_contain_text("This is not an id.")
    page.get_by_label("Name of the file").fill("")

    page.get_by_role("button", name="Save").click()

    until(lambda: "cms/moves/move-20" in git(repository, "branch", "--list", "cms/*"))


def test_the_words_of_a_check_stand_beside_what_they_are_about(editor: str, page: Page) -> None:
    page.goto(f"{editor}#/collections/moves/new")
    page.get_by_role("button", name="Login").click()
    title = page.get_by_label("Title")
    title.fill("x" * 83)
    questions = page.get_by_role("textbox", name="Critical questions", exact=True)
    questions.fill("- Who asks?\n- Nobody asks.")

    expect(title).to_have_accessible_description(
        re.compile(r"'title' has 83 characters; it may have 80. Take out 3 characters or more")
    )
    expect(questions).to_have_accessible_description(
        re.compile("This is not a question: it does not end in '\\?'.")
    )


def test_everything_of_ours_is_reached_with_keys(editor: str, page: Page) -> None:
    page.goto(f"{editor}#/collections/moves/new")
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Title").fill("Walk the halls")
    why = page.get_by_role("textbox", name="Why it matters", exact=True)
    why.fill("Halls say much")
    why.press("Control+A")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bold: Why it matters")).to_be_focused()
    page.keyboard.press("Enter")
    expect(why).to_have_value("**Halls say much**")
    expect(why).to_be_focused()
    why.press("End")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    search = page.get_by_role("combobox", name="Link to an entry")
    expect(search).to_be_focused()
    page.keyboard.type("first")
    expect(search).to_have_attribute("aria-expanded", "true")
    active = search.get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{active}']")).to_have_text("Ask first")
    page.keyboard.press("Escape")
    expect(search).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(why).to_have_value(re.compile(r"\[.+\]\(\.\./\w+/[\w-]+\.md\)"))


@pytest.mark.parametrize("width", [1440, 768, 320])
def test_axe_finds_nothing_in_our_fields(
    editor: str, chromium: Browser, repository: Path, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{editor}#/collections/moves/entries/ask-first")
    page.get_by_role("button", name="Login").click()
    page.get_by_role("button", name="Add to Roles").click()
    page.get_by_role("combobox", name="Roles 2").press_sequentially("c")
    page.get_by_role("button", name="Link to an entry: Steps").click()

    page.evaluate((packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    ours = "[...document.querySelectorAll('[class^=own-], [class*=\" own-\"]')]"
    found = page.evaluate(f"axe.run({ours}).then((told) => told.violations)")

    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_district_turns_it_on_and_it_writes_into_the_layer_in_spanish(
    district: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(district, monkeypatch) as editor:
        page.goto(f"{editor}#/collections/moves/new")
        page.get_by_role("button", name="Iniciar sesión").click()
        page.get_by_label("Título").fill("Caminar juntos")
        page.get_by_role("button", name="Añadir a Condiciones").click()
        search = page.get_by_role("combobox", name="Condiciones 1")
        search.press_sequentially("learn")
        search.press("Enter")
        page.get_by_label("Condiciones 1: Frase").fill("Se camina en equipo.")

        page.get_by_role("button", name="Guardar").click()

        file = "district/moves/caminar-juntos.md"
        show = ["git", "-C", str(district), "show", f"cms/moves/caminar-juntos:{file}"]
        until(lambda: subprocess.run(show, capture_output=True, check=False).returncode == 0)
        page.goto("about:blank")
    text = git(district, "show", f"cms/moves/caminar-juntos:{file}")
    assert "conditions:\n  learn-every-day: Se camina en equipo.\n" in text
    site = district / "site"
    beside = [file for file in site.rglob("*.*") if "admin" not in file.relative_to(site).parts]
    assert not [file for file in beside if "editor" in file.name or "own-search" in words_of(file)]


def test_an_adaptation_goes_on_holding_only_what_differs(
    district: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(district, monkeypatch) as editor:
        page.goto(f"{editor}#/collections/moves/entries/ask-first")
        page.get_by_role("button", name="Iniciar sesión").click()
        page.get_by_label("Resumen").fill("Ask in the chat, and wait.")
        expect(page.locator(".own-todo")).to_contain_text("El formulario no tiene nada que añadir.")

        page.get_by_role("button", name="Guardar").click()

        until(lambda: saved(district, "ask-first", "and wait.", "district/moves"))
        page.goto("about:blank")
    assert changes(district, "district/moves/ask-first.md", "cms/moves/ask-first") == [
        ("summary: Ask in the chat.", "summary: Ask in the chat, and wait.")
    ]


def words_of(file: Path) -> str:
    is_text = file.suffix in (".html", ".js", ".css")
    return file.read_text(encoding="utf-8") if is_text else ""


def changes(root: Path, path: str, branch: str) -> list[tuple[str, str]]:
    """The lines of a file that a branch has otherwise, where no line is more or less."""
    before, after = (git(root, "show", f"{at}:{path}").split("\n") for at in ("main", branch))
    assert len(before) == len(after)
    return [(a, b) for a, b in zip(before, after, strict=True) if a != b]


def relate(page: Page, field: str, entry: str, sentence: str) -> None:
    page.get_by_role("button", name=f"Add to {field}").click()
    search = page.get_by_role("combobox", name=f"{field} 1")
    search.press_sequentially(entry[:5].lower())
    search.press("Enter")
    expect(search).to_have_value(entry)
    page.get_by_label(f"{field} 1: Sentence").fill(sentence)


def choose(page: Page, field: str, option: str) -> None:
    page.get_by_label(field).click()
    page.get_by_role("option", name=option).click()


def write(page: Page, sections: Mapping[str, str]) -> None:
    for title, text in sections.items():
        page.get_by_role("textbox", name=title, exact=True).fill(text)


def git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), "-c", "commit.gpgsign=false", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def saved(root: Path, id_: str, words: str, folder: str = "moves") -> bool:
    """Whether a branch of the editor holds an entry with some words."""
    show = ["git", "-C", str(root), "show", f"cms/moves/{id_}:{folder}/{id_}.md"]
    told = subprocess.run(show, capture_output=True, text=True, check=False)
    return told.returncode == 0 and words in told.stdout


def checked_out(root: Path, branch: str) -> Path:
    """The files of a branch, in a folder that the server does not touch."""
    folder = root.parent / "draft"
    git(root, "worktree", "add", "--quiet", "--detach", str(folder), branch)
    return folder


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.1)


def _wait(port: int) -> None:
    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(listens)


def test_a_gateway_of_the_district_signs_people_in_and_nobody_else_is_asked(
    repository: Path, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(GATEWAY, "/edit")
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", "https://github.com/river/playbook")
    monkeypatch.setenv("PLAYBOOK_BRANCH", "main")
    build(repository, repository / "site")
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answers = {  # as GoTrue and Git Gateway give them
        "identity/token": {"access_token": "a.e30.c", "refresh_token": "r", "expires_in": 3600},
        "identity/user": {"email": "ana@river.example", "user_metadata": {"full_name": "Ana"}},
        "git/settings": {"github_enabled": True, "roles": None},
    }

    def answer(route: Route) -> None:
        path = route.request.url.partition("/edit/")[2].partition("?")[0]
        known = answers.get(path)
        route.fulfill(status=200 if known else 404, json=known or {})

    page.route("**/edit/**", answer)
    with served(repository / "site") as address:
        page.goto(f"{address}admin/")
        page.locator("[name=email]").fill("ana@river.example")
        page.locator("[name=password]").fill("a word")
        with page.expect_request("**/edit/git/github/branches/main") as request:
            page.get_by_role("button", name="Login").click()

        assert request.value.headers["authorization"] == "Bearer a.e30.c"
        assert all(url.startswith((address, "blob:", "data:")) for url in asked)
    settings = json.loads((repository / "site/admin/settings.json").read_text(encoding="utf-8"))
    assert settings["backend"]["name"] == "git-gateway"
    page.close()


def test_gitlab_is_asked_to_sign_people_in(
    repository: Path, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(APPLICATION, "an-id")
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", "https://gitlab.com/river/playbook")
    build(repository, repository / "site")
    page = chromium.new_page()
    page.route("https://gitlab.com/**", lambda route: route.fulfill(body="The sign-in of GitLab"))
    with served(repository / "site") as address:
        page.goto(f"{address}admin/")
        page.get_by_role("button", name="Login with GitLab").click()

        page.wait_for_url("https://gitlab.com/oauth/authorize?**")
        asked = dict(parse_qsl(urlsplit(page.url).query))
        assert asked["client_id"] == "an-id"
        assert asked["redirect_uri"] == f"{address}admin/"
        assert asked["code_challenge_method"] == "S256"
        page.close()


def test_the_preview_is_the_page_of_the_site_with_the_words_of_the_form(
    editor: str, page: Page
) -> None:
    page.goto(editor.replace("admin/", "moves/ask-first/"))
    looks = page.get_by_role("heading", level=1).evaluate(LOOKS)
    page.goto(f"{editor}#/collections/moves/entries/ask-first")
    page.get_by_role("button", name="Login").click()
    shown = page.frame_locator("iframe[title=Preview]")
    heading = shown.get_by_role("heading", name="Ask first")
    expect(heading).to_be_visible()
    assert heading.evaluate(LOOKS) == looks
    expect(shown.locator(".own-changed, .own-rest")).to_have_count(0)

    page.get_by_label("Summary").fill("Ask before <b>anybody</b> tells.")
    write(page, {"Steps": "1. Choose a question.\n2. 30 minutes: ask **it** twice.\n3. Wait."})
    write(page, {"Critical questions": "- Who is asked?\n- Who is never asked?\n- Who waits?"})
    page.get_by_label("Roles 1: Sentence").fill("Waits longer.")
    choose(page, "Effort", "Moderate")

    marked = shown.locator(".own-changed")
    expect(marked).to_have_text(
        [
            "Ask before <b>anybody</b> tells.",
            "Waits longer.",
            re.compile(r"30 min\s+ask it twice\.$"),
            "Who is never asked?",
            "Who waits?",
        ]
    )
    expect(marked.first).to_be_visible()
    expect(shown.get_by_role("strong").filter(has_text="it")).to_be_visible()
    expect(shown.locator("main")).not_to_contain_text("Who is not?")
    expect(shown.locator(".own-rest")).to_contain_text("Effort: Moderate")
    shown.get_by_role("link", name="Principal").first.click(force=True)
    expect(heading).to_be_visible()


def test_the_preview_of_a_new_entry_grows_with_what_is_written(editor: str, page: Page) -> None:
    page.goto(f"{editor}#/collections/moves/new")
    page.get_by_role("button", name="Login").click()
    shown = page.frame_locator("iframe[title=Preview]")
    page.get_by_label("Title").fill("Walk the halls")
    write(page, {"Steps": "1. Choose a hall.\n2. Walk it."})
    choose(page, "Effort", "Light")

    expect(shown.get_by_role("heading", name="Walk the halls", level=1)).to_be_visible()
    expect(shown.get_by_role("listitem").filter(has_text="Walk it.")).to_be_visible()
    expect(shown.locator("em", has_text="The likely stumble, and what to do then.")).to_be_visible()
    expect(shown.locator(".own-rest")).to_contain_text("Effort: Light")
