"""What the pages of a site were drawn from, so that the same ones are not drawn again."""

import hashlib
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any, NamedTuple

from playbook_site.state.reads import Log, Read, Reads, values_of

_DIGEST = 8
"""How many bytes of a hash are kept."""


class Drawn(NamedTuple):
    """Of each page by its file, what it was made from."""

    keys: Mapping[str, str]
    """A hash of the page's own record."""
    pages: Mapping[str, Reads]
    """What each page reads of the record of the site."""
    reads: Sequence[Read]

    def pages_in(self, log: Log) -> dict[str, Reads]:
        """What each page reads, by the numbers of a log."""
        numbers = [log.numbers(place)[key] for place, key in self.reads]
        return {
            file: Reads(*(array("I", [numbers[n] for n in part]) for part in reads))
            for file, reads in self.pages.items()
        }

    def same(self, keys: Mapping[str, str], differ: Set[int], *, framed: bool = True) -> set[str]:
        """The files of pages that come out the same with other keys, where these reads differ.

        Where they need not be `framed`, what stands around the content may be another.
        """
        return {
            file
            for file, reads in self.pages.items()
            if self.keys[file] == keys.get(file)
            and differ.isdisjoint(reads.content)
            and not (framed and not differ.isdisjoint(reads.frame))
        }


def differences(
    reads: Sequence[Read], one: Mapping[str, Any], other: Mapping[str, Any]
) -> set[int]:
    """The numbers of reads that give something else in the one record than in the other."""
    pairs = zip(values_of(one, reads), values_of(other, reads), strict=True)
    return {n for n, (left, right) in enumerate(pairs) if left is not right and left != right}


def digests(reads: Sequence[Read], record: Mapping[str, Any]) -> Iterator[bytes]:
    """A hash of what each read gives: a memory of the record that takes little room."""
    for value in values_of(record, reads):
        text = repr(value).encode(errors="surrogatepass")
        yield hashlib.blake2b(text, digest_size=_DIGEST).digest()


def as_data(drawn: Drawn, record: Mapping[str, Any]) -> dict[str, Any]:
    """All of it as JSON has it. Numbers and digests are texts, and each place and key stands once:
    so it is quicker to read, and takes less room.
    """
    places = {place: n for n, place in enumerate(dict.fromkeys(read[0] for read in drawn.reads))}
    keys = {key: n for n, key in enumerate(dict.fromkeys(read[1] for read in drawn.reads))}
    return {
        "order": sys.byteorder,
        "keys": drawn.keys,
        "pages": {file: [_text(part) for part in reads] for file, reads in drawn.pages.items()},
        "names": [list(places), list(keys)],
        "reads": [
            _text([places[place] for place, _ in drawn.reads]),
            _text([keys[key] for _, key in drawn.reads]),
        ],
        "digests": b64encode(bytes(chain.from_iterable(digests(drawn.reads, record)))).decode(),
    }


def same_in(data: Mapping[str, Any], record: Mapping[str, Any], keys: Mapping[str, str]) -> Drawn:
    """What `as_data` kept of the pages that come out the same now; raises an error of some kind
    for anything else, such as what a machine with another order of bytes kept.
    """
    if data["order"] != sys.byteorder:
        raise ValueError(data["order"])
    names = [list(map(str, part)) for part in data["names"]]
    parts = zip(*map(_numbers, data["reads"]), strict=True)
    reads = [(names[0][place], names[1][key]) for place, key in parts]
    pages = {file: Reads(*map(_numbers, parts)) for file, parts in data["pages"].items()}
    last, then = Drawn(data["keys"], pages, reads), b64decode(data["digests"], validate=True)
    now = digests(reads, record)
    starts = range(0, len(then), _DIGEST)
    differ = {
        n
        for n, (start, digest) in enumerate(zip(starts, now, strict=True))
        if then[start : start + _DIGEST] != digest
    }
    same = last.same(keys, differ)
    return last._replace(pages={file: last.pages[file] for file in same})


def _text(numbers: Sequence[int]) -> str:
    return b64encode(array("I", numbers)).decode()


def _numbers(text: str) -> Sequence[int]:
    return array("I", b64decode(text, validate=True))
