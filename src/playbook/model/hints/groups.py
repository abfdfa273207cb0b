"""What is said of a key that has parts, items or names, and something else in their place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from playbook.model.fields import is_id
from playbook.model.hints import amounts, closed_lists, items, proposals
from playbook.model.hints.examples import EXAMPLES, SENTENCES
from playbook.parsing.yaml_slips.bare_lines import colon_for_dash
from playbook.source.diagnostics import in_quotes, one_of


class Form(NamedTuple):
    """How a value is written in its file."""

    lines: Sequence[str] = ()
    """The lines of a text, if it has more than one."""
    in_brackets: bool = False


AS_READ = Form()
"""Of a value alone, without its file."""


def holds_lines(key: str) -> bool:
    """Whether a list holds plain lines, and no groups of keys."""
    return not EXAMPLES.get(key, "").startswith("[{")


_BOUNDS = {
    "min": "with the fewest people that it works with",
    "max": "with the most people that it works with",
}


def hint(key: str, value: Any) -> str:
    """The way out for a key with parts that has one text."""
    below = f"Leave nothing after {key}: and write below it two lines, each after two spaces"
    size = amounts.size(value) if key == "group_size" else {}
    if len(size) == len(_BOUNDS):
        return f"Write the smaller and the larger number: {key}: {_in_braces(size)}"
    if size:
        lines = [f"'{b}: {size[b]}'" if b in size else f"'{b}:' {_BOUNDS[b]}" for b in _BOUNDS]
        return f"{below}: {lines[0]}, and {lines[1]}; or delete the line."
    if key == "group_size":
        return f"{below}: 'min:' with the fewest people, and 'max:' with the most."
    if key == "minutes" and (named := amounts.parts(value)):
        return f"Write it like this: {key}: {_in_braces(named)}"
    if key == "minutes":
        number = amounts.number(value) if isinstance(value, str | int) else None
        run = f"the minutes it takes to run: {number}" if number else "the minutes it takes to run"
        return f"{below}: 'learn:' with the minutes it takes to learn, and 'run:' with {run}."
    if key not in EXAMPLES:
        return "Write each on a line of its own, after two spaces, with a colon and a value."
    example = EXAMPLES[key]
    if example.startswith("["):
        return f"Write it like this, after two spaces: - {example.strip('[]')}"
    return f"Write it like this: {key}: {example}"


def _in_braces(numbers: Mapping[str, int]) -> str:
    return "{" + ", ".join(f"{name}: {number}" for name, number in numbers.items()) + "}"


def of_a_list(key: str, value: Any, terms: Sequence[Any], lines: Sequence[str]) -> str:
    """The way out for a list that is written as one text, on some lines or on one."""
    if terms:
        if not (words := closed_lists.chosen(str(value), terms)):
            return f"Put words between square brackets. {one_of(terms)}"
        return f"Put it between square brackets: {key}: [{', '.join(words)}]"
    start = "Give each item a line of its own that starts with two spaces, a dash, and a space"
    if isinstance(value, dict):  # names with nothing after them, or pairs
        pairs = [k if v is None else in_quotes(f"{k}: {v}") for k, v in value.items()]
        return f"{start}: - " + ", then - ".join(pairs)
    bullets = [one for one in re.split(r"(?:^|\s)[•●▪◦–]\s+", str(value)) if one.strip()]
    parts = (
        bullets
        if len(bullets) > 1
        else items.listed(key, value, [proposals.item(line) for line in lines])
    )
    if not holds_lines(key):
        example = EXAMPLES[key]
        return f"{start}: - {example.strip('[]')}"
    return f"{start}: - " + ", then - ".join(parts)


def of_sentences(key: str, value: Any, *, in_brackets: bool = False) -> tuple[str, str]:
    """The message and the way out for what should be names with a sentence each."""
    example = known = SENTENCES.get(key, "ask-first: It prepares the ground.")
    message = f"'{key}' must be lines that have a name, a colon, and a sentence."
    is_list = isinstance(value, list)
    if is_list and value and is_id(value[0]):
        example = f"{value[0]}: …"
    for name, sentence in [*proposals.pairs(value).items()][:1] if is_list else ():
        example = f"{name}: {sentence}"
    if isinstance(value, str) and (line := colon_for_dash(value.strip())):
        return message, f"Write a colon in place of the dash: {line}"
    if key == "sources" and example == known:
        return message, _work(value, example)
    if is_list and not in_brackets:
        return message, f"Write each line without a dash, and after two spaces: {example}"
    return (
        message,
        f"Leave nothing after {key}: and write below it, after two spaces, a line for each, "
        f"such as {example}",
    )


def _work(value: Any, example: str) -> str:
    """What to do with an address or a name where the id of a work belongs."""
    address = re.search(r"https?://[^\s'\"\],]+", str(value))
    known_by = f"'URL: {address[0].rstrip('.,;')}'" if address else "its authors"
    return (
        "If references.yml has no such work, add it there: an 'id' that you choose, a 'type' (such "
        f"as article-journal, book, report, or webpage), its 'title', and {known_by}. Then write "
        "below sources:, after two spaces, that id, a colon, and the place in the work, such as "
        f"{example}"
    )
