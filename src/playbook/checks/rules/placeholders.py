"""What somebody still has to write is not published as words."""

import re
from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import relations_of
from playbook.model.hints import mending, proposals
from playbook.model.sections import TO_PLACE
from playbook.parsing.body import Section
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

PLACEHOLDER = Code(
    "placeholder",
    Severity.ERROR,
    "A text says only that it is still to come, such as TBD, or that there is nothing to say, such "
    "as none. Readers would see that word in the place of what they look for. Write what belongs "
    "there, or leave it out.",
    fails=Example("purpose: TBD"),
    passes=Example("purpose: People know more than they are asked."),
    softens=True,
    no_edit="Only its author knows the words.",
)

CODES = (PLACEHOLDER,)

_WAITS = re.compile(
    r"\W*(?:tbd|tba|tbc|to ?do|fixme|x{3,}|coming soon|more to come|placeholder|insert text|"
    r"to be (?:added|written|announced|completed|confirmed|decided|determined|done)|"
    r"pendiente|por definir|pr[oó]ximamente)\W*|\W*\?{2,}\W*",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\blorem ipsum\b")
_TO_WRITE = re.compile(r"\W*(?:TBD|TODO|FIXME)\b.{0,200}", re.DOTALL)
"""A note to oneself in capital letters: `TODO: ask Ana`."""
_LISTS = ("needs", "cautions", "aliases", "authors")
"""Lists of lines, of which each says something."""


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text that only holds the place of one."""
    if isinstance(file, Entry):
        for path, text in file.texts():
            if is_placeholder(text):
                yield Diagnostic(
                    file.source.locate_value(path),
                    PLACEHOLDER,
                    f"'{text[:40]}' only holds the place of what belongs here.",
                    "Write what belongs here; until you know, let status say draft.",
                )
        for key in _LISTS:
            yield from _nothing(file, key)
        for key in relations_of(type(file.meta)):
            yield from _no_sentence(file, key)
    for section in (file.body.intro, *file.body.sections) if file.body else ():
        yield from _in_section(section)


def is_placeholder(text: str) -> bool:
    """Whether a text says only that it is still to come."""
    return bool(_WAITS.fullmatch(text) or _TO_WRITE.fullmatch(text)) or _is_filler(text.lower())


def _is_filler(text: str) -> bool:
    return "lorem ipsum" in text and bool(_FILLER.search(text))  # the first alone is quick


def _nothing(file: Entry, key: str) -> Iterator[Diagnostic]:
    """Each item of a list that says that there is none."""
    items = getattr(file.meta, key, ())
    for place, item in enumerate(items):
        if proposals.is_nothing(item) and not is_placeholder(item):
            path = (key, place) if len(items) > 1 else (key,)
            yield Diagnostic(
                file.source.locate_value((key, place)),
                PLACEHOLDER,
                f"'{item}' would stand in the list that readers see.",
                "Delete this line."
                if len(items) > 1
                else f"Delete this line and '{key}:', which may be left out.",
                mending.removed(file.source, path),
            )


def _no_sentence(file: Entry, key: str) -> Iterator[Diagnostic]:
    """Each relation whose sentence says that there is none."""
    for id_, sentence in getattr(file.meta, key).items():
        if proposals.is_nothing(sentence) and not is_placeholder(sentence):
            yield Diagnostic(
                file.source.locate_value((key, id_)),
                PLACEHOLDER,
                f"'{sentence}' would stand where readers look for a reason.",
                f"Write a sentence after '{id_}:', or delete the line.",
            )


def _in_section(section: Section) -> Iterator[Diagnostic]:
    for part in (part for block in section.blocks for part in block.items or (block,)):
        if section.title != TO_PLACE.title and is_placeholder(part.text):
            yield Diagnostic(
                part.location,
                PLACEHOLDER,
                f"'{part.text[:40].strip()}' only holds the place of what belongs here.",
                "Write what belongs here, or delete it; until you know, let status say draft.",
            )
