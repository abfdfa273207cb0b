"""'Make it yours' says what to keep and what to change."""

from collections.abc import Iterator

from playbook.body import Section
from playbook.catalog import Playbook
from playbook.diagnostics import Diagnostic

SECTION = "Make it yours"
KEEP, CHANGE = "Keep", "Change"


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic where one of the two lists is missing."""
    for file in playbook.files():
        section = file.body and file.body.section(SECTION)
        if section and section.blocks:
            yield from _check(section)


def _check(section: Section) -> Iterator[Diagnostic]:
    followed = {
        label.text.rstrip(":")
        for label, block in zip(section.blocks, section.blocks[1:], strict=False)
        if label.kind == "paragraph" and block.kind == "list"
    }
    for label in (KEEP, CHANGE):
        if label not in followed:
            yield Diagnostic(
                section.location,
                "keep-and-change",
                f"There is no list under **{label}**.",
                f"Write a line **{label}**, an empty line, and then a list with dashes.",
            )
