"""What a command costs, and what a site weighs."""

import functools
import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

PATIENCE = 300.0
"""How many seconds a server may take to answer."""

LONG = 10.0

STARTER = """import os, sys
silent = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[silent])
_, status, usage = os.wait4(process, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))"""
"""Runs a command, and prints its CPU seconds and kilobytes."""


_UNUSUAL = ("CI", "PYTHONDONTWRITEBYTECODE")
"""Variables of the environment that are not set where people work."""


class Cost(NamedTuple):
    """CPU seconds of a command and all that it starts, and peak memory of the largest process."""

    cpu: float
    megabytes: float


def cost(folder: Path, command: Sequence[str], **environment: str) -> Cost:
    """Run a command in a folder, and measure it; exits if it fails.

    A small process starts it: what a process is started by counts for its peak memory on Linux.
    """
    starter = subprocess.run(
        (sys.executable, "-ISc", STARTER, *command),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(environment),
        check=False,
    )
    if starter.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {starter.returncode}.")
    seconds, kilobytes = starter.stdout.split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def least(costs: Iterable[Cost]) -> Cost:
    """The least CPU time and the least memory of several runs."""
    cpu, megabytes = zip(*costs, strict=True)
    return Cost(min(cpu), min(megabytes))


def reply(folder: Path, command: Sequence[str], address: str, source: Path) -> float:
    """Seconds from a word saved at the end of a file to a page that has it.

    The least of three times; a first time that is longer than LONG is enough.

    `command` serves on the port that stands for PORT in it; `address` is the page's on it.
    """
    port = _free_port()
    server = subprocess.Popen(
        [part.replace("PORT", str(port)) for part in command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment({}),
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}/{address}"
        _wait_for(url, "")
        time.sleep(2)  # servers begin to watch files a little after they answer
        first = _save(source, "Zebra0.", url)
        more = () if first > LONG else (1, 2)
        return min([first, *(_save(source, f"Zebra{number}.", url) for number in more)])
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _save(source: Path, word: str, url: str) -> float:
    with source.open("a", encoding="utf-8") as file:
        file.write(f"\n{word}\n")
    start = time.perf_counter()
    _wait_for(url, word)
    seconds = time.perf_counter() - start
    time.sleep(1)  # for what a server does after it answers
    return seconds


def _wait_for(url: str, word: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                if word in answer.read().decode():
                    return
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.01)
    raise SystemExit(f"{url} was not served within {PATIENCE:.0f} s.")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _environment(more: dict[str, str]) -> dict[str, str]:
    """This process's, but as for a person: `check` is told nothing of a CI, and code is compiled
    once and not at every start.
    """
    names = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    return {**names, "NO_MKDOCS_2_WARNING": "1", **more}


class Weight(NamedTuple):
    """Files, and their bytes."""

    files: int
    megabytes: float


def weight(site: Path) -> Weight:
    """What a site weighs."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Weight(len(sizes), sum(sizes) / 1024 / 1024)


def compressed(data: bytes) -> int:
    """The length of a file as a server with gzip sends it."""
    return len(gzip.compress(data, 6))


class Pages(NamedTuple):
    """Kilobytes of the average page of a move, raw and compressed, and of the longest page.

    The book in one page is for a disk and for paper, and does not count.
    """

    average: float
    compressed: float
    longest: float


def pages(site: Path) -> Pages:
    """How large the pages of a site are."""
    moves = [page.read_bytes() for page in (site / "moves").glob("move-*/index.html")]
    average = sum(map(len, moves)) / len(moves)
    small = sum(map(compressed, moves)) / len(moves)
    others = (page for page in site.rglob("*.html") if page.parent != site / "book")
    longest = max(page.stat().st_size for page in others)
    return Pages(average / 1024, small / 1024, longest / 1024)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Keep the output readable."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, as long as it is served."""
    handler = functools.partial(Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
