"""Wording names strengths, systems and causes. The check advises and explains; it never blocks."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from playbook.catalog.style_guide import StyleGuide, Term
from playbook.model.entry import Entry, Partial
from playbook.parsing import prose
from playbook.source import edits
from playbook.source.decoding import place
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import KeyPath, Location, Source

ASSET_LANGUAGE = Code(
    "asset-language",
    Severity.WARNING,
    "The style guide, `language.yml`, asks authors to think twice about this wording. It has the "
    "reason, what you could write instead, who advises it, and where sources differ. It never "
    "stops anybody. Quotations, code, and names of other people's pages are left alone. To keep "
    "your words, say why in a comment beside them, in a body or in front matter.",
    fails=Example("We read the report on learning loss together.", language="markdown"),
    passes=Example(
        '<!-- keep "learning loss": the report that we read is called so -->\n'
        "We read the report on learning loss together.",
        language="markdown",
    ),
    no_edit="Only its author can say it another way in this sentence.",
)

NEEDLESS_WAIVER = Code(
    "needless-waiver",
    Severity.WARNING,
    "A comment asks to keep words that nothing asks about, or gives no reason. Remove it, or "
    "write the reason after a colon.",
    fails=Example('# keep "at-risk students"\nsummary: The law speaks of at-risk students.'),
    passes=Example(
        '# keep "at-risk students": the law says so\nsummary: The law speaks of at-risk students.'
    ),
    no_edit="Only its author knows the reason.",
)

CODES = (ASSET_LANGUAGE, NEEDLESS_WAIVER)

REFERENCE = f"docs/contributing/diagnostics.md#{ASSET_LANGUAGE.id}"
"""Where the reference page explains it."""

_NAMES = frozenset({"aliases", "authors", "sources", "covers", "former_ids", "replaced_by"})
"""Keys that hold names and places in sources, and no wording of the author's."""


def check(file: Entry | Partial, style_guide: StyleGuide) -> Iterator[Diagnostic]:
    """Yield a warning for each wording of the style guide, and for each waiver without use."""
    advice = list(_advice(style_guide, file))
    for source in file.source.sources:
        text = source.text
        waivers = list(prose.waivers(text, source.body))
        useful = set()
        for term, offset, end in (a[1:] for a in advice if a[0] is source):
            reasons = [w for w in waivers if w.reason and w.keeps(text, offset, end)]
            useful.update(reasons)
            if not reasons:
                at = Location(source.path, *place(text, offset))
                yield _advise(term, at, text[offset:end])
        for waiver in waivers:
            if waiver not in useful:
                yield _needless(source, waiver)


def _advice(
    style_guide: StyleGuide, file: Entry | Partial
) -> Iterator[tuple[Source, Term, int, int]]:
    """Each term in a file that the entry is read from, from and to."""
    sources = [source for source in file.source.sources if style_guide.advises(source.text)]
    for source in sources:
        for term, start, end in style_guide.advice(prose.own_words(source.text[source.body :])):
            yield source, term, source.body + start, source.body + end
    if sources and isinstance(file, Entry):
        for key_path, value in _sentences(file.meta):
            for term, start, end in style_guide.advice(prose.own_words(value)):
                at = file.source.locate_value(key_path)
                source = next(one for one in file.source.sources if one.path == at.path)
                offset = _offset(source.text, at, value[start:end])
                yield source, term, offset, offset + end - start


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
    offset = text.find(words, start)
    return offset if offset >= 0 else start


def _advise(term: Term, at: Location, words: str) -> Diagnostic:
    instead = f"{term.instead}, though sources differ" if term.disagreement else term.instead
    return Diagnostic(
        at,
        ASSET_LANGUAGE,
        f"'{' '.join(words.split())}': {term.because}",
        f"Perhaps: {instead}; for the advice, and how to keep your words, see {REFERENCE}.",
    )


def _needless(source: Source, waiver: prose.Waiver) -> Diagnostic:
    text = source.text
    start, end = prose.comment_at(text, waiver.start)
    without = text[:start] + text[end:]
    return Diagnostic(
        Location(source.path, *place(text, waiver.start)),
        NEEDLESS_WAIVER,
        f"Nothing here asks about '{waiver.words}'."
        if waiver.reason
        else f"There is no reason here for keeping '{waiver.words}'.",
        "Remove the comment, or write the words as they stand beside it."
        if waiver.reason
        else f'Write why after a colon: keep "{waiver.words}": it is the name of a law',
        edits.difference(text, without) if waiver.reason else (),
    )
