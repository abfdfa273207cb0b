"""Pictures on pages in `docs/`, for readers who cannot see them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from playbook.checks.site_codes import PICTURE_WITHOUT_WORDS
from playbook.parsing import prose
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import Location
from playbook_site.preflight.docs_pages import DocsPage

_PICTURE = re.compile(
    r"""(?<!\\)!\[\s*\][(\[]|<!--.*?(?:-->|$)|<img\b(?:"[^"]*"|'[^']*'|[^<>"'])*+>""",
    re.IGNORECASE | re.DOTALL,
)
"""A picture of Markdown without words, a note, or a picture of HTML, with or without words."""
_WORDS = re.compile(r"""(?<![\w-])alt(?=[\s=/>])""", re.IGNORECASE)


def diagnostics(page: DocsPage) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each picture that a screen reader could not tell of."""
    for line, column, hint in _nameless(page.body):
        yield Diagnostic(
            Location(page.source.path, page.first_line + line, column),
            PICTURE_WITHOUT_WORDS,
            "This picture has no words, so who cannot see it is told nothing.",
            hint,
        )


@lru_cache(maxsize=512)
def _nameless(body: str) -> Sequence[tuple[int, int, str]]:
    """The line from nought, the column and the way out of each picture without words; looked for
    once, whatever number of editions have the page.
    """
    if not _PICTURE.search(body):
        return ()
    text = prose.without_code(body)
    return [
        (text.count("\n", 0, start), start - text.rfind("\n", 0, start), hint)
        for start, hint in _hints(text)
    ]


def _hints(text: str) -> Iterator[tuple[int, str]]:
    for match in _PICTURE.finditer(text):
        if match[0].startswith("!"):
            hint = (
                'Between ![ and ] write what it shows. If it only decorates: <img src="…" alt="">'
            )
            yield match.start(), hint
        elif not match[0].startswith("<!--") and not _WORDS.search(match[0]):
            hint = 'Add alt="…" with what it shows, or alt="" if it only decorates.'
            yield match.start(), hint
