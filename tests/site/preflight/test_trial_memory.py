"""Who changes one entry waits for the pages that show it, and hears of every fault all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main
from playbook_site.preflight.templates import trial
from playbook_site.rendering.environment import framed


def _page(content: str) -> str:
    return f'{{% extends "playbook.html" %}}{{% block content %}}<p>{content}</p>{{% endblock %}}'


Check = Callable[[], tuple[str, int]]


def _swap(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def book(small: Path) -> Path:
    """A district with a template of its own: every page of it is tried."""
    titles = "{% for move in site.entries.moves.values() %}{{ move.title }}{% endfor %}"
    own = {"district.yml": "name: Ours\n", "overrides/conditions.html": _page(titles)}
    for name, text in own.items():
        file = small / "district" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return small


@pytest.fixture
def check(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Gives what a check says, and how many pages it drew."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "memory"))
    drawn: list[object] = []
    monkeypatch.setattr(trial, "framed", lambda *given: (drawn.append(given), framed(*given))[1])

    def run() -> tuple[str, int]:
        drawn.clear()
        told = CliRunner().invoke(main, ["check", str(book)], catch_exceptions=False).output
        return told, len(drawn)

    return run


def test_only_pages_that_show_what_changed_are_drawn_again(book: Path, check: Check) -> None:
    whole = check()[1]
    assert check()[1] == 0

    _swap(book / "moves/ask-first.md", "summary: ", "summary: Now, ")
    told, drawn = check()

    assert "nothing to fix" in told
    assert 1 <= drawn < whole / 2
    _swap(book / "moves/ask-first.md", "summary: Now, ", "summary: ")
    assert check()[1] == drawn


def test_a_fault_on_a_page_that_only_reads_what_changed_is_told(book: Path, check: Check) -> None:
    shown = (
        "{% for m in site.entries.moves.values() %}{{ 1 // (m.summary | length - 12) }}{% endfor %}"
    )
    page = book / "district/overrides/conditions.html"
    page.write_text(_page(shown), encoding="utf-8")
    assert "nothing to fix" in check()[0]

    text = (book / "moves/ask-first.md").read_text(encoding="utf-8")
    summary = next(line for line in text.splitlines() if line.startswith("summary: "))
    _swap(book / "moves/ask-first.md", summary, "summary: Twelve sign.")

    for _ in range(2):  # what has a fault is not remembered as one that has none
        told, _ = check()
        assert "conditions.html:1:1: error: This cannot be drawn: " in told


def test_another_template_is_tried_on_every_page(book: Path, check: Check) -> None:
    whole = check()[1]
    page = book / "district/overrides/conditions.html"

    page.write_text(_page("Other words"), encoding="utf-8")
    assert check()[1] == whole

    page.write_text(_page("{{ nothing.at.all }}"), encoding="utf-8")
    assert "nothing named 'nothing' here" in check()[0]

    page.write_text("{% block content %}", encoding="utf-8")
    for _ in range(2):
        assert "is not ended." in check()[0]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"key": 1}', None])
def test_a_memory_that_is_not_what_was_kept_is_not_believed(
    book: Path, tmp_path: Path, check: Check, content: bytes | None
) -> None:
    whole = check()[1]
    (memory,) = (tmp_path / "memory").glob("*.trial.json")
    memory.write_bytes(memory.read_bytes()[:-9] if content is None else content)

    _swap(book / "moves/ask-first.md", "summary: ", "summary: Now, ")

    assert check()[1] == whole
