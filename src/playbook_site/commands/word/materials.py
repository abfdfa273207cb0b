"""A move or a condition as Word documents, for whoever changes words before they print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

import playbook
from playbook import Key, Severity, UnknownEntry
from playbook.checks import draft_policy
from playbook.i18n.messages import Words
from playbook.interface import language_of, read_words
from playbook.layers.originals.originals import read_originals
from playbook.model.vocabulary import Effort
from playbook.records.facts import facts
from playbook.records.record import Records
from playbook_site.preflight import site_settings
from playbook_site.preflight.site_settings import SiteSettings
from playbook_site.reports.diagnostic_formats import as_text

FOLDER = click.Path(file_okay=False, path_type=Path)
COLLECTIONS = ("moves", "conditions")

_FEW = 3
"""How many moves a guide names."""

Record = Mapping[str, Any]


class Source(NamedTuple):
    """What documents are made from: an entry, all records, and the language of the playbook."""

    record: Record
    records: Records
    language: str

    def words(self, language: str | None) -> tuple[str, Words]:
        """A language, or the playbook's, and the words of the interface in it."""
        own = language or self.language
        return own, read_words(own if language_of(own) else "en", {})


@click.command("docx")
@click.argument("entry")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--output", type=FOLDER, default=".", help="The folder to write them to.")
def docx_command(entry: str, root: Path, output: Path) -> None:
    """Write a move's agenda and materials, or a condition's guide to discuss it, for Word.

    ENTRY is the entry's file without '.md', such as moves/board-learning-block.
    """
    source = read_source(root, entry)
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, document in _documents(source):
            (output / name).write_bytes(document)
            click.echo(f"Wrote {(output / name).as_posix()}.")
    except ImportError:
        raise click.ClickException(
            "Word documents need two more packages: pip install 'learning-matters[docx]'."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written to: {error.strerror}.") from None


def read_source(root: Path, entry: str) -> Source:
    """The move or condition that somebody named, in a playbook without errors."""
    book, diagnostics = playbook.load(root)
    diagnostics = [*draft_policy.soften(diagnostics, book)]  # what drafts lack stops nobody
    if errors := [d for d in diagnostics if d.severity is Severity.ERROR]:
        raise click.ClickException(f"Fix this first.\n{as_text(errors)}")
    site = site_settings.read(read_originals(root).base)[0] or SiteSettings()
    records = Records(book)
    language = book.chain.settings.language or site.language
    return Source(_record(records, entry), records, language)


def _record(records: Records, entry: str) -> Record:
    path = entry.replace("\\", "/").rstrip("/").removesuffix(".md")
    collection, _, id_ = path.rpartition("/")
    if collection and collection not in COLLECTIONS:
        raise click.ClickException(f"{entry} is no move and no condition.")
    try:
        return records[Key(collection or COLLECTIONS[0], id_)]
    except UnknownEntry as error:
        raise click.ClickException(str(error)) from None


def _documents(source: Source) -> Iterator[tuple[str, bytes]]:
    from playbook_site.commands.word.documents import from_material
    from playbook_site.rendering import material_document as pages  # loads Jinja

    record = source.record
    language, words = source.words(record["language"])
    if record["collection"] == "conditions":
        html = pages.guide_html(record, light_moves(source), words)
        yield f"{record['id']}-guide.docx", from_material(html, record["title"], language)
        return
    html = pages.agenda_html(record, facts(record, words), words)
    yield f"{record['id']}-agenda.docx", from_material(html, record["title"], language)
    for material in record["materials"]:
        language, words = source.words(material["language"])
        html = pages.material_html(record, material, words)
        yield f"{material['id']}.docx", from_material(html, material["title"], language)


def light_moves(source: Source) -> list[Record]:
    """The moves that build a condition with the least effort, the shortest first."""
    related = source.record["relations"].get("moves", ())
    moves = [source.records[Key("moves", move["id"])] for move in related]
    light = [move for move in moves if move["effort"] == Effort.LIGHT]
    return sorted(light, key=lambda move: (move["minutes"]["run"], move["title"]))[:_FEW]
