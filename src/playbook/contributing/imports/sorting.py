"""Every passage of a text to its place in an entry; what has none waits at the end, in order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from playbook.contributing.forms import TRIAL
from playbook.contributing.imports import answers
from playbook.contributing.imports.draft import Draft, Part, titles_for
from playbook.contributing.imports.journey import place_of
from playbook.contributing.imports.places import Place
from playbook.contributing.imports.tree import LABEL, Head, Passage, paragraph
from playbook.contributing.texts import lines, loose_text
from playbook.contributing.texts.loose_text import GREETING, LONGEST_GREETING
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.hints import proposals
from playbook.model.sections import ASK_NEXT, CHANGE, KEEP, QUESTIONS, STEPS, TO_PLACE

_NUMBERS = ("minutes.", "group_size")
"""Keys that hold numbers, of which a line says all."""
_LONGEST_NOTE = 80
"""The most characters of what stands in a note above a draft, and not in the draft."""
ONE_LINE = ("summary", "purpose")
"""Keys that hold a sentence."""
LISTS = (STEPS.title, QUESTIONS.title, ASK_NEXT.title, KEEP, CHANGE)
"""What holds a list and nothing else."""


@dataclass
class _Group:
    root: Passage
    members: list[Passage] = field(default_factory=list)
    is_parted: bool = False
    """Whether something below it has a place of its own."""


def place_passages(passages: Sequence[Passage], draft: Draft) -> None:
    """Give each heading of a text its place, with all that stands below it."""
    for passage in passages:
        draft.order = passage.order
        place_labels(passage, draft)
    for group in _groups(passages, draft):
        draft.order = group.root.order
        _place_group(group, draft)


def place_labels(passage: Passage, draft: Draft) -> None:
    """Take over lines such as `Time: 1 hour`; one that says more than its key holds stays."""
    blocks = []
    for block in passage.blocks:
        head: Head = block.details
        if block.kind != LABEL:
            blocks.append(block)
        elif not head.place or not take_field(draft, head.place, head.rest, head.title):
            blocks.append(block._replace(kind="Paragraph", details=None))
    passage.blocks = blocks


def _has_below(passages: Sequence[Passage], passage: Passage) -> bool:
    """Whether something stands below a heading, if only below a smaller one."""
    n = next(n for n, one in enumerate(passages) if one is passage)
    below = takewhile(lambda one: one.level > passage.level, passages[n + 1 :])
    return any(one.blocks for one in below)


def _groups(passages: Sequence[Passage], draft: Draft) -> list[_Group]:
    """Each passage that has a place of its own, or is below none, with those below it."""
    counts = Counter(passage.place for passage in passages if passage.place)
    groups: list[_Group] = []
    above: list[tuple[int, _Group]] = []
    for passage in passages:
        while above and above[-1][0] >= passage.level:
            above.pop()
        holder = above[-1][1] if above else None
        is_number = passage.place is not None and passage.place.name.startswith(_NUMBERS)
        is_own = passage.place and (counts[passage.place] == 1 or is_number)
        is_step = holder is not None and STEPS.title in _leads_to(holder.root)
        is_step = is_step and lines.is_step(passage.name)
        if holder and not (passage.blocks or is_step or _has_below(passages, passage)):
            draft.left_out.append(f"{passage.name} (nothing below it)")
            continue
        if holder and (not is_own or _leads_to(passage) & _leads_to(holder.root)):
            holder.members.append(passage)
        else:
            if holder:
                holder.is_parted = True
                _hand_up(passage, holder.root)
            holder = _Group(passage)
            groups.append(holder)
        above.append((passage.level, holder))
    return groups


def _hand_up(passage: Passage, above: Passage) -> None:
    """Give what stands below a number, such as the minutes, to the section that it stands in."""
    is_section = above.place and above.place.kind == "section"
    if is_section and passage.place and passage.place.name.startswith(_NUMBERS):
        above.blocks += passage.blocks[1:]
        passage.blocks = passage.blocks[:1]


def _leads_to(passage: Passage) -> set[str]:
    place = passage.place
    names = set()
    while place:
        names.add(place.name)
        place = place.otherwise
    return names


def _place_group(group: _Group, draft: Draft) -> None:
    root, place = group.root, group.root.place
    if not root.blocks and not group.members:
        if not (place and place.is_own):
            why = "its parts have places of their own" if group.is_parted else "nothing below it"
            draft.left_out.append(f"{root.name} ({why})")
        return
    while place:
        if place.kind == "field" and not group.members:
            if _take_first(draft, place, root) or take_field(draft, place, root.text, root.name):
                return
        elif place.kind == "used":
            answers.take_trial(draft, place.name, _whole(group))
            draft.tell(root.name, TRIAL[place.name])
            return
        elif place.kind == "section" and _fits(place, group):
            part = Part(root, group.members, place.is_own)
            draft.parts.setdefault(place.name, []).append(part)
            draft.tell(root.name, place.name)
            return
        place = place.otherwise
    part = Part(root, group.members, is_own=False)
    if MODELS[draft.collection].SECTIONS or root.place:
        draft.waiting.append(part)
        draft.tell(root.name, TO_PLACE.title)
    else:
        draft.parts.setdefault("", []).append(part)
        draft.tell(root.name, "the text")


def _take_first(draft: Draft, place: Place, passage: Passage) -> bool:
    """Fill a key for one line with the first paragraph of several blocks; the rest waits as it is
    written.
    """
    first, *rest = passage.blocks
    is_line = not next(f for f in fields_of(draft.collection) if f.name == place.name).many
    if not rest or not is_line or first.kind != "Paragraph" or place.name not in ONE_LINE:
        return False
    if not take_field(draft, place, first.text, passage.name):
        return False
    draft.waiting.append(Part(replace(passage, blocks=rest)))
    draft.tell(f"{passage.name}, the rest", TO_PLACE.title)
    return True


def _fits(place: Place, group: _Group) -> bool:
    """Whether a section may hold a passage; the playbook's own headings say so themselves."""
    if place.is_own or place.name not in LISTS[1:]:
        return True
    if group.members or loose_text.without_tables(group.root.text)[1]:
        return False
    return place.name in (KEEP, CHANGE) or loose_text.are_questions(group.root.text)


