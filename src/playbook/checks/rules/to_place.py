"""What an imported text left without a place is sorted before an entry is published."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import MODELS
from playbook.model.sections import TO_PLACE
from playbook.parsing.body import Block, Section
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

WAITS = Code(
    "to-place",
    Severity.ERROR,
    'A draft that was made of a text ends with "To place" where some of its passages have no '
    "place yet. Move each into the section where it belongs, or delete it; then delete the "
    "heading. A published entry has no such section.",
    fails=Example("## To place\n\n**Known uses**\n\nThree schools.", language="markdown"),
    passes=Example("## Watch for\n\nAnswering your own question.", language="markdown"),
    softens=True,
    no_edit="Only its author knows where a passage belongs.",
)

CODES = (WAITS,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the passages that wait, if there are any."""
    section = file.body and file.body.section(TO_PLACE.title)
    if not section or not MODELS[file.key.collection].SECTIONS:
        return
    count = passages_in(section)
    wait = {0: "Nothing waits", 1: "1 passage waits"}.get(count, f"{count} passages wait")
    yield Diagnostic(
        section.location,
        WAITS,
        f"{wait} under '{TO_PLACE.title}'.",
        "Move each into the section where it belongs, or delete it; then delete the line "
        f"## {TO_PLACE.title}"
        if count
        else f"Delete the line ## {TO_PLACE.title}",
    )


def passages_in(section: Section) -> int:
    """How many passages a section has: each begins with a line in bold, or stands before these."""
    titles = [_is_title(block) for block in section.blocks]
    return sum(titles) + (1 if titles and not titles[0] else 0)


def _is_title(block: Block) -> bool:
    if block.kind == "heading":
        return True
    start, end = "<p><strong>", "</strong></p>"
    inner = block.markup.strip().removeprefix(start).removesuffix(end)
    whole = len(inner) == len(block.markup.strip()) - len(start) - len(end)
    return block.kind == "paragraph" and whole and "<strong>" not in inner
