"""Wording names strengths, systems and causes. The check advises and explains; it never blocks."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from playbook.catalog.style_guide import Advice, StyleGuide
from playbook.model.entry import Entry, Partial
from playbook.parsing import prose
from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, Source, place

ASSET_LANGUAGE = Code(
    "asset-language",
    Severity.WARNING,
    "The style guide, `language.yml`, asks authors to think twice about this wording. It has the "
    "reason, what you could write instead, who advises it, and where sources differ. It never "
    "stops anybody, and is said once in a file. Quotations, code, and names of other people's "
    "pages are left alone. To keep your words, say why in a comment beside them, in a body or in "
    "front matter.",
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

_ARTICLE = re.compile(r"\b(?P<a>[Aa])n?(?P<gap>\s+)\Z")

_NAMES = frozenset({"aliases", "authors", "sources", "covers", "former_ids", "replaced_by"})
"""Keys that hold names and places in sources, and no wording of the author's."""


class _Passage(NamedTuple):
    """Words in a file that the style guide advises against."""

    advice: Advice
    source: Source
    start: int
    end: int
    is_there: bool
    """Whether they stand in the file as they are read, so that they can be replaced."""


def check(file: Entry | Partial, style_guide: StyleGuide) -> Iterator[Diagnostic]:
    """Yield a warning for each wording of the style guide, and for each waiver without use."""
    passages = list(_passages(style_guide, file))
    for source in file.source.sources:
        waivers = list(prose.waivers(source.text, source.body))
        useful = set()
        by_term = dict[int, list[_Passage]]()
        for passage in (p for p in passages if p.source is source):
            span = passage.start, passage.end
            reasons = [w for w in waivers if w.reason and w.keeps(source.text, *span)]
            useful.update(reasons)
            if not reasons:
                by_term.setdefault(id(passage.advice.term), []).append(passage)
        yield from map(_advise, by_term.values())
        for waiver in waivers:
            if waiver not in useful:
                yield _needless(source, waiver)


def _passages(style_guide: StyleGuide, file: Entry | Partial) -> Iterator[_Passage]:
    """Each wording in a file that the entry is read from, from and to."""
    sources = [source for source in file.source.sources if style_guide.advises(source.text)]
    for source in sources:
        own = prose.own_words(source.text[source.body :])
        for advice in style_guide.advice(own):
            start, end = source.body + advice.start, source.body + advice.end
            yield _Passage(advice, source, start, end, is_there=True)
    if sources and isinstance(file, Entry):
        for key_path, value in file.texts(without=_NAMES):
            for advice in style_guide.advice(prose.own_words(value)):
                at = file.source.locate_value(key_path)
                source = next(one for one in file.source.sources if one.path == at.path)
                words = value[advice.start : advice.end]
                start = _offset(source.text, at, words)
                end = start + len(words)
                is_there = source.text[start:end] == words
                yield _Passage(advice, source, start, end, is_there)


def _offset(text: str, value: Location, words: str) -> int:
    """Where words stand that are in a value; where the value starts, if it is written otherwise."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: value.line - 1]) + value.column - 1
    offset = text.find(words, start)
    return offset if offset >= 0 else start


def _advise(passages: list[_Passage]) -> Diagnostic:
    """One diagnostic for a wording in a file, however often it stands there."""
    passages = sorted(passages, key=lambda passage: passage.start)
    (advice, source, start, end, _), text = passages[0], passages[0].source.text
    term, words = advice.term, " ".join(text[start:end].split())
    instead = f"{term.instead}, though sources differ" if term.disagreement else term.instead
    lines = sorted({place(text, passage.start)[0] for passage in passages})
    times = f", {len(passages)} times in this file ({_on(lines)})" if len(passages) > 1 else ""
    return Diagnostic(
        Location(source.path, *place(text, start)),
        ASSET_LANGUAGE,
        f"'{words}'{times}: {term.because}",
        f"Perhaps: {instead}; for the advice, and how to keep your words, see {REFERENCE}.",
        _rewording(text, passages),
    )


def _on(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    *before, last = map(str, lines)
    comma = "," if len(before) > 1 else ""
    return f"lines {', '.join(before)}{comma} and {last}"


def _rewording(text: str, passages: list[_Passage]) -> tuple[edits.Edit, ...]:
    """The edits that say it another way at each place; none where one of them cannot be made."""
    if not all(p.advice.new and p.is_there and _is_whole(text, p) for p in passages):
        return ()
    new = text
    for passage in reversed(passages):
        before = _ARTICLE.sub(_article(passage.advice.new), new[: passage.start])
        new = before + passage.advice.new + new[passage.end :]
    return edits.difference(text, new)


def _is_whole(text: str, passage: _Passage) -> bool:
    """Whether no signs of bold or italics would lose their other half."""
    signs = ("*", "_")
    before, after = text[: passage.start][-1:] in signs, text[passage.end :][:1] in signs
    return before == after and not re.search(r"[*_]", text[passage.start : passage.end])


def _article(words: str) -> Callable[[re.Match[str]], str]:
    """Puts "a" or "an" as the words that follow it need."""
    return lambda match: match["a"] + ("n" if words[0].lower() in "aeio" else "") + match["gap"]


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
