"""The commands that start an entry, and that generate files from the model."""

import datetime
import re
from pathlib import Path

import click

import playbook
from playbook import Playbook, Severity
from playbook.checks.draft_policy import UNFINISHED
from playbook.contributing import agreement, drafts, related_entries
from playbook.contributing.generated_files import surfaces
from playbook.contributing.imports import importer, journey, letters
from playbook.contributing.imports.journey import Journey
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import own_layers
from playbook.loader import KINDS
from playbook.model.entry import Key
from playbook.records import export, schemas
from playbook.source.encoders import as_json
from playbook_site.commands.message_extraction import translation_files
from playbook_site.commands.upstream.base import check_layer
from playbook_site.commands.word.sources import text_of
from playbook_site.reports.counts import counted
from playbook_site.reports.diagnostic_formats import as_text
from playbook_site.reports.program import typed

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)
SOURCE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("title", default="")
@click.option("--from", "source", type=SOURCE, help="A filled form, a text, a document, or a mail.")
@click.option("--report", type=OUTPUT, help="A file for what went where, as Markdown.")
@click.option("--root", type=ROOT, default=".", help="The playbook's folder.")
@click.option("--layer", help="The layer to add it to; by default the district's, if it is there.")
@click.option("--original", is_flag=True, help="Add it to the original, for those who maintain it.")
def new_command(
    kind: str,
    title: str,
    source: Path | None,
    report: Path | None,
    root: Path,
    layer: str | None,
    original: bool,  # noqa: FBT001
) -> None:
    """Start an entry, from its title or from what somebody sent.

    Writes a draft with every key and section that its kind needs, and says what is still missing.
    """
    home = _home(root, "" if original else layer)
    collection = KINDS[kind]
    entries, _ = playbook.load(root)
    text = text_of(source) if source else ""
    content = importer.parse(text, collection, entries, title, _name(source) if source else "")
    if not (id_ := drafts.id_for(content.title)):
        raise click.ClickException(
            "Use some letters in the title: the file is named by them."
            if content.title
            else "Give the entry a title, such as: playbook new move 'Ask students first'"
        )
    moves = related_entries.closest(entries, "moves", f"{content.title} {text}")
    draft = drafts.draft(
        collection,
        content.title,
        datetime.date.today(),
        content.values,
        content.sections,
        [entry for entry in moves if entry.key.id != id_],
        {name: [e.key.id for e in entries.collection(name)] for name in ("conditions", "roles")},
        [letters.without_address(line) for line in content.left_out],
    )
    path = _write(root, home, Key(collection, id_), draft, entries)
    _report(root, path.as_posix(), content.journey if text else None, report)


def _write(root: Path, home: str, key: Key, draft: str, entries: Playbook) -> Path:
    """Write a draft where there is no entry of that name yet; gives its path."""
    path = Path(home, key.path)
    old = next((entry for entry in entries if entry.key == key), None)
    if home and old and not (root / path).exists():
        adapt = f"playbook adapt {key.collection}/{key.id}"
        raise click.ClickException(f"{old.source.path} exists already. To change it: {adapt}")
    try:
        export.write_text(draft, root / path)
    except FileExistsError:
        raise click.ClickException(
            f"{path.as_posix()} exists already. Go on in that file, or choose another title."
        ) from None
    return path


def _home(root: Path, layer: str | None) -> str:
    """The folder that a new entry goes into: a layer, or "" for the original."""
    is_small = read_originals(root).base.resolve() != root.resolve()
    main = names_in(root).layer
    if layer is None:
        return main if is_small or own_layers(root) else ""
    if layer:
        check_layer(root, layer)
    elif is_small:
        raise click.ClickException(
            f"The original is not in this folder. Leave the option out to write into {main}/."
        )
    return layer


def _report(root: Path, path: str, told: Journey | None, report: Path | None) -> None:
    """Print the path of the new entry, what went where, its diagnostics, and what to do next."""
    diagnostics = [p for p in playbook.load_and_check(root)[1] if p.location.path == path]
    click.echo(f"Wrote {path}.")
    if told:
        click.echo(journey.as_text(told))
    if report:
        gaps = [f"{d.message} {d.hint}".strip() for d in diagnostics]
        report.write_text(journey.as_markdown(told or Journey(), gaps), encoding="utf-8")
    if diagnostics:
        click.echo(as_text(diagnostics))
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    unfinished = sum(diagnostic.code == UNFINISHED for diagnostic in diagnostics)
    if errors:
        click.echo(typed("Fix what is shown above, then run: playbook check"), err=True)
    elif unfinished:
        still = counted(unfinished, "thing is", "things are")
        click.echo(f"The draft is valid; {still} still to write.", err=True)
    else:
        click.echo("Complete. Read it, then set 'status: published'.", err=True)
    if told:
        click.echo(agreement.NOTE, err=True)


def _name(source: Path) -> str:
    """The name of a file in words, without what Notion puts behind it; "" for none."""
    words = re.sub(r"[\s_-]+", " ", re.sub(r"\s[0-9a-f]{32}$", "", source.stem)).strip()
    return words[:1].upper() + words[1:]


@click.command("generate")
@click.argument("root", type=ROOT, default=".")
@click.option("--check", is_flag=True, help="Write nothing; show which files are out of date.")
def generate_command(root: Path, check: bool) -> None:  # noqa: FBT001
    """Write every file that is generated from the model: forms, schemas, settings of editors.

    In the repository of the sources, the files of translators too. They are files of the original,
    and name what it has: a district's own entries stand in none of them.
    """
    entries, _ = playbook.load(root, layers=())
    texts = {**surfaces(entries), **translation_files(root)}
    paths = export.stale_files(texts, root) if check else export.write_stale_files(texts, root)
    for path in paths:
        click.echo(f"{path} is out of date." if check else f"Wrote {path}.")
    if not paths:
        click.echo("Every generated file is up to date.", err=True)
    elif check:
        raise click.ClickException("Run: playbook generate")


@click.command("schema")
@click.argument("kind", type=click.Choice([*KINDS, "playbook"]))
def schema_command(kind: str) -> None:
    """Print the JSON Schema of a kind of entry, or of playbook.json."""
    content = schemas.playbook_schema() if kind == "playbook" else schemas.entry_schema(KINDS[kind])
    click.echo(as_json(content))
