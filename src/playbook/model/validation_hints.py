"""What to write in place of a value that does not fit, shown with the author's own words."""

import math
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from playbook.model import codes
from playbook.model.fields import as_id, days, is_id
from playbook.source.diagnostics import Code, one_of

EXAMPLES: Mapping[str, str] = {
    "title": "Ask first",
    "summary": "Ask before you tell.",
    "purpose": "People know more than they are asked.",
    "roles": "{principal: Makes the time.}",
    "setting": "[team]",
    "minutes": "{learn: 5, run: 20}",
    "learn": "5",
    "run": "20",
    "rhythm": "weekly",
    "effort": "light",
    "group_size": "{min: 3, max: 9}",
    "min": "3",
    "max": "9",
    "status": "published",
    "created": "2026-11-24",
    "updated": "2026-11-24",
    "review_by": "2027-11-24",
    "needs": "[A quiet room]",
    "evidence_note": "One person's account.",
    "order": "1",
    "level": "school",
    "kind": "short-case",
    "consent": "own-story",
}
"""A value for each key that entries have most often, as it may be written on one line."""

_SENTENCES = {
    "roles": "principal: Makes the time.",
    "conditions": "embed-in-culture: Asking becomes part of every meeting.",
    "moves": "ask-first: The team made it in every meeting.",
    "sources": "perry-richardson-jackson-2022: Page 3",
}
_EVERYDAY = {
    "low": "light",
    "easy": "light",
    "small": "light",
    "medium": "moderate",
    "some": "moderate",
    "high": "heavy",
    "hard": "heavy",
    "one time": "once",
    "annually": "yearly",
    "daily": "ongoing",
    "always": "ongoing",
    "every day": "ongoing",
    "done": "published",
    "final": "published",
    "alone": "individual",
    "group": "team",
}
_NUMBERS = ("int_parsing", "int_parsing_size", "int_type", "int_from_float")
_GROUPS = ("model_type", "model_attributes_type")


def closest(key: str, keys: Sequence[str]) -> str:
    """The key that somebody meant, or nothing."""
    plain = key.strip().lower().replace(" ", "_").replace("-", "_")
    return next(iter(get_close_matches(plain, keys, n=1)), "")


def missing(key: str, path: tuple[str | int, ...]) -> str:
    """How to add a key."""
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    if group and key in EXAMPLES:
        return f"Below '{group}:', after two spaces, write {key}: {EXAMPLES[key]}"
    where = "Add a line" if group or key == "title" else "Below 'title:', add a line"
    if key in EXAMPLES:
        return f"{where}, such as {key}: {EXAMPLES[key]}"
    if key in _SENTENCES:
        return f"{where} {key}: and below it, after two spaces, {_SENTENCES[key]}"
    return f"{where} that starts with '{key}:'."


def unknown(key: str, keys: Sequence[str]) -> tuple[str, str]:
    """What is said of a key that nobody reads."""
    guess = closest(key, keys)
    if guess and guess == key.lower():
        return (
            f"'{key}' is not a key of this kind of entry: keys have small letters only.",
            f"Write {guess}: in place of {key}:",
        )
    hint = f"Did you mean '{guess}'? Write {guess}: in place of {key}:" if guess else one_of(keys)
    return f"'{key}' is not a key of this kind of entry.", hint


def word(key: str, given: Any, terms: Sequence[Any]) -> tuple[str, str]:
    """What is said of a word that is not in a closed list."""
    if given is None:
        return f"'{key}' has no word after it.", one_of(terms)
    plain = re.sub(r"[^\w\s-]", "", str(given)).strip().lower()
    known = {str(term): str(term) for term in terms}
    known |= {term.label.lower(): str(term) for term in terms}
    known |= {said: term for said, term in _EVERYDAY.items() if term in terms}
    close = get_close_matches(plain, known, n=1)
    guess = f"Did you mean '{known[close[0]]}'? " if close else ""
    if guess and re.search("[\u2018-\u201f]", str(given)):
        guess += "Type it without quotation marks. "
    return f"'{given}' is not one of the words for '{key}'.", guess + one_of(terms)


def shorter(by: int) -> str:
    """How to shorten a text."""
    many = "a character" if by == 1 else f"{by} characters"
    return f"Take out {many} or more; the text below the second line --- has room for them."


