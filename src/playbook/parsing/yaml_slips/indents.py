"""Lines that do not line up with those around them."""

from playbook.parsing.yaml_slips.slips import KEY, Slip, indent_of, mended


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
