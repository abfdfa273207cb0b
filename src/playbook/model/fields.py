"""The types of values in front matter, with their limits and the errors for breaking them."""

import contextlib
import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from playbook.model.codes import (
    BAD_DATE,
    BAD_ID,
    BAD_LANGUAGE,
    EMPTY,
    NOT_A_QUESTION,
    NOT_ONE_LINE,
    TOO_FEW,
    TOO_MANY,
    refusal,
)
from playbook.model.letters import in_words, is_question, latin, lone_word
from playbook.model.vocabulary import id_of_page

MAX_ID = 60
"""The most characters of an id; with its folder it stays well below what Windows takes."""

_ID = re.compile(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")  # moves/2/ is a page of a list
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_LANGUAGES = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "french": "fr",
    "vietnamese": "vi",
    "chinese": "zh",
    "arabic": "ar",
    "somali": "so",
    "portuguese": "pt",
}
"""The tags of languages that people may write by name."""
_FORMS = ("%Y %m %d", "%m %d %Y", "%d %m %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a field of ids: the collection they are of, and the relation's name from its side."""

    collection: str
    back: str


PARAGRAPHS = "paragraphs"
"""Marks a text of more than one line."""


def printable(text: str) -> str:
    """Text that any terminal can show: lone surrogates become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def is_id(value: object) -> bool:
    """Whether a value of any type is a well-formed id."""
    return isinstance(value, str) and len(value) <= MAX_ID and bool(_ID.fullmatch(value))


def as_id(value: str) -> str:
    """The id that a title, a path or an address suggests; "" where it has no usable letter."""
    if page := id_of_page(value.replace("\\", "/")):
        return page[:MAX_ID].strip("-")
    plain = re.sub("['`]", "", latin(value).lower().removesuffix(".md"))
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^(the|a|an|our) ", "", plain))
    id_ = words[:MAX_ID].strip("-")
    return id_ if is_id(id_) else ""


def check_id(value: str) -> str:
    """Validate an id; the error says what an id is made of, and suggests one."""
    if not is_id(value):
        strange = next((c for c in value if not c.isascii() and c.isprintable()), "")
        name = unicodedata.name(strange, "not a letter of English").lower() if strange else ""
        letter = f" '{strange}' is {name}." if strange else ""
        if value.replace("-", "").isdigit():
            letter = " It needs a letter: a number alone is the page of a list."
        guess = f", such as '{guess}'" if (guess := as_id(value)) else ""
        raise refusal(
            BAD_ID,
            "'{value}' is not an id: use small letters a-z, digits, and hyphens, at most {most} "
            "characters{guess}.{letter}",
            value=printable(value),
            most=MAX_ID,
            letter=letter,
            guess=guess,
        )
    return value


def is_visible(text: str) -> bool:
    """Whether a reader would see something of a text: a letter, a number or a symbol."""
    return any(unicodedata.category(c)[0] in "LNS" for c in text)


def _one_line(value: str) -> str:
    if "\n" in value:
        raise refusal(NOT_ONE_LINE, "This text must stay on one line.")
    return _some_text(value)


def is_language(value: str) -> bool:
    """Whether a text is a language tag, such as `es`, `es-MX` or `zh-Hant`."""
    return bool(_LANGUAGE.fullmatch(value))


def as_language(value: str) -> str:
    """The tag that a name or a careless tag suggests, such as `es` for `Spanish`; "" for none."""
    first, *more = re.split("[-_ ]+", value.strip().lower())
    parts = [part.title() if len(part) == 4 else part.upper() for part in more]
    tag = _LANGUAGES.get(first) or "-".join([first, *parts])
    return tag if is_language(tag) else ""


def _language(value: str) -> str:
    if not is_language(value):
        raise refusal(
            BAD_LANGUAGE, "'{value}' is not the tag of a language.", value=printable(value)
        )
    return value


def days(text: str) -> list[datetime.date]:
    """The days that a date in another form may mean: two where day and month may be swapped."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[,.]", " ", text.strip())
    plain = re.sub(r"[\s/.-]+", " ", plain).strip()
    dates: dict[datetime.date, None] = {}
    for form in _FORMS:
        with contextlib.suppress(ValueError):
            dates[datetime.datetime.strptime(plain, form).date()] = None
    return list(dates)


