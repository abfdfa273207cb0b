"""How the work for a text grows with its length, whatever else the machine does meanwhile."""

import time
from collections.abc import Callable

SHORT = 32_000
"""The characters of the shorter text; the longer one has twice as many."""

QUICK = 0.5
"""Seconds of CPU within which nobody waits, and that are too short to be compared."""


def is_slow(read: Callable[[str], object], sign: str) -> bool:
    """Whether twice a sign takes three times as long to read, or more: where that is so, somebody
    could write a text that takes for ever. The better of two tries counts.
    """
    return all(_ratio(read, sign, end) >= 3 for end in ("x", "y"))  # nothing is remembered


def _ratio(read: Callable[[str], object], sign: str, end: str) -> float:
    short, long = (_seconds(read, sign * (n * SHORT // len(sign)) + end) for n in (1, 2))
    return long / short if long > QUICK else 0.0


def _seconds(read: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    read(text)
    return time.process_time() - before
