"""The files that an original has for all of its entries: works, outlines, words, migrations."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from playbook.catalog import (
    bibliography,
    conformance,
    migrations,
    outline,
    style_guide,
    withdrawals,
)
from playbook.catalog.bibliography import Bibliography
from playbook.catalog.conformance import Conformance
from playbook.catalog.outline import Outline
from playbook.catalog.style_guide import StyleGuide
from playbook.catalog.words import headings, synonyms
from playbook.model.codes import MISPLACED_FILE
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.file_names import rename_hint
from playbook.source.files import read_text
from playbook.source.folders import Kind, contents
from playbook.source.location import Location

PATHS = (
    *(bibliography.PATH, style_guide.PATH, conformance.PATH, synonyms.PATH),
    *(headings.PATH, withdrawals.PATH),
)
"""Those that stand beside the folders."""

_NO_WORKS = Bibliography()
_T = TypeVar("_T")


class Files(NamedTuple):
    """What these files say; None for one that is not there or could not be read."""

    bibliography: Bibliography | None
    outlines: Sequence[Outline]
    style_guide: StyleGuide | None
    conformance: Conformance | None
    synonyms: Sequence[synonyms.Group]
    headings: Sequence[headings.Heading]
    """Those of the nearest layer come first."""
    migrations: Sequence[migrations.Release]


def read(root: Path, folders: Iterable[tuple[str, Path]]) -> tuple[Files, list[Diagnostic]]:
    """Read those of an original, with all that is wrong with them; `folders` are its and those of
    the layers over it, which add works, synonyms and headings.
    """
    folders = list(folders)
    works, of_works = read_bibliography(folders)
    outlines, of_outlines = read_outlines(root)
    guide, of_guide = read_style_guide(root)
    claims, of_claims = read_conformance(root)
    groups, of_groups = read_lists(folders, synonyms.PATH, synonyms.parse)
    releases, of_releases = read_migrations(root)
    parse = partial(headings.parse, names=migrations.names_of_parts(releases))
    names, of_names = read_lists(reversed(folders), headings.PATH, parse)
    diagnostics = [*of_works, *of_outlines, *of_guide, *of_claims, *of_groups, *of_names]
    diagnostics += [*of_releases, *_misnamed(root)]
    return Files(works, outlines, guide, claims, groups, names, releases), diagnostics


def _misnamed(root: Path) -> Iterator[Diagnostic]:
    """What has nearly the name of one of them, as `references.yaml` has: nothing reads it."""
    names = [item.name for item in contents(root) if item.kind is Kind.FILE]
    for name in names:
        path = PurePosixPath(name.lower())
        target = f"{path.stem}.yml"
        if path.suffix in (".yml", ".yaml") and target in PATHS and name != target:
            who = "Not every computer" if path.name == target else "Nothing"
            message = f"{who} reads this file under its name."
            hint = rename_hint(target, names, name)
            yield Diagnostic(Location(name), MISPLACED_FILE, message, hint)


def read_bibliography(
    folders: Iterable[tuple[str, Path]],
) -> tuple[Bibliography | None, list[Diagnostic]]:
    """Read `references.yml` of an original and of its layers; a playbook without one has an empty
    bibliography.
    """
    texts, diagnostics = read_lists(folders, bibliography.PATH, lambda text, path: [(path, text)])
    try:
        works = bibliography.parse_all(tuple(texts)) if texts else _NO_WORKS
    except InvalidEntry as invalid:
        return None, [*diagnostics, *invalid.diagnostics]
    return None if diagnostics else works, diagnostics


def read_outlines(root: Path) -> tuple[list[Outline], list[Diagnostic]]:
    """Read every outline of a source."""
    outlines: list[Outline] = []
    diagnostics: list[Diagnostic] = []
    paths = [item.path for item in contents(root, outline.FOLDER)]
    for path in (path for path in paths if path.endswith(".yml")):
        try:
            outlines.append(outline.parse(read_text(root, path), path))
        except InvalidEntry as invalid:
            diagnostics += invalid.diagnostics
    return outlines, diagnostics


def read_style_guide(root: Path) -> tuple[StyleGuide | None, list[Diagnostic]]:
    """Read `language.yml`; a playbook without one advises on no wording."""
    if not os.path.lexists(root / style_guide.PATH):
        return None, []
    try:
        return style_guide.parse(read_text(root, style_guide.PATH)), []
    except InvalidEntry as invalid:
        return None, invalid.diagnostics


def read_conformance(root: Path) -> tuple[Conformance | None, list[Diagnostic]]:
    """Read `accessibility.yml`; a playbook without one claims nothing of how accessible it is."""
    if not os.path.lexists(root / conformance.PATH):
        return None, []
    try:
        return conformance.parse(read_text(root, conformance.PATH)), []
    except InvalidEntry as invalid:
        return None, invalid.diagnostics


def read_lists(
    folders: Iterable[tuple[str, Path]], name: str, parse: Callable[[str, str], Sequence[_T]]
) -> tuple[list[_T], list[Diagnostic]]:
    """Read a list of an original and of its layers, those that have one."""
    words: list[_T] = []
    diagnostics: list[Diagnostic] = []
    for layer, folder in folders:
        path = f"{layer}/{name}".lstrip("/")
        if os.path.lexists(folder / name):
            try:
                words += parse(read_text(folder, name, path), path)
            except InvalidEntry as invalid:
                diagnostics += invalid.diagnostics
    return words, diagnostics


def read_migrations(root: Path) -> tuple[list[migrations.Release], list[Diagnostic]]:
    """Read what each release renames and asks, the oldest first."""
    releases: list[migrations.Release] = []
    diagnostics: list[Diagnostic] = []
    for item in contents(root, migrations.FOLDER):
        if item.path.endswith(".yml"):
            try:
                releases.append(migrations.parse(read_text(root, item.path), item.path))
            except InvalidEntry as invalid:
                diagnostics += invalid.diagnostics
    return sorted(releases, key=lambda release: release.version), diagnostics


def read_withdrawals(
    folders: Iterable[tuple[str, Path]],
) -> tuple[list[withdrawals.Withdrawal], list[Diagnostic]]:
    """Read what an original and its layers took back, with each file that still has such words."""
    every: list[withdrawals.Withdrawal] = []
    diagnostics: list[Diagnostic] = []
    folders = list(folders)
    for layer, folder in folders:
        path = f"{layer}/{withdrawals.PATH}".lstrip("/")
        if os.path.lexists(folder / withdrawals.PATH):
            try:
                every += withdrawals.parse(read_text(folder, withdrawals.PATH, path), path)
            except InvalidEntry as invalid:
                diagnostics += invalid.diagnostics
    for one in every:
        diagnostics += [] if one.only else _still_there(one, folders)
    return every, diagnostics


def _still_there(
    one: withdrawals.Withdrawal, folders: Iterable[tuple[str, Path]]
) -> Iterable[Diagnostic]:
    for layer, folder in folders:
        for key in one.keys:
            if os.path.lexists(folder / key.path):
                yield Diagnostic(
                    Location(f"{layer}/{key.path}".lstrip("/")),
                    withdrawals.WITHDRAWN_ENTRY,
                    f"Take this down: {one.entry} was withdrawn on {one.day.isoformat()}. "
                    f"{withdrawals.REASONS[one.because]}",
                    "Delete this file. For another entry, choose another name.",
                )
