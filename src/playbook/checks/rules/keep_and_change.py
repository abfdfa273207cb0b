"""'Make it yours' says what to keep and what to change."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.sections import CHANGE, KEEP, YOURS, is_prompt
from playbook.parsing import body_edits
from playbook.parsing.body import Block, Section
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, Source

KEEP_AND_CHANGE = Code(
    "keep-and-change",
    Severity.ERROR,
    '"Make it yours" has two lists: **Keep**, what makes the move work, and **Change**, what '
    "a school decides for itself. Without them, a school that adapts a move may drop the part"
    " that matters. The two words are bold, without a colon.",
    fails=Example("**Keep**\n\n- The waiting", language="markdown", below="Make it yours"),
    passes=Example(
        "**Keep**\n\n- The waiting\n\n**Change**\n\n- The question",
        language="markdown",
        below="Make it yours",
    ),
    softens=True,
    no_edit="Only its author knows the words.",
)

CODES = (KEEP_AND_CHANGE,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic where one of the two lists is missing."""
    section = file.body and file.body.section(YOURS.title)
    if section and section.blocks and not is_prompt(section.text):
        yield from _check(section, file.source)


def _check(section: Section, source: Source) -> Iterator[Diagnostic]:
    labels = {
        label.text.rstrip(":")
        for label, block in zip(section.blocks, section.blocks[1:], strict=False)
        if label.kind == "paragraph" and block.kind == "list"
    }
    for label in (KEEP, CHANGE):
        if label not in labels:
            if items := _without_dashes(section, label, source):
                yield items
                continue
            if line := _label_in_a_list(section, label, source):
                yield line
                continue
            block = next((block for block in section.blocks if _starts(block, label)), None)
            yield (
                _heading(label, block, source)
                if block
                else Diagnostic(
                    section.location,
                    KEEP_AND_CHANGE,
                    f"There is no list under **{label}**.",
                    f"Below '{section.title}', write a line **{label}**, an empty line, and then a "
                    "line for each thing that starts with a dash: - The waiting",
                )
            )


def _without_dashes(section: Section, label: str, source: Source) -> Diagnostic | None:
    """What is said of lines below a label that only look like a list."""
    for block, below in zip(section.blocks, section.blocks[1:], strict=False):
        if block.text.rstrip(":") == label and below.kind == "paragraph":
            items, edits = body_edits.with_dashes(source, below.location)
            message = f"There is no list under **{label}**: no line starts with a dash and a space."
            hint = f"Type a dash and a space before each: {items[0]}" if items else ""
            return (
                Diagnostic(below.location, KEEP_AND_CHANGE, message, hint, edits) if items else None
            )
    return None


def _label_in_a_list(section: Section, label: str, source: Source) -> Diagnostic | None:
    """What is said of a label that no empty line parts from the item above it."""
    above = ""
    for number, line in enumerate(body_edits.lines_from(source, section.location)):
        if number and line.startswith("## "):
            break
        words = line.strip()
        is_label = words.rstrip(":*").strip("*") == label and words.startswith("**")
        if is_label and above and not above.startswith("#"):
            place = Location(section.location.path, section.location.line + number)
            return Diagnostic(
                place,
                KEEP_AND_CHANGE,
                f"**{label}** is read as part of the line above it.",
                "Put an empty line above this one.",
                body_edits.with_lines(source, place, ["", words]),
            )
        above = line.strip()
    return None


def _starts(block: Block, label: str) -> bool:
    words = block.text.split()
    return block.kind in ("heading", "paragraph") and bool(words) and _plain(words[0]) == label


def _plain(word: str) -> str:
    return word.rstrip(":,.-–—").capitalize()


def _heading(label: str, block: Block, source: Source) -> Diagnostic:
    line = body_edits.line_at(source, block.location)
    line = line.strip().lstrip("#* ")
    after = line[len(label) :]
    is_sentence = after[:1] == " " and after.strip()[:1] not in ":,.-–—*"  # as in: Keep it short.
    words = line if is_sentence else after.lstrip(":,.-–—* ").strip()
    new = [f"**{label}**", *(["", f"- {words}"] if words else [])]
    edits = body_edits.with_lines(source, block.location, new)
    is_heading = block.kind == "heading"
    message = (
        f"'{label}' is a heading here, and has to be a bold line."
        if is_heading
        else f"There is no list under **{label}**."
    )
    if is_heading and not words:
        hint = f"Type two stars on either side in place of the number signs: **{label}**"
    else:
        hint = (
            f"Write **{label}** alone on this line, then an empty line, and then a line for each "
            f"thing that starts with a dash: - {words or 'The waiting'}"
        )
        edits = edits if words else ()
    return Diagnostic(block.location, KEEP_AND_CHANGE, message, hint, edits)
