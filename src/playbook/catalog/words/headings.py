"""`headings.yml`: what people call the parts of a practice, and where these belong in an entry."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from playbook.layers.originals.places import HEADINGS
from playbook.model.codes import NOT_ONE_OF, refusal
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_of
from playbook.model.fields import Language, Line
from playbook.model.sections import CHANGE, KEEP, SECTION_IDS, YOURS
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.source.diagnostics import did_you_mean

PATH = HEADINGS

HALVES = {f"{YOURS.title}: {half}": half for half in (KEEP, CHANGE)}
"""The two lists of a section, as a place of their own."""

_PLACES = frozenset(
    [
        *(section.title for model in MODELS.values() for section in model.SECTIONS),
        *(field.name for collection in MODELS for field in fields_of(collection)),
        *HALVES,
    ]
)

_NUMBER = re.compile(
    r"^(?:(?:part|section)\s+)?(?:\d{1,2}(?:\.\d{1,2}){1,2}\s|(?:\d{1,2}|[ivx]{1,4}|[a-h])\\?[.):]\s+)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[^\w¿]+|[^\w)]+$")
_ONE = "Write the title of a section, such as Steps, or a key, such as minutes.run."


def _place(name: str) -> str:
    if name not in _PLACES:
        hint = did_you_mean(name, sorted(_PLACES)) or _ONE
        raise refusal(NOT_ONE_OF, "There is no section and no key '{name}'.", hint, name=name)
    return name


Place = Annotated[Line, AfterValidator(_place)]


class Heading(BaseModel):
    """A place in an entry, and the headings of texts that belong there."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    place: Place
    otherwise: Place | None = None
    language: Language | None = None
    """What a text with these headings is written in, if that is not the playbook's own."""
    words: tuple[Line, ...] = ()
    """Whole headings."""
    begins: tuple[Line, ...] = ()
    """How a heading starts."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    headings: Annotated[tuple[Heading, ...], Field(min_length=1)]


@lru_cache(maxsize=16)
def parse(
    text: str, path: str = PATH, names: tuple[tuple[str, str], ...] = ()
) -> tuple[Heading, ...]:
    """Read a file of headings, or raise `InvalidEntry` with all diagnostics.

    `names` has places by what releases called them before: a layer may still say so.
    """
    data, source = yaml_subset.parse(text, path)
    return validate(_File, _now(data, dict(names)), source).headings


def plain(title: str) -> str:
    """A heading in small letters, without numbers, emphasis and signs around it."""
    title = re.sub(r"[*_`\\#]", "", title).replace("’", "'").replace("&", "and")
    title = _SIGNS.sub("", title.strip())
    return _SIGNS.sub("", " ".join(_NUMBER.sub("", title).split()).lower())


class SectionNames(NamedTuple):
    """What people call sections, as `plain` has it, each with the titles that are meant."""

    words: Mapping[str, Sequence[str]]
    begins: Mapping[str, Sequence[str]]

    def find(self, heading: str, titles: Collection[str]) -> str:
        """The one of some titles that a heading means; "" where nobody said."""
        name = plain(heading)
        starts = (start for start in self.begins if name.startswith(f"{start} "))
        sections = [
            *self.words.get(name, ()),
            *self.begins.get(max(starts, key=len, default=""), ()),
        ]
        return next((title for title in sections if title in titles), "")


@lru_cache(maxsize=16)
def section_names(headings: tuple[Heading, ...]) -> SectionNames:
    """The names of sections alone, out of all headings."""
    words, begins = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for heading in headings:
        if heading.place in SECTION_IDS:
            for word in heading.words:
                words[plain(word)].append(heading.place)
            for start in heading.begins:
                begins[plain(start)].append(heading.place)
    return SectionNames(dict(words), dict(begins))


def _now(data: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """The same with the names that places have now."""
    items = data.get("headings")
    if not names or not isinstance(items, list):
        return data
    return {**data, "headings": [_renamed(item, names) for item in items]}


def _renamed(item: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(item, dict):
        return item
    places = {key: item[key] for key in ("place", "otherwise") if isinstance(item.get(key), str)}
    old = {key: place for key, place in places.items() if place not in _PLACES}
    return {**item, **{key: names.get(place, place) for key, place in old.items()}}
