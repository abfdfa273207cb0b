"""Layers: a district's own words, laid over the original by part.

A file whose id is new adds an entry. A file whose id exists adapts it: a key that is given takes
the place of the original's, mappings are joined by their ids (an id set to nothing is removed), and
a section that is given replaces the section of that name. Everything else is inherited,
and follows the original.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from playbook.layers.adaptation_codes import ADAPTED_TWICE, NO_REASON, not_there
from playbook.model.entry import Adaptation, Change
from playbook.model.entry_types import MODELS
from playbook.parsing import markdown
from playbook.parsing.frontmatter import Document
from playbook.parsing.markdown_spans import spans
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import KeyPath, Location, Places, Source

BECAUSE = "because"
"""The key that says why an original is adapted."""


class Passage(NamedTuple):
    """A section of a body as it is written, its heading too; the first has none."""

    title: str
    text: str
    path: str
    line: int
    """The line in its file on which it starts."""


@dataclass(frozen=True)
class LayeredSource(Source):
    """Several files that are one entry, the nearest first."""

    parts: tuple[Source, ...] = ()

    @property
    def sources(self) -> Sequence[Source]:
        """Each file of the entry."""
        return self.parts

    def _nearest(self, key_path: KeyPath, places: Places | Any) -> Location:
        which = 0 if places is self._places[0] else 1
        parts = self.parts[-1:] if key_path[:1] == (BECAUSE,) else self.parts
        for step in range(len(key_path), 0, -1):
            for part in parts:
                place = part.places[which if step == len(key_path) else 0].get(key_path[:step])
                if place:
                    return Location(part.path, *place)
        return Location(self.parts[0].path)


@dataclass(frozen=True)
class RawEntry:
    """An entry before anything judges it: its front matter and passages, from one file or more."""

    data: dict[str, Any]
    source: Source
    passages: tuple[Passage, ...]
    adaptations: tuple[Adaptation, ...] = ()

    @cached_property
    def body(self) -> str:
        """The whole body."""
        return "".join(passage.text for passage in self.passages)

    @property
    def origins(self) -> list[Location]:
        """Where each line of the body is written."""
        return [
            Location(passage.path, passage.line + number)
            for passage in self.passages
            for number in range(passage.text.count("\n"))
        ]


@dataclass
class Laying:
    """What came of laying one file over an entry."""

    entry: RawEntry
    diagnostics: list[Diagnostic] = field(default_factory=list)


def raw_entry(document: Document, path: str) -> RawEntry:
    """A file on its own, taken apart into passages."""
    return RawEntry(document.data, document.source, tuple(passages(document, path)))


def passages(document: Document, path: str) -> Iterator[Passage]:
    """The sections of a file as they are written, what stands before them first."""
    lines = document.body.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    sections = markdown.parse(document.body, path, document.body_line).sections
    starts = [section.location.line - document.body_line for section in sections]
    ends = [*starts, len(lines)]
    titles = ["", *(section.title for section in sections)]
    for title, start, end in zip(titles, [0, *starts], ends, strict=True):
        yield Passage(title, "".join(lines[start:end]), path, document.body_line + start)


def lay(base: RawEntry, over: Document, path: str, layer: str, collection: str) -> Laying:
    """Lay a file over an entry; `path` is the file's, `layer` the folder it comes from."""
    data = dict(over.data)
    because = data.pop(BECAUSE, None)
    own = list(passages(over, path))
    changes = [*_key_changes(base.data, data), *_section_changes(base.passages, own)]
    adaptation = Adaptation(layer, plain(because).strip(), tuple(changes))
    diagnostics = []
    if not adaptation.because:
        diagnostics.append(_no_reason(over.source, path))
    diagnostics += _twice(base, adaptation, over.source, own)
    diagnostics += not_there(base.data, data, over.source)
    parts = (over.source, *base.source.sources)
    entry = RawEntry(
        _join(base.data, data),
        LayeredSource(path, text=over.source.text, body=over.source.body, parts=parts),
        tuple(_join_passages(base.passages, own, collection)),
        (*base.adaptations, adaptation),
    )
    return Laying(entry, diagnostics)


