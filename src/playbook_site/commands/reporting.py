"""What people read elsewhere: what the playbook could use, whom to thank, what checks report, and
how accessible it is.
"""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

import playbook
from playbook import Playbook, Severity
from playbook.checks import draft_policy
from playbook.contributing import agreement
from playbook.contributing.health import health, research, uses
from playbook.interface import language_of, read_words
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.loader import KINDS
from playbook.source.encoders import for_comment
from playbook_site.preflight import site_settings
from playbook_site.preflight.site_settings import SiteSettings
from playbook_site.reports.changed_code import as_notice
from playbook_site.reports.counts import counted
from playbook_site.reports.diagnostic_formats import as_markdown, as_text, from_data
from playbook_site.reports.findings import BYTES, fits, read_lines, read_list
from playbook_site.reports.preview import as_preview

MOST = 200
"""The most diagnostics that one comment has."""

_LETTERS = 60_000  # GitHub takes 65,536, and the workflow adds a line

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("report")
@click.argument("root", type=ROOT, default=".")
def report_command(root: Path) -> None:
    """Show what the playbook could use, as Markdown: what to review, gaps, what studies say."""
    entries, _ = playbook.load(root)
    click.echo("What the playbook could use, as of today. Take one; nobody has to do them all.")
    for group in health(entries):
        click.echo(f"\n## {group.title} ({len(group.needs)})\n\n{group.advice}\n")
        for need in group.needs:
            click.echo(
                f"- {for_comment(need.what)}"
                + (f" ({for_comment(need.path)})" if need.path else "")
            )
    studies = research(entries)
    click.echo(
        f"\n## What studies say\n\n{studies.studies} of {studies.moves} moves have a study of the "
        "practice itself or of one near it. What was found, outcome by outcome:\n"
    )
    for direction, count in studies.findings.items():
        click.echo(f"- {direction.label}: {count}")
    moves = uses(entries)
    click.echo(f"\n## What was used, and how ({len(moves)})\n")
    for use in moves:
        click.echo(f"- {for_comment(use.move)} ({len(use.accounts)})")
        for account in use.accounts:
            click.echo(f"  - {for_comment(account)}")


