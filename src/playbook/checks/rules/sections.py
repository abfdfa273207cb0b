"""A body has the sections of its kind, all of them, in their order, and no others."""

from collections.abc import Iterator, Sequence

from playbook.catalog.words.headings import SectionNames
from playbook.catalog.words.section_order import strays
from playbook.catalog.words.section_titles import guess_section, is_set_in, lines_like_titles
from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import MODELS
from playbook.model.hints import body_mending
from playbook.model.sections import GISTS, TO_PLACE, is_prompt
from playbook.parsing import body_edits
from playbook.parsing.body import Block, Body, Section
from playbook.parsing.markdown_errors import OPEN_BLOCK
from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.edits import Edit
from playbook.source.location import Location

MISSING_SECTION = Code(
    "missing-section",
    Severity.ERROR,
    "Every move has the same sections, and so has every case, so that readers know where to "
    "look. One of them is not there, or nothing stands below its heading.",
    fails=Example("## Watch for", language="markdown"),
    passes=Example("## Watch for\n\nAnswering your own question.", language="markdown"),
    softens=True,
    no_edit="Only its author knows the words.",
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
    no_edit="Where a section stands twice, only its author knows what to keep.",
)

UNKNOWN_SECTION = Code(
    "unknown-section",
    Severity.ERROR,
    "A heading with two signs is not one of the sections of this kind of entry, down to its "
    "small and capital letters. Give it the usual title, or use three signs for a heading "
    "inside a section.",
    fails=Example("## What we tried first", language="markdown"),
    passes=Example("### What we tried first", language="markdown"),
    no_edit="Where the section that is meant stands elsewhere too, only its author can join them.",
)

CODES = (MISSING_SECTION, MISPLACED_SECTION, UNKNOWN_SECTION)

UNWRITTEN = "The section '{title}' {state}."
"""What is said of a section in which nothing is written; the web editor says it too."""


