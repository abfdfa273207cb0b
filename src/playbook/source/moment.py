"""What is read or made once, for a moment or as long as the process lasts.

In a moment a file is read, a folder listed and a text looked through once. It is for editions that
share an original: all are made of the same words, whatever somebody saves meanwhile, and reading
them costs as much as reading one. A single edition reads nothing twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, update_wrapper, wraps
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_seen: ContextVar[dict[Any, Any] | None] = ContextVar("seen", default=None)
_keeps: ContextVar[bool] = ContextVar("keeps", default=True)

_MOST = 16_384
"""How many results of a function are kept."""


@contextmanager
def moment(*, worthwhile: bool = True) -> Iterator[None]:
    """Keep what is read, until the end; a moment within one goes on with it.

    Where nothing is read twice, it is not `worthwhile`, and only takes room.
    """
    if _seen.get() is not None or not worthwhile:
        yield
        return
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def once(read: Callable[P, T]) -> Callable[P, T]:
    """Let a function be called once in a moment for the same arguments; what it raises is raised
    again by calling it again.
    """

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> T:
        seen = _seen.get()
        if seen is None:
            return read(*args, **kwargs)
        key = (read, args, *sorted(kwargs.items()))
        if key not in seen:
            seen[key] = read(*args, **kwargs)
        return seen[key]  # type: ignore[no-any-return]

    return reading


class Kept(Generic[P, T]):
    """A function that keeps what it gave for the same arguments, such as one entry, unless there is
    no `retention`: a server that reads a playbook again and again makes what has changed anew.
    """

    def __init__(self, make: Callable[P, T]) -> None:
        self._make = make
        self.memory = lru_cache(maxsize=_MOST)(make)
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function gives for these arguments."""
        make = self.memory if retains() else self._make
        return make(*args, **kwargs)


def retains() -> bool:
    """Whether what is made may be kept for a next time."""
    return _keeps.get()


@contextmanager
def retention(*, worthwhile: bool) -> Iterator[None]:
    """Let functions keep what they give, until the end, if it is `worthwhile`: where all is made
    once, it only takes room.
    """
    token = _keeps.set(_keeps.get() and worthwhile)
    try:
        yield
    finally:
        _keeps.reset(token)
