"""Puts sites that were built apart into one: a network of districts, each built by a machine of its
own, outgrows one machine, and nothing of a site depends on another's.
"""

import json
import re
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click
from filelock import FileLock

from playbook.layers.originals.places import beside
from playbook_site.building import atomic_swap, districts, manifest, ownership
from playbook_site.building.districts import BELOW, LISTING, District
from playbook_site.building.ownership import ForeignFolder
from playbook_site.building.reuse import take
from playbook_site.reports.counts import counted

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PASSED_OVER = (".", "__MACOSX")
"""How names begin of what a build that was stopped, or a program that unpacks, leaves beside."""
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("merge")
@click.argument("site", type=_FOLDER)
@click.argument("parts", type=_FOLDER)
@click.option("--drop", multiple=True, metavar="NAME", help="A site that no longer belongs there.")
def merge_command(site: Path, parts: Path, drop: tuple[str, ...]) -> None:
    """Put sites that were built apart into one, each below districts/.

    Each folder in PARTS is a site, and its name a part of addresses below SITE. What was merged
    before and is not in PARTS stays, unless --drop names it. A part that is not as it was built
    stops it, and SITE stays as it was.
    """
    site = site.resolve()
    try:
        ownership.refuse_planted(site)
        with FileLock(beside(site, "lock")):
            atomic_swap.recover(site)
            ownership.refuse_foreign(site, "Move them away, then merge again.")
            try:
                there = _merge(site, parts, drop)
            finally:
                with suppress(OSError):  # the next one who looks tries again
                    atomic_swap.recover(site)
    except (ForeignFolder, OSError) as error:
        raise click.ClickException(f"{error} {site} is as it was.") from None
    for note in _notes(site, there, {path.name for path in parts.iterdir()}):
        click.echo(note, err=True)
    click.echo(f"{counted(len(there), 'site is', 'sites are')} below {site / BELOW}.")


def _merge(site: Path, parts: Path, drop: Collection[str]) -> Mapping[str, District]:
    names = _names(parts)
    last = districts.listed(site)
    if strange := [name for name in drop if name not in last or name in names]:
        why = "is in PARTS" if strange[0] in names else "was not merged before"
        raise click.ClickException(f"'{strange[0]}' {why}, so there is nothing to drop.")
    hashes = {name: _listed(parts / name, parts) for name in names}
    going = tuple(f"{BELOW}/{name}/" for name in (*names, *drop) if name in last)
    known = {p: h for p, h in _listed(site, going=going).items() if p != LISTING}
    for name in names:
        if name not in last and any(path.startswith(f"{BELOW}/{name}/") for path in known):
            raise click.ClickException(
                f"{BELOW}/{name}/ is an edition of {site} itself. Give that part another name."
            )
    new = {name: _district(parts / name, hashes[name]) for name in names}
    there = {name: one for name, one in {**last, **new}.items() if name not in drop}
    fresh = beside(site, "new")
    for path in known:
        take(site / path, fresh / path)
    for name, own in hashes.items():
        for path, digest in own.items():
            known[f"{BELOW}/{name}/{path}"] = digest
            _copy(parts / name / path, fresh / BELOW / name / path)
    districts.write_listing(fresh, dict(sorted(there.items())))
    manifest.write(fresh, known)
    shutil.copyfile(site / manifest.MARK, fresh / manifest.MARK)
    manifest.let_everybody_read(fresh)
    atomic_swap.swap(site)
    return there


def _names(parts: Path) -> list[str]:
    folders = sorted(folder.name for folder in parts.iterdir() if folder.is_dir())
    names = [name for name in folders if not name.startswith(_PASSED_OVER)]
    if wrong := [name for name in names if not _NAME.fullmatch(name)]:
        raise click.ClickException(
            f"'{wrong[0]}' is a part of addresses: use small letters a-z, digits, and hyphens."
        )
    return names


def _listed(
    folder: Path, parts: Path | None = None, going: tuple[str, ...] = ()
) -> Mapping[str, str]:
    """The hashes of a site's files, but for those below what is `going`; raises `ClickException`
    where it is not as it was built.
    """
    try:
        listed = manifest.read((folder / manifest.FILE).read_bytes())
    except FileNotFoundError:
        _refuse(folder, f"has no {manifest.FILE}, so it is no whole site", parts)
    except (OSError, ValueError) as error:
        _refuse(folder, f"has a {manifest.FILE} that cannot be read: {error}", parts)
    listed = {path: hash_ for path, hash_ in listed.items() if not path.startswith(going)}
    for path, hash_ in listed.items():
        if not manifest.is_as_listed(folder, path, hash_):
            what = "differs" if (folder / path).exists() else "is missing"
            name = path.removeprefix(f"{BELOW}/").partition("/")[0]
            if not parts and name in districts.listed(folder):
                why = f"{path} {what}, so what was merged there is not whole"
                raise click.ClickException(f"{why}. Bring {name} among the parts again.")
            _refuse(folder, f"is not as it was built: {path} {what}", parts)
    strange = [p for p in manifest.unlisted(folder, listed) if not p.startswith(going)]
    if strange:
        _refuse(folder, f"is not as it was built: {strange[0]} was added", parts)
    return listed


def _refuse(folder: Path, why: str, parts: Path | None) -> NoReturn:
    """Raise `ClickException` with what to do."""
    way_out = f", with --site {folder}, or take it out of {parts}" if parts else ""
    raise click.ClickException(f"{folder} {why}. Build it again{way_out}.")


def _district(folder: Path, hashes: Mapping[str, str]) -> District:
    pages = sum(path.endswith("index.html") for path in hashes)
    return District(folder.name, str(_site_of(folder).get("name") or folder.name), pages)


def _site_of(folder: Path) -> Mapping[str, Any]:
    """What the record of a site says of it."""
    with suppress(OSError, ValueError, KeyError):
        return json.loads((folder / "playbook.json").read_text(encoding="utf-8"))["site"]  # type: ignore[no-any-return]
    return {}


def _notes(site: Path, there: Mapping[str, District], parts: Collection[str]) -> list[str]:
    """What stayed though it was not brought, and what was built for another address."""
    notes = [
        f"{name} is not among the parts and stays as it was merged before. If it no longer "
        f"belongs there, add --drop {name}."
        for name in there
        if name not in parts
    ]
    if address := _site_of(site).get("address"):
        for name in there:
            own, right = _site_of(site / BELOW / name).get("address"), f"{address}{BELOW}/{name}/"
            if own != right:
                notes.append(
                    f"{name} was built for {own or 'no address'}, and its whole addresses lead "
                    f"there. To have them lead here, build it with PLAYBOOK_SITE_URL={right} and "
                    "no site_url of its own."
                )
    return notes


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)
