"""The command that takes an entry back, or a name or a detail of one, in every file that is here.

It says what it changed elsewhere, and what no command can reach.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import click

from playbook.catalog import withdrawals
from playbook.catalog.withdrawals import REASONS, Because, Withdrawal, of_key
from playbook.contributing.withdrawal import (
    Line,
    forgetful,
    instead_of,
    lines_with,
    without_entry,
    without_words,
)
from playbook.layers.edition import resolve_name
from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.originals.originals import read_originals
from playbook.layers.upstream import layers_here
from playbook.loader import entry_keys
from playbook.model.entry import Key
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook.updates.outside.changes import PATCH
from playbook.updates.renames import former
from playbook.updates.snapshots import read_layer, read_lock
from playbook.updates.texts import title_of
from playbook_site.cards.gallery import CARDS
from playbook_site.commands.replacing import journal
from playbook_site.commands.upstream.undo import forget
from playbook_site.state import fingerprint

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
REPORTS = ("update-report.md", "update-report.json")

LEFT = """
What no command can do: these words are still in the history of git, in forks until they take the
next update, in copies that people have, and in what search engines keep. Today:

1. Build and publish the site again. Delete earlier sites that your host keeps.
2. Ask search engines to drop the address.
3. Take it out of the history, with a second maintainer: "When something has to be taken back" in
   docs/contributing/reviewing.md says how.
