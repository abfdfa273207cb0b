"""From the files that make up one entry to the entry: the original, and what layers lay over it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from playbook.layers import merge
from playbook.layers.adaptation_codes import ADAPTS_NOTHING
from playbook.layers.merge import BECAUSE, Written
from playbook.model.entry import Entry, Key, Partial
from playbook.model.entry_types import MODELS
from playbook.model.validation import validate
from playbook.parsing import frontmatter, markdown
from playbook.parsing.body import Body
from playbook.source.diagnostics import Diagnostic, InvalidEntry, did_you_mean
from playbook.source.location import Location, Source

Text = Callable[[], Body]
"""Reads the body of an entry, or raises `InvalidEntry`."""

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
        entry, faults = _from_one_file(key, document, first, hidden)
        return entry, problems + faults
    try:
        written = merge.written(document, first.path)
    except InvalidEntry as invalid:
        return Partial(key, document.source, document.data, None), problems + invalid.diagnostics
    steps: list[File | Name] = [*over, *names]
    steps.sort(key=lambda step: order.index(step.layer) if order else 0)
    for step in steps:
        laid = _lay(written, step, key)
        written = laid.written
        problems += laid.problems
    read = partial(markdown.parse, written.body, key.path, origins=written.origins, hidden=hidden)
    entry, faults = _judged(key, written, first.layer, read)
    return entry, problems + faults


def _from_one_file(
    key: Key, document: frontmatter.Document, file: File, hidden: Collection[str]
) -> Assembled:
    """An entry of one file, as nearly all are: nothing is taken apart and put together."""
    start, text = document.body_line, document.body
    lines = range(text.count("\n") + 1) if file.layer else ()
    origins = [Location(file.path, start + line) for line in lines]
    read = partial(markdown.parse, text, key.path, start, origins=origins, hidden=hidden)
    return _judged(key, Written(document.data, document.source, ()), file.layer, read)


def _lay(written: Written, step: File | Name, key: Key) -> merge.Laying:
    """Lay a file or a name over an entry; what cannot be read leaves it as it is."""
    if isinstance(step, Name):
        return merge.Laying(merge.renamed(written, step.title, step.layer))
    if step.faults:
        return merge.Laying(written, list(step.faults))
    try:
        over = frontmatter.parse(step.text, step.path)
        return merge.lay(written, over, step.path, step.layer, key.collection)
    except InvalidEntry as invalid:
        return merge.Laying(written, invalid.diagnostics)


def _judged(key: Key, written: Written, layer: str, body: Text) -> Assembled:
    """An entry, or what could be read of it, with all that the model and the parser say."""
    problems: list[Diagnostic] = []
    read = meta = None
    try:
        meta = validate(MODELS[key.collection], written.data, written.source)
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    try:
        read = body()
        problems += read.problems
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    if meta is None or read is None:
        return Partial(key, written.source, written.data, read), problems
    return Entry(key, meta, read, written.source, written.adaptations, layer), problems


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
        ADAPTS_NOTHING,
        f"This says why it adapts {key.path}, and there is no such original.",
        f"{guess} {advice}".strip(),
    )
