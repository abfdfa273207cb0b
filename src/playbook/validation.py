"""From what an author wrote to a model, or to sentences that say what is wrong and where."""

from collections.abc import Mapping
from enum import EnumMeta
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.diagnostics import CODES, Diagnostic, InvalidEntry, did_you_mean, one_of
from playbook.source import Source

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "string_type": ("text", 'Write it on one line after the colon: {key}: "Some words"'),
    "int_parsing": ("a whole number", "Write digits only: {key}: 30"),
    "int_parsing_size": ("a whole number that is not so long", "Write digits only: {key}: 30"),
    "int_type": ("a whole number", "Write digits only: {key}: 30"),
    "int_from_float": ("a whole number", "Write digits only: {key}: 30"),
    "tuple_type": (
        "a list",
        "Write one line for each item: two spaces, a dash, a space, the text.",
    ),
    "mapping_type": (
        "a list of id: sentence",
        "Write one line for each: two spaces, id: Sentence.",
    ),
    "dict_type": ("a list of id: sentence", "Write one line for each: two spaces, id: Sentence."),
    "model_type": ("a group of keys", "Write each of its keys on a line of its own, indented."),
    "model_attributes_type": ("a group of keys", "Write each of its keys on an indented line."),
}
_RANGES = {
    "greater_than_equal": "must be at least {ge}.",
    "less_than_equal": "must be at most {le}.",
}


def validate(model: type[Model], data: Mapping[str, Any], source: Source) -> Model:
    """Give front matter its types, or raise `InvalidEntry` with all that is wrong with it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise InvalidEntry([_diagnose(d, model, source) for d in details]) from error


def _diagnose(error: ErrorDetails, model: type[BaseModel], source: Source) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    is_key = "[key]" in error["loc"]
    context = error.get("ctx", {})
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    code, message, hint = _words(error, key, context, _keys(model, path[:-1]), _terms(model, path))
    at_key = is_key or code in ("unknown-key", "missing-key", "empty", "too-few", "too-many")
    place = source.locate(path) if at_key else source.locate_value(path)
    return Diagnostic(place, code, message, hint)


def _words(
    error: ErrorDetails, key: str, context: Mapping[str, Any], keys: list[str], terms: list[str]
) -> tuple[str, str, str]:
    match kind := error["type"]:
        case "missing":
            return "missing-key", f"'{key}' is missing.", f"Add a line that starts with '{key}:'."
        case "extra_forbidden":
            guess = did_you_mean(key, keys) or one_of(keys)
            return "unknown-key", f"'{key}' is not a key of this kind of entry.", guess
        case "enum" if error["input"] is None:
            return "empty", f"'{key}' has no word after it.", one_of(terms)
        case "enum":
            word = str(error["input"])
            guess = " ".join(filter(None, (did_you_mean(word, terms), one_of(terms))))
            return "not-one-of", f"'{word}' is not one of the words for '{key}'.", guess
        case "string_too_long":
            length, most = len(error["input"]), context["max_length"]
            message = f"'{key}' has {length} characters; it may have {most}."
            return "too-long", message, "Say it in fewer words; the body has room for more."
        case "too_short":
            return "too-few", f"'{key}' is empty.", "Add at least one line, or remove the key."
        case "empty" | "too-few" | "too-many":
            return kind, f"'{key}': {error['msg'][0].lower()}{error['msg'][1:]}", _MORE[kind]
        case _ if kind in _RANGES:
            return "out-of-range", f"'{key}' {_RANGES[kind].format(**context)}", _HINT_RANGE
        case _ if kind in _SHAPES:
            shape, hint = _SHAPES[kind]
            return "wrong-type", f"'{key}' must be {shape}.", hint.format(key=key)
        case _ if kind in CODES:
            return kind, error["msg"], _HINTS.get(kind, "")
    raise AssertionError(error)  # pragma: no cover


_HINT_RANGE = "Write a whole number that somebody could plan with."
_MORE = {
    "empty": "Write something, or remove the key if it is not needed.",
    "too-few": "Add what is missing; a few good ones are enough.",
    "too-many": "Keep the ones that matter most.",
}
_HINTS = {
    "bad-id": "An id is the name of a file without '.md', like bring-a-school-team.",
    "out-of-range": "Give the smaller number as min, and the larger as max.",
    "bad-date": "Write year, month and day with hyphens: 2026-11-24.",
    "not-a-question": "Turn it into a question that a team can talk about.",
    "not-one-line": "Bring it to one line, or move it to the body.",
}


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Any:
    kind: Any = model
    for step in path:
        fields = getattr(kind, "model_fields", None)
        if fields is not None and step in fields:
            kind = fields[step].annotation
        for argument in get_args(kind):
            if isinstance(argument, EnumMeta) or hasattr(argument, "model_fields"):
                kind = argument
    return kind


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    return list(getattr(_model_at(model, path), "model_fields", {}))


def _terms(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    kind = _model_at(model, path)
    return list(kind.__members__.values()) if isinstance(kind, EnumMeta) else []
