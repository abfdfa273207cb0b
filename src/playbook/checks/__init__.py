"""The rules between and inside entries. One module for each; the list below is all of them."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Protocol

from playbook.catalog import reference_codes
from playbook.catalog.playbook import Playbook
from playbook.checks import draft_policy, overlap
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
from playbook.layers import adaptation_codes, edition, lockfile, settings, upstream
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


RULES: tuple[Rule, ...] = (
    file_names,
    titles,
    references,
    layering,
    cycles,
    former_ids,
    replacements,
    dates,
    citations,
    sections,
    steps,
    questions,
    keep_and_change,
    consent,
    links,
    coverage,
    near_duplicates,
    words,
    learnability,
    reading_level,
    language,
    privacy,
    orphans,
)
"""Every rule. Those that can report an error come first."""

REPORTERS: tuple[Reporter, ...] = (
    files,
    decoding,
    frontmatter,
    yaml_codes,
    model_codes,
    markdown_errors,
    reference_codes,
    *RULES,
    overlap,
    adaptation_codes,
    settings,
    edition,
    upstream,
    lockfile,
    draft_policy,
)
"""Every module that declares a code, in the order of the reference page."""

CODES: Mapping[str, Code] = {
    code.id: code for code in chain.from_iterable(module.CODES for module in REPORTERS)
}
"""Every kind of diagnostic, by its id."""


def is_advice(rule: Rule) -> bool:
    """Whether a rule never stops anybody, whatever it reports."""
    return all(code.severity is not Severity.ERROR for code in rule.CODES)


def check(playbook: Playbook, *, advise: bool = True) -> list[Diagnostic]:
    """Everything that the rules report, and the advice where it is wanted."""
    rules = [rule for rule in RULES if advise or not is_advice(rule)]
    return [diagnostic for rule in rules for diagnostic in rule.check(playbook)]
