"""From what people send to a draft: a filled form, a pasted text, a document.

What is understood goes where it belongs. What is not is kept, word for word, in the first section:
nothing that somebody wrote is lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from playbook import answers
from playbook.catalog import Playbook
from playbook.checks.keep_and_change import CHANGE, KEEP
from playbook.checks.keep_and_change import SECTION as HALVES
from playbook.decoding import CONTROL
from playbook.forms import USED
from playbook.model import MODELS
from playbook.reference import FieldReference, fields_of

_SURE = 88
"""How close a heading must be to a question's label, out of 100."""

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_BOLD = re.compile(r"^\*\*(.+?)\*\*:?[ \t]*$")
_LABEL = re.compile(r"^\**([A-Za-z][\w' ]{2,45}?)\**:\**[ \t]*(.*)$")
_NO_ANSWER = "_No response_"
_TITLE = ("field", "title")

Target = tuple[str, str]
"""`field`, `section` or `used`, and its name; two empty texts for what has no label."""


class Received(NamedTuple):
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


def receive(text: str, collection: str, playbook: Playbook, title: str = "") -> Received:
    """Take a text apart. Without a title of its own, its first line is one."""
    fields = {f.name: f for f in fields_of(collection)}
    targets = _targets(collection, fields)
    made = _Draft(collection, playbook)
    loose: list[str] = []
    for (kind, name), content in _blocks(_plain(text), targets):
        if kind == "field":
            _take_field(made, fields[name], content)
        elif kind == "section":
            made.parts.setdefault(name, []).append(content)
        elif kind == "used":
            _take_used(made, name, content)
        else:
            loose.append(content)
    heading, rest = _first_line("\n\n".join(loose)) if not made.values.get("title") else ("", loose)
    loose_text = rest if isinstance(rest, str) else "\n\n".join(rest)
    title = title or made.values.pop("title", "") or heading
    if heading and heading != title:
        loose_text = f"{heading}\n\n{loose_text}"
    _sort_loose(made, loose_text)
    made.values.pop("title", None)
    short = answers.cut(title, 80)
    if short != title:
        made.rest.append(title)
    if "summary" not in made.values and (sentence := answers.first_sentence(loose_text)):
        made.values["summary"] = sentence
    return Received(short, made.values, _sections(made))


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return CONTROL.sub("", text.expandtabs(4))


def _targets(collection: str, fields: Mapping[str, FieldReference]) -> Mapping[str, Target]:
    targets: dict[str, Target] = {}
    groups = {name.partition(".")[0] for name in fields if "." in name}
    for name, reference in fields.items():
        if name not in groups:
            targets[reference.label.lower()] = ("field", name)
    for section in MODELS[collection].SECTIONS:
        targets[section.title.lower()] = ("section", section.title)
    if collection == "moves":
        targets |= {f"{HALVES}: {half}".lower(): ("section", half) for half in (KEEP, CHANGE)}
        targets |= {half.lower(): ("section", half) for half in (KEEP, CHANGE)}
        targets["idea"] = ("", "")
    if collection == "cases":
        targets |= {label.lower(): ("used", label) for label in USED if label not in USED.values()}
    return targets


def _blocks(text: str, targets: Mapping[str, Target]) -> Iterator[tuple[Target, str]]:
    """The text, cut at what looks like the label of a question."""
    is_form = sum(f"### {label}" in text.lower() for label in targets) > 1
    target: Target = ("", "")
    lines: list[str] = []
    for line in text.split("\n"):
        found, rest = _label(line, targets, is_form=is_form)
        if found is None:
            lines.append(line)
            continue
        yield target, "\n".join(lines).strip()
        target, lines = found, [rest] if rest else []
    yield target, "\n".join(lines).strip()


def _label(line: str, targets: Mapping[str, Target], *, is_form: bool) -> tuple[Target | None, str]:
    if is_form:
        exact = targets.get(line.removeprefix("### ").lower()) if line[:4] == "### " else None
        return exact, ""
    if match := _HEADING.match(line) or _BOLD.match(line):
        return _known(match[1], targets), ""
    if (match := _LABEL.match(line)) and (known := _known(match[1], targets)):
        return known, match[2].strip()
    return None, ""


