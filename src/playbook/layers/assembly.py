"""From the files that make up one entry to the entry: the original, and what layers lay over it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from playbook.layers import merge
from playbook.layers.adaptation_codes import ADAPTS_NOTHING
from playbook.layers.merge import BECAUSE, RawEntry
from playbook.model import whole_files
from playbook.model.entry import Entry, Key, Partial
from playbook.model.entry_types import MODELS
from playbook.model.hints.body_mending import mended
from playbook.model.validation import validate
from playbook.parsing import frontmatter, markdown
from playbook.parsing.body import Body
from playbook.source.diagnostics import Diagnostic, InvalidEntry, did_you_mean
from playbook.source.location import Location, Source
from playbook.source.moment import Kept

Parse = Callable[[], Body]
"""Reads the body of an entry, or raises `InvalidEntry`."""

Assembly = tuple[Entry | Partial, list[Diagnostic]]


class File(NamedTuple):
    """One of the files of an entry: where it is, and its text or what keeps it from being read."""

    layer: str
    """The folder of the layer; "" for the original."""
    path: str
    text: str
    diagnostics: Sequence[Diagnostic] = ()


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
) -> Assembly:
    """Make an entry of its files, the original first, with everything that is wrong with it.

    `hidden` are paths of entries that are left out, `originals` gives the ids that a layer may have
    meant that adapts what is not there, and `order` names the layers, the nearest last: what a
    layer's settings say comes after its own file, and before the next layer.
    """
    first, *over = files
    if over or names or first.layer or first.diagnostics:
        return _from_layers(key, files, names, hidden, originals, order)
    assembly, diagnostics = _from_original(key, first.path, first.text, frozenset(hidden))
    return assembly, list(diagnostics)


def _from_layers(
    key: Key,
    files: Sequence[File],
    names: Sequence[Name],
    hidden: Collection[str],
    originals: Callable[[], Collection[str]],
    order: Sequence[str],
) -> Assembly:
    first, *over = files
    if first.diagnostics:
        return Partial(key, Source(first.path), {}, None), list(first.diagnostics)
    try:
        document = _document(key, first.path, first.text)
    except InvalidEntry as invalid:
        return Partial(key, Source(first.path), {}, None), invalid.diagnostics
    diagnostics = list(_needless(document, first, key, originals))
    if not over and not names:
        entry, more = _from_one_file(key, document, first, hidden)
        return entry, diagnostics + more
    try:
        raw = merge.raw_entry(document, first.path)
    except InvalidEntry as invalid:
        return Partial(key, document.source, document.data, None), diagnostics + invalid.diagnostics
    steps: list[File | Name] = [*over, *names]
    steps.sort(key=lambda step: order.index(step.layer) if order else 0)
    for step in steps:
        laying = _lay(raw, step, key)
        raw = laying.entry
        diagnostics += laying.diagnostics
    parse = partial(markdown.parse, raw.body, key.path, origins=raw.origins, hidden=hidden)
    entry, more = _validate(key, raw, first.layer, parse)
    return entry, diagnostics + more


@Kept
def _from_original(
    key: Key, path: str, text: str, hidden: frozenset[str]
) -> tuple[Entry | Partial, tuple[Diagnostic, ...]]:
    """An entry that no layer touches: the same text is read once in a process, however often it
    is served or however many editions show it.
    """
    try:
        document = _document(key, path, text)
    except InvalidEntry as invalid:
        return Partial(key, Source(path), {}, None), tuple(invalid.diagnostics)
    entry, diagnostics = _from_one_file(key, document, File("", path, text), hidden)
    return entry, tuple(diagnostics)


def _document(key: Key, path: str, text: str) -> frontmatter.Document:
    """A file taken apart, or `InvalidEntry` with what is wrong, or what the file is instead."""
    try:
        document = frontmatter.parse(text, path)
    except InvalidEntry as invalid:
        raise InvalidEntry(
            list(whole_files.of_a_text(text, path, key.collection)) or invalid.diagnostics
        ) from invalid
    if diagnostics := list(whole_files.of_a_document(document, path, key.collection)):
        raise InvalidEntry(diagnostics)
    return document


def _from_one_file(
    key: Key, document: frontmatter.Document, file: File, hidden: Collection[str]
) -> Assembly:
    """An entry of one file, as nearly all are: nothing is taken apart and put together."""
    start, text = document.body_line, document.body
    lines = range(text.count("\n") + 1) if file.layer else ()
    origins = [Location(file.path, start + line) for line in lines]
    parse = partial(markdown.parse, text, key.path, start, origins=origins, hidden=hidden)
    return _validate(key, RawEntry(document.data, document.source, ()), file.layer, parse)


def _lay(raw: RawEntry, step: File | Name, key: Key) -> merge.Laying:
    """Lay a file or a name over an entry; what cannot be read leaves it as it is."""
    if isinstance(step, Name):
        return merge.Laying(merge.rename(raw, step.title, step.layer))
    if step.diagnostics:
        return merge.Laying(raw, list(step.diagnostics))
    try:
        over = frontmatter.parse(step.text, step.path)
        return merge.lay(raw, over, step.path, step.layer, key.collection)
    except InvalidEntry as invalid:
        return merge.Laying(raw, invalid.diagnostics)


def _validate(key: Key, raw: RawEntry, layer: str, parse: Parse) -> Assembly:
    """An entry, or what could be read of it, with all that the model and the parser say."""
    diagnostics: list[Diagnostic] = []
    body = meta = None
    try:
        meta = validate(MODELS[key.collection], raw.data, raw.source)
    except InvalidEntry as invalid:
        diagnostics += invalid.diagnostics
    try:
        body = parse()
        model, title = MODELS[key.collection], merge.plain(raw.data.get("title"))
        sections = [section.title for section in model.SECTIONS]
        diagnostics += mended(body.diagnostics, raw.source, title, sections)
    except InvalidEntry as invalid:
        diagnostics += invalid.diagnostics
    if meta is None or body is None:
        return Partial(key, raw.source, raw.data, body), diagnostics
    return Entry(key, meta, body, raw.source, raw.adaptations, layer), diagnostics


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
