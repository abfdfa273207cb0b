"""The command that builds; it loads what builds only where something has changed."""

from pathlib import Path

import click

from playbook_site.building import unchanged


@click.command("build")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--site", type=click.Path(path_type=Path), help="Where to; site/ if not given.")
def build_command(root: Path, site: Path | None) -> None:
    """Build the site. The last good one stays in place until the new one is whole."""
    site = site or root / "site"
    if unchanged.is_current(root, site):
        click.echo(f"Nothing has changed: {_count(site)} pages stand in {site}.")
        return
    from playbook_site.building.build import BuildFailed, build

    origin = unchanged.before(root, site)
    try:
        taken_over = build(root, site)
    except BuildFailed as failed:
        raise click.ClickException(f"{failed} The last good site, if any, is as it was.") from None
    unchanged.note(root, site, origin)
    if taken_over:
        click.echo(f"An earlier release built {site}; from now on it is marked as a build's.")
    click.echo(f"Built {_count(site)} pages in {site}.")


def _count(site: Path) -> int:
    return sum(1 for _ in site.rglob("index.html"))
