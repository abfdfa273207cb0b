"""One moment: while it lasts, a file is read, a folder listed and a text looked through once.

It is for editions that share an original: all are made of the same words, whatever somebody saves
meanwhile, and reading them costs as much as reading one. A single edition reads nothing twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_seen: ContextVar[dict[Any, Any] | None] = ContextVar("seen", default=None)


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
