"""Two entries that may be one: titles, other names or texts that are close to another entry's.

Comparing each with each would take minutes at ten thousand entries. So only those that share a
rare word of their names, or whole sentences, are compared; RapidFuzz says how close they are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Key
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.identity import Same
from playbook.source.moment import Kept, once

NEAR_DUPLICATE = Code(
    "near-duplicate",
    Severity.WARNING,
    "Two entries have nearly the same title, other name, or text. If they are one, add what "
    "is new to the elder. If they are two, name one in the other with a sentence that says "
    "how they differ.",
    fails=Example("title: First, ask", path="moves/wait.md"),
    passes=Example(
        "title: First, ask\n"
        "pairs_with:\n"
        "  ask-first: That one is for a meeting; this one is for a hallway.",
        path="moves/wait.md",
    ),
    no_edit="Only its author knows whether the two are one.",
)

CODES = (NEAR_DUPLICATE,)

COLLECTIONS = ("moves", "cases")
CLOSE_NAMES = 88
"""How close two names must be, out of 100: the same words but for a letter, or their order."""

CLOSE_TEXTS = 75
SHARED_SENTENCES = 3
SENTENCE = 40
"""A line of so many characters that stands in two entries is no accident."""

_CROWD = 50
"""A word that so many names share tells nothing about two of them."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that may be another one under a new name.

    It is reported of the younger of the two. Entries that name each other are two for sure.
    """
    for collection in COLLECTIONS:
        entries = playbook.collection(collection)
        pairs: set[frozenset[Key]] = set()
        for one, other, why in (*_by_name(entries), *_by_text(entries)):
            pair = frozenset((one.key, other.key))
            if pair not in pairs and not _are_related(one, other) and not _share_title(one, other):
                pairs.add(pair)
                elder, younger = sorted((one, other), key=_age)
                yield _ask(elder, younger, why)


def _by_name(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    names = [(entry, name) for entry in entries for name in (entry.meta.title, *entry.meta.aliases)]
    for first, second in _close(tuple(name for _, name in names)):
        (one, name), (other, another) = names[first], names[second]
        if one is not other:
            yield one, other, f"'{name}' and '{another}' are nearly one name"


@once
def _close(names: tuple[str, ...]) -> list[tuple[int, int]]:
    """The pairs of names that are close, by their places. Most editions have the same names."""
    plain = list(map(_plain, names))
    words = [frozenset(name.split()) for name in plain]
    often = Counter(word for own in words for word in own)
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        rarest = sorted((often[word], word) for word in own)
        for _, word in rarest[: len(own) // 3 + 1]:
            sharing[word].append(number)
    pairs = {p for s in sharing.values() if len(s) <= _CROWD for p in combinations(s, 2)}
    return [(a, b) for a, b in sorted(pairs) if _likeness(plain[a], plain[b]) >= CLOSE_NAMES]


def _by_text(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    sentences = [_sentences(Same(entry)) for entry in entries]
    every, again = set[str](), set[str]()
    for own in sentences:
        again |= every & own
        every |= own
    first: dict[str, int] = {}
    counts: Counter[tuple[int, int]] = Counter()
    for number, own in enumerate(sentences):
        for sentence in again & own:
            earlier = first.setdefault(sentence, number)
            if earlier != number:
                counts[earlier, number] += 1
    for (earlier, later), count in sorted(counts.items()):
        if count >= SHARED_SENTENCES:
            one, other = entries[earlier], entries[later]
            if _likeness(one.body.text, other.body.text) >= CLOSE_TEXTS:
                yield one, other, f"they share {count} passages word for word"


@Kept
def _plain(name: str) -> str:
    from rapidfuzz.utils import default_process  # a build wants no advice, and never loads it

    return default_process(name)


def _likeness(one: str, other: str) -> float:
    """How close two texts are, out of 100, whatever the order of their words."""
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(one, other)


@once
def _sentences(same: Same[Entry]) -> frozenset[str]:
    """The lines of an entry that are too long to stand in two by accident."""
    return frozenset(
        part.text
        for section in same.it.body.sections
        for block in section.blocks
        for part in block.items or (block,)
        if len(part.text) >= SENTENCE
    )


def _share_title(one: Entry, other: Entry) -> bool:
    """Whether another rule reports the two already."""
    return one.meta.title.casefold() == other.meta.title.casefold()


def _are_related(one: Entry, other: Entry) -> bool:
    targets = {ref.target for ref in one.refs}, {ref.target for ref in other.refs}
    return other.key in targets[0] or one.key in targets[1]


def _age(entry: Entry) -> tuple[object, str]:
    return entry.meta.created, entry.key.id


def _ask(elder: Entry, younger: Entry, why: str) -> Diagnostic:
    return Diagnostic(
        younger.source.locate_value(("title",)),
        NEAR_DUPLICATE,
        f"Is this the same as {elder.source.path}? {why[0].upper()}{why[1:]}.",
        "If it is, add what is new to that one. If not, say how they differ: name it under "
        "'pairs_with' with a sentence."
        if elder.key.collection == "moves"
        else "If it is, add what is new to that one. If not, tell them apart in the title.",
    )
