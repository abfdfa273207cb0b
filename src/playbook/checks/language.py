"""Wording names strengths, systems and causes. The check advises and explains; it never blocks."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from playbook import prose
from playbook.catalog import Playbook
from playbook.decoding import place
from playbook.diagnostics import Diagnostic
from playbook.entry import Entry, Partial
from playbook.phrasebook import Phrasebook, Term
from playbook.source import KeyPath, Location

_NAMES = frozenset({"aliases", "authors", "sources", "covers", "former_ids", "replaced_by"})
"""Keys that hold names and places in sources, and no wording of the author's."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a warning for each wording of the phrasebook, and for each waiver without use."""
    phrasebook = playbook.phrasebook
    for file in playbook.files():
        text = file.source.text
        waivers = list(prose.waivers(text, file.source.body))
        used = set()
        for term, location, offset, end in _found(phrasebook, file):
            kept = [w for w in waivers if w.reason and w.keeps(text, offset, end)]
            used.update(kept)
            if not kept:
                yield _advise(phrasebook, term, location, text[offset:end])
        for waiver in waivers:
            if waiver not in used:
                yield _needless(Location(file.key.path, *place(text, waiver.start)), waiver)


def _found(
    phrasebook: Phrasebook, file: Entry | Partial
) -> Iterator[tuple[Term, Location, int, int]]:
    text, body = file.source.text, file.source.body
    if not phrasebook.may_advise(text):
        return
    for term, start, end in phrasebook.advice(prose.own_words(text[body:])):
        at = Location(file.key.path, *place(text, body + start))
        yield term, at, body + start, body + end
    if not isinstance(file, Entry):
        return
    for key_path, value in _sentences(file.meta):
        for term, start, end in phrasebook.advice(prose.own_words(value)):
            found = file.source.locate_value(key_path)
            offset = _offset(text, found, value[start:end])
            yield term, Location(file.key.path, *place(text, offset)), offset, offset + end - start


def _sentences(value: Any, key_path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case BaseModel():
            for key in type(value).model_fields:
                if key not in _NAMES:
                    yield from _sentences(getattr(value, key), (*key_path, key))
        case dict():
            for key, part in value.items():
                yield from _sentences(part, (*key_path, key))
        case tuple():
            for position, part in enumerate(value):
                yield from _sentences(part, (*key_path, position))
        case str() if type(value) is str:  # and no word from a closed list
            yield key_path, value


def _offset(text: str, value: Location, words: str) -> int:
    """Where words stand that are in a value; where the value starts, if it is written otherwise."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: value.line - 1]) + value.column - 1
    found = text.find(words, start)
    return found if found >= 0 else start


def _advise(phrasebook: Phrasebook, term: Term, at: Location, words: str) -> Diagnostic:
    sources = "; ".join(phrasebook.sources[key].title for key in term.sources)
    differ = phrasebook.disagreements.get(term.disagreement or "", "")
    where = f" Sources differ: {differ}" if differ else ""
    written = " ".join(words.split())
    return Diagnostic(
        at,
        "asset-language",
        f"'{written}': {term.because}",
        f"Perhaps: {term.instead}. (Advice: {sources}.){where} To keep it, write beside it "
        f'keep "{written}": and your reason, as a comment.',
    )


def _needless(at: Location, waiver: prose.Waiver) -> Diagnostic:
    return Diagnostic(
        at,
        "needless-waiver",
        f"Nothing here asks about '{waiver.words}'."
        if waiver.reason
        else f"There is no reason here for keeping '{waiver.words}'.",
        "Remove the comment, or write the words as they stand beside it."
        if waiver.reason
        else f'Write why after a colon: keep "{waiver.words}": it is the name of a law',
    )
