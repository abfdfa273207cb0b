"""The rules between and inside entries. One module for each; the list below is all of them."""

from collections.abc import Callable, Iterator

from playbook.catalog import Playbook
from playbook.checks import (
    citations,
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
from playbook.diagnostics import Diagnostic

RULES: tuple[Callable[[Playbook], Iterator[Diagnostic]], ...] = (
    file_names.check,
    titles.check,
    near_duplicates.check,
    references.check,
    layering.check,
    cycles.check,
    former_ids.check,
    replacements.check,
    dates.check,
    citations.check,
    sections.check,
    steps.check,
    questions.check,
    keep_and_change.check,
    words.check,
    learnability.check,
    reading_level.check,
    language.check,
    privacy.check,
    links.check,
    orphans.check,
    coverage.check,
)


def check(playbook: Playbook) -> list[Diagnostic]:
    """Everything that the rules find."""
    return [problem for rule in RULES for problem in rule(playbook)]
