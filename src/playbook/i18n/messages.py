"""The words of the interface: English as it is in the sources, or its translation.

A message is its English text. Placeholders for values are written `%(name)s` everywhere: in Python,
in templates and in scripts.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from gettext import c2py
from typing import Any, NamedTuple

from playbook.model.vocabulary import LABELS

Message = str | tuple[str, str]
"""An English text; or two, singular and plural."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Translation(NamedTuple):
    """A language's texts for messages, as its `.po` file has them."""

    texts: Mapping[str, tuple[str, ...]]
    """Every form of a message, by its English text; of a plural message, by its singular."""
    rule: str = "n != 1"
    """The gettext expression for the number of the form that `n` takes; JavaScript can read it."""


class Words:
    """Gives messages in the language of a site, or in a district's own words.

    `labels` are the district's words, by the English text that they replace.
    """

    def __init__(
        self,
        language: str = "en",
        translation: Translation = Translation({}),  # noqa: B008
        labels: Mapping[str, str] = {},
    ) -> None:
        self.language = language
        self._translation = translation
        self._labels = labels
        self._form = c2py(translation.rule)
        self._numbers = range(max(map(self._form, range(200))) + 1)
        for message, text in labels.items():
            if unknown := set(placeholders(text)) - set(placeholders(message)):
                raise ValueError(f"'{message}' has no placeholder for '{min(unknown)}'.")

    @cached_property
    def digest(self) -> str:
        """A hash of all that they say: the same for two that say the same."""
        said = json.dumps([self.language, self._translation, dict(self._labels)])
        return hashlib.sha256(said.encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.digest == other.digest

    def __call__(self, message: str, /, **values: object) -> str:
        """A message, with values for its placeholders."""
        text = self._labels.get(message) or self._translation.texts.get(message, (message,))[0]
        return fill(text, values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of a message for a number, with values; the number is the value of `count`."""
        return fill(self.form(one, many, n), {"count": n, **values})

    def form(self, one: str, many: str, n: int) -> str:
        """The form of a message for a number, with its placeholders."""
        return self._forms(one, many)[self._form(n)]

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The label of every word from a closed list, by field and word."""
        return {
            field: {word: self(label) for word, label in labels.items()}
            for field, labels in LABELS.items()
        }

    def for_scripts(self, messages: Iterable[Message]) -> Mapping[str, Any]:
        """The translations that scripts in a browser need; empty where they show English."""
        if not self._translation.texts and not self._labels:
            return {}
        texts: dict[str, list[str]] = {}
        for message in messages:
            english = (message,) if isinstance(message, str) else message
            forms = [self(message)] if isinstance(message, str) else self._forms(*message)
            if tuple(forms) != english:
                texts[english[0]] = list(forms)
        return {"rule": self._translation.rule, "texts": texts} if texts else {}

    def _forms(self, one: str, many: str) -> list[str]:
        singular = self._form(1)
        english = [one if number == singular else many for number in self._numbers]
        forms = self._translation.texts.get(one, english)
        return [self._labels.get(e, form) for e, form in zip(english, forms, strict=True)]


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in the placeholders of a text; a placeholder without a value stays."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def placeholders(text: str) -> list[str]:
    """The names of the placeholders in a text, in order."""
    return _PLACEHOLDER.findall(text)
