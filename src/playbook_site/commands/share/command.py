"""The command that makes a contribution to the original from what a layer says in its own way.

It writes a branch, or prints a link. It changes no file that somebody works on, and sends nothing.
"""

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

import playbook
from playbook import Severity
from playbook.contributing.agreement import LICENSE, TRAILER
from playbook.contributing.hosts.file_links import DEFAULT_BRANCH, edit_link, new_file_link
from playbook.contributing.sharing import OURS, Contribution, contribution
from playbook.layers.edition import resolve_name
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import REFERENCES
from playbook.layers.upstream import editions, read_chain
from playbook.loader import SOURCES, entry_keys
from playbook.model.entry import Key
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook.updates.works import with_works
from playbook_site.commands.changes import NoHistory
from playbook_site.commands.share.branch import Change, base_of, write_branch
from playbook_site.commands.upstream.base import check_layer
from playbook_site.engine.configuration import Configuration, configuration_of
from playbook_site.preflight import site_settings
from playbook_site.reports.diagnostic_formats import as_text

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
LONGEST = 7_000
"""How long a link may be: hosts refuse one of more than 8,000 characters."""

LICENSE_NOTE = (
    f"Shared under the license of the original, {LICENSE} where it does not say otherwise, with "
    "the sources that the entry names."
)


@click.command("share")
@click.argument("entry")
@click.option("--root", type=ROOT, default=".", help="The playbook's folder.")
@click.option("--layer", help="The layer it is taken from; by default, the main one.")
@click.option("--leave-out", multiple=True, metavar="NAME[=WORDS]", help="A name to leave out.")
@click.option("--branch", help="The branch to write, which must be new.")
@click.option("--to", type=ROOT, help="A checkout of the original; by default, this repository.")
@click.option("--base", help="The original's commit that the branch starts from.")
def share_command(
    entry: str,
    root: Path,
    layer: str | None,
    leave_out: tuple[str, ...],
    branch: str | None,
    to: Path | None,
    base: str | None,
) -> None:
    """Offer an entry of your layer to the original: as a branch, or by a link to its host.

    The entry is whole, as it would stand in the original. The layer's name is left out, and what
    --leave-out names. Nothing is sent: you push the branch, or follow the link.
    """
    layer = layer or names_in(root).layer
    check_layer(root, layer)
    try:
        key, names = _find(root, layer, entry), _names(root, layer, leave_out)
        original = _original(root)
        before = _text(original, key.path)
        offer = contribution(key.path, read_text(root, f"{layer}/{key.path}"), before, names)
        works = _with_works(root, layer, original, offer.works)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    if offer.text == before:
        raise click.ClickException(f"{key.path} says what the original says. Nothing is to share.")
    files = {key.path: Change(before, offer.text), **works}
    _judge(original, files)
    for line in offer.new_lines:
        click.echo(f"A name was left out: {line}", err=True)
    if works:
        click.echo(f"Works that it cites go along, as they are: see {REFERENCES} there.", err=True)
    if branch:
        _branch(to or root, base, branch, files, _message(key, offer), is_fork=to is None)
    else:
        _print_links(_settings(root, original, layer), files)
    click.echo(_proposal(offer))


def _branch(
    checkout: Path,
    base: str | None,
    branch: str,
    files: Mapping[str, Change],
    message: str,
    *,
    is_fork: bool,
) -> None:
    try:
        write_branch(checkout, base_of(checkout, base, is_fork=is_fork), branch, files, message)
    except NoHistory as reason:
        raise click.ClickException(f"There is no branch yet: {reason}") from None
    click.echo(f"Wrote the branch {branch} in {checkout}. Read it: git show {branch}", err=True)


def _find(root: Path, layer: str, entry: str) -> Key:
    """The entry of a layer that is meant."""
    keys = list(entry_keys(root / layer))
    if key := resolve_name(entry, keys):
        return key
    raise click.ClickException(
        f"{layer}/ has no one entry '{entry}'. It may be shared what you adapted or added: "
        f"{', '.join(f'{k.collection}/{k.id}' for k in keys) or 'nothing yet'}."
    )


