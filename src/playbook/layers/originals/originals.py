"""The originals of a playbook: the one base, and the layers that come with those in between.

A state's playbook stands on the base, a district's on the state's, a school's on the district's;
each may be a repository of its own.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from playbook.layers.originals import licenses
from playbook.layers.originals.codes import (
    BAD_PIN,
    LICENSE_NOT_KEPT,
    ORIGINALS_IN_A_CIRCLE,
    OTHER_RELEASE,
    PIN,
    TWO_ORIGINALS,
)
from playbook.layers.originals.pin import PACKAGE, Pin, names_in, read_pin
from playbook.layers.originals.places import RELEASE, VERSION, own_layers
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import Code, Diagnostic, InvalidEntry
from playbook.source.location import Location
from playbook.source.moment import once

_OURS = "This playbook"


class Originals(NamedTuple):
    """What a playbook stands on."""

    base: Path
    """The folder with entries that nothing is under."""
    layers: tuple[str, ...] = ()
    """The layers that it inherits, the farthest first: paths from the folder of the playbook."""
    homes: tuple[Path, ...] = ()
    """Every other folder that was looked at for this, there or not."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether no more is wrong than that another release is installed."""
        return all(diagnostic.code is OTHER_RELEASE for diagnostic in self.diagnostics)


@once
def read_originals(root: Path, items: tuple[str, ...] | None = None) -> Originals:
    """What the playbook in a folder stands on; with `items`, if it named these in its list."""
    if items is None and not os.path.lexists(root / PIN):
        return Originals(root)
    try:
        pin = read_pin(root) if items is None else Pin(items, names=names_in(root))
    except InvalidEntry as invalid:
        return Originals(RELEASE, diagnostics=tuple(invalid.diagnostics))
    if not pin.items:
        return Originals(root)
    return _Stack(root.resolve(), pin).originals()


@dataclass(frozen=True)
class _At:
    """Where an item stands: in which playbook, and on which line of ours it comes in."""

    home: Path
    line: int
    trail: tuple[Path, ...]


