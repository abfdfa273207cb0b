"""An object as the key of a cache: this one, and none that is equal to it."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A key by which the object itself is found again. It keeps the object alive."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it
