"""A filled form, cut at its questions, and what the light form says of a move."""

from collections.abc import Iterator, Mapping

from playbook.contributing import agreement
from playbook.contributing.forms import CHANGED_IN_MOVE, TRIAL, TRIAL_QUESTIONS
from playbook.contributing.imports.draft import Draft, Part
from playbook.contributing.imports.places import LOOSE, Place, Places
from playbook.contributing.imports.tree import Passage, paragraph
from playbook.contributing.texts.first_sentences import first_sentence
from playbook.model.hints.relations import MOST

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


def take_trial(draft: Draft, label: str, text: str) -> None:
    """Take what answers a question of the light form."""
    if label == CHANGED_IN_MOVE:
        draft.change = text
    else:
        _tell(draft, label, text)


def _tell(draft: Draft, label: str, text: str) -> None:
    section = TRIAL[label]
    again = section in draft.parts
    start = f"{label}:\n\n" if text.startswith("|") else f"{label}: "
    whole = start + text if again else text
    draft.parts.setdefault(section, []).append(Part(Passage(blocks=[paragraph(whole)])))


def take_change(draft: Draft) -> None:
    """A sentence on what was changed in one move stands beside it; what says more is told too."""
    if not (change := draft.change):
        return
    relations = draft.values.get("moves", {})
    moves = list(relations) if isinstance(relations, Mapping) else []
    is_line = "\n" not in change and len(change) <= MOST
    sentence = change if is_line else first_sentence(change)
    has_place = len(moves) == 1 and 0 < len(sentence) <= MOST
    if has_place:
        draft.values["moves_changed"] = {moves[0]: sentence}
    if not (has_place and is_line):
        _tell(draft, CHANGED_IN_MOVE, change)
