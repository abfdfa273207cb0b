"""What is said of a dash before a line, where the lines beside it have none or another place."""

from playbook.parsing.yaml_slips.slips import EMPTY_KEY, KEY, Change, Slip, indent_of, mended

_OF_GROUPS = ("materials", "evidence", "items")
"""Keys of lists whose items have keys of their own, each item with a dash."""


def alone(lines: list[str], number: int) -> Slip | None:
    """A name with its text that has a dash before it, where the line below has none."""
    if number < 2:
        return None
    key, above, line = lines[number - 2 : number + 1]
    name = EMPTY_KEY.match(key)
    spaces = " " * indent_of(line)
    is_alike = above.startswith(f"{spaces}- ") and KEY.match(above) and KEY.match(line)
    if not name or name[1] in _OF_GROUPS or not is_alike or line.lstrip().startswith("-"):
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
    if slip := _first_without(lines, number):
        return slip
    if not above.lstrip().startswith("- "):
        return Slip(number, column, message, hint)
    new = above[: indent_of(above)] + line
    hint = f"Put as many spaces before the dash as the line above has: {new}"
    return Slip(number, column, message, hint, Change(number, number + 1, (new,)))


def _first_without(lines: list[str], number: int) -> Slip | None:
    """What is said of the first group of a list, where the others have a dash and it has none."""
    own = lines[number].index("-")
    first = number
    while first and (not lines[first - 1].strip() or indent_of(lines[first - 1]) > own):
        first -= 1
    line = lines[first]
    if not first or not EMPTY_KEY.match(lines[first - 1]) or line.lstrip().startswith("-"):
        return None
    message = "This line has no dash before it, and what is below it in the list has one."
    new = f"{' ' * own}- {line.strip()}"
    return mended((first, indent_of(line)), message, "Put a dash and a space before it", new)
