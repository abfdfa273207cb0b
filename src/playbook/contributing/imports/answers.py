"""A filled form, cut at its questions."""

from collections.abc import Iterator

from playbook.contributing import agreement
from playbook.contributing.forms import TRIAL_QUESTIONS
from playbook.contributing.imports.places import LOOSE, Place, Places

_HEADING = "### "


def is_form(text: str, places: Places) -> bool:
    """Whether a text has the questions of a form for headings."""
    lines = {line.strip().lower() for line in text.split("\n") if line.startswith(_HEADING)}
    return sum(f"### {label}" in lines for label in places.own) > 1


def is_own_story(text: str) -> bool:
    """Whether a text is the whole light form about a move, which those fill in who were there."""
    lines = {line.strip() for line in text.split("\n") if line.startswith(_HEADING)}
    return all(f"{_HEADING}{label}" in lines for label in TRIAL_QUESTIONS) and agreement.agrees(
        text
    )


def read(text: str, places: Places) -> Iterator[tuple[str, Place, str]]:
    """Each question with its place, and the answer; what no form asks is loose text."""
    label, place = "", LOOSE
    lines: list[str] = []
    for line in text.split("\n"):
        name = line[len(_HEADING) :].strip() if line.startswith(_HEADING) else ""
        new = places.own.get(name.lower()) if name else None
        if not name or (new is None and _is_prose(place)):
            lines.append(line)
            continue
        yield label, place, "\n".join(lines).strip()
        label, place, lines = (name, new, []) if new else ("", LOOSE, [line])
    yield label, place, "\n".join(lines).strip()


def _is_prose(place: Place) -> bool:
    """Whether an answer may have headings of its own."""
    return place.kind in ("section", "used")