def check(file: Entry | Partial, names: SectionNames) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each section that is missing, misplaced or unknown; `names` are what
    people call sections.
    """
    titles = [section.title for section in MODELS[file.key.collection].SECTIONS]
    if titles and file.body and not any(d.code == OPEN_BLOCK for d in file.body.diagnostics):
        guesses = _guesses(file.body, titles, names)
        yield from _unknown(file, file.body, titles, guesses)
        yield from _misplaced(file, file.body, titles)
        yield from _missing(file, file.body, titles, guesses)


def _guesses(body: Body, titles: list[str], names: SectionNames) -> dict[str, str]:
    """The section that each unknown heading means: by its letters, or by what people call it."""
    guesses: dict[str, str] = {}
    free = {title for title in titles if not body.section(title)}
    for section in body.sections:
        title = section.title
        if title not in (*titles, TO_PLACE.title, *guesses):
            guess = guess_section(title, titles) or names.find(title, free)
            guesses[title] = guess
            free.discard(guess)
    return guesses


def _unknown(
    file: Entry | Partial, body: Body, titles: list[str], guesses: dict[str, str]
) -> Iterator[Diagnostic]:
    present = [section.title for section in body.sections]
    for place, section in enumerate(body.sections):
        if section.title in (*titles, TO_PLACE.title):
            continue
        message = f"'{section.title}' is not a section of this kind of entry."
        guess = guesses[section.title]
        if not guess and body_mending.is_title(section.title, _title(file)):
            hint = "Delete this line: it is the title, which every page shows."
            changes = body_edits.with_lines(file.source, section.location, [])
            yield Diagnostic(section.location, UNKNOWN_SECTION, message, hint, changes)
            continue
        is_free = bool(guess) and guess not in present
        below = not guess and any(title in titles for title in present[:place])
        heading = f"## {guess}" if guess else f"### {section.title}"
        changes = (
            body_edits.with_lines(file.source, section.location, [heading])
            if is_free or below
            else ()
        )
        hint = (
            f"Did you mean '{guess}'? Write the heading like this: ## {guess}"
            if guess
            else f"Use three signs for a heading of your own, ### {section.title}, below one "
            f"of these: {', '.join(titles)}."
        )
        yield Diagnostic(section.location, UNKNOWN_SECTION, message, hint, changes)


def _misplaced(file: Entry | Partial, body: Body, titles: list[str]) -> Iterator[Diagnostic]:
    usual = [section for section in body.sections if section.title in titles]
    stray = [*strays(usual, titles)]
    changes = _in_order(file, body, titles) if stray else ()
    for section, where in stray:
        twice = isinstance(where, Section)
        yield Diagnostic(
            section.location,
            MISPLACED_SECTION,
            f"'{section.title}' stands here twice."
            if twice
            else f"'{section.title}' belongs {where}.",
            f"Move these lines below the other one, on line {where.location.line}, and delete "
            f"this heading: ## {section.title}"
            if isinstance(where, Section)
            else f"The sections are, in this order: {', '.join(titles)}.",
            changes,
        )


def _missing(
    file: Entry | Partial, body: Body, titles: list[str], guesses: dict[str, str]
) -> Iterator[Diagnostic]:
    present = {section.title for section in body.sections}
    lines = lines_like_titles(body, titles)
    for title in titles:
        if title in present:
            yield from _unwritten(body, title)
        elif title not in lines and title not in guesses.values():
            yield _absent(title, file, body, titles)
        if (block := lines.get(title)) and block.level != 1:  # which is reported as a heading
            hint = f"Type two number signs and a space before it, and no stars: ## {title}"
            if is_set_in(block):
                hint = f"Delete the spaces before it, which make code of it: ## {title}"
            message = f"'{title}' is not marked as the heading of a section."
            changes = _marked(file, body, block, title)
            yield Diagnostic(block.location, MISSING_SECTION, message, hint, changes)


def _title(file: Entry | Partial) -> str:
    return file.meta.title if isinstance(file, Entry) else str(file.data.get("title") or "")


def _in_order(file: Entry | Partial, body: Body, titles: list[str]) -> Sequence[Edit]:
    """The body with its sections in order, if each is known and is there once, in one file."""
    if not (sections := body.sections):
        return ()
    names = [section.title for section in sections]
    path = sections[0].location.path
    in_one = all(section.location.path == path for section in sections)
    if not in_one or len(set(names)) < len(names) or not set(names) <= set(titles):
        return ()
    lines = file.source.text_of(path).rstrip("\n").split("\n")
    starts = [section.location.line - 1 for section in sections]
    parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    parts = [[*part, ""] if part[-1].strip() else part for part in parts]
    order = sorted(range(len(names)), key=lambda place: titles.index(names[place]))
    new = [line for place in order for line in parts[place]]
    return body_edits.with_lines(file.source, sections[0].location, new[:-1], len(lines) + 1)


def _marked(file: Entry | Partial, body: Body, block: Block, title: str) -> Sequence[Edit]:
    """The line that looks like the heading of a section as one, if it stands alone, and its file
    has no section of that title.
    """
    there = body.section(title)
    line = body_edits.line_at(file.source, block.location)
    alone = guess_section(line, [title], cutoff=0.9)
    if not alone or (there and there.location.path == block.location.path):
        return ()
    return body_edits.with_lines(file.source, block.location, [f"## {title}"])


def _unwritten(body: Body, title: str) -> Iterator[Diagnostic]:
    section = body.section(title)
    if section and (not section.blocks or is_prompt(section.text)):
        state = "still holds its prompt" if section.blocks else "is empty"
        gist = GISTS[title]
        yield Diagnostic(
            section.location,
            MISSING_SECTION,
            UNWRITTEN.format(title=title, state=state),
            f"Below the line '## {title}', write {gist[:1].lower()}{gist[1:]}",
        )


def _absent(title: str, file: Entry | Partial, body: Body, titles: list[str]) -> Diagnostic:
    earlier = titles[: titles.index(title)]
    before = [section for section in body.sections if section.title in earlier]
    if before:
        at, where = before[-1].location, f"Below the text of '{before[-1].title}'"
    elif body.sections:
        at, where = body.sections[0].location, f"Above '{body.sections[0].title}'"
    else:
        at, where = Location(file.source.path), "Below the second line ---"
    return Diagnostic(
        at,
        MISSING_SECTION,
        f"The section '{title}' is missing.",
        f"{where}, add a line '## {title}' and write below it.",
        _inserted(title, at.path, file, body, titles),
    )


def _inserted(
    title: str, path: str, file: Entry | Partial, body: Body, titles: list[str]
) -> Sequence[Edit]:
    """The section with its prompt, as a new draft has it: before the one that it comes before."""
    new = [f"## {title}", "", f"*{GISTS[title]}*"]
    later = titles[titles.index(title) + 1 :]
    here = [section for section in body.sections if section.location.path == path]
    following = next((section for section in here if section.title in later), None)
    text = file.source.text_of(path)
    if following:
        line = following.location.line
        return edits.lines(text, line, line, [*new, ""])
    end = len(text.rstrip("\n").split("\n"))
    return edits.lines(text, end + 1, text.count("\n") + 2, ["", *new])