def more(code: Code, key: str) -> str:
    """What to do with a value that has too little or too much in it."""
    if code == codes.TOO_MANY:
        return "Keep the ones that matter most."
    if code == codes.TOO_FEW:
        return "Add what is missing; a few good ones are enough."
    if key in _SENTENCES:
        return f"Below {key}: write a line, after two spaces, such as {_SENTENCES[key]}"
    if key in EXAMPLES:
        return f"Write what belongs there, such as {key}: {EXAMPLES[key]}"
    return "Write something, or remove the key if it is not needed."


def shape(
    kind: str, key: str, given: Any, parts: Sequence[str], terms: Sequence[Any]
) -> tuple[str, str] | None:
    """What is said of a value that has another form than its key takes."""
    if kind == "string_type":
        example = EXAMPLES.get(key, "Some words")
        return f"'{key}' must be text.", f'Write it on one line after the colon: {key}: "{example}"'
    if kind in _NUMBERS:
        long = " that is not so long" if kind == "int_parsing_size" else ""
        return (
            f"'{key}' must be a whole number{long}.",
            f"Write digits only: {key}: {_digits(given)}",
        )
    if kind == "tuple_type":
        return f"'{key}' must be a list.", _list(key, given, terms)
    if kind in ("mapping_type", "dict_type"):
        return _sentences(key, given)
    if kind in _GROUPS:
        return f"'{key}' has parts: {', '.join(parts)}.", _group(key, given)
    return None


def _digits(given: Any) -> int:
    """The number in a text, in minutes where it has hours."""
    found = re.search(r"\d{1,5}(\.\d)?", str(given))
    if not found:
        return 30
    hours = re.match(r"\s*(hours?|hrs?|h)\b", str(given)[found.end() :])
    return math.ceil(float(found[0]) * (60 if hours else 1))


def _group(key: str, given: Any) -> str:
    if key not in EXAMPLES:
        return "Write each on a line of its own, after two spaces, with a colon and a value."
    example = EXAMPLES[key]
    if key == "minutes" and re.search(r"\d", str(given)):
        example = f"{{learn: 5, run: {_digits(given)}}}"
    return f"Write it like this: {key}: {example}"


def _list(key: str, given: Any, terms: Sequence[Any]) -> str:
    if terms:
        plain = str(given).lower()
        chosen = [str(term) for term in terms if re.search(rf"\b{term}\b", plain)]
        return f"Put it between square brackets: {key}: [{', '.join(chosen) or terms[0]}]"
    example = EXAMPLES.get(key, "[A quiet room]").strip("[]")
    return (
        "Give each item a line of its own that starts with two spaces, a dash and a space: "
        f"- {example}"
    )


def _sentences(key: str, given: Any) -> tuple[str, str]:
    example = _SENTENCES.get(key, "ask-first: It prepares the ground.")
    message = f"'{key}' must be lines that have a name, a colon and a sentence."
    if isinstance(given, list):
        if given and isinstance(first := given[0], dict) and first:
            (name, sentence), *_ = first.items()
            example = f"{name}: {sentence}"
        elif given and is_id(given[0]):
            example = f"{given[0]}: {example.partition(': ')[2]}"
        return message, f"Write each line without a dash, and after two spaces: {example}"
    return (
        message,
        f"Leave nothing after {key}: and write below it, after two spaces, a line for each, "
        f"such as {example}",
    )


def other(code: Code, given: Any) -> str:
    """What to write in place of a text that breaks the rule of its kind."""
    match code:
        case codes.BAD_ID:
            guess = as_id(given)
            start = f"Write '{guess}' if there is a file {guess}.md. " if guess else ""
            return f"{start}An id is the name of a file without '.md', like bring-a-school-team."
        case codes.BAD_DATE:
            return _date(str(given))
        case codes.NOT_A_QUESTION:
            return "Turn it into a question that a team can talk about, such as Who is asked?"
        case codes.NOT_ONE_LINE:
            return "Bring it to one line, or move it to the text below the second line ---."
        case codes.OUT_OF_RANGE:
            return "Give the smaller number as min, and the larger as max."
        case _:
            return ""


def _date(given: str) -> str:
    match days(given):
        case [day]:
            return f"Write {day}, which is the year, the month and the day, with hyphens."
        case [first, second, *_]:
            return (
                f"Write {first} for {first:%B} {first.day}, or {second} for {second:%B} "
                f"{second.day}; the year comes first."
            )
        case _:
            return "Write the year, the month and the day in digits, with hyphens: 2026-11-24"
