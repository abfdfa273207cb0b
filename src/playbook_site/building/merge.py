"""Puts sites that were built apart into one: a network of districts, each built by a machine of its
own, outgrows one machine, and nothing of a site depends on another's.
"""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import click
from filelock import FileLock

from playbook.layers.originals.places import beside
from playbook_site.building import atomic_swap, manifest, ownership
from playbook_site.building.ownership import ForeignFolder
from playbook_site.building.reuse import take
from playbook_site.reports.counts import counted

BELOW = "districts"
LISTING = f"{BELOW}/districts.json"
"""Which sites there are below, and how many pages each has."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command("merge")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("parts", type=click.Path(exists=True, file_okay=False, path_type=Path))
def merge_command(site: Path, parts: Path) -> None:
    """Put sites that were built apart into one, each below districts/.

    Each folder in PARTS is a site, and its name a part of addresses below SITE.
    What was merged before goes. A part that is not as it was built stops it, and SITE stays as it
    was.
    """
    site = site.resolve()
    try:
        with FileLock(beside(site, "lock")):
            atomic_swap.recover(site)
            ownership.refuse_foreign(site)
            count = _merge(site, parts)
    except (ForeignFolder, OSError) as error:
        raise click.ClickException(f"{error} {site} is as it was.") from None
    click.echo(f"{counted(count, 'site is', 'sites are')} below {site / BELOW}.")


def _merge(site: Path, parts: Path) -> int:
    names = sorted(folder.name for folder in parts.iterdir() if folder.is_dir())
    if wrong := [name for name in names if not _NAME.fullmatch(name)]:
        raise click.ClickException(
            f"'{wrong[0]}' is a part of addresses: use small letters a-z, digits, and hyphens."
        )
    hashes = {name: _listed(parts / name) for name in names}
    own = _listed(site)
    fresh = beside(site, "new")
    before = tuple(f"{BELOW}/{name}/" for name in _names_in(site / LISTING))
    known = {
        path: digest
        for path, digest in own.items()
        if path != LISTING and not path.startswith(before)
    }
    for name in names:
        if any(path.startswith(f"{BELOW}/{name}/") for path in known):
            raise click.ClickException(
                f"{BELOW}/{name}/ is an edition of {site} itself. Give that part another name."
            )
    for path in known:
        take(site / path, fresh / path)
    for name, listed in hashes.items():
        for path, digest in listed.items():
            known[f"{BELOW}/{name}/{path}"] = digest
            _copy(parts / name / path, fresh / BELOW / name / path)
    pages = {name: sum(p.endswith("index.html") for p in hashes[name]) for name in names}
    _write_listing(fresh / LISTING, pages)
    manifest.write(fresh, known)
    shutil.copyfile(site / manifest.MARK, fresh / manifest.MARK)
    atomic_swap.swap(site)
    return len(names)


def _listed(folder: Path) -> Mapping[str, str]:
    """The hashes of a site's files; raises `ClickException` where it is not as it was built."""
    try:
        listed = manifest.read((folder / manifest.FILE).read_bytes())
        faults = [p for p, digest in listed.items() if manifest.digest(folder / p) != digest]
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{folder} is no whole site: {error}.") from None
    if faults or manifest.unlisted(folder, listed):
        path = (faults or manifest.unlisted(folder, listed))[0]
        raise click.ClickException(f"{folder} is not as it was built, see {path}. Build it again.")
    return listed


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)


def _names_in(file: Path) -> list[str]:
    """The names of the sites that were merged before."""
    if not file.exists():
        return []
    return [one["url"].split("/")[1] for one in json.loads(file.read_text(encoding="utf-8"))]


def _write_listing(file: Path, pages: Mapping[str, int]) -> None:
    listing = [{"url": f"{BELOW}/{name}/", "pages": count} for name, count in pages.items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(listing, indent=1) + "\n", encoding="utf-8", newline="\n")
