"""Gives templates the words of the site's language.

A message without values becomes a constant when its template is compiled. Jinja2's own functions
take a translation for markup; here it is text like any other, and only values that are markup
already stay so.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from playbook.i18n.messages import Words, filled


def install(env: Environment, words: Words) -> None:
    """Let the templates of an environment say `_("…")` and `ngettext("…", "…", n)`."""

    @cache
    def escaped(message: str) -> str:
        return str(escape(words(message)))

    @cache
    def form(one: str, many: str, n: int) -> str:
        return str(escape(words.form(one, many, n)))

    def gettext(message: str, /, **values: Any) -> Markup:
        return _filled(escaped(message), values)

    def ngettext(one: str, many: str, n: int, /, **values: Any) -> Markup:
        return _filled(form(one, many, n), {"count": n, **values})

    env.add_extension(Constants)
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # values go to our functions
    env.globals |= {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "words": words,
    }


def _filled(text: str, values: Mapping[str, Any]) -> Markup:
    return Markup(filled(text, {name: escape(value) for name, value in values.items()}))  # noqa: S704


class Constants(Extension):
    """Puts a message without values into a template, as if it had been written there."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Take `_("…")` for the string that it gives."""
        words: Words = self.environment.globals["words"]  # type: ignore[assignment]
        kept: list[Token] = []
        for token in stream:
            kept.append(token)
            shape = [kind.type for kind in kept[-4:]]
            if shape == CALL and kept[-4].value == "_":
                kept[-4:] = [Token(token.lineno, "string", words(kept[-2].value))]
        yield from kept


CALL = ["name", "lparen", "string", "rparen"]
