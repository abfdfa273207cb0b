"""Hints on how to fix an invalid value, with examples that use the author's own words."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from playbook.model import codes
from playbook.model.fields import as_id, as_language
from playbook.model.hints import amounts, closed_lists, groups, items
from playbook.model.hints.examples import EXAMPLES, SENTENCES, example_of
from playbook.model.hints.groups import AS_READ, Form
from playbook.model.hints.synonyms import DATES, NO_KEYS, OF_WORKS, SYNONYMS
from playbook.model.letters import in_words, latin, lone_word
from playbook.source.diagnostics import Code, either, in_quotes, one_of

_MOST_NAMED = 40
"""The most keys that a hint lists."""
NOTHING_TO_SAY = "Delete the line: where there is nothing to say, the key is left out."
EMPTY_ITEM = "Delete this dash, or write something after it."
USUAL_TYPES = "Other usual words are article-journal, book, chapter, thesis, and webpage."
_SIGNS = tuple("#&*!|>%@`[]{}")
"""What a text cannot begin with, unless it is in quotes."""
_OF_TEXTS = frozenset("title name text label sentence words".split())
"""What people call a text where it needs no name."""
NUMBERS = ("int_parsing", "int_parsing_size", "int_type", "int_from_float")
GROUPS = ("model_type", "model_attributes_type")


def closest_key(key: str, keys: Sequence[str], cutoff: float = 0.7) -> str:
    """The key that another one means, or that a misspelt one is most like; "" for none."""
    plain, names = _folded(key), {_folded(name): name for name in keys}
    if plain in names:
        return names[plain]
    for synonyms in (SYNONYMS, OF_WORKS):
        if synonyms.get(plain) in keys:
            return synonyms[plain]
    if plain in SYNONYMS:
        return ""
    return names[close[0]] if (close := get_close_matches(plain, names, 1, cutoff)) else ""


def _folded(key: str) -> str:
    return latin(key.strip().lower()).replace(" ", "_").replace("-", "_")


def missing_key(
    key: str, path: tuple[str | int, ...], terms: Sequence[Any], keys: Sequence[str]
) -> str:
    """The hint for a key that is missing, which may have one of some terms, in a file that may have
    some keys.
    """
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    example = example_of(key, group)
    example = str(terms[0]) if terms and example not in map(str, terms) else example
    if group and example:
        if key == "type":
            return f"In line with the other keys of this work, write type: {example}. {USUAL_TYPES}"
        if isinstance(path[-2], int):
            return f"In line with the other keys of this item, write {key}: {example}"
        return f"Below '{group}:', after two spaces, write {key}: {example}"
    is_below = not group and key != "title" and "title" in keys
    where = "Below 'title:', add a line" if is_below else "Add a line"
    if key in EXAMPLES:
        return f"{where}, such as {key}: {EXAMPLES[key]}"
    if key in SENTENCES:
        return f"{where} {key}: and below it, after two spaces, {SENTENCES[key]}"
    return f"{where} that starts with '{key}:'."


def unknown_key(
    key: str,
    keys: Sequence[str],
    above: str = "",
    *,
    is_taken: bool = False,
    is_full: bool = False,
) -> tuple[str, str]:
    """The message and the hint for a key that the model does not have.

    `above` is the hint for one that belongs to the line above it, if it does; `is_taken` says that
    the key which is meant is there, too, and `is_full` that all keys are.
    """
    message = f"'{key}' is not a key here."
    if above:
        return message, above
    guess = closest_key(key, keys)
    if guess and is_taken:
        hint = f"'{guess}' is there already: add to it what is missing, and delete this line."
        return message, hint
    if guess and guess == key.lower():
        return (
            f"'{key}' is not a key here: keys have small letters only.",
            f"Write {guess}: in place of {key}:",
        )
    if guess:
        hint = f"Did you mean '{guess}'? Write {guess}: in place of {key}:"
    elif advice := NO_KEYS.get(key.lower(), ""):
        hint = advice
    elif key.lower() in DATES and "issued" in keys:
        hint = f"A date is written like this: issued: {EXAMPLES['issued']}"
    elif " " in key.strip():
        hint = f"If it is a note, put a # and a space before it, and no reader sees it: # {key}:"
    elif is_full:
        hint = "Remove it, or move it to where it belongs."
    else:
        hint = one_of(keys) if len(keys) <= _MOST_NAMED else "Remove it, or look up its name."
    return message, hint


def continued(text: Any, key: str, value: Any) -> str:
    """A text with the line below it that goes on from it, and was read as a key."""
    line = f"{key}: {value}" if isinstance(value, str) else f"{key}:"
    return f"{text} {line}" if text else line


def of_the_key_above(above: str, key: str, value: Any, *, has_parts: bool) -> str:
    """The hint for what has a line of its own, and belongs to the empty key above it."""
    text = continued("", key, value)
    if has_parts:
        if isinstance(value, str) and value.startswith(_SIGNS):
            text = f"{key}: {in_quotes(value)}"
        return f"If it belongs to '{above}', put two spaces before it:   {text}"
    return f"If it is the text of '{above}', put it on that line: {above}: {in_quotes(text)}"


def of_the_text_above(above: str, text: str, key: str, value: Any) -> str:
    """The hint for a line that goes on from the text above it, and has a colon."""
    whole = in_quotes(continued(text, key, value))
    return f"If this line goes on from the one above, make one of the two: {above}: {whole}"


def not_one_of(
    key: str, value: Any, terms: Sequence[Any], *, is_one: bool = False, form: Form = AS_READ
) -> tuple[str, str]:
    """The message and the hint for a word that is not in a closed list; `is_one` says that the key
    takes one of them alone, and `form` how the list is written that the word is in.
    """
    if value is None:
        return f"'{key}' has no word after it.", one_of(terms)
    word, hint = lone_word(value)
    if word and word in map(str, terms):
        return f"'{word}' is to stand alone here.", hint
    value = in_words(value)
    if len(words := parted(key, value, terms)) > 1:
        message = f"'{value}' is not one of the words for '{key}'."
        if is_one:
            return message, f"Only one word fits: {either(words)}."
        return message, items.apart(words, in_brackets=form.in_brackets)
    guess = f"Did you mean '{term}'? " if (term := closed_lists.meant(value, terms)) else ""
    if guess and re.search("[\u2018-\u201f]", str(value)):
        guess += "Type it without quotation marks. "
    return f"'{value}' is not one of the words for '{key}'.", guess + one_of(terms)


def too_long(model: type[BaseModel], by: int) -> str:
    """The hint for what is too long by some characters; an entry has a text that holds more."""
    many = "a character" if by == 1 else f"{by} characters"
    more = (
        "; the text below the second line --- has room for them"
        if hasattr(model, "SECTIONS")
        else ""
    )
    return f"Take out {many} or more{more}."


def too_few_or_many(code: Code, key: str) -> str:
    """The hint for a list with too few or too many items, or for an empty value."""
    if code == codes.TOO_MANY:
        return "Keep the ones that matter most."
    if code == codes.TOO_FEW:
        return "Add what is missing; a few good ones are enough."
    if key in SENTENCES:
        return f"Below {key}: write a line, after two spaces, such as {SENTENCES[key]}"
    if key in EXAMPLES:
        return f"Write what belongs there, such as {key}: {EXAMPLES[key]}"
    return "Write something, or remove the key if it is not needed."


def wrong_type(
    kind: str,
    key: str,
    value: Any,
    parts: Sequence[str],
    terms: Sequence[Any],
    form: Form = AS_READ,
) -> tuple[str, str] | None:
    """The message and the hint for a value of the wrong type, by Pydantic's error `kind`."""
    if kind == "string_type" and isinstance(value, dict) and len(value) == 1:
        ((name, rest),) = value.items()
        if name in _OF_TEXTS and isinstance(rest, str):
            return f"'{key}' must be text.", f"Write the words alone: {key}: {rest}"
        return f"'{key}' must be text.", f'Put it in double quotes: "{name}: {_plain(rest)}"'
    if kind == "string_type":
        texts = value if isinstance(value, list) and all(isinstance(v, str) for v in value) else ()
        words = in_quotes(", ".join(texts)) if texts else f'"{EXAMPLES.get(key, "Some words")}"'
        like = ":" if texts else ", such as"
        hint = f"Write it on one line after the colon{like} {key}: {words}"
        return f"'{key}' must be text.", hint
    if kind in NUMBERS:
        long = " that is not so long" if kind == "int_parsing_size" else ""
        number = amounts.number(value)
        digits = f": {key}: {number}" if number else ", without words."
        return f"'{key}' must be a whole number{long}.", f"Write digits only{digits}"
    if kind == "tuple_type":
        return f"'{key}' must be a list.", groups.of_a_list(key, value, terms, form.lines)
    if kind in ("mapping_type", "dict_type"):
        return groups.of_sentences(key, value, in_brackets=form.in_brackets)
    if kind in GROUPS:
        return f"'{key}' has parts: {', '.join(parts)}.", groups.hint(key, value)
    return None


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else "..."


