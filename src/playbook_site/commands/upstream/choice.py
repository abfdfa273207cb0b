"""What is taken over of an update, where a part of it may not stand alone."""

import shlex
from collections.abc import Callable, Collection

import click

from playbook.layers.lockfile import Lock
from playbook.updates.comparison import Update
from playbook_site.commands.upstream.rehearsal import Rehearsal
from playbook_site.reports.program import typed
from playbook_site.reports.update_report import CARED_FOR, DECISIONS, Report

Trial = Callable[[Collection[str]], tuple[Rehearsal, Lock]]
"""What becomes of a layer and its lock where some changes are accepted, by their paths."""


def choose(
    paths: set[str], report: Report, whole: tuple[Rehearsal, Lock], trial: Trial
) -> tuple[Rehearsal, Lock, set[str]]:
    """What becomes of a layer and its lock, and the paths of what is accepted for that; `whole` is
    what becomes of them with `all`.

    Raises a `ClickException` where the site could not be built, with what to take together.
    """
    update = report.update
    result, lock = whole if "all" in paths else trial(paths)
    if result.errors and "all" not in paths:  # all that is done without asking may mend it
        paths = paths | {item.path for item in update.items if item.kind in CARED_FOR}
        result, lock = trial(paths)
    if not result.errors:
        return result, lock, paths
    if whole[0].errors:
        raise click.ClickException(
            "Nothing was changed, since the site could not be built afterwards. Decide "
            "this first:\n" + "\n".join(map(str, whole[0].errors))
        )
    needs = _together(paths, update, report.layer, result, trial)
    words = [report.command, *(f"--accept {shlex.quote(n.removesuffix('.md'))}" for n in needs)]
    raise click.ClickException(
        "Nothing was changed: the site cannot be built with a part of this. Take it together: "
        f"{typed(' '.join(words))}"
    )


def _together(
    paths: set[str], update: Update, layer: str, result: Rehearsal, trial: Trial
) -> list[str]:
    """The decisions that have to be taken together with some changes, and these; or `all`."""
    while result.errors:
        wrong = {fault.location.path.removeprefix(f"{layer}/") for fault in result.errors}
        more = {item.path for item in update.items if wrong & {item.path, item.note}} - paths
        if not more:
            return ["all"]
        paths = paths | more
        result, _ = trial(paths)
    own = [item.path for item in update.items if item.kind in DECISIONS]
    return sorted(path for path in own if path in paths)
