"""How the work for a text grows with its length, whatever else the machine does meanwhile."""

import time
from collections.abc import Callable

SHORT = 8_000
"""The characters of the shorter text."""

TIMES = 8
"""How many times as long the longer text is."""

MOST = 20
"""How many times as long it may take: work that grows with the length takes 8 times as long, work
that grows with its square up to 64. What else runs on a machine does not come near to either.
"""

QUICK = 0.5
"""Seconds of CPU within which nobody waits, and that are too short to be compared."""


def is_slow(read: Callable[[str], object], sign: str) -> bool:
    """Whether the work grows faster than the number of signs: where that is so, somebody could
    write a text that takes for ever. The best of three tries counts.
    """
    return all(_ratio(read, sign, end) > MOST for end in "xyz")  # nothing is remembered


def _ratio(read: Callable[[str], object], sign: str, end: str) -> float:
    short, long = (_seconds(read, sign * (n * SHORT // len(sign)) + end) for n in (1, TIMES))
    return long / short if long > QUICK else 0.0


def _seconds(read: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    read(text)
    return time.process_time() - before
