"""How many diagnostics of one file are shown."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import playbook
from playbook import Diagnostic, Location
from playbook.checks.per_file import AND_MORE, MOST, shorten
from playbook.parsing.yaml_editing import spans
from playbook.source import edits
from playbook.source.edits import Edit
from playbook.source.files import SYMLINK
from tests.builder import MOVE, SOUND

Project = Callable[[Mapping[str, str]], Path]


def test_fifty_of_a_file_are_shown_and_the_rest_is_counted(project: Project) -> None:
    text = MOVE + "\n## Watch for\n\n" + "# a\n" * 1_000
    root = project({**SOUND, "moves/ask.md": text, "roles/principal.md": ""})

    _, diagnostics = playbook.load_and_check(root)

    shown = [d for d in diagnostics if d.location.path == "moves/ask.md"]
    assert len(shown) == MOST + 1
    assert shown[-1].code.id == "and-more"
    assert shown[-1].message.startswith("There are 95")
    assert any(d.location.path == "roles/principal.md" for d in diagnostics)
    assert playbook.check_editions(root)[1] == diagnostics


def test_an_edit_is_made_when_somebody_asks_for_it(project: Project) -> None:
    works = "".join(f"  - {{id: work-{n}, type: book, title: Book {n}}}\n" for n in range(200))
    root = project({**SOUND, "references.yml": SOUND["references.yml"] + works})
    before = spans.read.cache_info().misses

    _, diagnostics = playbook.load_and_check(root)

    unused = [d for d in diagnostics if d.code.id == "unused-reference"]
    assert len(unused) == MOST
    assert spans.read.cache_info().misses - before < 10  # each reads a whole file
    assert [edit.old.strip() for edit in unused[0].edits] == [works.splitlines()[0].strip()]


@pytest.mark.parametrize("heading", ["## a", "# a"])
def test_lines_of_a_body_are_parted_for_few_of_many_headings(
    project: Project, monkeypatch: pytest.MonkeyPatch, heading: str
) -> None:
    root = project({**SOUND, "moves/ask.md": MOVE + f"\n{heading}\n" * 300})
    made = list[int]()
    lines = edits.lines

    def counted(text: str, first: int, after: int, new: Sequence[str]) -> tuple[Edit, ...]:
        made.append(first)
        return lines(text, first, after, new)

    monkeypatch.setattr(edits, "lines", counted)

    _, diagnostics = playbook.load_and_check(root)

    assert len(made) < 10
    shown = [d for d in diagnostics if d.location.path == "moves/ask.md" and d.code != AND_MORE]
    assert len(shown) == MOST
    assert shown[0].edits
    assert made


def test_an_error_is_shown_before_any_number_of_notes() -> None:
    notes = [Diagnostic(Location("a.md", n), AND_MORE, "A note.") for n in range(1, 99)]
    error = Diagnostic(Location("a.md", 99), SYMLINK, "An error.")

    shown = shorten([*notes, error])

    assert error in shown
    assert shown[:-2] == notes[: MOST - 1]
