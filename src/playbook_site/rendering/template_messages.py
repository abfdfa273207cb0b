"""Gives templates the messages of the interface in the site's language.

A message without values becomes a constant when its template is compiled. Jinja2's own functions
treat a translation as markup. Here it is text and is escaped; only values that are already markup
are not.
"""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from playbook.i18n.dates import day_in_words
from playbook.i18n.messages import Words, fill


def install(env: Environment, words: Words) -> None:
    """Add `_("…")`, `ngettext("…", "…", n)` and the filter `day` to an environment."""

    @cache
    def translation(message: str) -> str:
        return str(escape(words(message)))

    @cache
    def form(one: str, many: str, n: int) -> str:
        return str(escape(words.form(one, many, n)))

    def gettext(message: str, /, **values: Any) -> Markup:
        return _fill(translation(message), values)

    def ngettext(one: str, many: str, n: int, /, **values: Any) -> Markup:
        return _fill(form(one, many, n), {"count": n, **values})

    env.filters["day"] = partial(day_in_words, language=words.language)
    env.add_extension(Constants)
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # values go to our functions
    env.globals |= {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "words": words,
    }


def _fill(text: str, values: Mapping[str, Any]) -> Markup:
    return Markup(fill(text, {name: escape(value) for name, value in values.items()}))  # noqa: S704


class Constants(Extension):
    """A Jinja2 extension that replaces messages without values by their translation."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Replace the tokens of `_("…")` by one string token."""
        words: Words = self.environment.globals["words"]  # type: ignore[assignment]
        tokens: list[Token] = []
        for token in stream:
            tokens.append(token)
            is_end = token.type == CALL[-1] and [kind.type for kind in tokens[-4:]] == CALL
            if is_end and tokens[-4].value == "_":
                tokens[-4:] = [Token(token.lineno, "string", words(tokens[-2].value))]
        yield from tokens


CALL = ["name", "lparen", "string", "rparen"]
