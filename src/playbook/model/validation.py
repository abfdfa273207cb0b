"""Validates front matter with Pydantic, and turns its errors into diagnostics for authors."""

from collections.abc import Mapping, Sequence
from enum import EnumMeta
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from playbook.model import codes
from playbook.model.field_reference import Holds, fields_in
from playbook.model.hints import mending
from playbook.model.hints import wording as hints
from playbook.model.hints.faults import Fault, mending_of, says_nothing
from playbook.model.hints.groups import AS_READ, Form
from playbook.parsing import body_edits
from playbook.source.diagnostics import Code, Diagnostic, InvalidEntry
from playbook.source.edits import Edit
from playbook.source.location import KeyPath, Source

Model = TypeVar("Model", bound=BaseModel)

_COUNTED = (codes.EMPTY, codes.TOO_FEW, codes.TOO_MANY)
_SHAPES = ("tuple_type", "mapping_type", "dict_type")
"""Pydantic's names for the errors of which it matters how a value is written."""
_AT_KEY = (codes.MISSING_KEY, *_COUNTED)
"""The codes that are located at the key; all others, at its value."""

_SURE = 0.8
"""How alike a key is to a known one where it could also belong to the empty key above it."""

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
        unknown = [d for d in details if d["type"] == "extra_forbidden"]
        corrections = {_correction(d, model) for d in unknown}
        above: dict[tuple[str | int, ...], _Above] = {
            d["loc"]: _above(d, model, data, source) for d in unknown if len(d["loc"]) == 1
        }
        explained: set[tuple[str | int, ...]] = {
            (of.key,) for of in above.values() if of.hint and data.get(of.key) is None
        }
        raise InvalidEntry(
            [
                _diagnose(d, model, source, above.get(d["loc"], _Above()))
                for d in details
                if not (d["type"] == "missing" and d["loc"] in corrections)  # it is misspelt
                and not (d["loc"] in explained and d["input"] in (None, "", [], {}))
            ]
        ) from error


class _Above(NamedTuple):
    """The known key above an unknown one; the hint and the edit if this line belongs to it."""

    key: str = ""
    hint: str = ""
    edits: Sequence[Edit] = ()


def _above(
    error: ErrorDetails, model: type[BaseModel], data: Mapping[str, Any], source: Source
) -> _Above:
    key, names = str(error["loc"][0]), list(data)
    at = names.index(key)
    known = (name for name in reversed(names[:at]) if name in model.model_fields)
    above = next(known, "")
    if not above or hints.closest_key(key, _keys(model, ()), _SURE):
        return _Above(above)
    value = data[above]
    if value is not None and hints.closest_key(key, _keys(model, ())):
        return _Above(above)
    if value is None and _has_parts(model.model_fields[above].annotation):
        hint = hints.of_the_key_above(above, key, data[key], has_parts=True)
        return _Above(above, hint, mending.below(source, above, key))
    text = hints.continued(value, key, data[key])
    if not _holds_text(model, above):
        return _Above(above)
    if value is None:
        hint = hints.of_the_key_above(above, key, data[key], has_parts=False)
    elif isinstance(value, str) and " " in key and names[at - 1] == above:
        hint = hints.of_the_text_above(above, value, key, data[key])
    else:
        return _Above(above)
    return _Above(above, hint, mending.joined(source, above, key, text))


def _holds_text(model: type[BaseModel], key: str) -> bool:
    """Whether a key holds whatever its author says, and no word of a list and no date."""
    field = next(field for field in fields_in(model) if field.name == key)
    return field.holds in (Holds.TEXT, Holds.PARAGRAPHS)


def _has_parts(annotation: Any) -> bool:
    """Whether a key holds lines below it, and no text beside it."""
    origins = {get_origin(annotation), *map(get_origin, get_args(annotation))}
    return bool(origins & {Mapping, tuple}) or _is_group(annotation)


def _is_group(annotation: Any) -> bool:
    return any(hasattr(kind, "model_fields") for kind in (annotation, *get_args(annotation)))


