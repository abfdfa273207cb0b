"""What `mkdocs.yml` says that pages depend on, read without MkDocs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import yaml

from playbook.checks.site_codes import BAD_NAVIGATION
from playbook.interface import language_of, languages
from playbook.model.codes import MISSING_KEY, NOT_ONE_OF
from playbook.parsing.yaml_codes import BAD_YAML
from playbook.source.diagnostics import Diagnostic, InvalidEntry, did_you_mean, one_of
from playbook.source.files import read_text
from playbook.source.location import Location

PATH = "mkdocs.yml"
BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs always uses."""


@dataclass(frozen=True)
class SiteSettings:
    """The settings of a site; without `mkdocs.yml`, those that MkDocs has by itself."""

    extensions: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: {name: {} for name in BUILT_IN}
    )
    """The extensions of Markdown, each with its options."""
    language: str = "en"
    navigation: tuple[str, ...] | None = None
    """The pages in the navigation; None where there is none, and all pages are in it."""
    name: str = ""
    """The name of the site; "" where none is given, or the environment gives it."""
    description: str = ""
    plugins: tuple[str, ...] = ()
    text: str = ""

    def locate(self, word: str) -> Location:
        """The first place of a word."""
        before, _, rest = self.text.partition(word)
        if not rest:
            return Location(PATH)
        return Location(PATH, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


class _Loader(yaml.SafeLoader):
    """Reads any tag as nothing: those of MkDocs ask the environment, or import Python."""


_Loader.add_multi_constructor("", lambda *_: "")


def read(original: Path) -> tuple[SiteSettings | None, list[Diagnostic]]:
    """The settings of an original, or None and what is wrong with them."""
    if not (original / PATH).is_file():
        return SiteSettings(), []
    try:
        text = read_text(original, PATH)
        data = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except InvalidEntry as invalid:
        return None, invalid.diagnostics
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"This cannot be read as YAML: {error.problem}."
        return None, [Diagnostic(Location(PATH, *place), BAD_YAML, message)]
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None, [Diagnostic(Location(PATH), BAD_YAML, "This cannot be read as YAML.")]
    if not isinstance(data, dict):
        return None, [Diagnostic(Location(PATH), BAD_YAML, "This file has no settings.")]
    return _settings(data, text), []


def diagnostics(settings: SiteSettings, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with the language and the navigation; `pages` are those of the original."""
    if language_of(settings.language) is None:
        message = f"There are no words for the language '{settings.language}'."
        place = settings.locate(f"language: {settings.language}")
        yield Diagnostic(place, NOT_ONE_OF, message, one_of(languages()))
    if settings.text and not settings.name:
        message = "'site_name' is missing, or is no text."
        yield Diagnostic(
            settings.locate("site_name"), MISSING_KEY, message, "Give the site a name."
        )
    for name in settings.plugins:
        if name not in _installed():
            message = f"There is no plugin '{name}'."
            hint = did_you_mean(name, _installed()) or "Install it, or take it out."
            yield Diagnostic(settings.locate(name), NOT_ONE_OF, message, hint)
    if settings.navigation is None:
        return
    paths = set(pages)
    for path in settings.navigation:
        if path not in paths:
            close = get_close_matches(path, paths, n=1)
            hint = f"Did you mean '{close[0]}'?" if close else "Write the page, or take it out."
            message = f"The navigation names {path}, and there is no such page."
            yield Diagnostic(settings.locate(path), BAD_NAVIGATION, message, hint)
    for path in sorted(paths.difference(settings.navigation)):
        yield Diagnostic(
            Location(path),
            BAD_NAVIGATION,
            "This page is not in the navigation, so readers would not find it.",
            f"Add a line to 'nav' in {PATH}, such as - Title: {path}",
        )


def _settings(data: Mapping[str, Any], text: str) -> SiteSettings:
    theme = data.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    nav = data.get("nav")
    return SiteSettings(
        {**{name: {} for name in BUILT_IN}, **_extensions(data.get("markdown_extensions"))},
        str(language or "en"),
        None if nav is None else tuple(_paths(nav)),
        _text(data.get("site_name")),
        _text(data.get("site_description")),
        tuple(_extensions(data.get("plugins"))),
        text,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@cache
def _installed() -> frozenset[str]:
    """The names of the plugins of MkDocs that are installed."""
    return frozenset(entry.name for entry in entry_points(group="mkdocs.plugins"))


def _extensions(value: object) -> dict[str, Mapping[str, Any]]:
    match value:
        case str():
            return {value: {}}
        case dict():
            return {str(name): options or {} for name, options in value.items()}
        case list():
            parts = [_extensions(item) for item in value]
            return {name: options for part in parts for name, options in part.items()}
        case _:
            return {}


def _paths(nav: object) -> Iterator[str]:
    match nav:
        case str() if nav.endswith(".md"):
            yield nav
        case list():
            for item in nav:
                yield from _paths(item)
        case dict():
            for item in nav.values():
                yield from _paths(item)
