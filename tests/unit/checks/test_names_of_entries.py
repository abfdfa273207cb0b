"""An entry that is named as people call it is told by its id, in one round."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from tests.builder import SOUND, swap

Project = Callable[[Mapping[str, str]], Path]


def roles(project: Project, *lines: str) -> list[playbook.Diagnostic]:
    """What is told of a move that names roles like this."""
    principal = SOUND["roles/principal.md"]
    teacher = swap(principal, "title: Principal\n", "title: Classroom teacher\n")
    teacher = swap(
        teacher, "title: Classroom teacher\n", "title: Classroom teacher\naliases: [instructor]\n"
    )
    old = "  principal: Asks, and waits.\n"
    new = "".join(f"  {line}: Asks, and waits.\n" for line in lines)
    move = swap(SOUND["moves/ask.md"], old, new)
    coach = swap(principal, "title: Principal\n", "title: Coaches, mentors, and guides\n")
    root = project(
        {
            **SOUND,
            "roles/coach.md": coach,
            "roles/classroom-teacher.md": teacher,
            "moves/ask.md": move,
        }
    )
    found = playbook.load_and_check(root)[1]
    return [one for one in found if one.location.path == "moves/ask.md"]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Principal", "principal"),
        ("principals ", "principal"),
        ("Classroom Teachers", "classroom-teacher"),
        ("Instructors", "classroom-teacher"),
        ("Clasroom teacher", "classroom-teacher"),
        ("principal.md", "principal"),
        ("Coaches, mentors and guides", "coach"),
    ],
)
def test_a_name_is_told_by_its_id(project: Project, name: str, id_: str) -> None:
    [told] = roles(project, name) if name.strip() == name else roles(project, f'"{name}"')

    assert told.code.id == "bad-id"
    assert told.hint == f"Write {id_}: in place of {name}:"
    assert told.edits


def test_several_in_one_line_are_told_apart(project: Project) -> None:
    [told] = roles(project, "Principals, and instructors")

    assert told.hint == (
        "These are 2; give each a line of its own: principal:, then classroom-teacher:"
    )


@pytest.mark.parametrize("name", ["Nobody else", "Principals and nobody", "A B C"])
def test_where_nobody_is_called_so_the_form_of_an_id_is_told(project: Project, name: str) -> None:
    [told] = roles(project, name)

    assert "An id is the name of a file without '.md'" in told.hint
