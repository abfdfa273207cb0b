"""Builds, edits and checks of a playbook beside other site generators, as tables in Markdown.

    python3 benchmarks/run.py [--moves 1000] [--rounds 3] [--peers Hugo,Eleventy] [--quick]

Everything runs in processes of its own, and in turn: A B A B. The least CPU time counts. `--quick`
is one round, without the real playbook and its schools.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus, measure, schools, table
from benchmarks.measure import Cost
from benchmarks.peers import PAGEFIND, Peer, peers
from benchmarks.table import US

PLAYBOOK = (sys.executable, "-m", "playbook_site")
BUILD, CHECK = (*PLAYBOOK, "build"), (*PLAYBOOK, "check")
SERVE = (*PLAYBOOK, "serve", "--port", "PORT")
EDITED, SCHOOLS = "moves/move-5", 40
Figures = dict[str, dict[str, float]]


class Job(NamedTuple):
    """Something to measure, the row that it belongs to, and whose it is."""

    row: str
    name: str
    run: Callable[[], Cost]


def figures_of(jobs: list[Job], rounds: int) -> Figures:
    """Run every job in turn, several times; the memory of `search` is a row of its own."""
    costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for job in jobs:
            costs[job.row, job.name].append(job.run())
    figures: Figures = defaultdict(dict)
    for (row, name), several in costs.items():
        least = measure.least(several)
        figures[row][name] = least.cpu
        if row == "search":
            figures["memory"][name] = least.megabytes
    return figures


def our_jobs(scratch: Path, moves: int) -> Iterator[Job]:
    """What this project is measured doing."""
    plain, whole = scratch / "plain", scratch / "whole"
    corpus.write(plain, moves, max(3, moves // 10), full_text=False)
    corpus.write(whole, moves, max(3, moves // 10))

    yield Job("build", US, partial(cold_build, plain, BUILD, "site"))
    yield Job("nothing", US, partial(run, plain, BUILD))
    yield Job("nothing_again", US, partial(run, plain, BUILD))
    yield Job("body", US, partial(edit, plain, "## Watch for\n\n"))
    yield Job("title", US, partial(edit, plain, "title: "))
    yield Job("search", US, partial(cold_build, whole, BUILD, "site"))
    yield Job("body_search", US, partial(edit, whole, "## Watch for\n\n"))
    yield Job("check_cold", US, partial(check, whole, is_cold=True))
    yield Job("check_warm", US, partial(check, whole))
    yield Job("help", US, partial(measure.cost, scratch, (*PLAYBOOK, "--help")))


def peer_jobs(scratch: Path, moves: int, peer: Peer) -> Iterator[Job]:
    """What a peer is measured doing; Pagefind goes over a site that has no search of its own."""
    for has_search in peer.searches:
        folder = scratch / f"{peer.name}-{has_search}"
        peer.write(folder, moves, max(3, moves // 10), full_text=has_search)
        build = partial(cold_build, folder, peer.build, peer.site)
        yield Job("search" if has_search else "build", peer.name, build)
        if True not in peer.searches:
            yield Job("search", peer.name, partial(build, PAGEFIND))


def run(folder: Path, command: Sequence[str]) -> Cost:
    """Run a command in a folder; what this project remembers of it lies beside that folder."""
    return measure.cost(folder, command, PLAYBOOK_CACHE=str(_memory(folder)))


def _memory(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-memory")


def check(folder: Path, *, is_cold: bool = False) -> Cost:
    """Check a playbook, with the memory of the last time or without."""
    if is_cold:
        _set_aside(_memory(folder))
    return run(folder, CHECK)


def _set_aside(place: Path) -> None:
    """Move away what is there. It goes with all the rest at the end: for some minutes after many
    files have been deleted, ext4 takes up to ten times as long to make new ones.
    """
    if place.exists():
        place.rename(tempfile.mkdtemp(prefix="gone-", dir=place.parent) + "/it")


def cold_build(
    folder: Path, build: tuple[str, ...], site: str, index: tuple[str, ...] = ()
) -> Cost:
    """Build a site of which nothing is there or remembered, then index it, if a command for that is
    given.
    """
    for place in (folder / site, folder / ".cache", _memory(folder)):
        _set_aside(place)
    costs = [run(folder, build)]
    if index:
        costs.append(run(folder, (*index, site)))
    return Cost(sum(cost.cpu for cost in costs), max(cost.megabytes for cost in costs))


def edit(folder: Path, before: str) -> Cost:
    """Put a word into a move, and build; exits if its page does not have it then."""
    source = folder / f"{EDITED}.md"
    text = source.read_text(encoding="utf-8")
    word = f"Zebra{len(text)}"
    source.write_text(text.replace(before, f"{before}{word} ", 1), encoding="utf-8")
    cost = run(folder, BUILD)
    if word not in (folder / "site" / EDITED / "index.html").read_text(encoding="utf-8"):
        raise SystemExit(f"{word} is not on the page of {EDITED}.")
    return cost


def compare(scratch: Path, moves: int, rounds: int, others: list[Peer]) -> str:
    """Measure a playbook of that many moves; gives the table."""
    jobs = list(our_jobs(scratch, moves))
    for peer in others:
        jobs += peer_jobs(scratch, moves, peer)
    figures = figures_of(jobs, rounds)
    sites = {US: scratch / "plain" / "site"}
    sites |= {p.name: scratch / f"{p.name}-{p.searches[0]}" / p.site for p in others}
    for name, site in sites.items():
        sizes = measure.pages(site)
        for row, size in zip(("page", "compressed", "longest"), sizes, strict=True):
            figures[row][name] = size
    plain = scratch / "plain"
    figures["reply"] = {US: measure.reply(plain, SERVE, f"{EDITED}/", plain / f"{EDITED}.md")}
    for peer in others:
        folder = scratch / f"{peer.name}-{peer.searches[0]}"
        source = folder / peer.pages / f"{EDITED}.md"
        figures["reply"][peer.name] = measure.reply(folder, peer.serve, f"{EDITED}/", source)
    goals = table.GOALS[1_000 if moves <= 3_000 else 10_000]
    columns = {US: US, **{peer.name: f"{peer.name} {peer.version}" for peer in others}}
    return table.table(table.ROWS, goals, figures, columns)


def compare_schools(scratch: Path, rounds: int) -> str:
    """Measure the real playbook, by itself and with schools over it; gives the table."""
    folders = {"": scratch / "real", "schools_": scratch / "schools"}
    jobs = []
    for kind, folder in folders.items():
        schools.write(folder, SCHOOLS if kind else 0)
        jobs += [
            Job(f"{kind}build", US, partial(cold_build, folder, BUILD, "site")),
            Job(f"{kind}check", US, partial(check, folder, is_cold=True)),
        ]
    figures = figures_of(jobs, rounds)
    one, many = (measure.weight(folder / "site") for folder in folders.values())
    for work in ("build", "check"):
        figures[f"schools_{work}"][US] /= figures[work][US]
    figures["schools_files"] = {US: many.files / one.files}
    figures["schools_bytes"] = {US: many.megabytes / one.megabytes}
    move = schools.MOVE.removesuffix(".md")
    real = folders[""]
    figures["reply"] = {US: measure.reply(real, SERVE, f"{move}/", real / schools.MOVE)}
    return table.table(table.SCHOOL_ROWS, table.SCHOOL_GOALS, figures, {US: US})


def main() -> None:
    """Print a table for a playbook of the size that is asked for, and one for the real one."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--moves", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default="Hugo,Eleventy,Material,Zensical")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    others = [peer for peer in peers() if peer.name in asked.peers.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{asked.moves:,} moves, {max(3, asked.moves // 10):,} cases\n")
        rounds = 1 if asked.quick else asked.rounds
        print(compare(Path(scratch), asked.moves, rounds, others), flush=True)
        if not asked.quick:
            print("\nThe real playbook\n")
            print(compare_schools(Path(scratch), rounds))


if __name__ == "__main__":
    main()
