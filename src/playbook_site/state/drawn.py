"""What the pages of a site were drawn from, so that the same ones are not drawn again."""

import hashlib
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import Any, NamedTuple

from playbook_site.state.reads import Log, ReadNumbers, Reads, part_of, values_of

_DIGEST = 8
"""How many bytes of a hash are kept."""


class Drawn(NamedTuple):
    """Of each page by its file, what it was made from."""

    keys: Mapping[str, str]
    """A hash of the page's own record."""
    pages: Mapping[str, Reads]
    """What each page reads of the record of the site."""
    reads: ReadNumbers
    """Every read that a number stands for."""

    def pages_in(self, log: Log) -> dict[str, Reads]:
        """What each page reads, by the numbers of a log; raises `KeyError` for what is no read."""
        numbers = {
            number: log.numbers(place)[key]
            for place, own in self.reads.items()
            for key, number in own.items()
        }
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


def differences(reads: ReadNumbers, one: Mapping[str, Any], other: Mapping[str, Any]) -> set[int]:
    """The numbers of reads that give something else in the one record than in the other."""
    differ = set[int]()
    for place, own in reads.items():
        left, right = part_of(one, place), part_of(other, place)
        if left is not right:  # records that are alike share most of their parts
            pairs = zip(values_of(left, place, own), values_of(right, place, own), strict=True)
            numbers = zip(own.values(), pairs, strict=True)
            differ |= {number for number, (a, b) in numbers if a is not b and a != b}
    return differ


def digests(reads: ReadNumbers, record: Mapping[str, Any]) -> Iterator[bytes]:
    """A hash of what each read gives: a memory of the record that takes little room."""
    for place, own in reads.items():
        for value in values_of(part_of(record, place), place, own):
            text = repr(value).encode(errors="surrogatepass")
            yield hashlib.blake2b(text, digest_size=_DIGEST).digest()


def as_data(drawn: Drawn, record: Mapping[str, Any]) -> dict[str, Any]:
    """All of it as JSON has it. Numbers and digests are texts, and each place and name stands once:
    so it is quicker to read, and takes less room.
    """
    names = dict.fromkeys(chain.from_iterable(drawn.reads.values()))
    numbers = {name: n for n, name in enumerate(names)}
    return {
        "order": sys.byteorder,
        "keys": drawn.keys,
        "pages": {file: [_text(part) for part in reads] for file, reads in drawn.pages.items()},
        "names": list(names),
        "places": list(drawn.reads),
        "reads": [
            _text(map(len, drawn.reads.values())),
            _text(numbers[name] for own in drawn.reads.values() for name in own),
            _text(chain.from_iterable(own.values() for own in drawn.reads.values())),
        ],
        "digests": b64encode(bytes(chain.from_iterable(digests(drawn.reads, record)))).decode(),
    }


def same_in(data: Mapping[str, Any], record: Mapping[str, Any], keys: Mapping[str, str]) -> Drawn:
    """What `as_data` kept of the pages that come out the same now; raises an error of some kind
    for anything else, such as what a machine with another order of bytes kept.
    """
    if data["order"] != sys.byteorder:
        raise ValueError(data["order"])
    reads = _reads_in(data)
    pages = {file: Reads(*map(_numbers, parts)) for file, parts in data["pages"].items()}
    last, then = Drawn(data["keys"], pages, reads), b64decode(data["digests"], validate=True)
    numbers = chain.from_iterable(own.values() for own in reads.values())
    starts = range(0, len(then), _DIGEST)
    differ = {
        number
        for number, start, digest in zip(numbers, starts, digests(reads, record), strict=True)
        if then[start : start + _DIGEST] != digest
    }
    same = last.same(keys, differ)
    return last._replace(pages={file: last.pages[file] for file in same})


def _reads_in(data: Mapping[str, Any]) -> ReadNumbers:
    names = list(map(str, data["names"]))
    counts, own, numbers = map(_numbers, data["reads"])
    pairs = zip([names[n] for n in own], numbers, strict=True)
    places = zip(data["places"], counts, strict=True)
    return {place: dict(islice(pairs, count)) for place, count in places}


def _text(numbers: Iterable[int]) -> str:
    return b64encode(array("I", numbers)).decode()


def _numbers(text: str) -> Sequence[int]:
    return array("I", b64decode(text, validate=True))
