"""What is reported to an author: what is wrong, where it is, and the way out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal, LiteralString

from playbook.source.edits import Edit
from playbook.source.location import Location


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """What people read."""
        return "note" if self is Severity.INFO else self.value


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a file, as the reference page shows it and a test tries it in a sound playbook.

    Keys and sections replace those of the same name, and other prose the text of one section. Of
    `text`, each line is the name of a file, or says in words what no snippet can show.
    """

    text: str
    language: Literal["yaml", "markdown", "toml", "json", "xml", "text"] = "yaml"
    path: str = "moves/ask-first.md"
    below: str = "Why it matters"
    """The section whose text it is, where it is prose without a section of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A kind of diagnostic: declared once, in the module that reports it."""

    id: LiteralString
    """Permanent: authors and programs refer to it."""
    severity: Severity = field(compare=False)
    explanation: str = field(compare=False)
    """One paragraph for the reference page."""
    fails: Example = field(compare=False)
    passes: Example = field(compare=False)
    softens: bool = field(default=False, compare=False)
    """Whether a draft may have it, and is only reminded."""
    no_edit: str = field(default="", compare=False)
    """Why a diagnostic of it may come without an edit; "" where each one has an edit."""

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing that is wrong, where it is, and what its author can do about it."""

    location: Location
    code: Code
    message: str
    hint: str = ""
    edits: Sequence[Edit] = field(default=(), compare=False)
    """What the hint says, done to the file at `location`; none where only a person can do it."""
    is_certain: bool = field(default=False, compare=False)
    """Whether the edits keep every word and have one meaning, so that nobody has to be asked."""

    @property
    def severity(self) -> Severity:
        """How much this kind of diagnostic weighs."""
        return self.code.severity

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity.word}: {self.message} [{self.code}]"
        return f"{line}\n    {self.hint}" if self.hint else line


class InvalidEntry(Exception):
    """A file that cannot become an entry, with everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = list(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def closest(word: str, words: Iterable[str]) -> str:
    """The known word that another is most like; "" where none is close."""
    return next(iter(get_close_matches(word, words, n=1)), "")


def slip_of(word: str, words: Iterable[str]) -> str:
    """The known word that another one is but for a letter; "" where there is none."""
    share = 1 - 1 / max(len(word), 1) - 0.001
    return next(iter(get_close_matches(word, words, n=1, cutoff=max(share, 0))), "")


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Suggest the closest known word, or say nothing."""
    guess = closest(word, words)
    return f"Did you mean '{guess}'?" if guess else ""


def one_of(words: Iterable[str]) -> str:
    """Spell out a closed list, in its own order."""
    return f"Choose from: {', '.join(words)}."


def either(words: Sequence[str]) -> str:
    """Words of which one is meant, as a sentence has them: `a, or b`."""
    *before, last = words
    return ", ".join([*before, f"or {last}" if before else last])


def in_quotes(text: str) -> str:
    """A text between quotation marks, as YAML reads it back: double ones where they do."""
    text = text.strip()
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
