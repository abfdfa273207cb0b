"""What the reference page shows is true: what fails is reported, and what passes is not."""

import importlib.util
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook import CODES, Code
from playbook.catalog.words.headings import section_names
from playbook.checks import RULES, overlap
from playbook.source.diagnostics import Example
from playbook_site.preflight import judge
from tests import builder
from tests.builder import over
from tests.conftest import ROOT

GOLDEN = Path(__file__).resolve().parents[2] / "golden"

MADE = {
    *("unreadable-file", "symlink", "file-too-large", "not-utf-8", "front-matter-too-large"),
    *("body-too-large", "too-many-words", "long-note", "unfinished-update", "and-more"),
    *("asked-key", "changed-outside", "originals-in-a-circle", "license-not-kept"),
}
"""Codes of what no snippet can show: the story in `tests/golden` makes it."""

SOURCE = "It was said that the people in this district like to be asked before anything is decided."
LANGUAGE = """\
sources:
  a-guide: {title: A guide to plain wording, url: "https://example.org/guide"}
disagreements: {}
terms:
  - words: [learning loss]
    instead: unfinished teaching
    because: The loss is of time and teaching, and the words place it in students.
    sources: [a-guide]
  - words: [at-risk students]
    instead: students, and what puts them at risk
    because: The words make a risk that has causes look like a trait.
    sources: [a-guide]
"""
OUTLINE = """\
work: a-work
ideas:
  M01: {kind: move, gist: Ask before you tell., place: Page 3}
"""
PLAN = over(
    builder.PLAN,
    """---
moves: {ask-first: It comes first., listen: There is an answer.}
schedule: {ask-first: 1}
---

Leave out what does not fit.
""",
)
EVIDENCE = "evidence: [{outcome: Trust, direction: helps, sources: [a-work]}]"
LAYER = {
    "district/district.yml": "name: Cedar Valley\nlogo: logo.svg\n",
    "district/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n',
    "district/moves/ask-first.md": "---\nneeds: [A room]\nbecause: We meet in the hall.\n---\n",
    "district/docs/page.md": "[Listen](../moves/listen.md)\n",
    "schools/lincoln/district.yml": "name: Lincoln\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound playbook that has a little of everything that examples name."""
    shutil.copytree(GOLDEN / "base", tmp_path, dirs_exist_ok=True)
    move = (tmp_path / "moves" / "ask.md").read_text(encoding="utf-8")
    (tmp_path / "moves" / "ask.md").unlink()
    case = tmp_path / "cases" / "a-school.md"
    files = {
        "moves/ask-first.md": move.replace(
            "effort: light", f"effort: light\ncovers: [M01]\n{EVIDENCE}"
        ),
        "moves/listen.md": _move(move, "Listen to the answer", "ask-first"),
        "moves/wait.md": _move(move, "Wait", "listen"),
        "cases/a-school.md": case.read_text(encoding="utf-8").replace("{ask:", "{ask-first:"),
        "plans/first-month.md": PLAN,
        "outlines/a-work.yml": OUTLINE,
        "language.yml": LANGUAGE,
        **LAYER,
    }
    files["moves/ask-first.md"] = _keyed(
        files["moves/ask-first.md"], "prepares_for:\n  listen: It gives somebody the word."
    )
    files["moves/listen.md"] = _keyed(
        files["moves/listen.md"],
        "prepares_for: {}\npairs_with:\n  ask-first: It gives the answers a place.",
    )
    for path, text in files.items():
        _write(tmp_path / path, text)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    _write(tmp_path / "mkdocs.yml", _keyed(settings, "nav: []"))
    shutil.copytree(ROOT / "macros", tmp_path / "macros")
    shutil.copytree(
        ROOT / "overrides", tmp_path / "overrides", ignore=shutil.ignore_patterns("fonts")
    )
    return tmp_path


def test_the_playbook_that_examples_are_tried_in_is_sound(root: Path) -> None:
    assert reported(root) == {}


@pytest.mark.parametrize("code", CODES.values(), ids=str)
def test_the_example_that_fails_is_reported(code: Code, root: Path) -> None:
    if code.id in MADE:
        _made(code.id, root)
    else:
        apply(code.fails, root)

    assert code.id in reported(root)


@pytest.mark.parametrize("code", CODES.values(), ids=str)
def test_the_example_that_passes_is_not_reported(code: Code, root: Path) -> None:
    apply(code.passes, root)

    assert code.id not in reported(root)


def test_no_example_is_made_that_could_be_tried_as_it_is_shown() -> None:
    assert {code.id for code in CODES.values() if _is_told(code.fails)} == MADE


@pytest.mark.parametrize("code", CODES.values(), ids=str)
def test_a_rule_reports_only_what_it_declares(code: Code, root: Path) -> None:
    if code.id not in MADE:
        apply(code.fails, root)
    book, _ = playbook.load(root)

    strange = {
        diagnostic.code.id
        for rule in RULES
        for diagnostic in said_by(rule, book)
        if diagnostic.code not in rule.CODES
    }

    assert not strange


def said_by(rule: Any, book: playbook.Playbook) -> Iterator[playbook.Diagnostic]:
    """What a rule reports of a playbook: of the whole, or of one file after the other."""
    if "playbook" in signature(rule.check).parameters:
        yield from rule.check(book)
        return
    more: tuple[Any, ...] = ()
    if "style_guide" in signature(rule.check).parameters:
        more = (book.style_guide,)
    if "names" in signature(rule.check).parameters:
        more = (section_names(book.headings),)
    for file in book.files():
        yield from rule.check(file, *more)


def reported(root: Path) -> Mapping[str, str]:
    """The ids of all that is reported of a playbook, each with one place."""
    _, diagnostics = playbook.check_editions(root, judge=judge.diagnostics)
    runs = overlap.runs(SOURCE)
    for move in sorted(root.glob("moves/*.md")):
        if move.is_file() and not move.is_symlink():
            text = move.read_text(encoding="utf-8", errors="replace")
            diagnostics += overlap.borrowings(text, f"moves/{move.name}", runs)
    return {diagnostic.code.id: str(diagnostic) for diagnostic in diagnostics}


def apply(example: Example, root: Path) -> None:
    """Put an example where it belongs."""
    if example.language == "text":
        for name in () if _is_told(example) else example.text.split("\n"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / "moves" / "ask-first.md", root / name)
        return
    file = root / example.path
    if not file.exists() or example.language not in ("yaml", "markdown"):
        fenced = example.language == "yaml" and file.suffix == ".md"
        _write(file, f"---\n{example.text}\n---\n" if fenced else f"{example.text}\n")
        return
    lay: Callable[[str, str], str] = _keyed
    if example.language == "markdown":
        lay = _sectioned if "\n## " in f"\n{example.text}" else _below(example.below)
    _write(file, lay(file.read_text(encoding="utf-8"), example.text))


def _is_told(example: Example) -> bool:
    """Whether an example says in words what is there."""
    return example.language == "text" and " " in example.text.replace("Ask First", "")


def _keyed(text: str, keys: str) -> str:
    """A text with keys in place of those of the same name."""
    front, fence, body = text.partition("\n---\n")
    for name in re.findall(r"(?m)^(\w+):", keys):
        front = re.sub(rf"(?m)^{name}:.*\n?(?:[ \t].*\n?)*", "", front)
    return f"{front.rstrip()}\n{keys}\n{fence.lstrip()}{body}"


def _sectioned(text: str, sections: str) -> str:
    """A text with sections in place of those of the same name, where the first of them was."""
    titles = re.findall(r"(?m)^## (.*)$", sections)
    parts = re.split(r"(?m)^(?=## )", text)
    names = [part.partition("\n")[0].removeprefix("## ") for part in parts]
    at = min((n for n, name in enumerate(names) if name in titles), default=len(parts))
    kept = [part for part, name in zip(parts[at:], names[at:], strict=True) if name not in titles]
    return "".join([*parts[:at], f"{sections}\n\n", *kept])


def _below(title: str) -> Callable[[str, str], str]:
    """How a text gets other words below the heading of a section."""

    def lay(text: str, words: str) -> str:
        before, heading, rest = text.partition(f"## {title}\n")
        assert heading
        _, following, after = rest.partition("\n## ")
        return f"{before}{heading}\n{words}\n{following}{after}"

    return lay


def _move(text: str, title: str, target: str) -> str:
    text = text.replace("People like to be asked.", f"{title} before anything else.")
    return _keyed(text, f"title: {title}\nprepares_for:\n  {target}: It makes room.")


def _made(story: str, root: Path) -> None:
    shutil.copy(root / "moves" / "ask-first.md", root / "moves" / "ask.md")
    if story == "unfinished-update":
        shutil.rmtree(root / "district")
    spec = importlib.util.spec_from_file_location("make", GOLDEN / story / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(root)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