@click.command("acr")
@click.argument("root", type=ROOT, default=".")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="accessibility-report.docx",
    show_default=True,
    help="The document to write.",
)
def acr_command(root: Path, output: Path) -> None:
    """Write the accessibility conformance report of the site as a Word document."""
    book, diagnostics = playbook.load(root)
    diagnostics = [*draft_policy.soften(diagnostics, book)]  # what drafts lack stops nobody
    if errors := [d for d in diagnostics if d.severity is Severity.ERROR]:
        raise click.ClickException(f"Fix this first.\n{as_text(errors)}")
    if book.conformance is None:
        raise click.ClickException("There is no accessibility.yml, and nothing may be claimed.")
    try:
        output.write_bytes(_conformance_report(root, book))
    except ImportError:
        raise click.ClickException(
            "Word documents need two more packages: pip install 'learning-matters[docx]'."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from None
    click.echo(f"Wrote {output}.")


def _conformance_report(root: Path, book: Playbook) -> bytes:
    from playbook_site.commands.word.documents import from_html
    from playbook_site.rendering.conformance_report import report_html  # loads Jinja

    layers = book.chain.settings
    site = site_settings.read(read_originals(root).base)[0] or SiteSettings()
    language = layers.language or site.language
    words = read_words(language if language_of(language) else "en", layers.labels)
    name = layers.name or site.name or "Playbook"
    title = words("Accessibility conformance report of %(name)s", name=name)
    html = report_html(book, name, site.description, words)
    return from_html(html, title, words.language)


@click.command("credits")
@click.argument("root", type=ROOT, default=".")
def credits_command(root: Path) -> None:
    """List everybody who wrote, as Markdown: the `authors` of entries, and who made commits."""
    entries, _ = playbook.load(root)
    authors = {author for entry in entries for author in entry.meta.authors}
    click.echo("## Authors of entries\n")
    _list(
        map(for_comment, sorted(authors)),
        "Nobody is named yet. `authors:` is where a name belongs.",
    )
    click.echo("\n## Everybody whose changes are in\n")
    _list(map(for_comment, _committers(root)), "This folder has no history.")


@click.command("comment")
@click.argument("diagnostics", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--changed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The paths of the changed files, each a line of JSON: code among them is named.",
)
@click.option(
    "--description",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the author wrote of it: whether the box about the license is ticked is looked up.",
)
def comment_command(diagnostics: Path, changed: Path | None, description: Path | None) -> None:
    """Write the comment below a pull request, from what `check --format json` reports.

    DIAGNOSTICS may come from anybody: what is no diagnostic is left out, and the rest is escaped.
    """
    paths = list(_paths(changed)) if changed else []
    names = names_in(Path())
    parts = [as_notice(paths, names), _reminder(description, paths)]
    if notice := "\n\n".join(filter(None, parts)):
        click.echo(f"{notice}\n")
    items = read_list(diagnostics)
    valid = [d for d in map(from_data, items[:MOST]) if d and fits(d)]
    strange = len(items[:MOST]) - len(valid)
    if strange and not valid:
        raise click.ClickException(f"None of what stands in {diagnostics.name} is a diagnostic.")
    text = as_markdown(valid)
    while len(text) + len(notice) > _LETTERS:
        valid = valid[: len(valid) * 9 // 10]
        text = as_markdown(valid)
    click.echo(text)
    if preview := as_preview(paths, names):
        click.echo(f"\n{preview}")
    if len(valid) < len(items):
        click.echo("\nThis is not all of it. The log of the checks has the rest.")


def _reminder(description: Path | None, paths: Iterable[str]) -> str:
    """What is asked where words came in, and nobody has said that they may be shared."""
    if description is None or not any(path.endswith(".md") for path in paths):
        return ""
    with description.open(encoding="utf-8", errors="replace") as stream:
        return "" if agreement.agrees(stream.read(BYTES)) else agreement.REMINDER


def _paths(file: Path) -> Iterator[str]:
    """The paths that a file lists; a line that is none stands for a file without a name."""
    for path in read_lines(file):
        yield path if isinstance(path, str) else "a file without a name"


def _list(names: Iterable[str], otherwise: str) -> None:
    for name in list(names) or [otherwise]:
        click.echo(f"- {name}")


def _committers(root: Path) -> list[str]:
    """The names in the history of the entries and pages, whoever changed most first."""
    folders = [folder for folder in (*KINDS.values(), "docs") if (root / folder).is_dir()]
    command = ["git", "-C", str(root), "shortlog", "-sn", "HEAD", "--", *folders]
    try:
        log = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return []
    return [line.partition("\t")[2] for line in log.stdout.splitlines()]


@click.command("coverage")
@click.argument("root", type=ROOT, default=".")
def coverage_command(root: Path) -> None:
    """Show the entries and pages that cover each idea of every outline.

    Exits with 1 when an idea is covered nowhere.
    """
    entries, diagnostics = playbook.load_and_check(root)
    if errors := [
        diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR
    ]:
        click.echo(as_text(errors))
        raise SystemExit(1)
    coverers = entries.without_drafts().coverage()
    missing = 0
    for outline in entries.outlines:
        click.echo(f"{outline.work}: {counted(len(outline.ideas), 'idea', 'ideas')}")
        for id_, idea in outline.ideas.items():
            places = ", ".join(coverer.path for coverer in coverers.get(id_, ()))
            missing += not places
            click.echo(f"  {id_:5} {places or 'NOWHERE'}\n        {idea.gist[:110]}")
    nowhere = f"{counted(missing, 'idea is', 'ideas are')} covered nowhere."
    click.echo(nowhere if missing else "Every idea is covered.")
    raise SystemExit(1 if missing else 0)
