"""The words of the interface: English as it stands in the sources, or a language's words for it.

A message is its English text. Places for values are written `%(name)s` everywhere: in Python, in
templates and in scripts.
"""

import re
from collections.abc import Iterable, Mapping
from gettext import c2py
from typing import Any, NamedTuple

from playbook.model.vocabulary import LABELS

Message = str | tuple[str, str]
"""An English text; or two, for one and for many."""

_PLACES = re.compile(r"%\((\w+)\)s")


class Catalogue(NamedTuple):
    """A language's words for messages, as its file gives them."""

    texts: Mapping[str, tuple[str, ...]]
    """By the English text, for one if there are two, every form that the language has."""
    rule: str = "n != 1"
    """Which form goes with `n`, as gettext writes it; JavaScript reads it the same."""


class Words:
    """Says messages in the language of a site, or in the words that a district prefers."""

    def __init__(
        self,
        language: str = "en",
        catalogue: Catalogue = Catalogue({}),  # noqa: B008
        renamed: Mapping[str, str] = {},
    ) -> None:
        self.language = language
        self._catalogue = catalogue
        self._renamed = renamed
        self._form = c2py(catalogue.rule)
        self._numbers = range(max(map(self._form, range(200))) + 1)
        for message, text in renamed.items():
            if unknown := set(places(text)) - set(places(message)):
                raise ValueError(f"'{message}' has no place for '{min(unknown)}'.")

    def __call__(self, message: str, /, **values: object) -> str:
        """Say a message, with values in its places."""
        text = self._renamed.get(message) or self._catalogue.texts.get(message, (message,))[0]
        return filled(text, values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Say a message as its number asks; the number stands at `count`."""
        return filled(self.form(one, many, n), {"count": n, **values})

    def form(self, one: str, many: str, n: int) -> str:
        """What a number asks for, with its places still empty."""
        return self._forms(one, many)[self._form(n)]

    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The label of every word from a closed list, by field and word."""
        return {
            field: {word: self(label) for word, label in labels.items()}
            for field, labels in LABELS.items()
        }

    def elsewhere(self, messages: Iterable[Message]) -> Mapping[str, Any]:
        """What a script in a browser needs to say messages; empty, where English will do."""
        if not self._catalogue.texts and not self._renamed:
            return {}
        said: dict[str, list[str]] = {}
        for message in messages:
            known = (message,) if isinstance(message, str) else message
            forms = [self(message)] if isinstance(message, str) else self._forms(*message)
            if tuple(forms) != known:
                said[known[0]] = list(forms)
        return {"rule": self._catalogue.rule, "said": said} if said else {}

    def _forms(self, one: str, many: str) -> list[str]:
        singular = self._form(1)
        english = [one if number == singular else many for number in self._numbers]
        forms = self._catalogue.texts.get(one, english)
        return [self._renamed.get(e, form) for e, form in zip(english, forms, strict=True)]


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with values in its places; whatever else stands in it stays as it is written."""
    return _PLACES.sub(lambda found: str(values.get(found[1], found[0])), text)


def places(text: str) -> list[str]:
    """The names of the places for values in a text, in order."""
    return _PLACES.findall(text)
