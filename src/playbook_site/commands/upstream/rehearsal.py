"""Tries what an update would make of a layer before it is made: the result is checked as a site is.

What the new original breaks is mended as far as no person has to decide; what is left is told.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import playbook
from playbook import Diagnostic, Severity
from playbook.layers.lockfile import Tree
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.pin import names_in, pin_of
from playbook.loader import SOURCES
from playbook.updates.mends import mend
from playbook.updates.snapshots import read_layer
from playbook_site.commands.upstream.releases import Ground
from playbook_site.preflight import judge

_Same = tuple[str, str, str]

_ROUNDS = 12
"""How often a result is mended and looked at again: what is mended may show what was behind it."""


@dataclass(frozen=True)
class Rehearsal:
    """What became of a layer, as far as it could be tried."""

    layer: Tree
    """Its files, with what was mended."""
    mended: tuple[tuple[str, Diagnostic], ...] = ()
    """The files that were mended, each with what was wrong."""
    errors: tuple[Diagnostic, ...] = ()
    """What would keep the site from being built, and did not before."""


def rehearse(root: Path, ground: Ground, layer: str, files: Tree, was: Tree) -> Rehearsal:
    """Try the files of a layer on an original; `was` has the originals that it adapted before.

    Only what the layer says or adapts is looked at. What is wrong today is left to its author,
    unless the new original stands in the layer's own repository already, and may be the cause.
    """
    before: set[_Same] | None = None
    mends: list[tuple[str, Diagnostic]] = []
    for _ in range(_ROUNDS):
        errors = [
            fault
            for fault in _errors_of(root, ground, layer, files)
            if _concerns(fault, layer, files)
        ]
        if errors and before is None:
            before = {_same(fault) for fault in _errors_in(root)}
        fresh = [fault for fault in errors if _same(fault) not in (before or ())]
        is_here = ground.base.resolve() == root.resolve()
        step = _mended(files, layer, errors if is_here else fresh, was)
        if not step:
            break
        files = {**files, **{path: text for path, text, _ in step}}
        mends += [(path, fault) for path, _, fault in step]
    return Rehearsal(files, tuple(mends), tuple(fresh))


def _mended(
    files: Tree, layer: str, errors: Sequence[Diagnostic], was: Tree
) -> list[tuple[str, str, Diagnostic]]:
    """One mend for each file that can be mended: another error of it may have moved by then."""
    step: dict[str, tuple[str, str, Diagnostic]] = {}
    for fault in errors:
        path = fault.location.path.removeprefix(f"{layer}/")
        if path in files and path not in step and (text := mend(files, path, fault, was)):
            step[path] = (path, text, fault)
    return list(step.values())


def _errors_of(root: Path, ground: Ground, layer: str, files: Tree) -> list[Diagnostic]:
    """The errors of every edition on another original, with other files in a layer."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder) / root.resolve().name
        stage.mkdir()
        names = names_in(root)
        for name in (names.layer, names.folder):
            _copy(root / name, stage / name)
        _lay(stage, layer, files)
        if ground.items:
            (stage / PIN).write_text(pin_of(ground.items, names), encoding="utf-8")
        else:
            _copy(root / PIN, stage / PIN)
            for name in SOURCES:
                _copy(ground.base / name, stage / name)
        return _errors_in(stage)


def _errors_in(root: Path) -> list[Diagnostic]:
    _, diagnostics = playbook.check_editions(root, judge=judge.diagnostics)
    return [fault for fault in diagnostics if fault.severity is Severity.ERROR]


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.exists():
        shutil.copy2(source, target)


def _lay(stage: Path, layer: str, files: Tree) -> None:
    (stage / layer).mkdir(parents=True, exist_ok=True)
    for path in read_layer(stage, layer)[0].keys() - files.keys():
        (stage / layer / path).unlink()
    for path, text in files.items():
        (stage / layer / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / layer / path).write_text(text, encoding="utf-8", newline="\n")


def _concerns(fault: Diagnostic, layer: str, files: Tree) -> bool:
    """Whether an error is in a file of the layer, or in an entry that it adapts."""
    path = fault.location.path
    return path.startswith(f"{layer}/") or path in files


def _same(fault: Diagnostic) -> _Same:
    """What two reports of one error have in common, wherever its line went."""
    return fault.location.path, fault.code.id, fault.message
