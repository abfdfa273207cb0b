"""Keys that stand where none can: they do not line up, or are behind another one in their line."""

import re

from playbook.parsing.yaml_slips.bare_lines import bare_line
from playbook.parsing.yaml_slips.slips import (
    EMPTY_KEY,
    IN_QUOTES,
    KEY,
    Change,
    Slip,
    indent_of,
    mended,
    with_quoted_value,
)

_IN_A_GROUP = 4
"""From how many spaces on a key is one of an item of a list."""


def first_set_in(lines: list[str], number: int) -> Slip | None:
    """What is said of the first key of all, where spaces before it set it apart from the others."""
    first = next(n for n, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
    own = indent_of(lines[first])
    if first >= number or not own:
        return None
    message = "Spaces stand before this line, the first one, and none before those below it."
    return mended((first, 0), message, "Delete them", lines[first].strip())


def shallower(lines: list[str], number: int) -> Slip | None:
    """What is said of a key that is set in, and less so than the key above it."""
    line, above = lines[number], lines[number - 1] if number else ""
    spaces, deep = map(indent_of, (line, above))
    if not (1 < spaces < deep and KEY.match(above)):
        return None
    message = f"This line has fewer spaces before it than the line above: {spaces}, not {deep}."
    how = f"Put {deep} before it, if both belong together"
    return mended((number, spaces), message, how, " " * deep + line.strip())


def second_colon(lines: list[str], number: int, column: int) -> Slip:
    """What is said of the colon at a column of a line, or of the spaces before the line."""
    line = lines[number]
    above = lines[number - 1] if number else ""
    if above.strip() and not KEY.match(above) and not above.lstrip().startswith(("-", "#")):
        return bare_line(lines, number - 1, number - 1)
    key, own = KEY.match(above), indent_of(line)
    spaces = key.start(1) if key else indent_of(above)
    if 0 < spaces < own and key:
        many = "a space" if own - spaces == 1 else f"{own - spaces} spaces"
        message = f"This line has {many} more before it than the line above."
        new = " " * spaces + line.strip()
        hint = f"Delete {many}, so that it lines up: {new}"
        return Slip(number, own, message, hint, Change(number, number + 1, (new,)))
    if spaces < own and number > 1 and EMPTY_KEY.match(lines[number - 2]) and key:
        owner = lines[number - 2].strip()
        new = " " * own + above.strip()
        message = f"This line belongs to '{owner}', and has no spaces before it."
        hint = f"Put {own} spaces before it, as the line below has: {new}"
        return Slip(number - 1, spaces, message, hint, Change(number - 1, number, (new,)))
    if not spaces and _is_between(lines, number, own):
        new = " " * own + above.strip()
        message = "This line has no spaces before it, and those above and below it have."
        hint = f"Put {own} spaces before it, as they have: {new}"
        return Slip(number - 1, 0, message, hint, Change(number - 1, number, (new,)))
    if own and len(re.findall(r":(?: |$)", re.sub(r": [\[{].*", ":", line))) < 2:
        message = "This line has spaces before it, and the line above has a text of its own."
        hint = "Delete the spaces; if it belongs to the line above, leave nothing after its colon."
        return Slip(number, own, message, hint, Change(number, number + 1, (line.strip(),)))
    message = "There is a second colon in this line."
    return mended((number, column), message, IN_QUOTES, with_quoted_value(line))


def _is_between(lines: list[str], number: int, own: int) -> bool:
    """Whether the line above belongs between one that is set in like this one and this one: both
    are of a group, or its name has a hyphen, as ids have, and keys have none.
    """
    if number < 2 or (own < _IN_A_GROUP and "-" not in lines[number - 1].partition(":")[0]):
        return False
    match = KEY.match(lines[number - 2])
    return match is not None and match.start(1) == own
