"""From what people send to a draft: a filled form, a pasted text, a document.

What is understood goes where it belongs. What is not waits, word for word, at the end of the draft:
nothing that somebody wrote is lost.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing import agreement
from playbook.contributing.forms import TRIAL
from playbook.contributing.imports import (
    answers,
    assembly,
    front_matter,
    letters,
    sorting,
    steps,
    titles,
    tree,
)
from playbook.contributing.imports.draft import Draft, Part
from playbook.contributing.imports.front_matter import FrontMatter
from playbook.contributing.imports.journey import Journey, place_of
from playbook.contributing.imports.places import Place, Places
from playbook.contributing.imports.tree import Passage
from playbook.contributing.texts import body_text, dress, loose_text
from playbook.contributing.texts.lines import words_of
from playbook.model.hints import items
from playbook.source.decoding import CONTROL

_NAMED = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){1,3}"
_BYLINE = re.compile(
    rf"([Bb]y|(?:[Ww]ritten|[Pp]resented|[Ss]hared) by|[Pp]or) "
    rf"({_NAMED}(?:(?:,| and| y|, and) {_NAMED})*)"
)
_NEAR_TOP = 3
"""The blocks among which a line of the authors stands."""
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


def parse(
    text: str, collection: str, playbook: Playbook, title: str = "", name: str = ""
) -> Content:
    """Take a text apart. Without a title of its own, its first line is one; if that is no line of
    prose, the `name` of its file is.
    """
    title = CONTROL.sub("", title)
    places = Places(collection, playbook)
    words = dress.characters(agreement.without(text))
    front = front_matter.read(words, collection, playbook, places)
    draft = _begin(collection, playbook, front, text)
    if front.is_entry:
        for section in front.sections:
            draft.tell(section or "The text", section or "the text before the sections")
        own = str(draft.values.pop("title", ""))
        return _content(title or own, draft, front.sections)
    letter = letters.read(front.body)
    plain = dress.plain(letter.body)
    draft.left_out += [*letter.left_out, *plain.left_out]
    name = (
        "" if answers.is_form(plain.text, places) else name
    )  # a form's file is named by a program
    words = loose_text.with_tables_apart(_take_answers(plain.text, places, draft))
    passages = tree.read(words, places)
    if language := places.language(passage.title for passage in passages):
        draft.values.setdefault("language", language)
    title = titles.take(passages, draft, title, letter.subject, name)
    if collection == "moves":
        passages = steps.gathered(passages)
    passages += front.passages
    if letter.author and "authors" not in draft.values:
        draft.values["authors"] = [letter.author]
        draft.tell("The name at the end of the letter", "authors")
    _place(passages, draft)
    sections = assembly.sections(draft)
    draft.left_out += _lost_addresses(plain.text, "\n".join(sections.values()))
    return _content(title, draft, sections)


def _begin(collection: str, playbook: Playbook, front: FrontMatter, text: str) -> Draft:
    """A draft with what stands above a text, and what its author has not agreed to."""
    draft = Draft(collection, playbook, frozenset(front.values), dict(front.values))
    draft.left_out += [*dress.unseen(text), *front.left_out]
    for key in front.values:
        draft.tell(f"{key} (front matter)", place_of(key))
    if agreement.is_missing(text):
        draft.left_out.append(f"{agreement.TITLE}: {agreement.MISSING}")
        draft.tell(agreement.TITLE, agreement.MISSING)
    if collection == "cases" and answers.is_own_story(text):
        draft.values = {"kind": "short-case", "consent": "own-story"} | draft.values
    return draft


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
                draft.keep(label, answer)
        elif place.kind == "section":
            draft.parts.setdefault(place.name, []).append(_part(place, answer, places))
            draft.tell(label, place.name)
        elif place.kind == "used":
            answers.take_trial(draft, place.name, answer)
            draft.tell(label, TRIAL[place.name])
        else:
            loose.append(answer)
    return "\n\n".join(loose)


def _part(place: Place, answer: str, places: Places) -> Part:
    """An answer as a section; where that is a list, headings of its own keep what is below."""
    if place.name in sorting.LISTS and tree.HEADING.search(answer):
        root, *members = tree.read(answer, places)
        return Part(root, members)
    return Part(Passage(blocks=[tree.paragraph(answer)]))


def _place(passages: list[Passage], draft: Draft) -> None:
    intro, *others = passages
    sorting.place_passages(others, draft)
    draft.order = intro.order
    sorting.place_labels(intro, draft)
    _take_byline(intro, draft)
    if others:
        assembly.sort_intro(intro, draft)
    else:
        assembly.sort_unstructured(intro, draft)
    answers.take_change(draft)
    if "summary" not in draft.values and (sentence := assembly.first_sentence(draft)):
        draft.values["summary"] = words_of(sentence)
        draft.tell("The first sentence", "summary")


def _take_byline(intro: Passage, draft: Draft) -> None:
    """Take the authors out of a line such as `By Ana Ruiz and Bo Chen`."""
    for block in intro.blocks[:_NEAR_TOP]:
        match = _BYLINE.fullmatch(block.text.strip(" *_."))
        if match and "authors" not in draft.values:
            draft.values["authors"] = items.of_line("authors", match[2])
            draft.left_out.append(f"{match[1]} (now: authors)")
            draft.tell("The line of the authors", "authors")
            intro.blocks.remove(block)
            return


def _lost_addresses(text: str, body: str) -> list[str]:
    """Where links and pictures led whose words alone are kept: of a picture, wherever it is."""
    pictures = frozenset(body_text.pictures(text))
    return [
        f"A link or picture: {address[:_LONGEST_ADDRESS]}"
        for address in dict.fromkeys(body_text.addresses(text))
        if address in pictures or (address and address not in body)
    ]
