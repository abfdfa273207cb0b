"""What pip installs for a small playbook: a release, and all that it needs, each with its hash."""

import json
import re
from importlib import resources
from importlib.metadata import distribution
from pathlib import Path

import click

from playbook.layers.originals.pin import PACKAGE
from playbook.layers.originals.places import VERSION

STARTER = resources.files("playbook_site") / "starter"
OWN, NEEDS = "requirements.txt", "requirements.lock"
"""The file that names the playbook itself, and the one with what it needs."""

_LINE = re.compile(rf"(?m)^{PACKAGE}(?P<extras>\[[\w,-]+\])?(?: *==| *@ ).*$")


def requirement() -> tuple[str, str]:
    """What others are to install to get the release that runs, and the address of the repository
    that it is from; "" if not known.
    """
    return of_direct_url(distribution(PACKAGE).read_text("direct_url.json"))


def of_direct_url(direct_url: str | None) -> tuple[str, str]:
    """The same, from what pip has noted of an installation from an address.

    What was on this machine is nowhere else: there, it is the release.
    """
    record = json.loads(direct_url or "{}")
    address = str(record.get("url", ""))
    if not address.startswith(("https://", "http://")):
        return f"{PACKAGE}=={VERSION}", ""
    if commit := record.get("vcs_info", {}).get("commit_id"):
        return f"{PACKAGE} @ git+{address}@{commit}", address.removesuffix(".git")
    digest = record.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    repository, is_release, _ = re.sub("/-(?=/)", "", address).partition("/releases/")
    option = f" --hash=sha256:{digest}" if digest else ""
    return f"{PACKAGE} @ {address}{option}", repository if is_release else ""


def pins(root: Path) -> dict[str, str]:
    """The files of a playbook that say what to install, with the release that runs, by their paths;
    every other line of `requirements.txt` stays as it is.
    """
    texts = {name: (root / name).read_text("utf-8") for name in _there(root)}
    new = {NEEDS: STARTER.joinpath(NEEDS).read_text("utf-8")}
    if OWN in texts:
        new[OWN] = _LINE.sub(_with_release, texts[OWN])
        if f"{PACKAGE} @ " in new[OWN] and new[OWN] == texts[OWN]:
            tell_unknown(root / OWN)
    other = {name: text for name, text in new.items() if texts.get(name, text) != text}
    if other:
        files = " and ".join(sorted(other))
        click.echo(f"{files}: what to install. Install it as {root.name}/README.md says.", err=True)
    return other


def tell_unknown(file: Path) -> None:
    """Say that nobody else can install this release as long as a file names no address of it."""
    click.echo(
        "This release was not installed from an address. Before anybody else installs yours, put "
        f"the address of its wheel into {file.as_posix()}, after '{PACKAGE} @ '.",
        err=True,
    )


def _there(root: Path) -> list[str]:
    return [name for name in (OWN, NEEDS) if (root / name).is_file()]


def _with_release(match: re.Match[str]) -> str:
    """The line of the playbook with the release that runs; an address stays if none is known."""
    wanted, _ = requirement()
    if " @ " in match[0] and " @ " not in wanted:
        return match[0]
    return wanted.replace(PACKAGE, f"{PACKAGE}{match['extras'] or ''}", 1)