def _some_text(value: str) -> str:
    if not is_visible(value):
        raise refusal(EMPTY, "There is nothing here that a reader could see.")
    return value.strip()


def _question(value: str) -> str:
    if not is_question(value):
        raise refusal(NOT_A_QUESTION, "This is not a question: it does not end in '?'.")
    return value


def _iso(value: Any) -> Any:
    if isinstance(value, str) and _ISO.fullmatch(value):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date):
        return value
    if value is None:
        raise refusal(EMPTY, "There is nothing here yet.")
    word, hint = lone_word(value)
    if _ISO.fullmatch(word):
        raise refusal(BAD_DATE, "The date is to stand alone here.", hint)
    raise refusal(BAD_DATE, "'{value}' is not a date like 2026-11-24.", value=in_words(value))


def _none_as_list(value: Any) -> Any:
    return [] if value is None else value


def _none_as_mapping(value: Any) -> Any:
    return {} if value is None else value


Items = TypeVar("Items", bound=Collection[Any])


def _not_empty(value: Items) -> Items:
    if not value:
        raise refusal(EMPTY, "There is nothing here yet.")
    return value


def at_least(count: int, most: int | None = None) -> Callable[[Items], Items]:
    """A validator for the number of items in a list."""

    def check(value: Items) -> Items:
        if len(value) < count:
            least = f"at least {count} {'is' if count == 1 else 'are'}"
            raise refusal(TOO_FEW, "{count} here; {least} needed.", count=len(value), least=least)
        if most is not None and len(value) > most:
            raise refusal(
                TOO_MANY, "{count} here; {most} are the most.", count=len(value), most=most
            )
        return value

    return check


_LINE = BeforeValidator(lambda value: "" if value is None else value)

Line = Annotated[str, Field(max_length=200), AfterValidator(_one_line), _LINE]
"""Text on one line, at most 200 characters."""

Paragraph = Annotated[str, Field(max_length=600), AfterValidator(_one_line), _LINE]
"""A few sentences, at most 600 characters."""

Text = Annotated[str, Field(max_length=2_000), AfterValidator(_some_text), _LINE, PARAGRAPHS]
"""Paragraphs with an empty line between them, at most 2,000 characters."""

Title = Annotated[str, Field(max_length=80), AfterValidator(_one_line), _LINE]
Heading = Annotated[str, Field(max_length=60), AfterValidator(_one_line), _LINE]
"""A name that fits above a page or a column, at most 60 characters."""

Short = Annotated[str, Field(max_length=30), AfterValidator(_one_line), _LINE]
"""A name that fits beside a glyph on a card, at most 30 characters."""

Summary = Annotated[str, Field(max_length=220), AfterValidator(_one_line), _LINE]
Question = Annotated[Line, AfterValidator(_question)]
Id = Annotated[
    str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})
]
Language = Annotated[
    str, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^{_LANGUAGE.pattern}$"})
]
"""A language tag (BCP 47) of a language, and perhaps a script and a region."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(_none_as_list)]
Paragraphs = Annotated[tuple[Paragraph, ...], BeforeValidator(_none_as_list)]
Relations = Annotated[Mapping[Id, Line], BeforeValidator(_none_as_mapping)]
"""Ids of other entries, each with a sentence that says what the relation means."""

SomeRelations = Annotated[Relations, AfterValidator(_not_empty)]
"""Relations, at least one. An invalid item is reported alone, not as an empty list too."""

Day = Annotated[
    datetime.date,
    BeforeValidator(_iso),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Count = Annotated[int, Field(ge=1, le=100_000)]
