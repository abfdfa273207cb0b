"""Every work that is cited is in the bibliography, and every work there is cited."""

import re
from collections.abc import Iterator

from playbook.catalog.bibliography import Bibliography, addresses
from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Partial
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, slip_of
from playbook.source.edits import Edit
from playbook.source.identity import Same
from playbook.source.location import KeyPath
from playbook.source.moment import once

UNKNOWN_CITATION = Code(
    "unknown-citation",
    Severity.ERROR,
    "A work is cited that is not in `references.yml`, so readers could not look it up. Add "
    "the work there first; its `id` is what entries cite.",
    fails=Example("sources:\n  another-work: Page 3"),
    passes=Example("sources:\n  a-work: Page 3"),
    no_edit="Where no work is like it, only its author knows which was meant.",
)

UNUSED_REFERENCE = Code(
    "unused-reference",
    Severity.WARNING,
    "A work stands in `references.yml` and no entry cites it. Readers of the bibliography "
    "would look for its trace in vain.",
    fails=Example(
        "  - id: another-work\n    type: book\n    title: Another work", path="references.yml"
    ),
    passes=Example("sources:\n  a-work: Pages 3 to 5"),
    no_edit="Where the list is in a rare form, it is changed by hand.",
)

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

CODES = (UNKNOWN_CITATION, UNUSED_REFERENCE, SAME_WORK, HALF_ADDRESS)

_PLACE = r"(?:[\w-]+\.)+[\w-]+(?::\d+)?(?:[/?#]\S*)?"
_WHOLE = re.compile(rf"https?://{_PLACE}", re.IGNORECASE)
_PART = re.compile(rf"(?:[a-z]+:)?/*(?P<place>(?=www\.|[^/]+/){_PLACE})", re.IGNORECASE)
"""An address that lacks what it starts with, such as www.example.org/page."""
_DOI = re.compile(r"(?:doi:\s*)?(?P<doi>10\.\d+/\S+)", re.IGNORECASE)
_LONG = 5
"""The letters of a name of which one may be a slip."""
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4,}/)\S+", re.IGNORECASE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of nothing, for each work that nobody cites, and for
    what is wrong with the address of a work.
    """
    bibliography = playbook.bibliography
    if bibliography is None:
        return
    keys: set[str] = set()
    is_readable = playbook.is_readable
    for file in playbook.files():
        is_readable = is_readable and isinstance(file, Entry)
        for key, key_path in file.citations():
            keys.add(key)
            if key not in bibliography:
                is_readable = False  # it may be another work by its wrong name
                yield _unknown(file, key, key_path, bibliography)
        if isinstance(file, Partial):
            yield from _addresses(file, bibliography)
    yield from _of_works(Same(bibliography))
    for key in bibliography:
        if key not in keys and is_readable and not playbook.hidden:
            yield Diagnostic(
                bibliography.source.locate(("references", bibliography.position(key))),
                UNUSED_REFERENCE,
                f"No entry cites '{key}'.",
                "Cite it where it was used, or remove it.",
                mending.removed(bibliography.source, ("references", bibliography.position(key))),
            )


def _unknown(
    file: Entry | Partial, key: str, path: KeyPath, bibliography: Bibliography
) -> Diagnostic:
    message = f"There is no work '{key}' in references.yml."
    if _ADDRESS.match(key):
        known = bibliography.found_at(key)
        hint = f"It is there as '{known}': write that." if known else "Add it there, with an id."
    else:
        known = closest(key, _of_alike_names(key, bibliography))
        hint = f"Did you mean '{known}'?" if known else "Add it there, or remove this line."
    at = file.source.locate(path)
    return Diagnostic(at, UNKNOWN_CITATION, message, hint, _called(file, path, known))


def _of_alike_names(key: str, bibliography: Bibliography) -> list[str]:
    """The works of somebody whose name is that of a key or, where it is long, nearly that, whatever
    the year: nobody is asked to cite another one's.
    """
    name = key.partition("-")[0]
    return [
        work
        for work in bibliography
        if (own := work.partition("-")[0]) == name or (len(name) >= _LONG and slip_of(name, [own]))
    ]


def _addresses(file: Partial, bibliography: Bibliography) -> Iterator[Diagnostic]:
    """The works whose addresses stand where ids with their places belong."""
    value = file.data.get("sources")
    lines = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    texts = [line for line in lines if isinstance(line, str)]
    works: dict[str, str] = {}
    for match in filter(None, map(_ADDRESS.search, texts)):
        address = match[0].rstrip(".,;)")
        if id_ := bibliography.found_at(address):
            works[address] = id_
    is_all = len(works) == len(lines) and all(text.strip() in works for text in texts)
    change = mending.written(file.source, ("sources",), dict.fromkeys(works.values()))
    for address, id_ in works.items():
        yield Diagnostic(
            file.source.locate_value(("sources",)),
            UNKNOWN_CITATION,
            f"{address} is in references.yml already, as '{id_}'.",
            f"Leave nothing after sources: and write below it, after two spaces, {id_}: and the "
            "place in the work, such as Page 3",
            change if is_all else (),
        )


@once
def _of_works(same: Same[Bibliography]) -> list[Diagnostic]:
    """What is wrong with the works themselves, whatever cites them."""
    return [*_same(same.it), *_half(same.it)]


def _same(bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, work in bibliography.items.items():
        for address in sorted(addresses(work)):
            first = bibliography.found_at(address)
            if first != key:
                yield Diagnostic(
                    bibliography.source.locate(("references", bibliography.position(key))),
                    SAME_WORK,
                    f"'{key}' has the same address as '{first}': {address}",
                    "If they are one work, keep one of the two, and cite that everywhere.",
                )
                break


def _half(bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, work in bibliography.items.items():
        url = str(work.get("URL") or "")
        if not url or _WHOLE.fullmatch(url):
            continue
        path, place = ("references", bibliography.position(key), "URL"), url.strip()
        hint, whole = "Write it as a browser shows it, or leave this line out.", ""
        if doi := _DOI.fullmatch(place):
            hint = f"In place of this line, write DOI: {doi['doi']}"
        elif part := _PART.fullmatch(place):
            whole = f"https://{part['place']}"
            hint = f"Write {whole}"
        yield Diagnostic(
            bibliography.source.locate_value(path),
            HALF_ADDRESS,
            f"'{url}' is no whole address, so it is no link.",
            hint,
            mending.written(bibliography.source, path, whole),
        )


def _called(file: Entry | Partial, path: KeyPath, key: str) -> tuple[Edit, ...]:
    """The edit that cites another work: a key in `sources`, and elsewhere an item of a list."""
    change = mending.renamed if path[0] == "sources" else mending.written
    return change(file.source, path, key)