def _correction(error: ErrorDetails, model: type[BaseModel]) -> tuple[str | int, ...]:
    *above, key = error["loc"]
    return (*above, hints.closest_key(str(key), _keys(model, tuple(above))))


def _diagnose(
    error: ErrorDetails, model: type[BaseModel], source: Source, above: _Above
) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    is_key = "[key]" in error["loc"]
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if error["type"] == "extra_forbidden":
        return _unknown(key, _keys(model, path[:-1]), path, source, above)
    form = _form(source, path) if error["type"] in _SHAPES else AS_READ
    if path and isinstance(path[-1], int):
        form = _form(source, path[:-1])
    code, message, hint = _explain(error, key, model, path, form)
    if error["type"] == "missing" and mending.uncommented(source, path):
        hint = f"Delete the # before {key}:, which makes a note of the line."
    at_key = is_key or code in _AT_KEY
    place = source.locate(path) if at_key else source.locate_value(path)
    context, terms = error.get("ctx", {}), _terms(model, path)
    kind, value, lines = error["type"], error["input"], form.lines
    fault = Fault(model, path, kind, code, value, terms, is_key, lines, context)
    return Diagnostic(place, code, message, hint, *mending_of(fault, source))


def _form(source: Source, path: KeyPath) -> Form:
    at = source.locate_value(path)
    line = body_edits.line_at(source, at)
    return Form(mending.lines_of(source, path), line[at.column - 1 :].startswith("["))


def _unknown(
    key: str, keys: list[str], path: tuple[str | int, ...], source: Source, above: _Above
) -> Diagnostic:
    place, guess = source.locate(path), hints.closest_key(key, keys)
    guess = "" if above.hint else guess
    edits = mending.corrected(source, path, guess) if guess else above.edits
    if not guess and not edits and " " in key.strip() and len(path) == 1:
        edits = mending.as_note(source, path)
    is_taken = bool(guess) and mending.stands_beside(source, path, guess)
    is_full = all(mending.stands_beside(source, path, other) for other in keys)
    words = hints.unknown_key(key, keys, above.hint, is_taken=is_taken, is_full=is_full)
    is_certain = bool(edits) and guess.lower() == key.lower()
    return Diagnostic(place, codes.UNKNOWN_KEY, *words, edits, is_certain)


def _explain(
    error: ErrorDetails, key: str, model: type[BaseModel], path: KeyPath, form: Form
) -> tuple[Code, str, str]:
    context, value, terms = error.get("ctx", {}), error["input"], _terms(model, path)
    is_item = bool(path) and isinstance(path[-1], int)
    match kind := error["type"]:
        case _ if is_item and value in (None, "") and kind not in hints.GROUPS:
            return codes.EMPTY, f"An item of '{key}' is empty.", hints.EMPTY_ITEM
        case "missing":
            hint = hints.missing_key(key, path, terms, _keys(model, ()))
            return codes.MISSING_KEY, f"'{key}' is missing.", hint
        case "enum":
            return (
                codes.EMPTY if value is None else codes.NOT_ONE_OF,
                *hints.not_one_of(key, value, terms, is_one=isinstance(path[-1], str), form=form),
            )
        case "string_too_long":
            most = context["max_length"]
            message = f"'{key}' has {len(value)} characters; it may have {most}."
            return codes.TOO_LONG, message, hints.too_long(model, len(value) - most)
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
            hint = context["hint"] or hints.other_rule(code, value, key, form if is_item else None)
            return code, error["msg"], hint
        case _ if value is None:
            hint = hints.too_few_or_many(codes.EMPTY, key)
            return codes.EMPTY, f"'{key}' is empty.", hint
        case _ if shape := hints.wrong_type(kind, key, value, _keys(model, path), terms, form):
            if says_nothing(model, path, value):
                return codes.WRONG_TYPE, shape[0], hints.NOTHING_TO_SAY
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
