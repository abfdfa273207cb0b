"""Runs a command over and over, and each time lets another call that writes fail, or be the last.

`open`, `write`, `rename`, `mkdir`, `unlink`, `rmdir`, `chmod`, flushes and the exchange of names
are counted, wherever Python makes them below a folder; Python's own audit hook tells of them. The
n-th fails with ENOSPC, EIO or EACCES, or the process is killed at it; a write gets half-way. Each
run is a fork of this process, so that nothing is loaded twice. With `renames`, names cannot be
exchanged, and calls count from the moment that this was tried: before it, nothing is otherwise.

Usage: faults.py FOLDER kill|fail exchange|renames FIRST STEP MODULE:FUNCTION COMMAND...

FOLDER/now is put back as FOLDER/base is before each run, and FUNCTION(now, outcome) is asked after
it, with "stopped", or with "whole" after the last run, which nothing disturbs. Prints how many
calls there are and how many were tried.
"""

# ruff: noqa: PTH100, PTH115, PTH117, PTH118 - what is counted must not be used to count

import _pyio
import builtins
import errno
import importlib
import io
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

EVENTS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.symlink"}
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Fault:
    """Lets the call of a number fail, or kills this process at it."""

    def __init__(self, folder: Path, at: int, *, kill: bool, report: int) -> None:
        self.folder, self.at, self.kill, self.report = str(folder), at, kill, report
        self.calls = 0
        self.counts = True

    def install(self, *, exchange: bool) -> None:
        from playbook_site.building import atomic_swap

        real: Any = atomic_swap.exchange

        def counted(*paths: Path) -> bool:
            self.count()
            return real(*paths)  # type: ignore[no-any-return]

        def refused(*_: Path) -> bool:
            self.counts = True
            return False

        def flushed(folder: Path) -> bool:
            if exchange:
                self.count()
            return exchange and flush(folder)

        self.counts = exchange
        flush = atomic_swap.flush_disk
        atomic_swap.exchange = counted if exchange else refused
        atomic_swap.flush_disk = flushed  # where names are not exchanged, it cannot be done either
        builtins.open = io.open = _pyio.open  # the same, by os.open and os.write
        for name in ("write", "sendfile", "fsync"):
            setattr(os, name, self._counted(getattr(os, name), name))
        sys.addaudithook(self._hear)

    def count(self, before: Callable[[], object] = lambda: None) -> None:
        self.calls += self.counts
        if not self.counts or self.calls != self.at:
            return
        os.pwrite(self.report, b"stopped", 0)
        before()
        if self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(ERRORS[self.at % 3], os.strerror(ERRORS[self.at % 3]))

    def _counted(self, real: Any, name: str) -> Any:
        def call(handle: int, *given: Any) -> Any:
            if self._is_inside(handle):
                half = name == "write" and (lambda: real(handle, given[0][: len(given[0]) // 2]))
                self.count(half or (lambda: None))
            return real(handle, *given)

        return call

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = given
            if (mode is None or flags & WRITES) and self._is_inside(path):
                self.count()
        elif event in EVENTS and self._is_inside(given[0], given[-1]):
            self.count()

    def _is_inside(self, path: Any, folder: Any = -1) -> bool:
        if isinstance(path, int):
            path = os.readlink(f"/proc/self/fd/{path}")
        elif isinstance(folder, int) and folder > 2 and not os.path.isabs(os.fspath(path)):
            path = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path))
        return os.path.abspath(os.fsdecode(path)).startswith(self.folder)


def run(folder: Path, at: int, how: str, way: str, command: list[str]) -> str:
    """What became of a run: "stopped" when it had a call of that number, else "whole"."""
    now = folder / "now"
    shutil.rmtree(now, ignore_errors=True)
    shutil.copytree(folder / "base", now, symlinks=True)
    report = os.open(folder / "report", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    if not (child := os.fork()):
        from playbook_site.cli import main

        output = os.open(folder / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(now)
        Fault(now, at, kill=how == "kill", report=report).install(exchange=way == "exchange")
        try:
            main(command)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    stopped = os.pread(report, 7, 0) == b"stopped"
    os.close(report)
    return "stopped" if stopped else "whole"


def main(folder: Path, how: str, way: str, first: int, step: int, check: Any, words: Any) -> None:
    at, tried = first, 0
    while (outcome := run(folder, at, how, way, words)) == "stopped":
        try:
            check(folder / "now", outcome)
        except BaseException:
            print(f"call {at}:", (folder / "output").read_text(), file=sys.stderr)
            raise
        tried += 1
        at += step
    check(folder / "now", outcome)
    print(tried)


if __name__ == "__main__":
    importlib.import_module("playbook_site.building.build")
    module, _, name = sys.argv[6].partition(":")
    main(
        Path(sys.argv[1]),
        *(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])),
        getattr(importlib.import_module(module), name),
        sys.argv[7:],
    )
