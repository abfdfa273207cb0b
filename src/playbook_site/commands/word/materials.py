"""The materials of a move as Word documents, for whoever changes words before they print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

import playbook
from playbook import Key, Playbook, Severity, UnknownEntry
from playbook.interface import language_of, read_words
from playbook.layers.upstream import find_original
from playbook.records.materials.material_types import MaterialRecord
from playbook.records.record import Records
from playbook_site.preflight import site_settings
from playbook_site.preflight.site_settings import SiteSettings
from playbook_site.reports.diagnostic_formats import as_text

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("docx")
@click.argument("move")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--output", type=FOLDER, default=".", help="The folder to write them to.")
def docx_command(move: str, root: Path, output: Path) -> None:
    """Write each material of a move as a Word document.

    MOVE is the move's file without '.md', such as moves/board-learning-block.
    """
    book, diagnostics = playbook.load(root)
    if errors := [d for d in diagnostics if d.severity is Severity.ERROR]:
        raise click.ClickException(f"Fix this first.\n{as_text(errors)}")
    record = _record(book, move)
    if not record["materials"]:
        raise click.ClickException(f"{record['path']} has no materials.")
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, document in _documents(root, book, record):
            (output / name).write_bytes(document)
            click.echo(f"Wrote {(output / name).as_posix()}.")
    except ImportError:
        raise click.ClickException(
            "Word documents need two more packages: pip install 'learning-matters[docx]'."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written to: {error.strerror}.") from None


def _record(book: Playbook, move: str) -> Mapping[str, Any]:
    id_ = move.replace("\\", "/").rstrip("/").removeprefix("moves/").removesuffix(".md")
    try:
        return Records(book)[Key("moves", id_)]
    except UnknownEntry as error:
        raise click.ClickException(str(error)) from None


def _documents(
    root: Path, book: Playbook, record: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    from playbook_site.commands.word.documents import from_material
    from playbook_site.rendering.material_document import material_html  # loads Jinja

    site = site_settings.read(find_original(root)[0])[0] or SiteSettings()
    chosen = book.chain.settings.language or site.language
    materials: list[MaterialRecord] = record["materials"]
    for material in materials:
        language = material["language"] or chosen
        words = read_words(language if language_of(language) else "en", {})
        html = material_html(record, material, words)
        yield f"{material['id']}.docx", from_material(html, material["title"], language)
