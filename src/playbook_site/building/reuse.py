"""Pages of the last site that come out the same: they are taken from there, and not drawn again.

What they were drawn from lies in the user's own cache. It counts only for a site that is still, to
the byte, what that build wrote, and for the same code, templates, words and address.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from playbook_site.building import manifest
from playbook_site.engine.edition import Edition
from playbook_site.engine.site import Site
from playbook_site.engine.static_files import template_folders
from playbook_site.state import drawn, fingerprint


def key_of(edition: Edition) -> str:
    """A hash of the code, the templates, the words and the address that pages are drawn with.

    "" where nothing may be remembered, or where there is a link among them. Ask before templates
    are read: what is saved meanwhile is not what pages were drawn with.
    """
    names = (edition.words.digest, edition.configuration.url)
    is_asked = fingerprint.is_asked()
    return fingerprint.digest(names, template_folders(edition), ()) if is_asked else ""


def take_pages(site: Path, fresh: Path, pages: Site, key: str) -> Mapping[str, str]:
    """Put the pages of the last site that are the same into a new one, and tell `pages` of them.

    Gives the hash of each by its file.
    """
    memory = fingerprint.recall(_file(site)) if key else None
    try:
        if memory is None or memory["key"] != key:
            return {}
        if memory["manifest"] != manifest.digest(site / manifest.FILE):
            return {}
        listed = manifest.read((site / manifest.FILE).read_bytes())
        last = drawn.same_in(memory["drawn"], pages.edition.site, pages.keys)
        there = last.pages.keys() & listed.keys()
        whole = {file for file in there if manifest.is_as_listed(site, file, listed[file])}
        pages.keep(last._replace(pages={file: last.pages[file] for file in whole}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {}
    for file in whole:
        take(site / file, fresh / file)
    return {file: listed[file] for file in whole}


def note(site: Path, pages: Site, key: str) -> None:
    """Remember what the pages of a site were drawn from."""
    if key and key == key_of(pages.edition):
        with suppress(OSError, TypeError, ValueError):
            digest = manifest.digest(site / manifest.FILE)
            data = drawn.as_data(pages.drawn(), pages.edition.site)
            content = {"key": key, "manifest": digest, "drawn": data}
            fingerprint.remember(_file(site), content)


def take(old: Path, new: Path) -> None:
    """Give a file of the last site a second name; it loses its first when that site goes."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:  # not every file system can
        shutil.copyfile(old, new)


def _file(site: Path) -> Path:
    return fingerprint.file(site, ".pages")