def _whole(group: _Group) -> str:
    parts = [group.root.text]
    for member in group.members:
        parts += [f"### {member.title}", member.text]
    return "\n\n".join(filter(None, parts))


def take_field(draft: Draft, place: Place, text: str, label: str) -> bool:
    """Fill a key with what a text says, if it holds that; whether it does."""
    reference = next(f for f in fields_of(draft.collection) if f.name == place.name)
    key, _, part = place.name.partition(".")
    old = draft.values.get(key, {})
    own, tables = loose_text.without_tables(text)
    more = ""
    if place.name.startswith(_NUMBERS) and len(own) > _LONGEST_NOTE:
        own, _, more = own.strip().partition("\n")
    plain = lines.without_marks(own)
    proposal = _proposal(draft, reference, plain)
    if not proposal or (tables and not place.is_own):
        return False
    value = old.get(part) if part and isinstance(old, Mapping) else old
    if key in draft.front or value:
        return _is_known(draft, place, value == proposal.value, label, f"{plain} {more}")
    if not place.is_own and (
        proposal.rest or not loose_text.is_plain_list(plain, many=reference.many)
    ):
        return False
    if part:
        draft.values.setdefault(key, {})[part] = proposal.value
    else:
        draft.values[key] = proposal.value
    draft.tell(label, place_of(place.name))
    is_told = proposal.is_whole or len(plain) > _LONGEST_NOTE
    rest = [*proposal.rest, *([] if proposal.is_whole or not is_told else [own]), more, *tables]
    if rest := list(filter(str.strip, rest)):
        draft.waiting.append(Part(Passage(label, blocks=[paragraph("\n\n".join(rest))])))
        draft.tell(f"{label}, the rest", TO_PLACE.title)
    is_named = place.is_own or label.casefold() == place_of(place.name).casefold()
    if proposal.is_whole and not is_named:
        draft.left_out.append(f"{label} (now: {place_of(place.name)})")
    if not is_told:
        draft.left_out.append(f"{label}: {' '.join(plain.split())} (now {place_of(place.name)})")
    return True


def _proposal(draft: Draft, field: FieldReference, plain: str) -> proposals.Proposal | None:
    """What a text says for a key; None for a greeting, and for what leads on to something else."""
    leads_on = field.name in ONE_LINE and re.search(r":\s*$", plain, re.MULTILINE)
    is_greeting = len(plain) < LONGEST_GREETING and GREETING.match(plain.strip())
    if not plain.strip() or leads_on or (field.name == "summary" and is_greeting):
        return None
    titles = titles_for(field.name, draft.collection, draft.playbook)
    proposal = proposals.propose(field, plain, titles)
    is_half = field.name == "group_size" and len(proposal.value or ()) < 2
    return None if proposal.value is None or is_half else proposal


def _is_known(draft: Draft, place: Place, is_same: bool, label: str, text: str) -> bool:  # noqa: FBT001
    """Whether a key says already what a text says of it again."""
    if is_same:
        draft.left_out.append(f"{label}: {' '.join(text.split())} (now {place_of(place.name)})")
    return is_same
