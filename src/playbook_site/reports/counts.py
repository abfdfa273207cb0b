"""Numbers as people say them: `1 page is`, `2 pages are`."""


def counted(number: int, one: str, many: str) -> str:
    """A number with the words that go with it, which differ for one."""
    return f"{number:,} {one if number == 1 else many}"
