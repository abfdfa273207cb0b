"""The reference of fields, made from the model: no field is described twice."""

import types
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, EnumMeta
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from playbook.model.entry_types import MODELS, FrontMatter
from playbook.model.fields import PARAGRAPHS, Names
from playbook.model.vocabulary import Term


class Holds(Enum):
    """What belongs to a key; the values are an author's words for it."""

    TEXT = "text"
    PARAGRAPHS = "paragraphs of text"
    NUMBER = "a whole number"
    DATE = "a date"
    WORD = "a word from a list"
    GROUP = "a group of keys"
    TEXTS = "a list of texts"
    WORDS = "words from a list"
    GROUPS = "a list of groups of keys"
    KEYS = "keys, each with a text"
    RELATIONS = "ids, each with a sentence"


_MANY = (Holds.TEXTS, Holds.WORDS, Holds.GROUPS, Holds.KEYS, Holds.RELATIONS)


class FieldReference(NamedTuple):
    """One key, as guides, forms and drafts describe it to authors."""

    name: str
    is_required: bool
    holds: Holds
    gist: str
    choices: tuple[Term, ...]
    """The allowed words, for a closed list."""
    names: str = ""
    """The folder whose entries it names."""

    @property
    def label(self) -> str:
        """The key in a reader's words, as forms and editors show it."""
        return label_of(self.name)

    def prompt(self, names: Sequence[str] = ()) -> str:
        """The note above an empty key: what belongs there, and the words or ids to choose from."""
        choices = ", ".join(self.choices or names)
        return f"# {self.gist} ({choices})" if choices else f"# {self.gist}"

    @property
    def many(self) -> bool:
        """Whether it holds more than one thing."""
        return self.holds in _MANY

    @property
    def words(self) -> str:
        """What to write, in an author's words."""
        if self.names:
            return f"ids from `{self.names}/`, each with a sentence"
        return self.holds.value


def label_of(key: str) -> str:
    """A key, or one of a group such as `minutes.run`, in a reader's words."""
    return key.replace(".", ": ").replace("_", " ").capitalize()


def fields_of(collection: str) -> list[FieldReference]:
    """Every key of one kind of entry, its own before those that all kinds have."""
    model = MODELS[collection]
    common = set(FrontMatter.model_fields)
    fields = list(fields_in(model))
    return [f for f in fields if f.name.partition(".")[0] not in common] + [
        f for f in fields if f.name.partition(".")[0] in common
    ]


def written_order(collection: str) -> list[str]:
    """The keys of a kind of entry in the order in which they are usually written."""
    return written_order_of(MODELS[collection])


def written_order_of(model: type[BaseModel]) -> list[str]:
    """The keys of a class in the order in which they are usually written."""
    common = set(FrontMatter.model_fields) if issubclass(model, FrontMatter) else set()
    names = sorted(model.model_fields, key=lambda name: name in common)
    first = [name for name in ("title", "summary") if name in names]
    return first + [name for name in names if name not in first]


def fields_in(model: type[BaseModel], prefix: str = "") -> Iterator[FieldReference]:
    """The keys of a class and of its groups; a group's keys are named `group.key`."""
    for name, field in model.model_fields.items():
        names = next((mark for mark in field.metadata if isinstance(mark, Names)), None)
        kind = kind_of(field.annotation)
        choices = tuple(kind.__members__.values()) if isinstance(kind, EnumMeta) else ()
        holds = Holds.RELATIONS if names else _holds(field.annotation)
        if PARAGRAPHS in field.metadata:
            holds = Holds.PARAGRAPHS
        yield FieldReference(
            *(prefix + name, field.is_required(), holds, field.description or "", choices),
            names=names.collection if names else "",
        )
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from fields_in(kind, f"{prefix}{name}.")


def kind_of(annotation: Any) -> Any:
    """The class at the heart of an annotation such as `tuple[Setting, ...]`."""
    arguments = [a for a in get_args(annotation) if a not in (type(None), Ellipsis)]
    if not arguments:
        return annotation
    return kind_of(arguments[0]) if get_origin(annotation) is not None else annotation


_ONE = {"int": Holds.NUMBER, "date": Holds.DATE}
_LISTS = {Holds.TEXT: Holds.TEXTS, Holds.WORD: Holds.WORDS, Holds.GROUP: Holds.GROUPS}


def _holds(annotation: Any) -> Holds:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _holds(get_args(annotation)[0])
    if origin is Mapping:
        return Holds.KEYS
    kind = kind_of(annotation)
    one = _ONE.get(getattr(kind, "__name__", ""), Holds.TEXT)
    if isinstance(kind, EnumMeta):
        one = Holds.WORD
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        one = Holds.GROUP
    return _LISTS[one] if origin is tuple else one
