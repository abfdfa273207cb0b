"""The whole playbook as a book, from what a site publishes."""

from collections.abc import Iterable
from pathlib import Path

import click

from playbook_book import NotAPlaybook, Volume, epub, page
from playbook_site.rendering.typography import typeset_page

RECORDS = "playbook.json"
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("book")
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default="site")
@click.option("--epub", "epub_file", type=FILE, help="The e-book to write (EPUB 3).")
@click.option("--html", "html_file", type=FILE, help="The page to write.")
def book_command(site: Path, epub_file: Path | None, html_file: Path | None) -> None:
    """Write the playbook of a site as one e-book, or as one page, to read anywhere.

    SITE is a folder that `playbook build` wrote. Nothing but its playbook.json is read.
    """
    if not (epub_file or html_file):
        raise click.UsageError("Name a file to write: --epub book.epub, --html book.html, or both.")
    volume = read_volume(site)
    if epub_file:
        write(epub_file, epub(volume, typeset_page))
    if html_file:
        write(html_file, (piece.encode() for piece in page(volume, typeset_page)))


def read_volume(site: Path) -> Volume:
    """The playbook of a site; a sentence where there is none."""
    file = site / RECORDS
    try:
        return Volume.from_json(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise click.ClickException(
            f"There is no {file.as_posix()}. Build the site first: playbook build."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise click.ClickException(f"{file.as_posix()} cannot be read.") from None
    except NotAPlaybook as error:
        raise click.ClickException(f"{file.as_posix()} {error}.") from None


def write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a document, and say so."""
    try:
        file.write_bytes(b"".join(pieces))  # made as a whole before a file of before goes
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
    click.echo(f"Wrote {file.as_posix()}.")
