"""The rules between and inside entries. One module for each; the list below is all of them."""

import importlib
from collections.abc import Callable, Iterator

from playbook.catalog.playbook import Playbook
from playbook.checks.rules import (
    citations,
    consent,
    coverage,
    cycles,
    dates,
    file_names,
    former_ids,
    keep_and_change,
    layering,
    links,
    questions,
    references,
    replacements,
    sections,
    steps,
    titles,
)
from playbook.source.diagnostics import Diagnostic

Rule = Callable[[Playbook], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    file_names.check,
    titles.check,
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
    consent.check,
    links.check,
    coverage.check,
)
"""What a playbook has to keep to: each may stop a build."""

ADVICE = (
    "near_duplicates",
    "words",
    "learnability",
    "reading_level",
    "language",
    "privacy",
    "orphans",
)
"""What is worth a look, and never stops anybody: modules by their names. They bring libraries of
their own, and are loaded when advice is wanted; a build wants none."""


def check(playbook: Playbook, *, advise: bool = True) -> list[Diagnostic]:
    """Everything that the rules find, and the advice where it is wanted."""
    advice = (
        importlib.import_module(f"{__name__}.rules.{name}").check for name in ADVICE if advise
    )
    return [problem for rule in (*RULES, *advice) for problem in rule(playbook)]
