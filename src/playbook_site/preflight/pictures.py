"""Pictures on pages in `docs/`, for readers who cannot see them."""

import re
from collections.abc import Iterator

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
    if "![" not in page.body and "<img" not in page.body.lower():
        return
    body = prose.without_code(page.body)
    for match in _PICTURE.finditer(body):
        if match[0].startswith("<!--") or (match[0][0] == "<" and _WORDS.search(match[0])):
            continue
        before = body[: match.start()]
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        yield Diagnostic(
            Location(page.source.path, page.first_line + line, column),
            PICTURE_WITHOUT_WORDS,
            "This picture has no words, so who cannot see it is told nothing.",
            'Between ![ and ] write what it shows. If it only decorates: <img src="…" alt="">'
            if match[0].startswith("!")
            else 'Add alt="…" with what it shows, or alt="" if it only decorates.',
        )