4. Release, so that the next update tells every fork before all else.
"""


@click.command("withdraw")
@click.argument("entry")
@click.option(
    "--because",
    type=click.Choice([str(name) for name in Because]),
    help="Why; readers see a kind sentence.",
)
@click.option("--instead", metavar="ENTRY", help="Where readers may go on.")
@click.option("--district", multiple=True, metavar="NAME[=WORDS]", help="Only un-name a district.")
@click.option("--detail", multiple=True, metavar="WORDS[=WORDS]", help="Only take out some words.")
@click.option("--root", type=ROOT, default=".", help="The playbook's folder.")
def withdraw_command(
    entry: str,
    because: str | None,
    instead: str | None,
    district: tuple[str, ...],
    detail: tuple[str, ...],
    root: Path,
) -> None:
    """Take an entry back: out of every file here, with a notice at its address.

    With --district or --detail the entry stays, without that name or those words. Forks are told
    by their next update, before all else. No word of what is taken back is kept.
    """
    words = dict(map(instead_of, district)) | dict(instead_of(word, "") for word in detail)
    only = Because.DISTRICT if district else Because.DETAIL if detail else None
    reason = Because(because) if because else only
    if not all(map(str.strip, words)):
        raise click.ClickException("Write the words to take out: --district NAME or --detail WORDS")
    if reason is None:
        choices = "\n".join(f"  --because {name}: {REASONS[name]}" for name in Because)
        raise click.ClickException(f"Say why, so that readers and forks know:\n{choices}")
    journal.finish(root)  # or the rest of a change that was stopped would bring words back
    try:
        key, folders = _find(root, entry)
        onward = _onward(root, folders, instead, key)
        texts = _texts(root, folders, key)
        today = datetime.date.today()
        one = Withdrawal(
            entry=f"{key.collection}/{key.id}", day=today, because=reason, instead=onward, only=only
        )
        if words:
            _take_out(root, folders, one, words)
        else:
            one = one.model_copy(update={"former_ids": _former_ids(key, texts)})
            _take_back(root, folders, one, texts)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    click.echo(LEFT, err=True)


def _find(root: Path, entry: str) -> tuple[Key, list[str]]:
    """The entry that is meant, and the folders here that have files: "" for the original."""
    is_here = read_originals(root).base.resolve() == root.resolve()
    folders = [*([""] if is_here else []), *sorted(layers_here(root))]
    keys = list(dict.fromkeys(key for folder in folders for key in entry_keys(root / folder)))
    if key := resolve_name(entry, keys):
        _refuse_inherited(root, key, folders)
        return key, folders
    fitting = [f"{key.collection}/{key.id}" for key in keys if key.id == entry]
    raise click.ClickException(
        f"'{entry}' may be any of: {', '.join(fitting)}."
        if fitting
        else f"There is no file of an entry '{entry}' here, so it is not yours to withdraw. What "
        "you inherit, you can hide: write it after 'hidden:' in the settings of your layer."
    )


def _refuse_inherited(root: Path, key: Key, folders: list[str]) -> None:
    """Raise a `ClickException` for an entry that another repository publishes too."""
    originals = read_originals(root)
    others = [*([] if "" in folders else [originals.base]), *(root / x for x in originals.layers)]
    if any((folder / key.path).is_file() for folder in others):
        raise click.ClickException(
            f"You adapt {key.collection}/{key.id}, and its words are the original's: ask there. "
            "Delete your file, and write its name after 'hidden:' in the settings of your layer."
        )


def _onward(root: Path, folders: Iterable[str], instead: str | None, key: Key) -> str | None:
    keys = [other for folder in folders for other in entry_keys(root / folder) if other != key]
    if instead is None:
        return None
    if other := resolve_name(instead, list(dict.fromkeys(keys))):
        return f"{other.collection}/{other.id}"
    raise click.ClickException(f"There is no one entry '{instead}' to go on to.")


def _texts(root: Path, folders: Iterable[str], key: Key) -> Mapping[str, str]:
    """The files of an entry, by the folder that has each."""
    there = [folder for folder in folders if (root / folder / key.path).is_file()]
    return {folder: read_text(root / folder, key.path) for folder in there}


def _former_ids(key: Key, texts: Mapping[str, str]) -> tuple[str, ...]:
    paths = (path for text in texts.values() for path in former(key.path, text))
    return tuple(dict.fromkeys(Key(*path.removesuffix(".md").split("/")).id for path in paths))


def _take_back(root: Path, folders: list[str], one: Withdrawal, texts: Mapping[str, str]) -> None:
    """Note it, delete its files, and take out what other files say of it: in this order, so that
    nothing is built of a half that is left.
    """
    _note(root, next(iter(texts)), one)
    for folder in texts:
        (root / folder / one.key.path).unlink()
        click.echo(f"Deleted {_join(folder, one.key.path)}.")
    for folder in folders:
        for path, text in without_entry(_tree(root, folder), one.keys).items():
            export.replace_text(text, root / folder / path)
            click.echo(f"Changed {_join(folder, path)}, which named it. Read it: git diff")
    _forget(root, folders, one.keys)
    titles = [title for text in texts.values() if (title := title_of(text))]
    _tell_lines(root, folders, [*titles, *(key.path for key in one.keys)], "still name it")


def _take_out(root: Path, folders: list[str], one: Withdrawal, words: Mapping[str, str]) -> None:
    """Take words out of the files of an entry, and say where else they stand."""
    texts = _texts(root, folders, one.key)
    new = {folder: without_words(text, words) for folder, text in texts.items()}
    if not any(lines for _, lines in new.values()):
        raise click.ClickException(
            f"{one.entry} says none of these words. Write them as they stand there."
        )
    _note(root, next(iter(texts)), one)
    for folder, (text, lines) in new.items():
        if text != texts[folder]:
            export.replace_text(text, root / folder / one.key.path)
            click.echo(f"Changed {_join(folder, one.key.path)}:")
            click.echo("".join(f"    {line}\n" for line in lines), nl=False)
    _forget(root, folders, (one.key,))
    if any(_slug(word) in one.key.id for word in words if _slug(word)):
        click.echo(
            f"The address still says it: rename {one.key.path}, without 'former_ids'.", err=True
        )
    _tell_lines(root, folders, words, "still say it")


def _note(root: Path, folder: str, one: Withdrawal) -> None:
    """List it in the `withdrawn.yml` of the folder that it belongs to."""
    file = root / folder / withdrawals.PATH
    there = file.is_file()
    before = withdrawals.parse(read_text(root / folder, withdrawals.PATH)) if there else ()
    if of_key(before, one.key):
        raise click.ClickException(f"{one.entry} is listed in {_join(folder, withdrawals.PATH)}.")
    export.replace_text(withdrawals.render((*before, one)), file)
    click.echo(f"Noted it in {_join(folder, withdrawals.PATH)}, without a word of it.")


def _forget(root: Path, folders: Iterable[str], keys: Collection[Key]) -> None:
    """Delete what locks, reports and memories of this machine keep of an entry."""
    for layer in filter(None, folders):
        if lock := read_lock(root, layer):
            export.replace_text(forgetful(lock, keys).text, root / layer / LOCK)
        forget(root, layer)
    journal.forget(root)
    for name in REPORTS:
        (root / name).unlink(missing_ok=True)
    for memory in fingerprint.folder().glob("*.json"):  # of all playbooks: it only takes time
        memory.unlink(missing_ok=True)
    for picture in (fingerprint.folder() / CARDS).glob("*"):
        if re.fullmatch(r"[0-9a-f]{32,}", picture.name):  # titles are drawn in them
            picture.unlink(missing_ok=True)


def _tell_lines(root: Path, folders: list[str], words: Collection[str], say: str) -> None:
    trees = {folder: dict(_tree(root, folder)) for folder in folders}
    for patch in root.glob(PATCH.replace(".", "*.")):  # what `update --replace` has left
        trees.setdefault("", {})[patch.name] = patch.read_text(encoding="utf-8", errors="replace")
    places = [
        line._replace(path=_join(folder, line.path))
        for folder, tree in trees.items()
        for line in lines_with(tree, words)
    ]
    if places:
        click.echo(f"These lines {say}. Read each:", err=True)
        click.echo("".join(map(_shown, places)), nl=False, err=True)


def _shown(line: Line) -> str:
    return f"    {line.path}:{line.number}\n"


def _tree(root: Path, folder: str) -> Mapping[str, str]:
    """The texts of a layer, or of an original as far as a layer may have the same."""
    return read_layer(root, folder or ".")[0]


def _join(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


def _slug(words: str) -> str:
    return "-".join(words.casefold().split())
