"""What the pages of a site were drawn from, so that the same ones are not drawn again."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from playbook_site.state.reads import Read, differences


class Drawn(NamedTuple):
    """The record of a site, and of each page by its file what it was made from beside that."""

    record: Mapping[str, Any]
    keys: Mapping[str, str]
    """A hash of the page's own record."""
    reads: Mapping[str, Collection[Read]]

    def same(
        self,
        record: Mapping[str, Any],
        keys: Mapping[str, str],
        frame: Collection[Read] = frozenset(),
    ) -> set[str]:
        """The files of pages that come out the same from another record with other keys.

        What is in `frame` may differ: it is what stands around the content of every page.
        """
        changed = set(differences(self.record, record)) - set(frame)
        return {
            file
            for file, reads in self.reads.items()
            if self.keys[file] == keys.get(file) and changed.isdisjoint(reads)
        }

    def as_data(self) -> dict[str, Any]:
        """All of it as JSON has it; each read stands there once."""
        numbers = {read: n for n, read in enumerate(sorted(set().union(*self.reads.values())))}
        pages = {file: [numbers[read] for read in reads] for file, reads in self.reads.items()}
        return {"record": self.record, "keys": self.keys, "reads": list(numbers), "pages": pages}


def from_data(data: Mapping[str, Any]) -> Drawn:
    """What `as_data` gave; raises an error of some kind for anything else."""
    reads = [(str(place), str(key)) for place, key in data["reads"]]
    pages = {file: [reads[n] for n in numbers] for file, numbers in data["pages"].items()}
    return Drawn(data["record"], data["keys"], pages)
