"""A body has the sections of its kind, all of them, in their order, and no others."""

from collections.abc import Iterator

from playbook.body import Body
from playbook.catalog import Playbook
from playbook.diagnostics import Diagnostic, did_you_mean
from playbook.entry import Entry, Partial
from playbook.model import MODELS
from playbook.source import Location


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each section that is missing, misplaced or unknown."""
    for file in playbook.files():
        titles = [section.title for section in MODELS[file.key.collection].SECTIONS]
        if titles and file.body:
            yield from _unknown(file.body, titles)
            yield from _misplaced(file.body, titles)
            yield from _missing(file, file.body, titles)


def _unknown(body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    for section in body.sections:
        if section.title not in titles:
            guess = did_you_mean(section.title, titles)
            yield Diagnostic(
                section.location,
                "unknown-section",
                f"'{section.title}' is not a section of this kind of entry.",
                guess or f"The sections are, in this order: {', '.join(titles)}.",
            )


def _misplaced(body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    last = -1
    for section in body.sections:
        if section.title in titles:
            position = titles.index(section.title)
            if position <= last:
                twice = position == last
                yield Diagnostic(
                    section.location,
                    "misplaced-section",
                    f"'{section.title}' stands here twice."
                    if twice
                    else f"'{section.title}' belongs before '{titles[last]}'.",
                    f"The sections are, in this order: {', '.join(titles)}.",
                )
            last = max(position, last)


def _missing(file: Entry | Partial, body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    written = {section.title for section in body.sections}
    guessed = {_guess(title, titles) for title in written if title not in titles}
    last = body.sections[-1].location if body.sections else Location(file.key.path)
    for title in titles:
        if title not in written and title not in guessed:
            yield Diagnostic(
                last,
                "missing-section",
                f"The section '{title}' is missing.",
                f"Add a line '## {title}' and write below it.",
            )
        elif (section := body.section(title)) and not section.blocks:
            yield Diagnostic(
                section.location,
                "missing-section",
                f"The section '{title}' is empty.",
                "Write below its heading.",
            )


def _guess(title: str, titles: list[str]) -> str:
    return did_you_mean(title, titles).removeprefix("Did you mean '").removesuffix("'?")