def _known(label: str, targets: Mapping[str, Target]) -> Target | None:
    plain = re.sub(r"^[\d.)\s]+", "", label).strip(" :*").lower()
    found = process.extractOne(plain, targets.keys(), scorer=fuzz.ratio, score_cutoff=_SURE)
    return targets[found[0]] if found else None


def _take_field(made: _Draft, reference: FieldReference, content: str) -> None:
    if content in ("", _NO_ANSWER):
        return
    value, rest = answers.read(reference, content, made.playbook)
    made.rest += [f"{reference.label}: {line}" for line in rest]
    if value is None:
        return
    group, _, part = reference.name.partition(".")
    if part:
        made.values.setdefault(group, {})[part] = value
    else:
        made.values[group] = value


def _take_used(made: _Draft, label: str, content: str) -> None:
    """An answer of the light form. Its case is short, and told by those who were there."""
    section = USED[label]
    if content in ("", _NO_ANSWER):
        return
    made.values |= {"kind": "short-case", "consent": "own-story"}
    again = section in made.parts
    made.parts.setdefault(section, []).append(f"{label}: {content}" if again else content)


def _first_line(text: str) -> tuple[str, str]:
    first, _, rest = text.strip().partition("\n")
    heading = _HEADING.match(first) or _BOLD.match(first)
    return (heading[1] if heading else first).strip(), rest.strip()


def _sort_loose(made: _Draft, text: str) -> None:
    """Give loose text its place: a numbered list is the steps, questions are the questions."""
    text = text.replace(_NO_ANSWER, "").strip()
    if not text:
        return
    titles = [section.title for section in MODELS[made.collection].SECTIONS]
    if made.collection != "moves":
        place = "What happened" if "What happened" in titles else ""
        made.parts.setdefault(place, []).insert(0, text)
        return
    prose: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        items, others = answers.split(paragraph)
        if items and all(item.rstrip().endswith("?") for item in items):
            made.parts.setdefault("Critical questions", []).append("\n".join(items))
        elif items:
            made.parts.setdefault("Steps", []).append("\n".join(items))
        elif others and all(line.rstrip().endswith("?") for line in others):
            made.parts.setdefault("Critical questions", []).append("\n".join(others))
            continue
        prose.append("\n".join(others))
    if any(prose):
        told = "\n\n".join(filter(None, prose))
        made.parts.setdefault("Why it matters", []).insert(0, told)


def _sections(made: _Draft) -> Mapping[str, str]:
    titles = [section.title for section in MODELS[made.collection].SECTIONS]
    parts = {name: "\n\n".join(filter(None, told)) for name, told in made.parts.items()}
    written: dict[str, str] = {}
    for title in ("", *titles):
        text = parts.get(title, "").replace(_NO_ANSWER, "").strip()
        match title:
            case "Steps":
                written[title] = answers.numbered(text)
            case "Critical questions" | "What we would ask next":
                written[title] = answers.dashed(text)
            case _ if title == HALVES:
                written[title] = _halves(parts, text)
            case _:
                written[title] = answers.prose(text)
    if made.rest:
        first = titles[0] if titles else ""
        kept = answers.prose("\n\n".join(made.rest))
        written[first] = f"{written[first]}\n\n{kept}".strip()
    return {title: text for title, text in written.items() if text}


def _halves(parts: Mapping[str, str], loose: str) -> str:
    """The two lists of 'Make it yours', which may have come as one text or as two answers."""
    halves = {half: parts.get(half, "").replace(_NO_ANSWER, "") for half in (KEEP, CHANGE)}
    halves[KEEP] = f"{loose}\n{halves[KEEP]}".strip()
    lists = {half: answers.dashed(text) for half, text in halves.items()}
    if not any(lists.values()):
        return ""
    return "\n\n".join(
        f"**{half}**\n\n{text}" if text else f"**{half}**" for half, text in lists.items()
    )
