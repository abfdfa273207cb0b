"""The rules between and inside entries. One module for each; the lists below are all of them."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from playbook.catalog import reference_codes
from playbook.catalog.playbook import Playbook
from playbook.checks import draft_policy, overlap, per_file, site_codes
from playbook.checks.rules import (
    citations,
    consent,
    coverage,
    cycles,
    dates,
    file_names,
    former_ids,
    keep_and_change,
    language,
    layering,
    learnability,
    links,
    near_duplicates,
    orphans,
    privacy,
    questions,
    reading_level,
    references,
    replacements,
    sections,
    steps,
    titles,
    words,
)
from playbook.layers import adaptation_codes, edition, lockfile, settings, site_files, upstream
from playbook.model import codes as model_codes
from playbook.parsing import frontmatter, markdown_errors, yaml_codes
from playbook.source import decoding, files
from playbook.source.diagnostics import Code, Diagnostic, Severity


class Reporter(Protocol):
    """A module that reports diagnostics."""

    @property
    def CODES(self) -> tuple[Code, ...]:  # noqa: N802 - the name of a constant
        """Each kind of diagnostic that it reports."""


class Rule(Reporter, Protocol):
    """A module that has a rule."""

    def check(self, playbook: Playbook) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each place that breaks the rule."""


_OF_NAMES: tuple[Rule, ...] = (file_names,)
_OF_TEXT: tuple[Rule, ...] = (
    sections,
    steps,
    questions,
    keep_and_change,
    words,
    reading_level,
    learnability,
    language,
    privacy,
    consent,
)
_OF_RELATIONS: tuple[Rule, ...] = (
    references,
    links,
    cycles,
    titles,
    near_duplicates,
    former_ids,
    citations,
    replacements,
    dates,
    orphans,
    coverage,
    layering,
)

RULES = (*_OF_NAMES, *_OF_TEXT, *_OF_RELATIONS)
"""Every rule. A new one is a module, and a line in one of the three lists above."""

CHAPTERS: Mapping[str, tuple[Reporter, ...]] = {
    "The file": (files, decoding, *_OF_NAMES, site_files, per_file),
    "The front matter": (frontmatter, yaml_codes),
    "What the keys hold": (model_codes,),
    "The body": (markdown_errors, *_OF_TEXT, overlap),
    "Between entries": (reference_codes, *_OF_RELATIONS),
    "Layers": (adaptation_codes, settings, edition, upstream, lockfile),
    "Pages and templates": (site_codes,),
    "A draft": (draft_policy,),
}
"""Every module that reports diagnostics, by its chapter of the reference page."""

CODES: Mapping[str, Code] = {
    code.id: code for modules in CHAPTERS.values() for module in modules for code in module.CODES
}
"""Every kind of diagnostic, by its id."""


def is_advice(rule: Rule) -> bool:
    """Whether a rule never stops anybody, whatever it reports."""
    return all(code.severity is not Severity.ERROR for code in rule.CODES)


def check(playbook: Playbook, *, advise: bool = True) -> list[Diagnostic]:
    """Everything that the rules report, and the advice where it is wanted."""
    rules = [rule for rule in RULES if advise or not is_advice(rule)]
    return [diagnostic for rule in rules for diagnostic in rule.check(playbook)]
