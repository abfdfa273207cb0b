"""Entries that a text may belong with: those whose names and summaries share its rarer words."""

import math
from collections import Counter

from rapidfuzz import utils

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry


def closest(playbook: Playbook, collection: str, text: str, most: int = 3) -> list[Entry]:
    """The entries of a folder that are closest to a text, the closest first; none by chance.

    Each shared word counts by the logarithm of how few entries have it (inverse document
    frequency); an entry has to share two words, or one that is its own.
    """
    entries = playbook.collection(collection)
    words = {entry.key: _words_to_compare(entry) for entry in entries}
    often = Counter(word for own in words.values() for word in own)
    texts = set(utils.default_process(text).split())
    weights = {
        entry.key: sum(math.log(len(entries) / often[word]) for word in words[entry.key] & texts)
        for entry in entries
    }
    least = math.log(len(entries) or 1)
    close = [entry for entry in entries if weights[entry.key] >= least and weights[entry.key] > 0]
    return sorted(close, key=lambda entry: (-weights[entry.key], entry.key.id))[:most]


def _words_to_compare(entry: Entry) -> set[str]:
    meta = entry.meta
    return set(utils.default_process(" ".join((meta.title, meta.summary, *meta.aliases))).split())
