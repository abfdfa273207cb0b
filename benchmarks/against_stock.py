"""CPU time and memory of a build of 1,000 moves, beside stock MkDocs and Material.

    .venv/bin/python -m benchmarks.against_stock

Each command runs several times, in turn and in its own process; its least CPU time counts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus

RUNS = 3


class Cost(NamedTuple):
    """CPU seconds and peak memory of one run of a command."""

    cpu: float
    megabytes: float


def cost(folder: Path, *command: str) -> Cost:
    """Run a module in a folder as a process of its own, and measure it; exits if it fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "CI": "true"},  # and no memory
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}.")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def least(costs: list[Cost]) -> Cost:
    """The least CPU time and the least memory of several runs."""
    return Cost(min(c.cpu for c in costs), min(c.megabytes for c in costs))


def average_page(site: Path, folder: str) -> float:
    """The mean size of the pages in a folder of a site, in kilobytes, not compressed."""
    sizes = [page.stat().st_size for page in (site / folder).glob("*/index.html")]
    return sum(sizes) / len(sizes) / 1024


def main() -> None:
    """Run the benchmark, and print each figure beside its limit."""
    with tempfile.TemporaryDirectory() as scratch:
        ours, stock = Path(scratch, "ours"), Path(scratch, "stock")
        corpus.write(ours, 1000, 100, full_text=False)  # as the peer, which has no search
        corpus.write(stock, 1000, 100, plain=True)
        commands: dict[str, tuple[Path, tuple[str, ...]]] = {
            "check": (ours, ("playbook_site", "check")),
            "build": (ours, ("playbook_site", "build")),
            "stock": (stock, ("mkdocs", "build", "-q")),
        }
        runs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, (folder, command) in commands.items():
                runs[name].append(cost(folder, *command))
        check, build, peer = (least(runs[name]) for name in commands)
        print(f"stock build     {peer.cpu:6.2f} s CPU  {peer.megabytes:5.0f} MB")
        print(f"build           {build.cpu:6.2f} s CPU  {build.megabytes:5.0f} MB (at most 150)")
        print(f"build / stock   {build.cpu / peer.cpu:6.2f}        (at most 0.80)")
        print(f"check           {check.cpu:6.2f} s CPU  (at most 1.50)")
        print(f"page of a move  {average_page(ours / 'site', 'moves'):6.1f} KB     (at most 22.0)")
        print(f"stock page      {average_page(stock / 'site', 'moves'):6.1f} KB")


if __name__ == "__main__":
    main()
