"""What is said of a dash before a line, where the lines beside it have none or another place."""

from playbook.parsing.yaml_slips.slips import (
    EMPTY_KEY,
    GROUPS,
    KEY,
    Change,
    Slip,
    indent_of,
    mended,
)


def alone(lines: list[str], number: int) -> Slip | None:
    """A name with its text that has a dash before it, where the line below has none."""
    if number < 2:
        return None
    key, above, line = lines[number - 2 : number + 1]
    name = EMPTY_KEY.match(key)
    spaces = " " * indent_of(line)
    is_alike = above.startswith(f"{spaces}- ") and KEY.match(above) and KEY.match(line)
    if not name or name[1] in GROUPS or not is_alike or line.lstrip().startswith("-"):
        return None
    message = "This line has a dash before it, and the line below it has none."
    new = above.replace("- ", "", 1)
    return mended((number - 1, len(spaces)), message, "Delete the dash", new)


def stray(lines: list[str], number: int, column: int) -> Slip:
    """A dash that does not stand below the other dashes, or stands below a text."""
    message = "This line does not line up with those around it."
    hint = "Put two spaces before each dash of a list, and nothing after the colon above it."
    above, line = lines[number - 1] if number else "", lines[number].strip()
    spaces = " " * indent_of(above)
    if KEY.match(above) and KEY.match(line[2:]) and lines[number].startswith(f"{spaces}- "):
        message = "This line has a dash before it, and the line above it has none."
        return mended((number, len(spaces)), message, "Delete the dash", spaces + line[2:])
    if not above.lstrip().startswith("- "):
        return Slip(number, column, message, hint)
    new = above[: indent_of(above)] + line
    hint = f"Put as many spaces before the dash as the line above has: {new}"
    return Slip(number, column, message, hint, Change(number, number + 1, (new,)))
