"""Wording shared with a source: runs of words that stand in both, so that ours stays ours."""

import re
from collections.abc import Iterable, Iterator

from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, place

SHARED_WORDING = Code(
    "shared-wording",
    Severity.ERROR,
    "You ran the check with `--against FILE`, and eight words or more in a row stand in that "
    "source too. Its words belong to its authors; tell the idea in yours. Titles of works may"
    " stand as they are.",
    fails=Example(
        "The people in this district like to be asked before anything is decided.",
        language="markdown",
    ),
    passes=Example("Ask first, and the meeting belongs to more people.", language="markdown"),
    no_edit="Only its author knows the words.",
)

CODES = (SHARED_WORDING,)

RUN = 8
"""How many words in a row are taken for borrowed."""

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*")
_HYPHEN = re.compile(r"-\s*\n\s*")

Runs = frozenset[tuple[str, ...]]


def runs(source: str) -> Runs:
    """Every run of `RUN` words of a source; words broken at the end of a line are joined."""
    words = [word for word, _ in _words_with_places(_HYPHEN.sub("", source))]
    return frozenset(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def borrowings(
    text: str, path: str, source: Runs, titles: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """Yield an error for each run of a text that stands in the source, at its first word.

    A run that lies inside a title of the bibliography is a name, and nobody's borrowing.
    """
    words = _words_with_places(text)
    names = [" ".join(word for word, _ in _words_with_places(title)) for title in titles]
    hits = {
        n
        for n in range(len(words) - RUN + 1)
        if tuple(word for word, _ in words[n : n + RUN]) in source
    }
    for first in sorted(n for n in hits if n - 1 not in hits):
        last = first
        while last + 1 in hits:
            last += 1
        run = " ".join(word for word, _ in words[first : last + RUN])
        if not any(f" {run} " in f" {name} " for name in names):
            yield Diagnostic(
                Location(path, *place(text, words[first][1])),
                SHARED_WORDING,
                f"These words stand in the source too: {run}.",
                "Say it in your own words, or shorten it to a name.",
            )


def _words_with_places(text: str) -> list[tuple[str, int]]:
    return [(match[0].replace("’", "'"), match.start()) for match in _WORD.finditer(text.lower())]
