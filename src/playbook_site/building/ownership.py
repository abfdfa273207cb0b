"""Whose a folder is: a build replaces what a build made, and never a file that is somebody's.

A random id stands beside the folder of a site and in a mark inside it. Neither is in anything that
people download, so no file that somebody has from a site makes a folder look like ours.
"""

import glob
import os
import re
import secrets
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from itertools import product
from pathlib import Path

from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import beside
from playbook.loader import SOURCES
from playbook.updates.snapshots import ORIGINAL
from playbook_site.building import manifest
from playbook_site.building.manifest import JUNK, MARK
from playbook_site.engine.assets import plain_name

HELD = sorted({*SOURCES, *ORIGINAL, ".git", "tests"})
"""What a playbook is made of beside its layers, and its history."""

_ELSEWHERE = "Move them away, or name another folder with --site."
_SIGNS = {"index.html", "404.html", "playbook.json", "playbook.schema.json", "explore/index.js"}
_BY_HASH = re.compile(
    r"pagefind/[\w./-]+|assets/(stylesheets|javascripts)/[\w./-]+\.min\.(css|js)(\.map)?"
    r"|sitemap\.xml\.gz|images/move\.png"
)
"""Files of a former site that today's has under other names, or no more."""


class ForeignFolder(Exception):
    """A folder is not a build's to replace."""


def refuse_place(site: Path, homes: Iterable[Path]) -> None:
    """Raise `ForeignFolder` where a site would replace sources, of a home or of all.

    `homes` are the folders of the playbook and of its originals. All paths are resolved.
    """
    homes = list(homes)
    held = [Path(site.anchor), *homes]
    with suppress(RuntimeError):  # not everybody has a home
        held.append(Path.home().resolve())
    for folder in held:
        if _is_within(folder, site):
            raise ForeignFolder(
                f"The folder {site} holds {folder}, and a build replaces all that a folder holds. "
                "Name a folder for the site alone, such as --site site."
            )
    layers = [(h, name) for h in homes for name in (names_in(h).layer, names_in(h).folder)]
    for source in (home / name for home, name in (*product(homes, HELD), *layers)):
        if _is_within(site, source):
            raise ForeignFolder(
                f"The folder {site} belongs to what the playbook is made of. "
                "Name a folder outside it, such as --site site."
            )


def refuse_foreign(site: Path, way_out: str = _ELSEWHERE) -> None:
    """Raise `ForeignFolder` unless a folder is new, empty, a build's, or may be a former one's;
    `way_out` says what to do with files that nobody knows.
    """
    if not os.path.lexists(site):
        return
    if not site.is_dir():
        raise ForeignFolder(f"{site} is not a folder. Move it away, or name another with --site.")
    if not is_ours(site) and os.path.lexists(site / MARK):
        raise ForeignFolder(
            f"The folder {site} was built, but not here: its mark is not the one in "
            f"{beside(site, 'id').name}. If nothing in it is yours, delete it and build again."
        )
    if is_ours(site):
        if not (hashes := _listed(site)):
            raise ForeignFolder(
                f"What a build put into {site} is not known: its list, {manifest.FILE}, is gone or "
                "broken. If nothing in it is yours, delete it and build again."
            )
        strangers = manifest.unlisted(site, hashes)
    elif _may_be_former(site):
        return
    else:
        strangers = list(manifest.files(site)) or _names(site)
    _refuse(site, strangers, way_out)


def refuse_planted(site: Path) -> None:
    """Raise `ForeignFolder` where git keeps what a build leaves beside a site: it came with
    somebody's change, and would be believed. Links there are removed; a build makes none.
    """
    left = f".{glob.escape(site.name)}.*"
    for path in site.parent.glob(left):
        if path.is_symlink():
            path.unlink()
    ask = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--"]
    ask += [f":(glob){left}", f":(glob){left}/**"]
    with suppress(OSError):
        answer = subprocess.run(ask, cwd=site.parent, capture_output=True, check=False)  # noqa: S603
        all_names = (os.fsdecode(name) for name in answer.stdout.split(b"\0"))
        if names := [name for name in all_names if name and not name.endswith(".lock")]:
            raise ForeignFolder(
                f"{names[0]} is in git, and only a build may leave it here: whoever put it there "
                f"could have put pages of their own into {site}, too. Look at both, take what is "
                f"not yours out of git (git rm -r --cached {names[0]}), delete it, and build again."
            )


def take_over(site: Path, fresh: Path) -> bool:
    """Make a folder ours that a release without marks built; whether it was one.

    Raises `ForeignFolder` where it holds what no build puts there; `fresh` is the site of today.
    """
    if not site.is_dir() or is_ours(site) or not any(manifest.files(site)):
        return False
    listed = {name for path in manifest.files(fresh) for name in (path, plain_name(path))}
    _refuse(
        site, [p for p in manifest.files(site) if p not in listed and not _BY_HASH.fullmatch(p)]
    )
    return True


def mark(site: Path, fresh: Path) -> None:
    """Put the id that stands beside a site into its new folder, after making one if there is none.

    The id is there before the folder is, so that a build that is stopped owns what it leaves.
    """
    file = beside(site, "id")
    if not _id(file):
        unfinished = beside(site, "id-new")
        unfinished.unlink(missing_ok=True)  # what is a link is never written through
        unfinished.write_text(f"{secrets.token_hex(16)}\n", encoding="ascii")
        unfinished.replace(file)
    (fresh / MARK).write_text(f"{_id(file)}\n", encoding="ascii")


def is_ours(site: Path) -> bool:
    """Whether the mark in a folder is the id beside it."""
    own = _id(beside(site, "id"))
    return bool(own) and own == _id(site / MARK)


def _id(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        if not file.is_symlink() and file.is_file():
            return file.read_text(encoding="ascii").strip()
    return ""


def _names(site: Path) -> list[str]:
    return [path.name for path in site.iterdir() if path.name not in JUNK]


def _listed(site: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        return manifest.read((site / manifest.FILE).read_bytes())
    return {}


def _may_be_former(site: Path) -> bool:
    return not (site / manifest.FILE).exists() and set(manifest.files(site)) >= _SIGNS


def _refuse(site: Path, strangers: list[str], way_out: str = _ELSEWHERE) -> None:
    if strangers:
        names = ", ".join(sorted(strangers)[:3])
        more = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
        raise ForeignFolder(
            f"The folder {site} holds files that no build put there: {names}{more}. {way_out}"
        )


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, whatever the case in which a system tells names."""
    with suppress(OSError):
        return any(
            parent == folder or (parent.exists() and parent.samefile(folder))
            for parent in (path, *path.parents)
        )
    return path.is_relative_to(folder)
