"""A text cut at its labels: the questions of a form, headings, and lines that begin with a name."""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from playbook.catalog.playbook import Playbook
from playbook.contributing.forms import TRIAL, questions
from playbook.contributing.imports import form_answers
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_of
from playbook.model.sections import ASK_NEXT, CHANGE, KEEP, QUESTIONS, STEPS, YOURS

_SURE = 88
"""How close a heading must be to a question's label, out of 100."""

_ALONE = 95
"""How close a line must be to a label that nothing marks as a heading."""

_LABEL = re.compile(r"^\**([A-Za-z][\w' ]{2,45}?)\**:\**[ \t]*(.*)$")
LOOSE = ("", "")
_LISTS = (STEPS.title, QUESTIONS.title, ASK_NEXT.title, YOURS.title, KEEP, CHANGE)

Target = tuple[str, str]
"""`field`, `section` or `used`, and its name; two empty texts for what has no label."""


def targets(collection: str, playbook: Playbook) -> Mapping[str, Target]:
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
        targets["idea"] = LOOSE
    if collection == "cases":
        headings = [label for label in TRIAL if label not in TRIAL.values()]
        targets |= {label.lower(): ("used", label) for label in headings}
    return targets


def blocks(
    text: str, targets: Mapping[str, Target], brief: set[Target]
) -> Iterator[tuple[Target, str]]:
    """The text, cut at what looks like the label of a question, and below what has one line."""
    is_form = sum(f"### {label}" in text.lower() for label in targets) > 1
    target: Target = LOOSE
    ends = False
    lines: list[str] = []
    for line in text.split("\n"):
        new_target, rest = _label(line, targets, is_form=is_form)
        if is_form and new_target is None and line.startswith("### ") and not _is_prose(target):
            new_target, rest = LOOSE, line
        if new_target is None and not is_form and target[0] == "field" and is_heading(line):
            new_target, rest = LOOSE, line
        if new_target is None and (line.strip() or not (ends and lines)):
            lines += [line] if lines or line.strip() else []
            continue
        yield target, "\n".join(lines).strip()
        target, lines = new_target or LOOSE, [rest] if rest else []
        ends = not is_form and (target in brief or (target[0] == "field" and bool(rest)))
    yield target, "\n".join(lines).strip()


def is_heading(line: str) -> bool:
    """Whether a line stands above others, as a heading or in bold."""
    return bool(form_answers.HEADING.match(line) or form_answers.BOLD.match(line))


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
