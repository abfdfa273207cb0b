"""Every work that is cited is in the bibliography, and every work there is cited."""

import re
from collections.abc import Iterator, Sequence

from playbook.catalog.bibliography import PATH, Bibliography
from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Partial
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, slip_of
from playbook.source.edits import Edit
from playbook.source.location import KeyPath, Location

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

CODES = (UNKNOWN_CITATION, UNUSED_REFERENCE)

_LONG = 5
"""The letters of a name of which one may be a slip."""
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4,}/)\S+", re.IGNORECASE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of nothing, and for each work that nobody cites."""
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
    for key in bibliography:
        if key not in keys and is_readable and not playbook.hidden:
            source, path = bibliography.places[key]
            yield Diagnostic(
                source.locate(path),
                UNUSED_REFERENCE,
                f"No entry cites '{key}'.",
                "Cite it where it was used, or remove it.",
                mending.removed(source, path),
            )


def cited_at(playbook: Playbook) -> Iterator[Location]:
    """Where each work stands that an entry cites: what nobody cites here may be cited in another
    edition.
    """
    keys = {key for file in playbook.files() for key, _ in file.citations()}
    if bibliography := playbook.bibliography:
        yield from map(bibliography.location, keys & bibliography.items.keys())


def _unknown(
    file: Entry | Partial, key: str, path: KeyPath, bibliography: Bibliography
) -> Diagnostic:
    at = file.source.locate(path)
    layer = at.path.removesuffix(file.key.path)
    here = f"{layer}{PATH}"
    message = f"There is no work '{key}' in {PATH}{f', nor in {here}' if layer else ''}."
    example = f"- {{id: {key}, type: book, title: Its title}}"
    add = f"Add it to {here}, in its list references:, such as {example}, or remove this line."
    if _ADDRESS.match(key):
        known = bibliography.found_at(key)
        with_id = f"Add it to {here}, with an id."
        hint = f"It is there as '{known}': write that." if known else with_id
    else:
        known = closest(key, _of_alike_names(key, bibliography))
        hint = f"Did you mean '{known}'?" if known else add
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
            f"{address} is in {bibliography.places[id_][0].path} already, as '{id_}'.",
            f"Leave nothing after sources: and write below it, after two spaces, {id_}: and the "
            "place in the work, such as Page 3",
            change if is_all else (),
        )


def _called(file: Entry | Partial, path: KeyPath, key: str) -> Sequence[Edit]:
    """The edit that cites another work: a key in `sources`, and elsewhere an item of a list."""
    change = mending.renamed if path[0] == "sources" else mending.written
    return change(file.source, path, key)
