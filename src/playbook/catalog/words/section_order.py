"""Which sections stand in a wrong place: as few as may be, and none of those that are in order."""

from collections.abc import Iterator, Sequence

from playbook.parsing.body import Section


def strays(
    sections: Sequence[Section], titles: Sequence[str]
) -> Iterator[tuple[Section, Section | str]]:
    """Each section out of the order of the others, with where it belongs, in words, or with the
    one of its title that stands in order.
    """
    ranks = [titles.index(section.title) for section in sections]
    rise = _longest_rise(ranks)
    for place in sorted({*range(len(ranks))} - {*rise}):
        own = next((sections[n] for n in rise if ranks[n] == ranks[place]), None)
        yield sections[place], own or _where(place, ranks, rise, titles)


def _where(place: int, ranks: Sequence[int], rise: Sequence[int], titles: Sequence[str]) -> str:
    above = [ranks[n] for n in rise if n < place and ranks[n] > ranks[place]]
    below = [ranks[n] for n in rise if n > place and ranks[n] < ranks[place]]
    return f"before '{titles[above[0]]}'" if above else f"after '{titles[below[-1]]}'"


def _longest_rise(ranks: Sequence[int]) -> list[int]:
    """The places of the most ranks that rise from one to the next; the first of several such."""
    rises: list[list[int]] = []
    for place, rank in enumerate(ranks):
        before = (rise for rise in rises if ranks[rise[-1]] < rank)
        rises.append([*max(before, key=len, default=[]), place])
    return max(rises, key=len, default=[])
