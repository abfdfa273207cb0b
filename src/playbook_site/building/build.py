"""Builds the site beside the last one, and puts it in place only when it is whole."""

import errno
import gc
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from playbook.layers.inventory.inventory import program_diagnostics
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import beside
from playbook.layers.upstream import editions
from playbook.source.moment import moment, retention
from playbook_site.building import atomic_swap, districts, manifest, ownership, reuse
from playbook_site.building.ownership import ForeignFolder
from playbook_site.building.progress import Progress
from playbook_site.cards.card import CannotLetter
from playbook_site.engine.configuration import Configuration, configuration_of
from playbook_site.engine.edition import NoWords, Refused, prepare
from playbook_site.engine.overlay import edition_of
from playbook_site.engine.pages import NOT_FOUND
from playbook_site.engine.site import Site
from playbook_site.engine.web_editor import EditorUnavailable
from playbook_site.preflight import site_settings
from playbook_site.rendering.policy import BrokenPolicy
from playbook_site.reports.diagnostic_formats import as_text


class BuildFailed(Exception):
    """The site could not be built; what was there before is untouched."""


class NoPlaybook(BuildFailed):
    """A folder is none of a playbook."""


def build(
    root: Path,
    site: Path,
    *,
    drafts: bool = False,
    cards: bool = False,
    progress: Progress | None = None,
) -> bool:
    """Build the playbook at `root` into the folder `site`, or raise `BuildFailed`.

    Another build into the same folder waits. A build that is stopped at any point leaves the last
    good site, or the next build brings it back. With `cards`, pictures are drawn that stand for
    pages where they are shared, if the site's address is set. Gives whether the folder was an
    earlier release's and is ours from now on.
    """
    site = Path(os.path.realpath(site))  # which takes a link to itself for what it is
    progress = progress or Progress()
    try:
        originals = read_originals(root)
        homes = (root.resolve(), originals.base.resolve(), *originals.homes)
        ownership.refuse_place(site, dict.fromkeys(homes))
        site.parent.mkdir(parents=True, exist_ok=True)
        ownership.refuse_planted(site)
        with _lock(site, progress):
            atomic_swap.recover(site)
            ownership.refuse_foreign(site)
            try:
                own = replace(configured(root, drafts=drafts), cards=cards)
                return _replace(root, site, progress, own)
            finally:
                with suppress(OSError):  # the next one who looks tries again
                    atomic_swap.recover(site)
    except ForeignFolder as foreign:
        raise BuildFailed(str(foreign)) from None
    except OSError as error:
        raise BuildFailed(f"The site cannot be written: {error}.{_way_out(site, error)}") from error


def _way_out(site: Path, error: OSError) -> str:
    if error.errno not in (errno.EXDEV, errno.EBUSY):
        return ""
    return (
        f" A disk is mounted at {site}, or it is part of an image, so the folder itself cannot be "
        f"replaced. With --site {site / 'now'} the site goes into one inside it."
    )


