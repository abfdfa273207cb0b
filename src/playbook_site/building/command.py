"""The command that builds; it loads what builds only where something has changed."""

from collections.abc import Callable
from pathlib import Path

import click

from playbook_site.building import unchanged
from playbook_site.reports.counts import counted


@click.command("build")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--site", type=click.Path(path_type=Path), help="Where to; site/ if not given.")
@click.option("--cards", is_flag=True, help="Draw the pictures that shared links show.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def build_command(root: Path, site: Path | None, *, cards: bool, quiet: bool) -> None:
    """Build the site. The last good one stays in place until the new one is whole."""
    site = site or root / "site"
    say: Callable[..., None] = _nothing if quiet else click.echo
    if unchanged.is_current(root, site, cards=cards):
        count, lacks = unchanged.report(site)
        say(f"Nothing has changed: {counted(count, 'page stands', 'pages stand')} in {site}.")
        if lacks:
            say(lacks, err=True)
        return
    from playbook_site.building.build import BuildFailed, build
    from playbook_site.building.progress import Progress, Told
    from playbook_site.preflight.address import address_note

    origin = unchanged.before(root, site, cards=cards)
    progress = Progress() if quiet else Told()
    try:
        taken_over = build(root, site, cards=cards, progress=progress)
    except BuildFailed as failed:
        raise click.ClickException(f"{failed} The last good site, if any, is as it was.") from None
    count, lacks = _count(site), address_note(root, cards=cards)
    unchanged.note(root, site, origin, count, lacks)
    if taken_over:
        say(f"An earlier release built {site}; from now on it is marked as a build's.")
    say(f"Built {counted(count, 'page', 'pages')} in {site}.")
    say(progress.summary)
    if progress.districts:
        say(f"{counted(progress.districts, 'district stands', 'districts stand')} below it still.")
    for name in progress.lost:
        say(f"{name} is not below it any more: merge it again, from its own build.", err=True)
    if progress.cards:
        say(progress.cards)
    if lacks:
        say(lacks, err=True)


def _nothing(_: str, *, err: bool = False) -> None:
    pass


def _count(site: Path) -> int:
    from playbook_site.building import districts

    below = sum(one.pages for one in districts.listed(site).values())
    return sum(1 for _ in site.rglob("index.html")) - below
