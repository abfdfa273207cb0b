"""The command that compares a folder, or a site on a host, with its manifest."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from filelock import FileLock

from playbook.layers.originals.places import beside
from playbook_site.building import atomic_swap, manifest
from playbook_site.reports.counts import counted

PATIENCE = 30.0
"""Seconds to wait for a host."""

AT_ONCE = 8

MOST = 1 << 26
"""The most bytes of a manifest that are read."""

_FOR_HOSTS = frozenset({"_headers"})
"""What a host may read instead of publishing it."""

Digest = Callable[[str], str]
"""Gives the hash of a file by its path, or "" where there is no such file."""


@click.command("verify")
@click.argument("place", metavar="FOLDER|URL", default="site")
@click.option(
    "--manifest",
    "listing",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with this list, such as that of your own build, and not with the site's.",
)
@click.pass_context
def verify_command(context: click.Context, place: str, listing: Path | None) -> None:
    """Compare every file of a site with the list that its build wrote, manifest.sha256.

    Exits with 0 when all are the same, with 1 when a file differs or is missing, or lies in the
    folder without being listed.
    """
    is_remote = place.startswith(("http://", "https://"))
    hashes = _read(listing.read_bytes() if listing else _manifest(place, remote=is_remote))
    digest = _remote(place) if is_remote else _local(Path(place))
    try:
        lines = list(_differences(hashes, digest, _FOR_HOSTS if is_remote else frozenset()))
    except (OSError, http.client.HTTPException) as error:
        raise click.ClickException(f"{place} stopped answering: {error}.") from None
    if not is_remote:
        lines += [f"not listed: {path}" for path in manifest.unlisted(Path(place), hashes)]
    for line in lines:
        click.echo(line if line.isprintable() else ascii(line))
    if lines:
        differing = f"{len(lines)} of {counted(len(hashes), 'file', 'files')}"
        verb = "is" if len(lines) == 1 else "are"
        click.echo(f"{differing} {verb} not as built.", err=True)
    else:
        click.echo(f"All {len(hashes)} files are as they were built.", err=True)
    context.exit(1 if lines else 0)


def _manifest(place: str, *, remote: bool) -> bytes:
    try:
        if remote:
            with _open(place, manifest.FILE) as response:
                data: bytes = response.read(MOST)
                return data
        _recover(Path(place))
        return Path(place, manifest.FILE).read_bytes()
    except (OSError, http.client.HTTPException) as error:
        raise click.ClickException(
            f"{place} has no {manifest.FILE} that can be read ({error}), so no build of this "
            "release made it. Name the folder of a site, or its address."
        ) from None


def _recover(site: Path) -> None:
    """Finish the swap of a build that was stopped, if this is the folder of one."""
    site = site.resolve()
    if beside(site, "id").exists():
        with suppress(OSError), FileLock(beside(site, "lock")):
            atomic_swap.recover(site)


def _read(data: bytes) -> dict[str, str]:
    try:
        return manifest.read(data)
    except ValueError as error:
        raise click.ClickException(f"The manifest cannot be read: {error}.") from None


def _differences(
    hashes: Mapping[str, str], digest: Digest, optional: frozenset[str]
) -> Iterator[str]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for path, now in zip(hashes, pool.map(digest, hashes), strict=True):
            if not now and path not in optional:
                yield f"missing: {path}"
            elif now and now != hashes[path]:
                yield f"differs: {path}"


def _local(site: Path) -> Digest:
    def digest(path: str) -> str:
        try:
            return manifest.digest(site / path)
        except OSError:
            return ""

    return digest


def _remote(address: str) -> Digest:
    def digest(path: str) -> str:
        hash_ = sha256()
        try:
            with _open(address, path) as response:
                while block := response.read(1 << 16):
                    hash_.update(block)
        except urllib.error.HTTPError as error:
            if error.code in (403, 404, 410):
                return ""
            raise
        return hash_.hexdigest()

    return digest


def _open(address: str, path: str) -> Any:
    """What a host answers; raises `OSError` where it does not."""
    url = f"{address.rstrip('/')}/{quote(path, errors='surrogateescape')}"
    try:
        return urllib.request.urlopen(url, timeout=PATIENCE)  # noqa: S310 - http or https, see above
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"{url}: {error}") from error
