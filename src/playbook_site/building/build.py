"""Builds the site beside the last one, and puts it in place only when it is whole."""

import gc
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from playbook.layers.upstream import editions, find_original

MARK = "playbook.json"
"""A folder that holds this file was built by us, and may be replaced by us."""


class BuildFailed(Exception):
    """The site could not be built; what was there before is untouched."""


def build(root: Path, site: Path, *, drafts: bool = False) -> None:
    """Build the playbook at `root` into the folder `site`, or raise `BuildFailed`.

    Another build into the same folder waits. A build that is stopped at any point leaves the last
    good site, or the next build brings it back.
    """
    site = site.absolute()
    fresh, previous = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.previous")
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(site.with_name(f".{site.name}.lock")):
            _recover(site, fresh, previous)
            try:
                _build(root, fresh, drafts=drafts)
                _replace(site, fresh, previous)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise BuildFailed(f"The site cannot be written: {error}.") from error


def _recover(site: Path, fresh: Path, previous: Path) -> None:
    if previous.exists() and not site.exists():
        previous.rename(site)
    for leftover in (fresh, previous):
        shutil.rmtree(leftover, ignore_errors=True)
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise BuildFailed(f"{site.name} is not a folder. Move it away, or name another one.")
    if site.exists() and any(site.iterdir()) and not (site / MARK).exists():
        raise BuildFailed(
            f"The folder {site.name} holds files that no build put there. "
            "Move them away, or name another folder."
        )


def _replace(site: Path, fresh: Path, previous: Path) -> None:
    if site.exists():
        site.rename(previous)
    fresh.rename(site)
    shutil.rmtree(previous, ignore_errors=True)


def _build(root: Path, fresh: Path, *, drafts: bool) -> None:
    original, diagnostics = find_original(root)
    if diagnostics:
        raise BuildFailed("\n".join(map(str, diagnostics)))
    with _warnings_shown(), _without_collector():
        try:
            for edition in editions(root):
                site = str(fresh / edition)
                config = load_config(str(original / "mkdocs.yml"), site_dir=site, strict=True)
                settings = {"home": str(root.resolve()), "edition": edition}
                config.plugins["playbook"].config.update(settings)
                if drafts:
                    config.plugins["playbook"].config["drafts"] = True
                mkdocs_build(config)
        except ConfigurationError as error:
            raise BuildFailed(f"mkdocs.yml cannot be used: {error}") from error
        except (Abort, SystemExit) as error:
            raise BuildFailed("The site was not built.") from error


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare a build the search for cycles: it keeps nearly all it makes until its end anyway."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _warnings_shown() -> Iterator[None]:
    """Let people read what MkDocs warns of, and nothing else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@click.command("build")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--site", type=click.Path(path_type=Path), help="Where to; site/ if not given.")
def build_command(root: Path, site: Path | None) -> None:
    """Build the site. The last good one stays in place until the new one is whole."""
    site = site or root / "site"
    try:
        build(root, site)
    except BuildFailed as failed:
        raise click.ClickException(f"{failed} The last good site, if any, is as it was.") from None
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"Built {pages} pages in {site}.")
