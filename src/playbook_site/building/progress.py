"""Tells what a build is doing, and at its end what it did.

On a terminal that is a bar; elsewhere, such as in CI, plain lines.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

Step = Callable[[], None]
"""Says that one more piece of a stage is done."""

FEW = 50
"""Pieces that are done before a bar could be read."""


class Progress:
    """Tells nothing; counts pages and seconds."""

    def __init__(self) -> None:
        self.drawn = self.reused = 0
        self.seconds: dict[str, float] = {}
        self.lost: Sequence[str] = ()
        """The sites that were merged below the last one, and are not below this one."""
        self.districts = 0
        """How many sites that were merged below the last one are below this one too."""
        self.cards = ""
        """What was done about cards, in a sentence; "" where none were asked for."""

    @contextmanager
    def stage(self, name: str, pieces: int = 0) -> Iterator[Step]:
        """A stage of the work, with so many pieces."""
        before = time.perf_counter()
        with self._told(name, pieces) as step:
            yield step
        spent = time.perf_counter() - before
        self.seconds[name] = self.seconds.get(name, 0.0) + spent

    @property
    def summary(self) -> str:
        """What was done, in a sentence, and how long each stage took."""
        stages = ", ".join(f"{name.lower()} {spent:.1f} s" for name, spent in self.seconds.items())
        return f"{self.drawn:,} drawn, {self.reused:,} as they were; {stages}."

    @contextmanager
    def _told(self, name: str, pieces: int) -> Iterator[Step]:  # noqa: ARG002
        yield _nothing


class Told(Progress):
    """Tells each stage on the standard error."""

    @contextmanager
    def _told(self, name: str, pieces: int) -> Iterator[Step]:
        if not sys.stderr.isatty():
            pages = f": {pieces:,} page{'s' * (pieces != 1)}" if pieces else ""
            click.echo(name + pages, err=True)
            yield _nothing
        elif pieces < FEW:
            click.echo(f"\r{name} …", err=True, nl=False)
            yield _nothing
            click.echo("\r\033[K", err=True, nl=False)
        else:
            bar: Any = click.progressbar(length=pieces, label=name, file=sys.stderr)
            with bar:
                yield lambda: bar.update(1)


def _nothing() -> None:
    pass
