"""A release at the address of a git repository, on whichever host it is."""

import re
from pathlib import Path

import click

from playbook_site.commands.replacing import git

_NO_NETWORK = re.compile(
    r"resolve host|failed to connect|unable to (access|connect)|connection (timed out|refused)"
    r"|network is unreachable|timed out|no route to host",
    re.IGNORECASE,
)
_NO_REF = re.compile(r"couldn't find remote ref|not our ref|invalid refspec", re.IGNORECASE)
_WITHOUT_GIT = "Download the release as a folder, and name that folder."


def fetch_release(address: str, ref: str, folder: Path) -> Path:
    """The files of a branch, a tag or a commit at an address, put into an empty folder.

    Raises a `ClickException` in one sentence where that cannot be.
    """
    if not git.is_there():
        raise click.ClickException(f"There is no git on this machine. {_WITHOUT_GIT}")
    store = folder / "store"
    folder.mkdir(parents=True, exist_ok=True)
    git.run(folder, "init", "--quiet", "--bare", "--template=", str(store))
    answer = git.run(store, "fetch", "--quiet", "--depth", "1", "--no-tags", "--", address, ref)
    if answer.returncode:
        raise click.ClickException(_reason(address, ref, answer.stderr.decode(errors="replace")))
    try:
        return git.export(store, "FETCH_HEAD", folder / "release")
    except git.NotExported as error:
        reason = str(error).rstrip(".")
        raise click.ClickException(f"'{ref}' at {address} is no release: {reason}.") from None


def _reason(address: str, ref: str, told: str) -> str:
    if _NO_REF.search(told):
        return f"There is no '{ref}' at {address}."
    if _NO_NETWORK.search(told):
        return f"No network: {address} cannot be reached. {_WITHOUT_GIT}"
    lines = [line for line in told.splitlines() if line.strip()] or ["git gives no reason"]
    reason = next((line for line in lines if line.startswith("fatal: ")), lines[-1])
    return f"Nothing can be fetched from {address}: {reason.removeprefix('fatal: ').rstrip('.')}."