def _names(root: Path, layer: str, leave_out: Iterable[str]) -> dict[str, str]:
    """The names to leave out, with what takes their place."""
    chain, _ = read_chain(root, (layer,))
    names = {chain.settings.name: OURS} if chain.settings.name else {}
    for words in leave_out:
        name, _, instead = words.partition("=")
        if name.strip():
            names[name.strip()] = instead.strip() or OURS
    return names


def _original(root: Path) -> Path:
    originals = read_originals(root)
    if originals.diagnostics:
        raise InvalidEntry(originals.diagnostics)
    return originals.base


def _text(folder: Path, path: str) -> str | None:
    """The text of a file of the original; None where it has none."""
    return read_text(folder, path) if (folder / path).is_file() else None


def _with_works(root: Path, layer: str, original: Path, ids: Sequence[str]) -> Mapping[str, Change]:
    """The original's list of works with those that an entry cites from lists of layers, if any."""
    layers = next((chain for chain in editions(root).values() if layer in chain), (layer,))
    book, diagnostics = playbook.load(root, layers=layers)
    if book.bibliography is None:
        raise InvalidEntry([d for d in diagnostics if d.location.path.endswith(REFERENCES)])
    places = book.bibliography.places
    texts = {id_: places[id_][0].text for id_ in ids if id_ in places}

    def onto(text: str) -> str:
        for id_, own in texts.items():
            text = with_works(text, own, [id_])
        return text

    base = _text(original, REFERENCES)
    works = onto(base or "")
    return {REFERENCES: Change(base, works, onto)} if works != (base or "") else {}


def _judge(original: Path, files: Mapping[str, Change]) -> None:
    """Refuse what the original's check refuses, in a copy of it; show the rest that it says."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            if (original / name).is_dir():
                shutil.copytree(original / name, Path(folder, name))
            elif (original / name).is_file():
                shutil.copy(original / name, Path(folder, name))
        for path, change in files.items():
            Path(folder, path).parent.mkdir(exist_ok=True)
            Path(folder, path).write_text(change.text, encoding="utf-8", newline="\n")
        diagnostics = playbook.load_and_check(Path(folder), layers=())[1]
    old = playbook.load_and_check(original, layers=())[1]
    new = [diagnostic for diagnostic in diagnostics if diagnostic not in old]
    if any(diagnostic.severity is Severity.ERROR for diagnostic in new):
        raise click.ClickException(
            "The original would refuse this. Mend it in your layer, then share it again.\n"
            + as_text(new)
        )
    if new:
        click.echo(as_text(new), err=True)


def _settings(root: Path, original: Path, layer: str) -> Configuration:
    """What `mkdocs.yml` of the original says, under the layer."""
    settings, _ = site_settings.read(original)
    chain, _ = read_chain(root, (layer,))
    own = configuration_of(settings) if settings and settings.is_written else Configuration("")
    return own.with_layers(chain.settings, "")


def _print_links(settings: Configuration, files: Mapping[str, Change]) -> None:
    """Show where the original takes each text: in a new file with it, or in its own file."""
    for path, change in files.items():
        _print_link(settings, path, change)


def _print_link(settings: Configuration, path: str, change: Change) -> None:
    address, is_new = settings.original, change.before is None
    link = new_file_link(address, DEFAULT_BRANCH, path, change.text) if is_new else ""
    if not link or len(link) > LONGEST:
        click.echo(change.text)
        link = new_file_link(address, DEFAULT_BRANCH, path, "") if is_new else ""
        link = link or edit_link(address, DEFAULT_BRANCH, path)
        if link:
            click.echo("Put the text above into the file that this link opens.", err=True)
    if link:
        click.echo(link)
    else:
        click.echo(
            "It is not known where the original is; PLAYBOOK_ORIGINAL says so. Or write a branch "
            "of it: --branch NAME.",
            err=True,
        )


def _message(key: Key, offer: Contribution) -> str:
    return f"{key.path.removesuffix('.md')}: from a district\n\n{_proposal(offer)}\n\n{TRAILER}"


def _proposal(offer: Contribution) -> str:
    """The text for whoever reads the proposal: the reason, and under what it is shared."""
    reason = f"Why we say it in another way: {offer.because}" if offer.because else "A new entry."
    return f"{reason}\n\n{LICENSE_NOTE}"
