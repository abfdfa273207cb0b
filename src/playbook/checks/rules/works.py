"""Each work of the bibliography stands there once, and its address is whole, whatever cites it."""

import re
from collections.abc import Iterator

from playbook.catalog.bibliography import Bibliography, addresses
from playbook.catalog.playbook import Playbook
from playbook.model.hints import mending
from playbook.parsing.html import is_address
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.identity import Same
from playbook.source.moment import once

SAME_WORK = Code(
    "same-work",
    Severity.WARNING,
    "Two works of `references.yml` have the same address or DOI, so one work would stand in the "
    "bibliography twice, and readers could not see who else cites it. Keep one, and cite that.",
    fails=Example(
        "  - id: another-work\n    type: book\n    title: Another work\n"
        "    URL: https://example.org/work\n"
        "  - id: a-third-work\n    type: book\n    title: A third work\n"
        "    URL: http://www.example.org/work/",
        path="references.yml",
    ),
    passes=Example(
        "  - id: another-work\n    type: book\n    title: Another work\n"
        "    URL: https://example.org/work",
        path="references.yml",
    ),
    no_edit="Only a person can tell which of the two is written better.",
)

HALF_ADDRESS = Code(
    "half-address",
    Severity.WARNING,
    "The address of a work is not whole, so the bibliography shows it as words, and no reader can "
    "follow it. Write it as a browser shows it, from https:// on.",
    fails=Example(
        "  - id: another-work\n    type: book\n    title: Another work\n"
        "    URL: www.example.org/work",
        path="references.yml",
    ),
    passes=Example(
        "  - id: another-work\n    type: book\n    title: Another work\n"
        "    URL: https://www.example.org/work",
        path="references.yml",
    ),
    no_edit="Where it is the address of no host, only its author knows which was meant.",
)

REPLACED_WORK = Code(
    "replaced-work",
    Severity.WARNING,
    "A work in a layer's `references.yml` has the id of one that stands below it, and says "
    "something else. All entries that cite the id show the layer's, those of the original too.",
    fails=Example(
        "references:\n  - id: a-work\n    type: book\n    title: Another work",
        path="district/references.yml",
    ),
    passes=Example(
        "references:\n  - id: another-work\n    type: book\n    title: Another work",
        path="district/references.yml",
    ),
    no_edit="Where the list is in a rare form, it is changed by hand.",
)

CODES = (SAME_WORK, HALF_ADDRESS, REPLACED_WORK)

_PLACE = r"(?:[\w-]+\.)+[\w-]+(?::\d+)?(?:[/?#]\S*)?"
_WHOLE = re.compile(rf"https?://{_PLACE}", re.IGNORECASE)
_PART = re.compile(rf"(?:[a-z]+:)?/*(?P<place>(?=www\.|[^/]+/){_PLACE})", re.IGNORECASE)
"""An address that lacks what it starts with, such as www.example.org/page."""
_DOI = re.compile(r"(?:doi:\s*)?(?P<doi>10\.\d+/\S+)", re.IGNORECASE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each work that stands twice, whose address is not whole, or that takes
    the place of another one.
    """
    if playbook.bibliography:
        yield from _of_works(Same(playbook.bibliography))


@once
def _of_works(same: Same[Bibliography]) -> list[Diagnostic]:
    return [*_same(same.it), *_half(same.it), *_of_layers(same.it)]


def _same(bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, work in bibliography.items.items():
        for address in sorted(addresses(work)):
            first = bibliography.found_at(address)
            if first != key:
                yield Diagnostic(
                    bibliography.location(key),
                    SAME_WORK,
                    f"'{key}' has the same address as '{first}': {address}",
                    "If they are one work, keep one of the two, and cite that everywhere.",
                )
                break


def _half(bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, work in bibliography.items.items():
        url = str(work.get("URL") or "")
        if not url or (_WHOLE.fullmatch(url) and is_address(url)):
            continue
        source, work_path = bibliography.places[key]
        path, place = (*work_path, "URL"), url.strip()
        hint, whole = "Write it as a browser shows it, or leave this line out.", ""
        if doi := _DOI.fullmatch(place):
            hint = f"In place of this line, write DOI: {doi['doi']}"
        elif (part := _PART.fullmatch(place)) and is_address(f"https://{part['place']}"):
            whole = f"https://{part['place']}"
            hint = f"Write {whole}"
        yield Diagnostic(
            source.locate_value(path),
            HALF_ADDRESS,
            f"'{url}' is no whole address, so it is no link.",
            hint,
            mending.written(source, path, whole),
        )


def _of_layers(bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, other in bibliography.lower.items():
        source, path = bibliography.places[key]
        yield Diagnostic(
            source.locate_value((*path, "id")),
            REPLACED_WORK,
            f"'{key}' is in {other} too, and says something else: readers see what stands here.",
            "If it is another work, give it another id, and cite that. If it is the same, and that "
            "file is right by now, remove it here.",
            mending.removed(source, path),
        )
