"""Validates front matter with Pydantic, and turns its errors into diagnostics for authors."""

from collections.abc import Mapping
from enum import EnumMeta
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.model import codes
from playbook.model import validation_hints as hints
from playbook.source.diagnostics import Code, Diagnostic, InvalidEntry
from playbook.source.location import Source

Model = TypeVar("Model", bound=BaseModel)

_COUNTED = (codes.EMPTY, codes.TOO_FEW, codes.TOO_MANY)
_AT_KEY = (codes.UNKNOWN_KEY, codes.MISSING_KEY, *_COUNTED)
"""The codes that are located at the key; all others, at its value."""

_RANGES = {
    "greater_than_equal": "must be at least {ge}.",
    "less_than_equal": "must be at most {le}.",
}


def validate(model: type[Model], data: Mapping[str, Any], source: Source) -> Model:
    """Turn front matter into a model, or raise `InvalidEntry` with all diagnostics."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        corrections = {_correction(d, model) for d in details if d["type"] == "extra_forbidden"}
        raise InvalidEntry(
            [
                _diagnose(d, model, source)
                for d in details
                if d["type"] != "missing"
                or d["loc"] not in corrections  # the misspelt key is reported
            ]
        ) from error


def _correction(error: ErrorDetails, model: type[BaseModel]) -> tuple[str | int, ...]:
    *above, key = error["loc"]
    return (*above, hints.closest_key(str(key), _keys(model, tuple(above))))


def _diagnose(error: ErrorDetails, model: type[BaseModel], source: Source) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    is_key = "[key]" in error["loc"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    code, message, hint = _explain(error, key, model, path)
    at_key = is_key or code in _AT_KEY
    place = source.locate(path) if at_key else source.locate_value(path)
    return Diagnostic(place, code, message, hint)


def _explain(
    error: ErrorDetails, key: str, model: type[BaseModel], path: tuple[str | int, ...]
) -> tuple[Code, str, str]:
    context, value = error.get("ctx", {}), error["input"]
    match kind := error["type"]:
        case "missing":
            return codes.MISSING_KEY, f"'{key}' is missing.", hints.missing_key(key, path)
        case "extra_forbidden":
            return codes.UNKNOWN_KEY, *hints.unknown_key(key, _keys(model, path[:-1]))
        case "enum":
            terms = _terms(model, path)
            return (
                codes.EMPTY if value is None else codes.NOT_ONE_OF,
                *hints.not_one_of(key, value, terms),
            )
        case "string_too_long":
            most = context["max_length"]
            message = f"'{key}' has {len(value)} characters; it may have {most}."
            return codes.TOO_LONG, message, hints.too_long(len(value) - most)
        case "too_short":
            return codes.TOO_FEW, f"'{key}' is empty.", "Add at least one line, or remove the key."
        case _ if (code := context.get("code")) in _COUNTED:
            message = f"'{key}': {error['msg'][0].lower()}{error['msg'][1:]}"
            return code, message, hints.too_few_or_many(code, key)
        case _ if kind in _RANGES:
            message = f"'{key}' {_RANGES[kind].format(**context)}"
            hint = "Write a whole number that somebody could plan with."
            return codes.OUT_OF_RANGE, message, hint
        case _ if code:
            return code, error["msg"], context["hint"] or hints.other_rule(code, value)
        case _ if value is None:
            hint = hints.too_few_or_many(codes.EMPTY, key)
            return codes.EMPTY, f"'{key}' is empty.", hint
        case _ if shape := hints.wrong_type(
            kind, key, value, _keys(model, path), _terms(model, path)
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
