"""What `check --fix` mends: the form of files, what has one meaning, and the rest if it is wanted.

Each edit is made in the file as it stands at that moment, and all is read again before the next.
"""

import difflib
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

import playbook
from playbook import Diagnostic
from playbook.contributing.formatter import tidy
from playbook.layers.upstream import layers_here
from playbook.loader import entry_keys
from playbook.model.vocabulary import COLLECTIONS
from playbook.records import export
from playbook.source import edits
from playbook.source.diagnostics import InvalidEntry
from playbook.source.encoders import for_terminal
from playbook.source.files import read_text, text_to_mend
from playbook.updates.comparison import renamed
from playbook.updates.snapshots import read_layer, read_lock
from playbook_site.commands.upstream.base import base_tree
from playbook_site.commands.upstream.releases import ground_of
from playbook_site.preflight import judge


def fix(root: Path) -> None:
    """Mend what keeps every word and has one meaning, and show how."""
    _tidy(root)
    for diagnostic, text, new_text in _changes(root, lambda diagnostic: diagnostic.is_certain):
        _replace(root, diagnostic.location.path, text, new_text)
    _tidy(root)  # a key that has its name now has its place, too


def suggest(root: Path) -> None:
    """Offer every other edit, one by one; off a terminal, show them and change nothing."""
    for diagnostic, text, new_text in _changes(root, lambda _: True):
        path = diagnostic.location.path
        click.echo(for_terminal(str(diagnostic)))
        click.echo(_difference(path, text, new_text, "suggested"), nl=False)
        if not is_at_terminal():
            continue
        answer = click.prompt(
            "Make this change? yes, no or quit", type=click.Choice(["y", "n", "q"]), default="n"
        )
        if answer == "q":
            return
        if answer == "y":
            _write(root, path, new_text)


def is_at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _changes(
    root: Path, wanted: Callable[[Diagnostic], bool]
) -> Iterator[tuple[Diagnostic, str, str]]:
    """One change after the other, with the text of its file before and after it.

    After each that was made, everything is read again. What was offered once is not offered again,
    nor is an edit of a kind that left as many diagnostics standing as before.
    """
    seen, stuck = set[tuple[str, ...]](), set[tuple[str, ...]]()
    last: tuple[str, ...] = ()
    before = 0
    while True:
        diagnostics = playbook.check_editions(root, judge=judge.diagnostics)[1]
        counts = Counter(map(_words, diagnostics))
        if last and counts[last] >= before:
            stuck.add(last)
        for diagnostic in diagnostics:
            path, words = diagnostic.location.path, _words(diagnostic)
            name = (*words, str([*diagnostic.edits]))
            if not diagnostic.edits or not wanted(diagnostic) or name in seen or words in stuck:
                continue
            text = text_to_mend(root, path)
            if text is None:
                continue  # it is a file of an original, which is mended there
            try:
                new_text = edits.apply(text, diagnostic.edits)
            except edits.Misplaced:
                continue
            seen.add(name)
            yield diagnostic, text, new_text
            if text_to_mend(root, path) != text:
                last, before = words, counts[words]
                break
        else:
            return


def _words(diagnostic: Diagnostic) -> tuple[str, ...]:
    """What a diagnostic says of a file and how it would mend it, wherever that is."""
    new = (edit.new for edit in diagnostic.edits)
    return (diagnostic.location.path, diagnostic.code.id, diagnostic.message, *new)


def _tidy(root: Path) -> None:
    for home in ("", *sorted(layers_here(root))):
        for collection in COLLECTIONS:
            export.remove_half_written(root / home / collection)
        for key in entry_keys(root / home):
            _tidy_file(root, f"{home}/{key.path}".lstrip("/"), key.collection)
    for layer in sorted(layers_here(root)):
        for path, text in _renamed(root, layer).items():
            _replace(root, f"{layer}/{path}", read_text(root, f"{layer}/{path}"), text)


def _tidy_file(root: Path, path: str, collection: str) -> None:
    try:
        text = read_text(root, path)
    except InvalidEntry:
        return
    tidy_text = tidy(text, collection)
    if tidy_text != text:
        _replace(root, path, text, tidy_text)


def _renamed(root: Path, layer: str) -> Mapping[str, str]:
    """The files of a layer with the names that its original has now."""
    try:
        lock = read_lock(root, layer)
        if lock is None:
            return {}
        tree = base_tree(root, layer, ground_of(root, None))
        return renamed(lock, tree, read_layer(root, layer)[0])
    except (InvalidEntry, click.ClickException):
        return {}  # the check tells what cannot be read


def _replace(root: Path, path: str, text: str, new_text: str) -> None:
    _write(root, path, new_text)
    click.echo(_difference(path, text, new_text, "fixed"), nl=False, err=True)


def _write(root: Path, path: str, text: str) -> None:
    try:
        export.replace_text(text, root / path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def _difference(path: str, text: str, new_text: str, state: str) -> str:
    lines = difflib.unified_diff(
        io.StringIO(text).readlines(),  # which ends a line at a line feed alone
        io.StringIO(new_text).readlines(),
        *(f"{path} (before)", f"{path} ({state})"),
        n=1,
    )
    ends = (line if line.endswith("\n") else f"{line}\n" for line in lines)
    return for_terminal("".join(ends))
