"""A body has the sections of its kind, all of them, in their order, and no others."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import MODELS
from playbook.parsing.body import Block, Body
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location

MISSING_SECTION = Code(
    "missing-section",
    Severity.ERROR,
    "Every move has the same sections, and so has every case, so that readers know where to "
    "look. One of them is not there, or nothing stands below its heading.",
    fails=Example("## Watch for", language="markdown"),
    passes=Example("## Watch for\n\nAnswering your own question.", language="markdown"),
    softens=True,
)

MISPLACED_SECTION = Code(
    "misplaced-section",
    Severity.ERROR,
    "The sections stand in another order than in all other entries, or one of them is there "
    "twice. The message shows the order; move the heading together with what is below it.",
    fails=Example(
        "## Watch for\n"
        "\n"
        "Answering your own question.\n"
        "\n"
        "## Signs of progress\n"
        "\n"
        "- People ask back.",
        language="markdown",
    ),
    passes=Example(
        "## Signs of progress\n"
        "\n"
        "- People ask back.\n"
        "\n"
        "## Watch for\n"
        "\n"
        "Answering your own question.",
        language="markdown",
    ),
)

UNKNOWN_SECTION = Code(
    "unknown-section",
    Severity.ERROR,
    "A heading with two signs is not one of the sections of this kind of entry, down to its "
    "small and capital letters. Give it the usual title, or use three signs for a heading "
    "inside a section.",
    fails=Example("## What we tried first", language="markdown"),
    passes=Example("### What we tried first", language="markdown"),
)

CODES = (MISSING_SECTION, MISPLACED_SECTION, UNKNOWN_SECTION)

MAX_TITLE = 40
"""The most characters of a line that may be the title of a section."""


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each section that is missing, misplaced or unknown."""
    titles = [section.title for section in MODELS[file.key.collection].SECTIONS]
    if titles and file.body:
        yield from _unknown(file.body, titles)
        yield from _misplaced(file.body, titles)
        yield from _missing(file, file.body, titles)


def _unknown(body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    for section in body.sections:
        if section.title not in titles:
            guess = _guess(section.title, titles)
            yield Diagnostic(
                section.location,
                UNKNOWN_SECTION,
                f"'{section.title}' is not a section of this kind of entry.",
                f"Did you mean '{guess}'? Write the heading like this: ## {guess}"
                if guess
                else f"Use three signs for a heading of your own, ### {section.title}, below one "
                f"of these: {', '.join(titles)}.",
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
                    MISPLACED_SECTION,
                    f"'{section.title}' stands here twice."
                    if twice
                    else f"'{section.title}' belongs before '{titles[last]}'.",
                    f"The sections are, in this order: {', '.join(titles)}.",
                )
            last = max(position, last)


def _missing(file: Entry | Partial, body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    present = {section.title for section in body.sections}
    guesses = {_guess(title, titles) for title in present if title not in titles}
    lines = _lines_like_titles(body, titles)
    for title in titles:
        if title in present:
            yield from _unwritten(body, title, file.key.collection)
        elif title in lines:
            block = lines[title]
            if block.level != 1:  # which is reported as a heading
                yield Diagnostic(
                    block.location,
                    MISSING_SECTION,
                    f"'{title}' is not marked as the heading of a section.",
                    f"Type two number signs and a space before it, and no stars: ## {title}",
                )
        elif title not in guesses:
            yield _absent(title, file.source.path, body, titles)


def _unwritten(body: Body, title: str, collection: str) -> Iterator[Diagnostic]:
    section = body.section(title)
    prompts = {part.gist for part in MODELS[collection].SECTIONS}
    if section and (not section.blocks or section.text.strip() in prompts):
        state = "still holds its prompt" if section.blocks else "is empty"
        yield Diagnostic(
            section.location,
            MISSING_SECTION,
            f"The section '{title}' {state}.",
            f"Write at least one sentence below the line: ## {title}",
        )


def _absent(title: str, path: str, body: Body, titles: list[str]) -> Diagnostic:
    earlier = titles[: titles.index(title)]
    before = [section for section in body.sections if section.title in earlier]
    if before:
        at, where = before[-1].location, f"Below the text of '{before[-1].title}'"
    elif body.sections:
        at, where = body.sections[0].location, f"Above '{body.sections[0].title}'"
    else:
        at, where = Location(path), "Below the second line ---"
    return Diagnostic(
        at,
        MISSING_SECTION,
        f"The section '{title}' is missing.",
        f"{where}, add a line '## {title}' and write below it.",
    )


def _lines_like_titles(body: Body, titles: list[str]) -> dict[str, Block]:
    """Lines that look like the heading of a section and are none."""
    blocks: dict[str, Block] = {}
    for section in (body.intro, *body.sections):
        for block in section.blocks:
            if block.kind in ("heading", "paragraph") and len(block.text) < MAX_TITLE:
                guess = _guess(block.text, titles, cutoff=0.9)
                blocks.setdefault(guess, block)
    return blocks


def _guess(title: str, titles: list[str], cutoff: float = 0.6) -> str:
    """The title that somebody meant, whatever number, sign or capital letters it has."""
    plain = re.sub(r"^[\W\d]+|\W+$", "", title).lower()
    by_letters = {title.lower(): title for title in titles}
    close = get_close_matches(plain, by_letters, n=1, cutoff=cutoff)
    return by_letters[close[0]] if close else ""
