"""The command that makes a contribution to the original from what a layer says in its own way.

It writes a branch, or prints a link. It changes no file that somebody works on, and sends nothing.
"""

import shutil
import tempfile
from collections.abc import Iterable
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
from playbook.layers.upstream import read_chain
from playbook.loader import SOURCES, entry_keys
from playbook.model.entry import Key
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook_site.commands.changes import NoHistory, git
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
        base_text = _text(original, key.path)
        offer = contribution(key.path, read_text(root, f"{layer}/{key.path}"), base_text, names)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    if offer.text == base_text:
        raise click.ClickException(f"{key.path} says what the original says. Nothing is to share.")
    _judge(original, key.path, offer.text)
    for line in offer.new_lines:
        click.echo(f"A name was left out: {line}", err=True)
    if branch:
        checkout = to or root
        try:
            commit = _base(checkout, base, is_fork=to is None)
            _write_branch(checkout, commit, branch, key.path, base_text, offer)
        except NoHistory as reason:
            raise click.ClickException(f"There is no branch yet: {reason}") from None
        click.echo(f"Wrote the branch {branch} in {checkout}. Read it: git show {branch}", err=True)
    else:
        _print_link(_settings(root, original, layer), key.path, offer, is_new=base_text is None)
    click.echo(_proposal(offer))


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
    """The text of the original's entry; None where it has none."""
    return read_text(folder, path) if (folder / path).is_file() else None


def _judge(original: Path, path: str, text: str) -> None:
    """Refuse what the original's check refuses, in a copy of it; show the rest that it says."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            if (original / name).is_dir():
                shutil.copytree(original / name, Path(folder, name))
            elif (original / name).is_file():
                shutil.copy(original / name, Path(folder, name))
        Path(folder, path).parent.mkdir(exist_ok=True)
        Path(folder, path).write_text(text, encoding="utf-8", newline="\n")
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


def _base(checkout: Path, base: str | None, *, is_fork: bool) -> str:
    """The commit of the original that a branch starts from: in a fork, never its own."""
    remotes = git(checkout, "remote").split()
    candidates = [f"{name}/HEAD" for name in ("original", "upstream") if name in remotes]
    for name in ("original", "upstream"):
        ref = f"refs/remotes/{name}/"
        branches = git(checkout, "for-each-ref", "--format=%(refname:lstrip=2)", ref).split()
        candidates += branches if len(branches) == 1 else []
    candidates += [] if is_fork else ["origin/HEAD", "HEAD"]
    for name in [base] if base else candidates:
        try:
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            return git(checkout, *words, reason=f"there is no commit {name} here.").strip()
        except NoHistory:
            if base:
                raise
    raise NoHistory(
        "it is not known where the original is. Fetch it, with git remote add original ADDRESS "
        "and git fetch original; then name its branch: --base original/ITS-BRANCH."
    )


def _write_branch(
    checkout: Path, base: str, branch: str, path: str, base_text: str | None, offer: Contribution
) -> None:
    """Commit one file onto a commit, without touching what is checked out; raises `NoHistory`."""
    inside = git(checkout, "rev-parse", "--show-prefix").strip()
    git(checkout, "check-ref-format", "--branch", branch)
    if git(checkout, "branch", "--list", branch).strip():
        raise NoHistory(f"{branch} is there already. Choose another name, or delete it.")
    if _committed(checkout, base, inside + path) != base_text:
        raise NoHistory(
            f"the original's {path} is not the one that you adapt. Take its update first, and "
            "read what changed: playbook update."
        )
    with tempfile.TemporaryDirectory() as folder:
        index, file = {"GIT_INDEX_FILE": f"{folder}/index"}, Path(folder, "entry.md")
        file.write_text(offer.text, encoding="utf-8", newline="\n")
        blob = git(checkout, "hash-object", "-w", "--no-filters", str(file)).strip()
        git(checkout, "read-tree", base, variables=index)
        entry = f"100644,{blob},{inside}{path}"
        git(checkout, "update-index", "--add", "--cacheinfo", entry, variables=index)
        tree = git(checkout, "write-tree", variables=index).strip()
    message = f"{path.removesuffix('.md')}: from a district\n\n{_proposal(offer)}\n\n{TRAILER}"
    commit = git(checkout, "commit-tree", tree, "-p", base, "-m", message).strip()
    git(checkout, "branch", "--no-track", branch, commit)


def _committed(checkout: Path, commit: str, path: str) -> str | None:
    try:
        return git(checkout, "show", f"{commit}:{path}").replace("\r\n", "\n")
    except NoHistory:
        return None


def _settings(root: Path, original: Path, layer: str) -> Configuration:
    """What `mkdocs.yml` of the original says, under the layer."""
    settings, _ = site_settings.read(original)
    chain, _ = read_chain(root, (layer,))
    own = configuration_of(settings) if settings and settings.is_written else Configuration("")
    return own.with_layers(chain.settings, "")


def _print_link(settings: Configuration, path: str, offer: Contribution, *, is_new: bool) -> None:
    """Show where the original takes the text: in a new file with it, or in its own file."""
    address = settings.original
    link = new_file_link(address, DEFAULT_BRANCH, path, offer.text) if is_new else ""
    if not link or len(link) > LONGEST:
        click.echo(offer.text)
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


def _proposal(offer: Contribution) -> str:
    """The text for whoever reads the proposal: the reason, and under what it is shared."""
    reason = f"Why we say it in another way: {offer.because}" if offer.because else "A new entry."
    return f"{reason}\n\n{LICENSE_NOTE}"