@dataclass
class _Stack:
    """The originals of a playbook, as they are put upon each other."""

    root: Path
    pin: Pin
    bases: dict[Path, tuple[str, int]] = field(default_factory=dict)
    """Each folder with entries: the item that names it, and its line."""
    releases: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Each release that is asked for: by which playbook, and the line."""
    layers: dict[Path, None] = field(default_factory=dict)
    playbooks: dict[Path, int] = field(default_factory=dict)
    """Each playbook that brings a layer, and its line."""
    homes: dict[Path, None] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def originals(self) -> Originals:
        for item in self.pin.items:
            self._add(item, _At(self.root, self.pin.lines.get(item, 1), (self.root,)))
        if not self.diagnostics:
            self.diagnostics += self._two()
        if not self.diagnostics:
            self.diagnostics += self._licenses()
        if self.diagnostics:
            return Originals(RELEASE, (), tuple(self.homes), tuple(self.diagnostics))
        other = tuple(self._other_release())
        base = next(iter(self.bases), RELEASE)
        layers = tuple(self._path(layer) for layer in self.layers)
        return Originals(base, layers, tuple(self.homes), other)

    def _add(self, item: str, at: _At) -> None:
        """Put an original upon those before it, with all that it stands on itself."""
        name, sign, release = item.partition("==")
        if sign and not any(letter in name for letter in "/\\."):
            self._add_release(name.strip(), release.strip(), at)
            return
        folder = _resolved(at.home, item)
        if folder and folder != self.root:
            self.homes[folder] = None
        if folder is None or not folder.is_dir():
            hint = "Name the folder of a playbook, or of an original, which has moves/."
            self._tell(f"There is no folder {item[:80]}{self._whose(at)}.", hint, at)
        elif folder == at.home and _has_entries(folder):
            self.bases.setdefault(folder, (item, at.line))
        elif folder in at.trail:
            places = (*at.trail[at.trail.index(folder) :], folder)
            circle = " → ".join("here" if p == self.root else self._path(p) for p in places)
            hint = "Take one of them out, so that the farthest stands on a release."
            message = f"These playbooks stand on each other: {circle}."
            self._tell(message, hint, at, ORIGINALS_IN_A_CIRCLE)
        elif over := next(_around(at.home, folder), ""):
            hint = f"Move it out of {over}/, beside it, and name it there."
            self._tell(f"{item[:80]} lies in {over}/, which is laid over it.", hint, at)
        else:
            self._add_folder(folder, item, at)

    def _add_release(self, name: str, release: str, at: _At) -> None:
        if name != PACKAGE:
            hint = f"Name a release of {PACKAGE}, or the folder of a playbook."
            self._tell(f"There are no releases of '{name[:80]}'{self._whose(at)}.", hint, at)
            return
        who = _OURS if at.home == self.root else self._path(at.home)
        self.releases.setdefault(release, (who, at.line))
        self.bases.setdefault(RELEASE.resolve(), (f"{name}=={release}", at.line))

    def _add_folder(self, folder: Path, item: str, at: _At) -> None:
        """A folder that is a playbook itself brings its originals, and then its layer."""
        own = own_layers(folder)
        is_playbook = os.path.lexists(folder / PIN)
        if is_playbook:
            within = replace(at, home=folder, trail=(*at.trail, folder))
            try:
                pin = read_pin(folder)
            except InvalidEntry as invalid:
                for fault in invalid.diagnostics:
                    message = f"{self._path(folder / PIN)}: {fault.message}"
                    self._tell(message, fault.hint, at)
                return
            for further in pin.items:
                self._add(further, within)
            if not pin.items:
                self.bases.setdefault(folder, (item, at.line))
        elif _has_entries(folder) or not own:
            self.bases.setdefault(folder, (item, at.line))
        if own or is_playbook:
            self.playbooks.setdefault(folder, at.line)
        self.layers |= {folder / name: None for name in own if folder / name not in self.layers}

    def _two(self) -> Iterator[Diagnostic]:
        """Two originals where one can be: of neither would all readers get the words."""
        if len(self.releases) > 1:
            (one, _), (other, (_, line)) = list(self.releases.items())[:2]
            message = f"Two releases of the original are asked for: {one} and {other}."
            hint = "Let each playbook name the same one; the farthest is updated first."
            yield self._diagnostic(TWO_ORIGINALS, message, hint, line)
        elif len(self.bases) > 1:
            (one, _), (other, line) = list(self.bases.values())[:2]
            message = f"Two originals have entries, {one[:80]} and {other[:80]}."
            hint = "Keep the one that the other playbooks stand on, or lay one over the other."
            yield self._diagnostic(TWO_ORIGINALS, message, hint, line)
        elif not self.bases:
            hint = f'Put a release before it: originals = ["{PACKAGE}=={VERSION}", …]'
            line = min(self.pin.lines.values(), default=1)
            yield self._diagnostic(BAD_PIN, "None of the originals has entries.", hint, line)

    def _licenses(self) -> Iterator[Diagnostic]:
        """What an original asks of whoever goes on from it, and is not kept."""
        base, (_, base_line) = next(iter(self.bases.items()))
        pages, own = licenses.license_of_pages(base), licenses.license_of(self.root)
        theirs = [("The original", base_line, pages or licenses.license_of(base))]
        theirs += [
            (self._path(home), line, licenses.license_of(home))
            for home, line in self.playbooks.items()
            if home != base
        ]
        for name, line, first in theirs:
            for place, second in (("every page here", pages), ("LICENSE", own)):
                if first and second and not first.terms <= second.terms:
                    message = f"{name} is under {first.name}, and {place} says {second.name}."
                    hint = f"Ask its authors for {second.name}, or take it out of the originals."
                    yield self._diagnostic(LICENSE_NOT_KEPT, message, hint, line)

    def _other_release(self) -> Iterator[Diagnostic]:
        for release, (who, line) in self.releases.items():
            if release != VERSION:
                message = f"{who} asks for release {release}, and {VERSION} is installed."
                hint = f"Run 'playbook update' to go on with {VERSION}, or install the other one."
                if who != _OURS:
                    hint = f"Update {who} first, or install {release}."
                yield self._diagnostic(OTHER_RELEASE, message, hint, line)

    def _whose(self, at: _At) -> str:
        return "" if at.home == self.root else f", which {self._path(at.home)} stands on"

    def _path(self, place: Path) -> str:
        """A path from the folder of the playbook, or a whole one where there is no such way."""
        try:
            return Path(os.path.relpath(place, self.root)).as_posix()
        except ValueError:
            return place.as_posix()

    def _tell(self, message: str, hint: str, at: _At, code: Code = BAD_PIN) -> None:
        self.diagnostics.append(self._diagnostic(code, message, hint, at.line))

    def _diagnostic(self, code: Code, message: str, hint: str, line: int) -> Diagnostic:
        return Diagnostic(Location(PIN, line), code, message, hint)


def _resolved(home: Path, path: str) -> Path | None:
    """The place of that name; None where nothing could have the name."""
    try:
        place = (home / path).resolve()
        place.is_dir()
    except (ValueError, OSError, RuntimeError):  # the last one for a link that leads to itself
        return None
    return place


def _has_entries(folder: Path) -> bool:
    return any((folder / collection).is_dir() for collection in MODELS)


def _around(home: Path, folder: Path) -> Iterator[str]:
    """The layers of a playbook that a folder lies in."""
    names = names_in(home)
    for name in (names.layer, names.folder):
        if folder.is_relative_to((home / name).resolve()):
            yield name
