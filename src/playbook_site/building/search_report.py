"""The command that says how well the search answers the questions of a playbook."""

import random
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import yaml

from playbook.loader import SOURCES
from playbook_site.building.build import BuildFailed, build
from playbook_site.preflight.site_settings import PATH as SETTINGS
from playbook_site.reports import search_scores
from playbook_site.reports.search_scores import NoSearch, Query

_ALIASES = re.compile(r"^aliases:.*\n(?:(?:[ \t]+|- ).*\n)*", re.MULTILINE)
_SEED = 12


@click.command("search-report")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option(
    "--queries",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The questions, in place of the playbook's {search_scores.PATH}.",
)
@click.option("--at-least", type=float, default=0.0, help="Exit with 1 below this success@3.")
@click.option("--misses", is_flag=True, help="List the questions that are not answered.")
@click.option(
    "--without-aliases",
    type=click.IntRange(min=0),
    default=0,
    help="Ask again with the other names of so many random entries taken out.",
)
@click.pass_context
def search_report_command(
    context: click.Context,
    root: Path,
    file: Path | None,
    at_least: float,
    *,
    misses: bool,
    without_aliases: int,
) -> None:
    """Score the search: how many questions of queries.yml find their answer, and how early.

    The playbook is built, and the scripts of its site are asked as a browser asks them.
    """
    queries = _queries(file or root / search_scores.PATH)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            low, junk = _report(root, folder / "site", queries, misses=misses)
            if without_aliases:
                copy = _without_aliases(root, folder / "copy", without_aliases)
                click.echo(f"\nWithout the other names of {without_aliases} entries:\n")
                _report(copy, folder / "other", queries, misses=False)
        except (BuildFailed, NoSearch) as failed:
            raise click.ClickException(str(failed)) from None
    context.exit(1 if low < at_least or (at_least and junk) else 0)


def _queries(file: Path) -> Sequence[Query]:
    try:
        text = file.read_text(encoding="utf-8")
        return search_scores.QUERIES.validate_python(yaml.safe_load(text))
    except (OSError, ValueError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise click.ClickException(
            f"{file.name} cannot be read: {reason}. It is a list of questions, each with "
            "'words' and 'answered_by'."
        ) from None


def _report(root: Path, site: Path, queries: Sequence[Query], *, misses: bool) -> tuple[float, int]:
    """Print the scores; gives the least success@3 and the most junk."""
    build(root, site)
    answers = search_scores.ask(site, [query["words"] for query in queries])
    scores = {where: search_scores.score(queries, answers, where) for where in search_scores.PLACES}
    click.echo("| Where | Questions | success@1 | success@3 | MRR | junk |")
    click.echo("| --- | --: | --: | --: | --: | --: |")
    for where, score in scores.items():
        click.echo(
            f"| {where} | {score.questions} | {score.first:.2f} | {score.three:.2f} "
            f"| {score.mrr:.2f} | {score.junk} |"
        )
    for miss in scores["dialog"].misses if misses else ():
        click.echo(f"- {miss.words}: {', '.join(miss.first) or 'nothing'}")
    return min(s.three for s in scores.values()), max(s.junk for s in scores.values())


def _without_aliases(root: Path, copy: Path, count: int) -> Path:
    for name in (*SOURCES, SETTINGS):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)
        elif (root / name).exists():
            copy.mkdir(exist_ok=True)
            shutil.copy(root / name, copy / name)
    entries = sorted(
        file for file in copy.glob("moves/*.md") if _ALIASES.search(file.read_text("utf-8"))
    )
    for file in random.Random(_SEED).sample(entries, min(count, len(entries))):  # noqa: S311
        file.write_text(_ALIASES.sub("", file.read_text("utf-8"), count=1), encoding="utf-8")
    return copy
