"""From the files that make up one entry to the entry: the original, and what layers lay over it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from playbook import frontmatter, layers, markdown
from playbook.diagnostics import Diagnostic, InvalidEntry, did_you_mean
from playbook.entry import Entry, Key, Partial
from playbook.layers import BECAUSE, Written
from playbook.model import MODELS
from playbook.source import Location, Source
from playbook.validation import validate

Assembled = tuple[Entry | Partial, list[Diagnostic]]


class File(NamedTuple):
    """One of the files of an entry: where it is, and its text or what keeps it from being read."""

    layer: str
    """The folder of the layer; "" for the original."""
    path: str
    text: str
    faults: Sequence[Diagnostic] = ()


class Name(NamedTuple):
    """The title that a layer's settings give an entry."""

    layer: str
    title: str


def assemble(
    key: Key,
    files: Sequence[File],
    names: Sequence[Name] = (),
    hidden: Collection[str] = (),
    originals: Callable[[], Collection[str]] = tuple,
    order: Sequence[str] = (),
) -> Assembled:
    """Make an entry of its files, the original first, with everything that is wrong with it.

    `hidden` are paths of entries that are left out, `originals` gives the ids that a layer may have
    meant that adapts what is not there, and `order` names the layers, the nearest last: what a
    layer's settings say comes after its own file, and before the next layer.
    """
    first, *over = files
    if first.faults:
        return Partial(key, Source(first.path), {}, None), list(first.faults)
    try:
        document = frontmatter.parse(first.text, first.path)
    except InvalidEntry as invalid:
        return Partial(key, Source(first.path), {}, None), invalid.diagnostics
    problems = list(_needless(document, first, key, originals))
    if not over and not names:
        entry, faults = _alone(key, document, first, hidden)
        return entry, problems + faults
    written = layers.written(document, first.path)
    steps: list[File | Name] = [*over, *names]
    steps.sort(key=lambda step: order.index(step.layer) if order else 0)
    for step in steps:
        if isinstance(step, Name):
            written = layers.renamed(written, step.title, step.layer)
            continue
        try:
            laid = _lay(written, step, key)
            written = laid.written
            problems += laid.problems
        except InvalidEntry as invalid:
            problems += invalid.diagnostics
    entry, faults = _judged(key, written, hidden)
    return _from_layer(entry, first.layer), problems + faults


def _alone(
    key: Key, document: frontmatter.Document, file: File, hidden: Collection[str]
) -> Assembled:
    source, problems = document.source, list[Diagnostic]()
    body = meta = None
    try:
        meta = validate(MODELS[key.collection], document.data, source)
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    origins = [
        Location(file.path, document.body_line + line)
        for line in range(document.body.count("\n") + 1)
        if file.layer
    ]
    try:
        body = markdown.parse(
            document.body, key.path, document.body_line, origins=origins, hidden=hidden
        )
        problems += body.problems
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    if meta is None or body is None:
        return Partial(key, source, document.data, body), problems
    return Entry(key, meta, body, source, layer=file.layer), problems


def _lay(written: Written, file: File, key: Key) -> layers.Laying:
    if file.faults:
        raise InvalidEntry(list(file.faults))
    over = frontmatter.parse(file.text, file.path)
    return layers.lay(written, over, file.path, file.layer, key.collection)


def _judged(key: Key, written: Written, hidden: Collection[str]) -> Assembled:
    problems: list[Diagnostic] = []
    body = meta = None
    try:
        meta = validate(MODELS[key.collection], written.data, written.source)
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    try:
        body = markdown.parse(written.body, key.path, origins=written.origins, hidden=hidden)
        problems += body.problems
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    if meta is None or body is None:
        return Partial(key, written.source, written.data, body), problems
    return Entry(key, meta, body, written.source, written.adaptations), problems


def _from_layer(entry: Entry | Partial, layer: str) -> Entry | Partial:
    return replace(entry, layer=layer) if layer and isinstance(entry, Entry) else entry


def _needless(
    document: frontmatter.Document, file: File, key: Key, originals: Callable[[], Collection[str]]
) -> Iterator[Diagnostic]:
    """A layer's own entry that says why it adapts one: that is told, and the key is taken out."""
    if file.layer and BECAUSE in document.data:
        del document.data[BECAUSE]
        yield _adapts_nothing(document.source.locate((BECAUSE,)), key, file.layer, originals())


def _adapts_nothing(at: Location, key: Key, layer: str, originals: Collection[str]) -> Diagnostic:
    guess = did_you_mean(key.id, originals)
    advice = f"Remove 'because:' if {layer}/ adds this entry; or give it the original's name."
    return Diagnostic(
        at,
        "adapts-nothing",
        f"This says why it adapts {key.path}, and there is no such original.",
        f"{guess} {advice}".strip(),
    )