@contextmanager
def _lock(site: Path, progress: Progress) -> Iterator[None]:
    """Let no other build write into a folder; what waits for one says so."""
    lock = FileLock(beside(site, "lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        with progress.stage("Waiting for another build"):
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _replace(root: Path, site: Path, progress: Progress, own: Configuration) -> bool:
    fresh = beside(site, "new")
    several = len(editions(root)) > 1
    with (
        without_collector(),
        told_failures(),
        moment(worthwhile=several),
        retention(worthwhile=several),
    ):
        pages, taken, paths, key = _build(root, site, fresh, progress, own)
        with progress.stage("Putting it in place"):
            taken_over = ownership.take_over(site, fresh)
            below = districts.carry(site, fresh)
            progress.districts, progress.lost = len(districts.listed(fresh)), below.lost
            manifest.write(fresh, {**taken, **below.hashes}, {*paths, *below.hashes})
            ownership.mark(site, fresh)
            manifest.let_everybody_read(fresh)
            atomic_swap.swap(site)
            reuse.note(site, pages, key)
    return taken_over


def _build(
    root: Path, site: Path, fresh: Path, progress: Progress, own: Configuration
) -> tuple[Site, Mapping[str, str], Collection[str], str]:
    """Write every edition; gives the main one's pages, hashes of those that were there, the paths
    of all files, and a hash of what they were drawn with.
    """
    address, *others = editions(root)
    with progress.stage("Reading"):
        edition = prepare(root.resolve(), address, own, is_alone=not others)
        key = reuse.key_of(edition)
        main = Site(edition)
        taken = reuse.take_pages(site, fresh, main, key)
    progress.reused = len(taken.keys() - {NOT_FOUND})
    gc.freeze()  # what was read stays: the collections below pass it over
    count = len(main.pages) - 1  # the page for an address that has none is nobody's
    with progress.stage("Drawing", count - progress.reused) as step:
        progress.drawn += main.write(fresh, step)
    paths = {*main.output}
    alone = []
    if others:
        with progress.stage(f"Drawing {names_in(root).many.lower()}"):
            gc.freeze()  # and what all schools share
            for address in others:
                files, whole = _build_school(root, fresh, progress, own, main, address)
                paths.update(files)
                alone += [(address, whole)] if whole else []
                gc.collect()  # of the school, nothing is needed any more
                gc.freeze()  # but what all share, which is not looked through again
    main.complete(fresh)
    for address, whole in alone:
        with progress.stage("Drawing", len(whole.pages) - 1) as step:
            progress.drawn += whole.write(fresh / address, step)
        paths.update(f"{address}{path}" for path in whole.output)
        whole.complete(fresh / address)
    main.cards.gallery.tidy()
    progress.cards = main.cards.gallery.summary
    return main, taken, paths, key


def _build_school(
    root: Path, fresh: Path, progress: Progress, own: Configuration, main: Site, address: str
) -> tuple[Collection[str], Site | None]:
    """Write a school's edition; gives the paths of its files, or none and the whole site of one
    that shares no pages.
    """
    edition = prepare(root.resolve(), address, own, main.edition.records)
    school = edition_of(edition, main, address)
    if isinstance(school, Site):
        return (), school
    progress.drawn += school.write(fresh / address)
    return [f"{address}{path}" for path in school], None


def configured(root: Path, *, drafts: bool) -> Configuration:
    """What `mkdocs.yml` says of the site; raises `BuildFailed`."""
    originals = read_originals(root)
    original = originals.base
    diagnostics = [*originals.diagnostics, *program_diagnostics(original)]  # before all is read
    settings, faults = site_settings.read(original)
    if diagnostics or faults or settings is None:
        words = "\n".join(map(str, diagnostics or faults))
        raise BuildFailed(f"{words}\n\nThe site was not built.")
    if not settings.is_written:
        above = original.resolve().parent
        way_out = f" Is it {above}?" if (above / site_settings.PATH).is_file() else ""
        raise NoPlaybook(
            f"There is no mkdocs.yml in {original.resolve()}, so there is no site to build. Start "
            f"this in the folder of a playbook.{way_out}"
        )
    return replace(configuration_of(settings), drafts=drafts)


@contextmanager
def told_failures() -> Iterator[None]:
    """Raise `BuildFailed` in the words of whoever has to fix it."""
    try:
        yield
    except Refused as refused:
        message = f"The playbook has errors.\n\n{as_text(refused.diagnostics)}\n"
        raise BuildFailed(f"{message}\nThe site was not built.") from None
    except (BrokenPolicy, CannotLetter, EditorUnavailable, NoWords) as error:
        raise BuildFailed(f"{error} The site was not built.") from None


@contextmanager
def without_collector() -> Iterator[None]:
    """Spare a build the search for cycles: it keeps nearly all it makes until its end anyway.

    What is frozen meanwhile is looked at again afterwards.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()
