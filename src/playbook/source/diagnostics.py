"""What is told to an author: one problem, where it is, and the way out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from playbook.source.location import Location


class Severity(StrEnum):
    """How much a finding weighs: an error stops a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: Mapping[str, Severity] = {
    # the file
    "unreadable-file": _ERROR,
    "symlink": _ERROR,
    "file-too-large": _ERROR,
    "not-utf-8": _ERROR,
    "control-character": _ERROR,
    "conflict-marker": _ERROR,
    "bad-file-name": _ERROR,
    "reserved-name": _ERROR,
    "id-collision": _ERROR,
    # the front matter
    "no-front-matter": _ERROR,
    "front-matter-too-large": _ERROR,
    "bad-yaml": _ERROR,
    "yaml-not-taken": _ERROR,
    "duplicate-key": _ERROR,
    # the model
    "missing-key": _ERROR,
    "unknown-key": _ERROR,
    "wrong-type": _ERROR,
    "empty": _ERROR,
    "too-few": _ERROR,
    "too-many": _ERROR,
    "too-long": _ERROR,
    "not-one-line": _ERROR,
    "out-of-range": _ERROR,
    "not-one-of": _ERROR,
    "bad-id": _ERROR,
    "bad-date": _ERROR,
    "not-a-question": _ERROR,
    # the body
    "body-too-large": _ERROR,
    "nested-too-deep": _ERROR,
    "raw-html": _ERROR,
    "image": _ERROR,
    "unsafe-link": _ERROR,
    "heading-level": _ERROR,
    "missing-section": _ERROR,
    "misplaced-section": _ERROR,
    "unknown-section": _ERROR,
    "step-count": _ERROR,
    "keep-and-change": _ERROR,
    "too-many-words": _WARNING,
    "reading-level": _INFO,
    "slow-to-learn": _WARNING,
    "shared-wording": _ERROR,
    "asset-language": _WARNING,
    "needless-waiver": _WARNING,
    "contact-detail": _WARNING,
    "small-group": _WARNING,
    "named-student": _WARNING,
    "named-district": _ERROR,
    # between entries
    "broken-link": _ERROR,
    "broken-anchor": _ERROR,
    "unknown-reference": _ERROR,
    "self-reference": _ERROR,
    "cycle": _ERROR,
    "duplicate-title": _ERROR,
    "near-duplicate": _WARNING,
    "former-id-clash": _ERROR,
    "unknown-citation": _ERROR,
    "unused-reference": _WARNING,
    "deprecated-without-replacement": _ERROR,
    "dates-out-of-order": _ERROR,
    "orphan": _WARNING,
    "unknown-idea": _ERROR,
    "uncovered-idea": _WARNING,
    "past-review": _INFO,
    # layers
    "no-reason": _ERROR,
    "adapts-nothing": _ERROR,
    "adapted-twice": _INFO,
    "points-to-hidden": _INFO,
    "outside-layer": _ERROR,
    "low-contrast": _ERROR,
    "unsafe-logo": _ERROR,
    "bad-pin": _ERROR,
    "bad-lock": _ERROR,
    "stale-lock": _WARNING,
    "unfinished-update": _ERROR,
    # a draft
    "unfinished": _INFO,
}
"""Every code, with its weight. Codes are permanent; each has a paragraph in the reference."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem, where it is, and what its author can do about it."""

    location: Location
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The weight of this kind of problem."""
        return CODES[self.code]

    def __str__(self) -> str:
        problem = f"{self.location}: {self.message} [{self.code}]"
        return f"{problem}\n    {self.hint}" if self.hint else problem


class InvalidEntry(Exception):
    """A file that cannot become an entry, with everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the closest known word, or say nothing."""
    match get_close_matches(word, known, n=1):
        case [guess]:
            return f"Did you mean '{guess}'?"
        case _:
            return ""


def one_of(known: Iterable[str]) -> str:
    """Spell out a closed list, in its own order."""
    return f"Choose from: {', '.join(known)}."
