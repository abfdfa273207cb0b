"""The command that shows what a change does to the site: each page that differs, before and after.

For reviewers: one page with pictures, to be opened from a disk.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from playbook.layers.originals.pin import Names, names_in
from playbook.loader import KINDS
from playbook_site.building.build import BuildFailed, build
from playbook_site.building.districts import BELOW
from playbook_site.commands.changes import NoHistory, before, changed_paths
from playbook_site.commands.pictures.browser import chromium, take
from playbook_site.reports.counts import counted
from playbook_site.reports.preview import file_of

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
MOST = 20
"""How many pages are shown in pictures; those of changed entries come first."""

_MARK = ".pictures"
"""The file by which a folder is known to be one of this command's."""

_HASH = re.compile(r"\.[0-9a-f]{8}(?=\.(?:css|js|woff2)\b)")


class Shown(NamedTuple):
    """A page that differs: its file, what became of it, and its pictures beside the page."""

    path: str
    kind: str
    link: str
    before: str
    after: bool
    picture: str


@click.command("pictures")
@click.argument("base")
@click.argument("root", type=ROOT, default=".")
@click.option("--site", type=ROOT, help="A built site of today; without it, one is built.")
@click.option("--to", type=FOLDER, default="pictures", help="Where to.")
def pictures_command(base: str, root: Path, site: Path | None, to: Path) -> None:
    """Show what a change does to the site: pictures of each page before and after.

    BASE is the commit that the change started from. Pages that come out as they did are left out.
    The page to open is index.html, in the folder of --to; it says so where there is no browser.
    """
    if to.exists() and not (to / _MARK).is_file() and any(to.iterdir()):
        raise click.ClickException(
            f"{to} holds something else. Name another folder with --to, or delete this one."
        )
    with tempfile.TemporaryDirectory() as folder:
        after = site or Path(folder, "after")
        try:
            own = changed_paths(root, base)
            with before(root, base) as copy:
                build(copy, Path(folder, "before"))
            if site is None:
                build(root, after)
        except (NoHistory, BuildFailed) as reason:
            raise click.ClickException(f"There are no pictures: {reason}") from None
        pages = differing(Path(folder, "before"), after, own, names_in(root))
        _write(Path(folder, "before"), after, pages, to, is_kept=site is not None)
    click.echo(f"{counted(len(pages), 'page differs', 'pages differ')}: {to / 'index.html'}")


def differing(one: Path, other: Path, changed: set[str], names: Names) -> list[str]:
    """The files of pages that differ between two sites, those of changed sources first."""
    tops = {*KINDS.values(), names.folder, BELOW}
    old, new = _pages(one, tops), _pages(other, tops)
    first = {file_of(path, names) for path in changed}
    paths = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    return sorted(paths, key=lambda path: (path not in first, path))


def _pages(site: Path, tops: Collection[str]) -> Mapping[str, str]:
    """Each page of a site, deep ones below some folders alone, by its file: without the hashes of
    what it loads.
    """
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("index.html")}
    return {
        path: _HASH.sub("", file.read_text(encoding="utf-8"))
        for path, file in files.items()
        if path.count("/") < 2 or path.partition("/")[0] in tops
    }


def _write(one: Path, other: Path, pages: Sequence[str], to: Path, *, is_kept: bool) -> None:
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    (to / _MARK).touch()
    browser = chromium()
    shown = [_shown(browser, one, other, path, to) for path in pages[:MOST]]
    loader = FileSystemLoader(Path(__file__).parent)
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    count = counted(len(pages), "page differs", "pages differ")
    text = templates.get_template("pictures.html").render(
        summary=f"{count} from the site as it was before.",
        has_browser=bool(browser),
        pages=shown,
        is_kept=is_kept,
        rest=pages[MOST:],
    )
    (to / "index.html").write_text(text, encoding="utf-8")


def _shown(browser: str, one: Path, other: Path, path: str, to: Path) -> Shown:
    was, is_there = (one / path).is_file(), (other / path).is_file()
    kind = "Changed." if was and is_there else "New." if is_there else "Taken away."
    name = picture_name(path)
    link = Path(os.path.relpath(other / path, to)).as_posix()
    return Shown(
        path,
        kind,
        link,
        _picture(browser, one / path, to / f"{name}.before.png") if was else "",
        is_there,
        _picture(browser, other / path, to / f"{name}.after.png") if is_there else "",
    )


def picture_name(path: str) -> str:
    """The name of the pictures of a page, which no other page's pictures have."""
    return path.removesuffix("/index.html").replace("~", "~0").replace("/", "~1")


def _picture(browser: str, page: Path, picture: Path) -> str:
    return picture.name if browser and take(browser, page, picture) else ""
