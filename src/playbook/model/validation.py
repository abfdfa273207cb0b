"""From what an author wrote to a model, or to sentences that say what is wrong and where."""

from collections.abc import Mapping
from enum import EnumMeta
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.model import codes, validation_hints
from playbook.source.diagnostics import Code, Diagnostic, InvalidEntry
from playbook.source.location import Source

Model = TypeVar("Model", bound=BaseModel)

_COUNTED = (codes.EMPTY, codes.TOO_FEW, codes.TOO_MANY)
_AT_KEY = (codes.UNKNOWN_KEY, codes.MISSING_KEY, *_COUNTED)
"""What is reported where the key is; all else, where its value is."""

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
        meant = {_meant(d, model) for d in details if d["type"] == "extra_forbidden"}
        raise InvalidEntry(
            [
                _diagnose(d, model, source)
                for d in details
                if d["type"] != "missing" or d["loc"] not in meant  # the misspelt key is told
            ]
        ) from error


def _meant(error: ErrorDetails, model: type[BaseModel]) -> tuple[str | int, ...]:
    *above, key = error["loc"]
    return (*above, validation_hints.closest(str(key), _keys(model, tuple(above))))


def _diagnose(error: ErrorDetails, model: type[BaseModel], source: Source) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    is_key = "[key]" in error["loc"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    code, message, hint = _words(error, key, model, path)
    at_key = is_key or code in _AT_KEY
    place = source.locate(path) if at_key else source.locate_value(path)
    return Diagnostic(place, code, message, hint)


def _words(
    error: ErrorDetails, key: str, model: type[BaseModel], path: tuple[str | int, ...]
) -> tuple[Code, str, str]:
    context, given = error.get("ctx", {}), error["input"]
    match kind := error["type"]:
        case "missing":
            return codes.MISSING_KEY, f"'{key}' is missing.", validation_hints.missing(key, path)
        case "extra_forbidden":
            return codes.UNKNOWN_KEY, *validation_hints.unknown(key, _keys(model, path[:-1]))
        case "enum":
            terms = _terms(model, path)
            return (
                codes.EMPTY if given is None else codes.NOT_ONE_OF,
                *validation_hints.word(key, given, terms),
            )
        case "string_too_long":
            most = context["max_length"]
            message = f"'{key}' has {len(given)} characters; it may have {most}."
            return codes.TOO_LONG, message, validation_hints.shorter(len(given) - most)
        case "too_short":
            return codes.TOO_FEW, f"'{key}' is empty.", "Add at least one line, or remove the key."
        case _ if (code := context.get("code")) in _COUNTED:
            message = f"'{key}': {error['msg'][0].lower()}{error['msg'][1:]}"
            return code, message, validation_hints.more(code, key)
        case _ if kind in _RANGES:
            message = f"'{key}' {_RANGES[kind].format(**context)}"
            return (
                codes.OUT_OF_RANGE,
                message,
                "Write a whole number that somebody could plan with.",
            )
        case _ if code:
            return code, error["msg"], context["hint"] or validation_hints.other(code, given)
        case _ if given is None:
            hint = validation_hints.more(codes.EMPTY, key)
            return codes.EMPTY, f"'{key}' has nothing after it.", hint
        case _ if shape := validation_hints.shape(
            kind, key, given, _keys(model, path), _terms(model, path)
        ):
            return codes.WRONG_TYPE, *shape
    raise AssertionError(error)  # pragma: no cover


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


def _terms(model: type[BaseModel], path: tuple[str | int, ...]) -> list[Any]:
    kind = _model_at(model, path)
    return list(kind.__members__.values()) if isinstance(kind, EnumMeta) else []
