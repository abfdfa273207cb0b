"""The rules between and inside entries. One module for each; the lists below are all of them."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from playbook.catalog import migrations, reference_codes, withdrawals
from playbook.catalog.playbook import Playbook
from playbook.catalog.style_guide import StyleGuide
from playbook.catalog.words.headings import SectionNames, section_names
from playbook.checks import draft_policy, overlap, per_file, site_codes
from playbook.checks.rules import (
    citations,
    consent,
    coverage,
    cycles,
    dates,
    file_names,
    former_ids,
    hidden_words,
    keep_and_change,
    language,
    layering,
    leads,
    learnability,
    links,
    materials,
    near_duplicates,
    origins,
    orphans,
    placeholders,
    plans,
    privacy,
    questions,
    reading_level,
    references,
    releases,
    replacements,
    sections,
    steps,
    stray_signs,
    studies,
    times,
    titles,
    to_place,
    words,
    works,
)
from playbook.layers import adaptation_codes, edition, lockfile, settings, upstream
from playbook.layers.inventory import site_files, unread_files
from playbook.layers.originals import codes as original_codes
from playbook.model import codes as model_codes
from playbook.model.entry import Entry, Partial
from playbook.parsing import frontmatter, markdown_errors, yaml_codes
from playbook.source import decoding, files
from playbook.source.diagnostics import Code, Diagnostic, Severity
from playbook.source.identity import Same
from playbook.source.moment import Kept


class Reporter(Protocol):
    """A module that reports diagnostics."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - the name of a constant
        """Each kind of diagnostic that it reports."""


class Rule(Reporter, Protocol):
    """A module that has a rule for the playbook as a whole."""

    def check(self, playbook: Playbook) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place that breaks the rule."""


class TextRule(Reporter, Protocol):
    """A module that has a rule for the text of an entry, whatever stands in other entries."""

    def check(self, file: Entry | Partial) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place in a file that breaks the rule."""


class SectionRule(Reporter, Protocol):
    """A module that has a rule for the text of an entry and what people call sections."""

    def check(self, file: Entry | Partial, names: SectionNames) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place in a file that breaks the rule."""


class WordingRule(Reporter, Protocol):
    """A module that has a rule for the text of an entry and the style guide."""

    def check(self, file: Entry | Partial, style_guide: StyleGuide) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place in a file that breaks the rule."""


_OF_NAMES: tuple[Rule, ...] = (file_names,)
_OF_SECTIONS: tuple[SectionRule, ...] = (sections,)
_OF_TEXT: tuple[TextRule, ...] = (
    to_place,
    placeholders,
    stray_signs,
    hidden_words,
    steps,
    times,
    materials,
    origins,
    questions,
    keep_and_change,
    words,
    reading_level,
    learnability,
    privacy,
    consent,
)
_OF_WORDING: tuple[WordingRule, ...] = (language,)
_OF_RELATIONS: tuple[Rule, ...] = (
    references,
    links,
    cycles,
    titles,
    near_duplicates,
    former_ids,
    citations,
    works,
    studies,
    replacements,
    releases,
    dates,
    orphans,
    coverage,
    plans,
    leads,
    layering,
)

RULES: tuple[Reporter, ...] = (
    *(*_OF_NAMES, *_OF_SECTIONS, *_OF_TEXT, *_OF_WORDING, *_OF_RELATIONS),
)
"""Every rule. A new one is a module, and a line in one of the lists above."""

CHAPTERS: Mapping[str, tuple[Reporter, ...]] = {
    "The file": (files, decoding, *_OF_NAMES, site_files, unread_files, per_file),
    "The front matter": (frontmatter, yaml_codes),
    "What the keys hold": (model_codes,),
    "The body": (markdown_errors, *_OF_SECTIONS, *_OF_TEXT, *_OF_WORDING, overlap),
    "Between entries": (reference_codes, *_OF_RELATIONS, withdrawals),
    "Layers": (
        adaptation_codes,
        settings,
        edition,
        original_codes,
        upstream,
        lockfile,
        migrations,
    ),
    "Pages and templates": (site_codes,),
    "A draft": (draft_policy,),
}
"""Every module that reports diagnostics, by its chapter of the reference page."""

CODES: Mapping[str, Code] = {
    code.id: code for modules in CHAPTERS.values() for module in modules for code in module.CODES
}
"""Every kind of diagnostic, by its id."""


def is_advice(rule: Reporter) -> bool:
    """Whether a rule never stops anybody, whatever it reports."""
    return all(code.severity is not Severity.ERROR for code in rule.CODES)


def check(playbook: Playbook, *, advise: bool = True) -> list[Diagnostic]:
    """Everything that the rules report, and the advice where it is wanted."""
    reports = [
        diagnostic
        for rule in (*_OF_NAMES, *_OF_RELATIONS)
        if advise or not is_advice(rule)
        for diagnostic in rule.check(playbook)
    ]
    names = section_names(playbook.headings)
    for file in playbook.files():
        reports += _of_sections(Same(file), Same(names))
        reports += _of_text(Same(file), advise)
        if advise:
            reports += _of_wording(Same(file), playbook.style_guide)
    return reports


@Kept
def _of_sections(same: Same[Entry | Partial], names: Same[SectionNames]) -> list[Diagnostic]:
    return [d for rule in _OF_SECTIONS for d in rule.check(same.it, names.it)]


@Kept
def _of_text(same: Same[Entry | Partial], advise: bool) -> list[Diagnostic]:  # noqa: FBT001 - a key
    """What is reported of a file by itself: the same one is judged once in a process, however many
    editions show it.
    """
    rules = [rule for rule in _OF_TEXT if advise or not is_advice(rule)]
    return [diagnostic for rule in rules for diagnostic in rule.check(same.it)]


@Kept
def _of_wording(same: Same[Entry | Partial], style_guide: StyleGuide) -> list[Diagnostic]:
    return [d for rule in _OF_WORDING for d in rule.check(same.it, style_guide)]
