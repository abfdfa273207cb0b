"""From what people send to a draft: a filled form, a pasted text, a document.

What is understood goes where it belongs. What is not is kept, word for word, in the first section:
nothing that somebody wrote is lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing import drafts
from playbook.contributing.forms import CHANGED_IN_MOVE, TRIAL
from playbook.contributing.imports import form_answers, front_matter, labels
from playbook.contributing.imports.relations import MOST
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.sections import ASK_NEXT, QUESTIONS, STEPS, WHY, YOURS
from playbook.source.decoding import CONTROL

_STEPS_LIKE = re.compile(
    r"\b(?:steps?|how (?:to|do|we|it)|process|procedure|protocol|directions|instructions|agenda)\b",
    re.IGNORECASE,
)
"""Headings below which a list says what to do, one thing after another."""
_UNDERLINED = re.compile(
    r"(?<![^\n]\n)^(?![ \t>|#*+-])([^\n|]{1,80})\n(={3,}|-{3,})[ \t]*$", re.MULTILINE
)
"""A line of its own above a line of signs: the other way to write a heading."""
_BOX = re.compile(r"^(\s*(?:[-*+]|\d{1,2}[.)])\s+)\[[ xX]\]\s+")
"""A box to be ticked, after the sign of an item."""
_NUMBERED = re.compile(r"^ {0,3}\d{1,2}[.)]\s", re.MULTILINE)
_NO_ANSWER = "_No response_"


class Content(NamedTuple):
    """What a text says, taken apart as an entry is."""

    title: str
    values: Mapping[str, Any]
    sections: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    """Lines of front matter that no key of an entry can hold."""


@dataclass
class _Draft:
    collection: str
    playbook: Playbook
    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    change: str = ""


def parse(text: str, collection: str, playbook: Playbook, title: str = "") -> Content:
    """Take a text apart. Without a title of its own, its first line is one."""
    fields = {f.name: f for f in fields_of(collection)}
    targets = labels.targets(collection, playbook)
    brief = {("field", name) for name, reference in fields.items() if not reference.many}
    draft = _Draft(collection, playbook)
    loose: list[str] = []
    front = front_matter.read(_plain(text), collection, playbook)
    draft.values |= front.values
    if front.is_entry:
        own = str(draft.values.pop("title", ""))
        return Content(CONTROL.sub("", title) or own, draft.values, front.sections, front.left_out)
    subject, text = form_answers.letter(_with_signs(front.body))
    for (kind, name), content in labels.blocks(text, targets, brief):
        if content == _NO_ANSWER:
            continue
        if kind == "field" and name.partition(".")[0] in front.values:
            draft.rest.append(f"{fields[name].label}: {content}")
        elif kind == "field":
            _take_field(draft, fields[name], content)
        elif kind == "section":
            draft.parts.setdefault(name, []).append(content)
        elif kind == "used" and content:
            _take_trial(draft, name, content)
        else:
            loose.append(content)
    _take_change(draft)
    loose_text = "\n\n".join(filter(None, loose))
    own = draft.values.pop("title", "")
    heading, below = ("", loose_text) if own or subject else form_answers.first_line(loose_text)
    title = CONTROL.sub("", title) or own or subject or heading
    loose_text = below if heading == title else loose_text
    draft.rest += [words for words in (own, subject) if words not in ("", title)]
    _sort_loose(draft, loose_text)
    short = form_answers.cut(title, 80)
    draft.rest += [title] if short != title else []
    if "summary" not in draft.values and (sentence := form_answers.first_sentence(loose_text)):
        draft.values["summary"] = sentence
    return Content(short, draft.values, _sections(draft), front.left_out)


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = CONTROL.sub("", text.expandtabs(4)).split("\n")
    lines = [_BOX.sub(r"\1", line) for line in lines if line.strip() != _NO_ANSWER]
    return "\n".join(lines).lstrip("\n")


def _with_signs(body: str) -> str:
    """A body whose underlined headings have number signs, as all others."""
    return _UNDERLINED.sub(lambda m: f"{'#' if m[2][0] == '=' else '##'} {m[1]}", body)


def _take_field(draft: _Draft, reference: FieldReference, content: str) -> None:
    content, tables = form_answers.without_tables(content)
    draft.rest += tables
    if not content.strip():
        return
    value, rest = form_answers.read(reference, content, draft.playbook)
    draft.rest += [f"{reference.label}: {line}" for line in rest]
    if value is None:
        return
    group, _, part = reference.name.partition(".")
    if part:
        draft.values.setdefault(group, {})[part] = value
    else:
        draft.values[group] = value


def _take_trial(draft: _Draft, label: str, content: str) -> None:
    """An answer of the light form. Its case is short, and told by those who were there."""
    draft.values |= {"kind": "short-case", "consent": "own-story"}
    if label == CHANGED_IN_MOVE:
        draft.change = content
    else:
        _tell(draft, label, content)


def _tell(draft: _Draft, label: str, content: str) -> None:
    section = TRIAL[label]
    again = section in draft.parts
    start = f"{label}:\n\n" if content.startswith("|") else f"{label}: "
    draft.parts.setdefault(section, []).append(start + content if again else content)


def _take_change(draft: _Draft) -> None:
    """A sentence on what was changed in one move stands beside it; what says more is told too."""
    if not (change := draft.change):
        return
    named = draft.values.get("moves", {})
    moves = list(named) if isinstance(named, Mapping) else []
    is_line = "\n" not in change and len(change) <= MOST
    sentence = change if is_line else form_answers.first_sentence(change)
    has_place = len(moves) == 1 and 0 < len(sentence) <= MOST
    if has_place:
        draft.values["moves_changed"] = {moves[0]: sentence}
    if not (has_place and is_line):
        _tell(draft, CHANGED_IN_MOVE, change)


def _sort_loose(draft: _Draft, text: str) -> None:
    """Give loose text its place: a numbered list is the steps, questions are the questions."""
    titles = [section.title for section in MODELS[draft.collection].SECTIONS]
    if draft.collection != "moves":
        place = "What happened" if "What happened" in titles else ""
        draft.parts.setdefault(place, []).insert(0, text)
        return
    prose: list[str] = []
    heading = None
    has_numbers = bool(_NUMBERED.search(text))
    for is_table, paragraph in form_answers.paragraphs(text):
        first = paragraph.partition("\n")[0]
        heading = first if labels.is_heading(first) else heading
        items, others = ([], [paragraph]) if is_table else form_answers.split(paragraph)
        is_steps = (
            _STEPS_LIKE.search(heading)
            if heading
            else not has_numbers or _NUMBERED.search(paragraph)
        )
        if items and heading and not is_steps:
            others = [paragraph]  # a list stays under its heading
        elif items and all(item.rstrip().endswith("?") for item in items):
            draft.parts.setdefault(QUESTIONS.title, []).append("\n".join(items))
        elif items and not is_steps:
            others = [paragraph]  # beside a numbered list, another one is no steps
        elif items:
            draft.parts.setdefault(STEPS.title, []).append("\n".join(items))
            others = [line for line in others if not labels.is_heading(line)]
            if prose and prose[-1] == heading:  # the section's own heading takes its place
                prose.pop()
        elif not heading and others and all(_is_question(line) for line in others):
            draft.parts.setdefault(QUESTIONS.title, []).append("\n".join(others))
            continue
        prose.append("\n".join(others))
    if reasons := "\n\n".join(filter(None, prose)):
        draft.parts.setdefault(WHY.title, []).insert(0, reasons)


def _is_question(line: str) -> bool:
    return line.rstrip().endswith("?") and not form_answers.HEADING.match(line)


def _sections(draft: _Draft) -> Mapping[str, str]:
    titles = [section.title for section in MODELS[draft.collection].SECTIONS]
    parts = {name: "\n\n".join(filter(None, texts)) for name, texts in draft.parts.items()}
    sections: dict[str, str] = {}
    for title in ("", *titles):
        text = parts.get(title, "")
        match title:
            case STEPS.title:
                sections[title] = drafts.as_steps(text)
            case QUESTIONS.title | ASK_NEXT.title:
                sections[title] = drafts.as_dashes(text)
            case YOURS.title:
                sections[title] = drafts.halves(parts, text)
            case _:
                sections[title] = drafts.prose(text)
    if draft.rest:
        first = titles[0] if titles else ""
        rest = drafts.prose("\n\n".join(draft.rest))
        sections[first] = f"{sections[first]}\n\n{rest}".strip()
    return {title: text for title, text in sections.items() if text}