def rename(base: RawEntry, title: str, layer: str) -> RawEntry:
    """An entry under the name that a layer's settings give it."""
    change = Change("title", plain(base.data.get("title")), title)
    return RawEntry(
        {**base.data, "title": title},
        base.source,
        base.passages,
        (*base.adaptations, Adaptation(layer, "", (change,))),
    )


def _join(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    data = dict(base)
    for name, value in over.items():
        before = base.get(name)
        data[name] = value
        if isinstance(value, dict) and isinstance(before, dict):
            both = {**before, **value}
            data[name] = {k: v for k, v in both.items() if v is not None or k not in value}
    return data


def _join_passages(
    base: Sequence[Passage], over: Sequence[Passage], collection: str
) -> list[Passage]:
    by_title: dict[str, list[Passage]] = {}
    for passage in over:
        if passage.text.strip():
            by_title.setdefault(passage.title, []).append(passage)
    passages = [p for passage in base for p in by_title.pop(passage.title, [passage])]
    order = [section.title for section in MODELS[collection].SECTIONS]
    for title, new in by_title.items():
        later = order[order.index(title) + 1 :] if title in order else []
        at = next((n for n, p in enumerate(passages) if p.title in later), len(passages))
        passages[at:at] = new
    return [_with_end(passage) for passage in passages]


def _with_end(passage: Passage) -> Passage:
    """A passage that starts and ends so that no list before a heading takes it in."""
    text = passage.text.lstrip(" ") if passage.title else passage.text
    if text.strip() and not text.endswith("\n\n"):
        text = text.rstrip("\n") + "\n\n"
    return passage._replace(text=text)


def _key_changes(base: Mapping[str, Any], over: Mapping[str, Any]) -> Iterator[Change]:
    both = _join(base, over)
    for name in over:
        if both[name] != base.get(name):
            yield Change(name, plain(base.get(name)), plain(both[name]))


def _section_changes(base: Sequence[Passage], over: Sequence[Passage]) -> Iterator[Change]:
    before = {passage.title: passage for passage in base}
    for passage in over:
        old = before.get(passage.title, passage._replace(text=""))
        if passage.text.strip() and passage.text.strip() != old.text.strip():
            yield Change(f"## {passage.title}", _without_heading(old), _without_heading(passage))


def _without_heading(passage: Passage) -> str:
    headings = spans(passage.text, "Heading") if passage.title else []
    return passage.text[headings[0].end if headings else 0 :].strip()


def plain(value: Any) -> str:
    """What a value of front matter says, as text."""
    match value:
        case None:
            return ""
        case dict():
            return "\n".join(f"{key}: {plain(part)}" for key, part in value.items())
        case list():
            return "\n".join(plain(part) for part in value)
        case _:
            return str(value)


def _no_reason(source: Source, path: str) -> Diagnostic:
    return Diagnostic(
        source.locate((BECAUSE,)) if (BECAUSE,) in source.places[0] else Location(path),
        NO_REASON,
        "This adapts an entry and does not say why.",
        "Add a line that readers will see, such as because: Our teams meet on Fridays.",
    )


def _twice(
    base: RawEntry, adaptation: Adaptation, source: Source, own: Sequence[Passage]
) -> Iterator[Diagnostic]:
    """A part that an earlier layer adapted too: the nearest wins, and says so."""
    lines = {f"## {passage.title}": passage.line for passage in own}
    for change in adaptation.changes:
        for earlier in base.adaptations:
            if change.part in [c.part for c in earlier.changes]:
                at = (
                    Location(source.path, lines[change.part])
                    if change.part in lines
                    else source.locate((change.part,))
                )
                yield Diagnostic(
                    at,
                    ADAPTED_TWICE,
                    f"'{change.part}' is adapted in {earlier.layer}/ too; this one is shown.",
                    "That may be what you want. If not, remove one of the two.",
                )
