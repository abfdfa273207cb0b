"""Draws every page once where templates are not those of an installed release.

It happens in Jinja's sandbox, for a check also runs over what nobody has reviewed yet.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from playbook.checks.site_codes import AGAINST_POLICY, BAD_TEMPLATE
from playbook.i18n.messages import Words
from playbook.layers.originals.places import IS_CHECKOUT, RELEASE
from playbook.records.site_types import SiteRecord
from playbook.source.diagnostics import Diagnostic
from playbook.source.files import read_bytes
from playbook.source.folders import files
from playbook.source.location import Location
from playbook.source.moment import once
from playbook_site.preflight.site_settings import BRING_BACK, MEND
from playbook_site.preflight.templates.blocks import lost_blocks
from playbook_site.preflight.templates.trial_memory import TrialMemory
from playbook_site.preflight.templates.wording import in_words, own_words
from playbook_site.rendering.environment import configure, context_of, environment, framed
from playbook_site.rendering.page_records import (
    PageRecord,
    blank_page,
    citation_page,
    embedded_page,
    entry_page,
    material_page,
    part_page,
    selection_page,
)
from playbook_site.rendering.placeholders import Placeholders
from playbook_site.rendering.policy import breaches
from playbook_site.state.reads import Log

FOLDER = "overrides"
_SLIP = 0.85
"""How much alike two names are of which one is misspelt; most templates differ by more."""
_ADAPTATION = {
    "adapt_url": "https://example.org/new",
    "adapt_command": "playbook adapt moves/its-id",
    "original_url": "https://example.org/form",
}
"""What the page of an entry has that a layer inherits."""


class Trial:
    """The templates of an original and its layers, as a build puts them over each other."""

    def __init__(
        self, home: Path, original: Path, layers: Sequence[str], site: SiteRecord, words: Words
    ) -> None:
        folders = [home / layer / FOLDER for layer in reversed(layers)] + [original / FOLDER]
        self._memory = TrialMemory(home, layers, folders, words, site)
        self._env = _sandbox(folders, words, self._memory.log)
        self.site, self._words = site, words
        self._paths = {
            str(folder / name): f"{layer}/{name}".lstrip("/")
            for layer, folder in [*((layer, home / layer) for layer in layers), ("", original)]
            for name in files(folder, FOLDER)
        }
        """The name of each template, by its whole path."""

    def run(self, pages: Sequence[PageRecord], placeholders: Placeholders) -> Iterator[Diagnostic]:
        """Read the templates, then draw every page; `pages` are those in `docs/`."""
        faults = [] if self._memory.is_same else list(self._unreadable())
        if not faults and self._env.list_templates():
            faults = list(dict.fromkeys(self._undrawable(pages, placeholders)))
        yield from faults

    def _unreadable(self) -> Iterator[Diagnostic]:
        for whole, path in self._paths.items():
            if path.endswith(".html"):
                try:
                    text = Path(whole).read_text(encoding="utf-8")
                    self._env.compile(text, path, whole)
                    if not text.strip() and posixpath.dirname(path).endswith(FOLDER):
                        yield _bad(path, 1, "This file is empty, and so would be its pages.")
                    for line, message, hint in lost_blocks(self._env, text):
                        yield replace(_bad(path, line, message), hint=hint)
                except TemplateSyntaxError as error:
                    yield self._slip(path, error.lineno, error, "read")
                except (OSError, ValueError) as error:
                    yield self._slip(path, 1, error, "read")

    def _undrawable(
        self, pages: Sequence[PageRecord], placeholders: Placeholders
    ) -> Iterator[Diagnostic]:
        all_pages = {placeholders.key(page): page for page in [*pages, *self._drawn_pages()]}
        for key in all_pages.keys() - self._memory.recall(all_pages):
            faults = list(self._faults_of(all_pages[key], placeholders))
            self._memory.note(key, faults)
            yield from faults
        self._memory.keep()
        for members in self.site["entries"].values():
            for record in [r for r in members.values() if r["former_ids"]][:1]:
                yield from self._draw(
                    "redirect.html", {"entry": record, "title": "Title", "script": ""}
                )
        yield from self._draw("editor.html", {"hosts": ["https://example.org"]})

    def _faults_of(self, page: PageRecord, placeholders: Placeholders) -> Iterator[Diagnostic]:
        site: Any = self._memory.site
        values = context_of(site, framed(self._env, site, page))
        for name, parts in placeholders.parts_of(page["content"]):
            yield from self._draw(name, {**values, **parts}, is_page=False)
        yield from self._draw(page["template"], values)

    def _drawn_pages(self) -> Iterator[PageRecord]:
        for members in self.site["entries"].values():
            for record in members.values():
                page = entry_page(record, self.site["settings"]["repository"])
                yield {**page, "is_editable": True, "edit_url": "https://example.org/edit"}
                yield {**page, **_ADAPTATION}  # type: ignore[typeddict-item]
                yield _addressed(citation_page(record, self._words))
        for entry in self.site["entries"]["moves"].values():
            yield _addressed(embedded_page(entry))
            for material in entry["materials"]:
                yield material_page(entry, material, self._words)
        for role, conditions in self.site["selections"].items():
            for condition in conditions:
                yield selection_page(self.site, role, condition, self._words)
        for part in self.site["parts"].values():
            yield part_page(part, self._words)
        yield {**blank_page("404.html", "", ""), "root": "/"}

    def _draw(
        self, name: str, values: Mapping[str, Any], *, is_page: bool = True
    ) -> Iterator[Diagnostic]:
        try:
            html = self._env.get_template(name).render(values)
        except Exception as error:
            path, line = self._place(error)
            if isinstance(error, TemplateNotFound):
                yield self._without_template(str(error.name), path, line)
            else:
                yield self._slip(path or self._file(name), line, error, "drawn")
            return
        if is_page and not html.strip():
            yield _bad(self._file(name), 1, "Nothing is drawn with this template.")
        if breach := next(breaches(html, self.site["settings"]["analytics"]), None):
            path, line = self._holder(breach)
            path = path or self._file(name)
            home = path[: path.index(FOLDER)]
            yield Diagnostic(
                Location(path, line),
                AGAINST_POLICY,
                f"A page would hold what its policy forbids: {breach}",
                f"Put scripts and styles into files under {home}{FOLDER}/assets/.",
            )

    def _file(self, name: str) -> str:
        """The path of a template: the nearest layer's, or the original's."""
        with suppress(TemplateNotFound):
            place = self._env.loader.get_source(self._env, name)[1] if self._env.loader else ""
            return self._paths[str(place)]
        return f"{FOLDER}/{name}"

    def _without_template(self, name: str, path: str, line: int) -> Diagnostic:
        """What is said of a template that is not there: that it is gone, once for all that are
        drawn with it, or that its name is misspelt.
        """
        guess = get_close_matches(name, self._env.list_templates(), 1, _SLIP)
        if guess or not path.startswith(f"{FOLDER}/"):
            told = _bad(path or f"{FOLDER}/{name}", line, f"There is no template '{name}'.")
            return replace(told, hint=f"Did you mean '{guess[0]}'?") if guess else told
        message = "This file is missing, and others are drawn with it."
        return Diagnostic(Location(f"{FOLDER}/{name}"), BAD_TEMPLATE, message, BRING_BACK)

    def _slip(self, path: str, line: int, error: Exception, done: str) -> Diagnostic:
        """What is said of a template that cannot be read, or drawn."""
        names = {"filter": self._env.filters, "test": self._env.tests, "name": self._env.globals}
        message, hint = in_words(error, names)
        slip = _bad(path, line, message or f"This cannot be {done}: {own_words(error)}.")
        return replace(slip, hint=hint) if hint else slip

    def _place(self, error: BaseException) -> tuple[str, int]:
        """The last place in a template that the error came through."""
        path, line, frame = "", 1, error.__traceback__
        if isinstance(error, TemplateSyntaxError) and error.filename in self._paths:
            return self._paths[error.filename], error.lineno
        while frame:
            if (name := frame.tb_frame.f_code.co_filename) in self._paths:
                path, line = self._paths[name], frame.tb_lineno
            frame = frame.tb_next
        return path, line

    def _holder(self, breach: str) -> tuple[str, int]:
        """The template that writes what is forbidden, or that has words of it, and its line."""
        texts = {
            path: Path(whole).read_text("utf-8", "replace") for whole, path in self._paths.items()
        }
        for path, text in texts.items():
            for number, line in enumerate(text.splitlines(), 1):
                if breach in breaches(line, self.site["settings"]["analytics"]):
                    return path, number
        for path, text in texts.items():
            before, sign, _ = text.partition(breach[:20])
            if sign:
                return path, before.count("\n") + 1
        return "", 1


def brings_templates(home: Path, layers: Sequence[str]) -> bool:
    """Whether a layer brings templates, which nobody of this project has read."""
    return any(_templates(home / layer) for layer in layers)


@once
def has_own_templates(original: Path) -> bool:
    """Whether an original has other templates than an installed release, which are tested."""
    if original.resolve() == RELEASE.resolve():
        return IS_CHECKOUT
    return _templates(original) != _templates(RELEASE)


def _templates(folder: Path) -> Mapping[str, bytes | None]:
    names = (name for name in files(folder, FOLDER) if name.endswith(".html"))
    return {name: read_bytes(folder, name) for name in names}


def _sandbox(folders: Sequence[Path], words: Words, log: Log) -> Environment:
    usual = environment(folders, words)
    env = ImmutableSandboxedEnvironment(loader=usual.loader, auto_reload=False)
    configure(env, set(usual.list_templates()), words, log)
    return env


def _addressed(page: PageRecord) -> PageRecord:
    return {**page, "canonical_url": f"https://example.org/{page['url']}"}


def _bad(path: str, line: int, message: str) -> Diagnostic:
    if path.startswith(f"{FOLDER}/"):
        hint = MEND
    else:
        hint = "Fix it, or delete the file to have the original's back."
    return Diagnostic(Location(path, line), BAD_TEMPLATE, message, hint)