def parted(key: str, value: Any, terms: Sequence[Any]) -> list[str]:
    """The words of a closed list, or the ids, that somebody wrote as one."""
    return closed_lists.chosen(str(value), terms) if terms else items.ids(key, value)


def other_rule(code: Code, value: Any, key: str = "", of_list: Form | None = None) -> str:
    """The hint for a text that breaks another rule of its type, by code; "" where there is none.

    `of_list` says how the list is written that it is an item of.
    """
    match code:
        case codes.BAD_ID if of_list and len(ids := parted(key, value, ())) > 1:
            return items.apart(ids, in_brackets=of_list.in_brackets)
        case codes.BAD_ID:
            guess = as_id(value)
            start = f"Write '{guess}' if there is a file {guess}.md. " if guess else ""
            return f"{start}An id is the name of a file without '.md', like bring-a-school-team."
        case codes.BAD_LANGUAGE:
            guess = f"Did you mean '{tag}'? " if (tag := as_language(value)) else ""
            return f"{guess}Write a tag such as es for Spanish, or es-MX for Mexican Spanish."
        case codes.BAD_DATE:
            return amounts.day_hint(str(value))
        case codes.NOT_A_QUESTION:
            return "Turn it into a question that a team can talk about, such as Who is asked?"
        case codes.NOT_ONE_LINE:
            return "Bring it to one line, or move it to the text below the second line ---."
        case codes.OUT_OF_RANGE:
            return "Give the smaller number as min, and the larger as max."
        case _:
            return ""
