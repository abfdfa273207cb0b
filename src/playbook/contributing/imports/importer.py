"""From what people send to a draft: a filled form, a pasted text, a document.

What is understood goes where it belongs. What is not waits, word for word, at the end of the draft:
nothing that somebody wrote is lost.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing.forms import TRIAL
from playbook.contributing.imports import (
    answers,
    assembly,
    front_matter,
    letters,
    sorting,
    tree,
)
from playbook.contributing.imports.draft import Draft, Part
from playbook.contributing.imports.journey import Journey, place_of
from playbook.contributing.imports.places import Place, Places
from playbook.contributing.imports.tree import LABEL, Passage
from playbook.contributing.texts import body_text, dress, loose_text
from playbook.model.hints.proposals import ITEM, beginning, item
from playbook.model.sections import STEPS
from playbook.source.decoding import CONTROL

_LONGEST_TITLE = 80
_TITLE = Place("field", "title")
_LONGEST_PREFACE = 300
"""The characters of what may stand above the title of a text: a date, a byline, a logo."""
_LONGEST_ADDRESS = 500
"""The letters that are listed of an address: a picture may be one itself."""


class Content(NamedTuple):
    """What a text says, taken apart as an entry is."""

    title: str
    values: Mapping[str, Any]
    sections: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    """Lines that have no place in an entry."""
    journey: Journey = Journey()


def parse(text: str, collection: str, playbook: Playbook, title: str = "") -> Content:
    """Take a text apart. Without a title of its own, its first line is one."""
    title = CONTROL.sub("", title)
    places = Places(collection, playbook)
    front = front_matter.read(dress.characters(text), collection, playbook, places)
    draft = Draft(collection, playbook, frozenset(front.values), dict(front.values))
    draft.left_out += front.left_out
    for key in front.values:
        draft.tell(f"{key} (front matter)", place_of(key))
    if front.is_entry:
        for name in front.sections:
            draft.tell(name or "The text", name or "the text before the sections")
        own = str(draft.values.pop("title", ""))
        return _content(title or own, draft, front.sections)
    letter = letters.read(front.body)
    plain = dress.plain(letter.body)
    draft.left_out += [*letter.left_out, *plain.left_out]
    passages = tree.read(
        loose_text.with_tables_apart(_take_answers(plain.text, places, draft)), places
    )
    title = _take_title(passages, draft, title, letter.subject)
    if letter.author and "authors" not in draft.values:
        draft.values["authors"] = [letter.author]
        draft.tell("The name at the end of the letter", "authors")
    _place(passages, draft)
    draft.left_out += _lost_addresses(plain.text)
    return _content(title, draft, assembly.sections(draft))


def _content(title: str, draft: Draft, sections: Mapping[str, str]) -> Content:
    journey = draft.journey()
    return Content(title, draft.values, sections, tuple(journey.left_out), journey)


def _take_answers(text: str, places: Places, draft: Draft) -> str:
    """Take over the answers of a form; gives what is none, which is all of another text."""
    if not answers.is_form(text, places):
        return text
    loose: list[str] = []
    for label, place, answer in answers.read(text, places):
        if not answer:
            continue
        if place.kind == "field":
            if not sorting.take_field(draft, place, answer, label):
                _keep(draft, label, answer)
        elif place.kind == "section":
            draft.parts.setdefault(place.name, []).append(_part(place, answer, places))
            draft.tell(label, place.name)
        elif place.kind == "used":
            sorting.take_trial(draft, place.name, answer)
            draft.tell(label, TRIAL[place.name])
        else:
            loose.append(answer)
    return "\n\n".join(loose)


def _part(place: Place, answer: str, places: Places) -> Part:
    """An answer as a section; steps under headings of their own keep them."""
    if place.name == STEPS.title and tree.HEADING.search(answer):
        root, *members = tree.read(answer, places)
        return Part(root, members)
    return Part(Passage(blocks=[tree.paragraph(answer)]))


def _keep(draft: Draft, label: str, text: str) -> None:
    draft.waiting.append(Part(Passage(label, blocks=[tree.paragraph(text)])))
    draft.tell(label or "A title", "To place")


def _take_title(passages: list[Passage], draft: Draft, given: str, subject: str) -> str:
    """The title, taken out of the text; what could have been one, and is none, is kept."""
    _take_told_title(passages, draft)
    own = str(draft.values.pop("title", ""))
    certain = given or own or subject
    heading = _take_heading(passages, certain)
    line = "" if heading or own or subject else _take_line(passages, given)
    title = certain or heading or line
    if title == subject:
        draft.tell("The subject of the letter", "title")
    elif title and not given and not own:
        draft.tell("The heading" if heading else "The first line", "title")
    short = beginning(title, _LONGEST_TITLE)
    words = [short, *(body_text.prose(text) for text in (own, subject, heading, title))]
    for text in list(dict.fromkeys(filter(None, words)))[1:]:
        if text.casefold() != short.casefold():
            _keep(draft, "", text)
    return short


def _take_told_title(passages: list[Passage], draft: Draft) -> None:
    """A title that the text calls so, in a line or below a heading."""
    for passage in passages:
        for block in [block for block in passage.blocks if block.kind == LABEL]:
            place = block.details.place
            if place.name == "title" and sorting.take_field(
                draft, _TITLE, block.details.rest, "Title"
            ):
                passage.blocks.remove(block)
        is_title = passage.place and passage.place.name == "title" and len(passage.blocks) == 1
        if is_title and sorting.take_field(draft, _TITLE, passage.text, passage.name):
            passages.remove(passage)
            return


def _take_heading(passages: list[Passage], certain: str) -> str:
    """The heading that is the title of a text; what stands below it is how the text begins."""
    first = next((passage for passage in passages if passage.level), None)
    if first is None:
        return ""
    tops = [passage for passage in passages if passage.level == 1]
    is_same = bool(certain) and _words(first.title) == _words(certain)
    is_top = tops == [first] and len(passages) > 2
    preface = passages[0].text if passages[0] is not first else ""
    if preface and not (is_top and len(preface) <= _LONGEST_PREFACE):
        is_title = is_same
    elif certain:
        is_title = is_same or (tops == [first] and not first.place)
    else:
        is_title = is_top or not first.place
    if not is_title:
        return ""
    passages.remove(first)
    passages[0].blocks += first.blocks
    return tree.words_of(first.title)


def _take_line(passages: list[Passage], given: str) -> str:
    """The first line of a text as its title; a sentence that goes on stays in the text too."""
    intro = passages[0].blocks
    at = next((n for n, block in enumerate(intro) if block.kind in ("Paragraph", LABEL)), None)
    if at is None or intro[at].kind == LABEL or at > 0:
        text = next((block.text for passage in passages for block in passage.blocks), "")
        words = tree.words_of(_cell(text) or item(text.strip().partition("\n")[0]).lstrip("> |"))
        return "" if given else beginning(words, _LONGEST_TITLE)
    line, _, rest = intro[at].text.strip().partition("\n")
    title = tree.words_of(line)
    if given and title != given:
        return ""
    goes_on = bool(rest) and len(line) > 50 and not ITEM.match(rest)
    if (goes_on and line[-1] not in ".:!?") or (len(title) > _LONGEST_TITLE and " " in title):
        sentence = re.split(r"(?<=[.!?])\s", " ".join(intro[at].text.split()))[0]
        return beginning(tree.words_of(sentence), _LONGEST_TITLE)
    intro[at : at + 1] = [intro[at]._replace(text=rest)] if rest.strip() else []
    return title


def _cell(text: str) -> str:
    """The title that a table names, as a lesson plan has it in its first row."""
    rows = [[cell.strip(" *") for cell in line.strip(" |").split("|")] for line in text.split("\n")]
    cells = [row[1] for row in rows if len(row) > 1 and row[0].casefold().endswith("title")]
    return cells[0] if cells and "|" in text else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _place(passages: list[Passage], draft: Draft) -> None:
    intro, *others = passages
    sorting.place_passages(others, draft)
    draft.order = intro.order
    sorting.place_labels(intro, draft)
    if others:
        assembly.sort_intro(intro, draft)
    else:
        assembly.sort_unstructured(intro, draft)
    sorting.take_change(draft)
    if "summary" not in draft.values and (sentence := assembly.first_sentence(draft)):
        draft.values["summary"] = tree.words_of(sentence)
        draft.tell("The first sentence", "summary")


def _lost_addresses(text: str) -> list[str]:
    """Where links and pictures led whose words alone can be kept: of a picture, wherever it is."""
    pictures = frozenset(body_text.pictures(text))
    return [
        f"A link or picture: {address[:_LONGEST_ADDRESS]}"
        for address in dict.fromkeys(body_text.addresses(text))
        if address in pictures or (address and address not in body_text.prose(f"[x]({address})"))
    ]
