"""The command that scores the style guide, `language.yml`, by sentences whose answers are texts."""

from collections.abc import Sequence
from pathlib import Path

import click
import yaml
from pydantic import BaseModel, ConfigDict

import playbook
from playbook.catalog.style_guide import StyleGuide
from playbook_site.reports.counts import counted

SENTENCES = Path("tests", "content", "wording.yml")
"""Where the sentences are, in a playbook that has them."""

_ADVICE = "asset-language"


class Sentences(BaseModel):
    """Sentences that place a problem in people, and sentences that do not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: Sequence[str]
    """One for each row of the list that the style guide was begun from."""
    forms: Sequence[str]
    """The same in other inflections and contexts."""
    later: Sequence[str]
    """Labels that were written after the style guide; some are not in it, for want of a source."""
    innocent: Sequence[str]
    """Sentences to leave alone."""


@click.command("wording-report")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option(
    "--sentences",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The sentences, in place of {SENTENCES.as_posix()}.",
)
@click.option("--misses", is_flag=True, help="List the sentences that are taken wrongly.")
@click.option("--recall", type=float, default=0.0, help="Exit with 1 below this share of labels.")
@click.option(
    "--false-alarms", type=float, default=1.0, help="Exit with 1 above this share of others."
)
@click.pass_context
def wording_report_command(
    context: click.Context,
    root: Path,
    sentences: Path | None,
    *,
    misses: bool,
    recall: float,
    false_alarms: float,
) -> None:
    """Score the style guide: how many labels it finds, and how often it speaks up for nothing.

    The sentences are judged, and the entries of the playbook are checked.
    """
    texts = _read(sentences or root / SENTENCES)
    book, diagnostics = playbook.load_and_check(root)
    guide = book.style_guide
    answers = [guide.advises(text) for text in (*texts.labels, *texts.forms)]
    alarms = [guide.advises(text) for text in texts.innocent]
    _tell("Labels of the list", texts.labels, guide, "are found", misses=misses, right=True)
    _tell("In other forms", texts.forms, guide, "are found", misses=misses, right=True)
    _tell("Written later", texts.later, guide, "are found", misses=misses, right=True)
    _tell("Other sentences", texts.innocent, guide, "give advice", misses=misses, right=False)
    notes = [diagnostic for diagnostic in diagnostics if diagnostic.code.id == _ADVICE]
    click.echo(f"Entries: {counted(len(notes), 'note', 'notes')} in {len(list(book))}")
    share, alarm = _share(answers), _share(alarms)
    click.echo(
        f"\nRecall {share:.1%} of {len(answers)}; false alarms {alarm:.1%} of {len(alarms)}."
    )
    context.exit(1 if share < recall or alarm > false_alarms else 0)


def _read(path: Path) -> Sentences:
    try:
        return Sentences.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise click.ClickException(f"The sentences in {path} cannot be read: {reason}") from None


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _tell(
    title: str, texts: Sequence[str], guide: StyleGuide, what: str, *, misses: bool, right: bool
) -> None:
    """One line for a group of sentences, and those that are taken wrongly."""
    count = sum(guide.advises(text) for text in texts)
    click.echo(f"{title}: {count} of {len(texts)} {what}")
    for text in texts if misses else ():
        if guide.advises(text) != right:
            click.echo(f"  {text}")
