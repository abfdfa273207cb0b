"""The words of the interface: reads them, and judges what layers set of them."""

import re
from collections.abc import Iterator, Mapping, Set
from importlib import resources

from playbook.i18n import translations
from playbook.i18n.messages import Message, Words, placeholders
from playbook.layers.edition import Chain, Layer
from playbook.layers.settings import LOST_PLACEHOLDER, STRAY_PLACEHOLDER, UNKNOWN_LABEL
from playbook.model.codes import NOT_ONE_OF
from playbook.model.hints import mending
from playbook.source.diagnostics import Diagnostic, closest, did_you_mean, one_of

LOCALES = resources.files("playbook.i18n") / "locales"
"""The folder of translations: a `.po` file for each language, and the template they follow."""

_TAG = re.compile("[a-z]{2}(-[A-Za-z]{2,4})?")


def languages() -> list[str]:
    """The languages that there are words for; English needs no file."""
    names = (file.name for file in LOCALES.iterdir())
    return ["en", *sorted(name[:-3] for name in names if name.endswith(".po"))]


def language_of(tag: str) -> str | None:
    """The language that is shown for a tag: for `es-MX` that itself, or `es`; None for neither."""
    if not _TAG.fullmatch(tag):
        return None
    names = languages()
    return next((name for name in (tag, tag.partition("-")[0]) if name in names), None)


def read_words(tag: str, labels: Mapping[str, str] = {}) -> Words:
    """The words of a language, from its `.po` file; raises `LookupError` where there is none.

    `labels` are a district's own words, by the English text that they replace; those that cannot be
    filled in are told as such (`diagnostics`), and left out.
    """
    language = language_of(tag)
    if language is None:
        names = ", ".join(languages())
        raise LookupError(f"There are no words for the language '{tag}', only: {names}")
    labels = {m: t for m, t in labels.items() if {*placeholders(t)} <= {*placeholders(m)}}
    if language == "en":
        return Words(tag, labels=labels)
    return Words(tag, translations.parse((LOCALES / f"{language}.po").read_bytes()), labels)


def script_messages() -> Iterator[Message]:
    """Every message that a script shows in the browser; the template is read on first use."""
    yield from translations.script_messages((LOCALES / "playbook.pot").read_bytes())


def editor_messages() -> Iterator[str]:
    """Every message that our part of the web editor shows; no page of a site has them."""
    yield from translations.editor_messages((LOCALES / "playbook.pot").read_bytes())


def diagnostics(chain: Chain) -> Iterator[Diagnostic]:
    """A diagnostic for each language and label of a layer that the interface has no place for."""
    for layer in chain.layers:
        yield from _language(layer)
    if any(layer.settings.labels for layer in chain.layers):
        messages = translations.messages((LOCALES / "playbook.pot").read_bytes())
        for layer in chain.layers:
            yield from _labels(layer, messages)


def _language(layer: Layer) -> Iterator[Diagnostic]:
    tag = layer.settings.language
    if tag and language_of(tag) is None:
        yield Diagnostic(
            layer.source.locate_value(("language",)),
            NOT_ONE_OF,
            f"There are no words for the language '{tag}'.",
            one_of(languages()),
        )


def _labels(layer: Layer, messages: Set[str]) -> Iterator[Diagnostic]:
    for message, text in layer.settings.labels.items():
        path = ("labels", message)
        needs, holds = set(placeholders(message)), set(placeholders(text))
        if message not in messages:
            yield Diagnostic(
                layer.source.locate(path),
                UNKNOWN_LABEL,
                f"The interface does not say '{message}'.",
                did_you_mean(message, messages) or "Write its English words as they are shown.",
                mending.renamed(layer.source, path, closest(message, messages)),
            )
        elif stray := sorted(holds - needs):
            yield Diagnostic(
                layer.source.locate_value(path),
                STRAY_PLACEHOLDER,
                f"'{message}' has no placeholder for '{stray[0]}'.",
                f"It may have: {_signs(needs)}." if needs else "Leave the sign out.",
            )
        elif missing := needs - holds:
            yield Diagnostic(
                layer.source.locate_value(path),
                LOST_PLACEHOLDER,
                f"This label does not show {_signs(missing)}.",
                "Put it where it belongs, unless readers can do without it.",
            )


def _signs(names: Set[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names))
