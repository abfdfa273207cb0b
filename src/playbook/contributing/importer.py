"""From what people send to a draft: a filled form, a pasted text, a document.

What is understood goes where it belongs. What is not is kept, word for word, in the first section:
nothing that somebody wrote is lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from playbook.catalog.playbook import Playbook
from playbook.contributing import drafts, form_answers
from playbook.contributing.forms import CHANGED_IN_MOVE, TRIAL, questions
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.sections import ASK_NEXT, CHANGE, KEEP, QUESTIONS, STEPS, WHY, YOURS
from playbook.source.decoding import CONTROL

_SURE = 88
"""How close a heading must be to a question's label, out of 100."""

_ALONE = 95
"""How close a line must be to a label that nothing marks as a heading."""

_LABEL = re.compile(r"^\**([A-Za-z][\w' ]{2,45}?)\**:\**[ \t]*(.*)$")
_NO_ANSWER = "_No response_"
_LOOSE = ("", "")
_LISTS = (STEPS.title, QUESTIONS.title, ASK_NEXT.title, YOURS.title, KEEP, CHANGE)

Target = tuple[str, str]
"""`field`, `section` or `used`, and its name; two empty texts for what has no label."""


class Content(NamedTuple):
    """What a text says, taken apart as an entry is."""

    title: str
    values: Mapping[str, Any]
    sections: Mapping[str, str]


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
    targets = _targets(collection, playbook)
    brief = {("field", name) for name, reference in fields.items() if not reference.many}
    draft = _Draft(collection, playbook)
    loose: list[str] = []
    subject, text = form_answers.letter(_plain(text))
    for (kind, name), content in _blocks(text, targets, brief):
        if content == _NO_ANSWER:
            continue
        if kind == "field":
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
    return Content(short, draft.values, _sections(draft))


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = CONTROL.sub("", text.expandtabs(4)).split("\n")
    return "\n".join(line for line in lines if line.strip() != _NO_ANSWER).lstrip("\n")


def _targets(collection: str, playbook: Playbook) -> Mapping[str, Target]:
    """The labels that people are asked by: what a maintainer fills in is none of them."""
    targets: dict[str, Target] = {}
    fields = fields_of(collection)
    groups = {f.name.partition(".")[0] for f in fields if "." in f.name}
    labels = {question.label.partition(":")[0] for question in questions(collection, playbook)}
    for f in fields:
        if f.name not in groups and f.label.partition(":")[0] in labels:
            targets[f.label.lower()] = ("field", f.name)
    for section in MODELS[collection].SECTIONS:
        targets[section.title.lower()] = ("section", section.title)
    if collection == "moves":
        targets |= {f"{YOURS.title}: {half}".lower(): ("section", half) for half in (KEEP, CHANGE)}
        targets |= {half.lower(): ("section", half) for half in (KEEP, CHANGE)}
        targets["idea"] = _LOOSE
    if collection == "cases":
        headings = [label for label in TRIAL if label not in TRIAL.values()]
        targets |= {label.lower(): ("used", label) for label in headings}
    return targets


def _blocks(
    text: str, targets: Mapping[str, Target], brief: set[Target]
) -> Iterator[tuple[Target, str]]:
    """The text, cut at what looks like the label of a question, and below what has one line."""
    is_form = sum(f"### {label}" in text.lower() for label in targets) > 1
    target: Target = _LOOSE
    ends = False
    lines: list[str] = []
    for line in text.split("\n"):
        new_target, rest = _label(line, targets, is_form=is_form)
        if is_form and new_target is None and line.startswith("### ") and not _is_prose(target):
            new_target, rest = _LOOSE, line
        if new_target is None and (line.strip() or not (ends and lines)):
            lines += [line] if lines or line.strip() else []
            continue
        yield target, "\n".join(lines).strip()
        target, lines = new_target or _LOOSE, [rest] if rest else []
        ends = not is_form and (target in brief or (target[0] == "field" and bool(rest)))
    yield target, "\n".join(lines).strip()


def _is_prose(target: Target) -> bool:
    """Whether an answer may have headings of its own."""
    return target[0] in ("section", "used") and target[1] not in _LISTS


def _label(line: str, targets: Mapping[str, Target], *, is_form: bool) -> tuple[Target | None, str]:
    if is_form:
        return targets.get(line[4:].strip().lower()) if line[:4] == "### " else None, ""
    if match := form_answers.HEADING.match(line) or form_answers.BOLD.match(line):
        return _target(match[1], targets), ""
    if (match := _LABEL.match(line)) and (target := _target(match[1], targets)):
        return target, match[2].strip()
    if len(line) <= 60 and line[:4].strip() and not form_answers.ITEM.match(line):
        return _target(line, targets, _ALONE), ""
    return None, ""


def _target(label: str, targets: Mapping[str, Target], sure: int = _SURE) -> Target | None:
    plain = re.sub(r"^[\d.)\s]+", "", label).strip(" :*#").lower()
    match = process.extractOne(plain, targets.keys(), scorer=fuzz.ratio, score_cutoff=sure)
    return targets[match[0]] if match else None


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
    change, moves = draft.change, list(draft.values.get("moves", {}))
    is_line = "\n" not in change and len(change) <= form_answers.MOST
    sentence = change if is_line else form_answers.first_sentence(change)
    has_place = len(moves) == 1 and 0 < len(sentence) <= form_answers.MOST
    if has_place:
        draft.values["moves_changed"] = {moves[0]: sentence}
    if change and not (has_place and is_line):
        _tell(draft, CHANGED_IN_MOVE, change)


def _sort_loose(draft: _Draft, text: str) -> None:
    """Give loose text its place: a numbered list is the steps, questions are the questions."""
    titles = [section.title for section in MODELS[draft.collection].SECTIONS]
    if draft.collection != "moves":
        place = "What happened" if "What happened" in titles else ""
        draft.parts.setdefault(place, []).insert(0, text)
        return
    prose: list[str] = []
    for is_table, paragraph in form_answers.paragraphs(text):
        items, others = ([], [paragraph]) if is_table else form_answers.split(paragraph)
        if items and all(item.rstrip().endswith("?") for item in items):
            draft.parts.setdefault(QUESTIONS.title, []).append("\n".join(items))
        elif items:
            draft.parts.setdefault(STEPS.title, []).append("\n".join(items))
        elif others and all(_is_question(line) for line in others):
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
