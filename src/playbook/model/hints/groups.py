"""What is said of a key that has parts, and one text in their place."""

from collections.abc import Mapping
from typing import Any

from playbook.model.hints import amounts
from playbook.model.hints.examples import EXAMPLES


def hint(key: str, value: Any) -> str:
    """The way out for a key with parts that has one text."""
    if key == "group_size" and (size := amounts.size(value)):
        return f"Write the smaller and the larger number: {key}: {_in_braces(size)}"
    if key == "group_size":
        return (
            f"Below {key}: write two lines, each after two spaces: 'min:' with the fewest people, "
            "and 'max:' with the most."
        )
    if key == "minutes" and (named := amounts.parts(value)):
        return f"Write it like this: {key}: {_in_braces(named)}"
    if key == "minutes":
        number = amounts.number(value) if isinstance(value, str | int) else None
        run = f"the minutes it takes to run: {number}" if number else "the minutes it takes to run"
        return (
            f"Below {key}: write two lines, each after two spaces: 'learn:' with the minutes it "
            f"takes to learn, and 'run:' with {run}."
        )
    if key not in EXAMPLES:
        return "Write each on a line of its own, after two spaces, with a colon and a value."
    example = EXAMPLES[key]
    if example.startswith("["):
        return f"Write it like this, after two spaces: - {example.strip('[]')}"
    return f"Write it like this: {key}: {example}"


def _in_braces(numbers: Mapping[str, int]) -> str:
    return "{" + ", ".join(f"{name}: {number}" for name, number in numbers.items()) + "}"
