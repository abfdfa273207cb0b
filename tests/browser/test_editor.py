"""The web editor, from an empty form to a file in a real repository."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import playbook
from benchmarks.measure import served
from playbook_site.building.build import build
from playbook_site.engine.web_editor import SERVER
from tests.nodejs import NODE, packages
from tests.site.conftest import SMALL, framed

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
    root = tmp_path / "book"
    for path, text in SMALL.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    framed(root)
    (root / ".gitignore").write_text("/site/\n/.site.*\n/.playbook/\n", encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("editor: false", "editor: true"))
    for name, value in (("NAME", "A"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    for words in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "base")):
        git(root, *words)
    return root


@pytest.fixture
def editor(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the editor, whose site and decap-server are up."""
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


def test_an_entry_that_is_there_is_changed_in_one_place(
    editor: str, page: Page, repository: Path
) -> None:
    page.goto(f"{editor}#/collections/moves/entries/ask-first")
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Summary").fill("Ask, and then tell.")

    page.get_by_role("button", name="Save").click()

    until(lambda: saved(repository, "ask-first", "Ask, and then tell."))
    before = playbook.load_and_check(repository)
    after = playbook.load_and_check(checked_out(repository, "cms/moves/ask-first"))
    key = playbook.Key("moves", "ask-first")
    assert after[1] == before[1]
    changed = before[0][key].meta.model_copy(update={"summary": "Ask, and then tell."})
    assert after[0][key].meta.model_dump() == changed.model_dump()
    assert after[0][key].body.text == before[0][key].body.text


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


def saved(root: Path, id_: str, words: str) -> bool:
    """Whether a branch of the editor holds an entry with some words."""
    show = ["git", "-C", str(root), "show", f"cms/moves/{id_}:moves/{id_}.md"]
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
