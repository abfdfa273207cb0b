"""The command that writes a PDF of a move, of another entry, or of the whole playbook."""

import contextlib
import io
from pathlib import Path

import click

from playbook.source.diagnostics import did_you_mean
from playbook_book import Chapter, Volume, page
from playbook_site.commands.book import FILE, read_volume, write

BOOK = "book"
NO_EXTRA = "PDF documents need one more package: pip install 'learning-matters[pdf]'."
NO_PANGO = (
    "PDF documents need the library Pango, and this system has none that can be used. On Debian "
    "and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
)


@click.command("pdf")
@click.argument("entry")
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default="site")
@click.option("--output", "-o", type=FILE, help="The file to write; its-id.pdf without it.")
def pdf_command(entry: str, site: Path, output: Path | None) -> None:
    """Write an entry, or the whole playbook as a book, as a PDF that screen readers can read.

    ENTRY is an entry such as moves/board-learning-block, or the word 'book'. SITE is a folder that
    `playbook build` wrote. Nothing but its playbook.json is read.
    """
    volume = read_volume(site)
    chapter = None if entry == BOOK else _chapter(volume, entry)
    name = chapter.id.partition("-")[2] if chapter else BOOK
    write(output or Path(f"{name}.pdf"), (_document(volume, chapter),))


def _chapter(volume: Volume, entry: str) -> Chapter:
    path = entry.replace("\\", "/").rstrip("/").removesuffix(".md")
    url = f"{path}/" if "/" in path else f"moves/{path}/"
    chapters = {chapter.url: chapter for chapter in volume.chapters if chapter.url}
    if url not in chapters:
        hint = did_you_mean(url.rstrip("/"), [known.rstrip("/") for known in chapters])
        raise click.ClickException(f"There is no '{url.rstrip('/')}' in this site. {hint}".rstrip())
    return chapters[url]


def _document(volume: Volume, chapter: Chapter | None) -> bytes:
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints where Pango is missing
            from playbook_site.commands.pdf import document
    except ImportError:
        raise click.ClickException(NO_EXTRA) from None
    except OSError:
        raise click.ClickException(NO_PANGO) from None
    try:
        if chapter:
            return document.entry_pdf(volume, chapter)
        return document.book_pdf(volume, "".join(page(volume)))
    except document.ForeignFile as error:
        raise click.ClickException(f"{error}.") from None
