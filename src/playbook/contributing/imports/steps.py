"""The steps in a passage: the list that says what to do, one thing after another."""

import re
from collections.abc import Sequence

from playbook.contributing.imports.places import Place
from playbook.contributing.imports.tree import Passage
from playbook.contributing.texts import body_text, code, lines, loose_text
from playbook.model.hints.proposals import ITEM
from playbook.model.sections import STEPS
from playbook.parsing.markdown_spans import Block

ORDERED, BULLETS = "ordered", "bullets"
_TYPED = re.compile(r"(\d{1,2})\\[.)]\s+(?=\S)")
"""The number of a paragraph that somebody typed in a document, where it is no list."""
_STEPS = Place("section", STEPS.title, is_own=False)


def list_kind(block: Block) -> str:
    """Whether a block is a list with numbers, one with other signs, or none."""
    if block.kind == "List":
        return BULLETS if block.details is None else ORDERED
    first = next((m for line in block.text.split("\n") if (m := ITEM.match(line))), None)
    if block.kind != "Paragraph" or not first:
        return ""
    return ORDERED if re.search(r"[\da-z]", first["mark"]) and first["mark"] != "o" else BULLETS


def gathered(passages: Sequence[Passage]) -> list[Passage]:
    """Passages in which headings such as `Step 1: Sit` or `Warm-up (5 min)` are below one that says
    steps; below that, none has a place of its own.
    """
    whole: list[Passage] = []
    n = 0
    while n < len(passages):
        passage = passages[n]
        is_root = bool(passage.place and passage.place.name == STEPS.title)
        first = n + 1 if is_root else n
        level = passages[first].level if first < len(passages) else 0
        end = first
        while level and end < len(passages) and _is_below(passages[end], level, is_root=is_root):
            end += 1
        run = passages[first:end]
        parts = [one for one in run if one.level == level and lines.is_step(one.name)]
        if len(parts) < 2 or (is_root and level <= passage.level):
            whole.append(passage)
            n += 1
            continue
        whole.append(passage if is_root else Passage(STEPS.title, level, place=_STEPS))
        for one in run:
            one.level += 0 if is_root else 1
            is_field = one.place and one.place.kind == "field"
            one.place = one.place if is_field else None
        whole += run
        n = end
    return whole


def _is_below(passage: Passage, level: int, *, is_root: bool) -> bool:
    """Whether a passage belongs to a run of steps that stands at a level."""
    is_part = is_root or lines.is_step(passage.name)
    return passage.level > level or (passage.level == level and is_part)


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a numbered list that something cut in two is one again."""
    parts: list[Block] = []
    for one in blocks:
        block = one
        if block.kind == "Paragraph" and (text := lines.without_labels(block.text)):
            block = Block("List", 1, text)
        elif block.kind == "Paragraph" and (typed := _TYPED.match(block.text)):
            text = f"{typed[1]}. {block.text[typed.end() :]}"
            block = Block("List", int(typed[1]), text.replace("\n", "\n   "))
        earlier = reversed(range(len(parts))) if block.kind == "List" else ()
        last = next((n for n in earlier if _is_cut(parts[n], block)), None)
        if last is None:
            parts.append(block)
            continue
        between = [
            "\n".join(f"   {line}" for line in b.text.split("\n")) for b in parts[last + 1 :]
        ]
        gap = "\n\n" if between else "\n"
        whole = gap.join([parts[last].text, *between, block.text])
        parts[last:] = [parts[last]._replace(text=whole)]
    return parts


def _is_cut(first: Block, second: Block) -> bool:
    """Whether a numbered list goes on with the next number in another."""
    if not (first.kind == second.kind == "List") or None in (first.details, second.details):
        return False
    numbers = re.findall(r"^ {0,3}(\d{1,3})[.)]", first.text, re.MULTILINE)
    count = len(numbers)
    return bool(count) and second.details in (int(numbers[-1]) + 1, first.details + count)


def steps_of(passage: Passage, members: Sequence[Passage], *, is_own: bool) -> str:
    """What stands below a heading that says steps, with its list; "" if there is no list."""
    blocks = joined(passage.blocks)
    lists = [n for n, block in enumerate(blocks) if list_kind(block) == ORDERED]
    lists = lists or [n for n, block in enumerate(blocks) if list_kind(block)]
    tops = [one.level for one in members].count(min((one.level for one in members), default=0))
    if not lists and tops > 1:
        return _by_heading(blocks, members)
    below = [part for one in members for part in (body_text.bold(one.title), _prose(one.blocks))]
    if len(lists) == 1:
        [n] = lists
        parts = [_prose(blocks[:n]), _as_steps(blocks[n]), _prose(blocks[n + 1 :]), *below]
        return "\n\n".join(filter(None, parts))
    if lists:
        return "\n\n".join(filter(None, [_prose(blocks), *below]))
    return body_text.as_steps(passage.text) if is_own and not members else ""


def _as_steps(block: Block) -> str:
    """A list with numbers from one on; one whose items hold more than lines stays as it is."""
    if loose_text.is_rich_list(block.text, ordered=True):
        return body_text.prose(block.text)
    if loose_text.is_rich_list(block.text, ordered=False):
        return body_text.prose(code.outside(block.text, _with_numbers))
    return body_text.as_steps(block.text)


def _with_numbers(text: str) -> str:
    """A list with numbers in the place of its signs, and what is in its items below them."""
    lines: list[str] = []
    mark = ""
    count = 0
    for line in text.split("\n"):
        if re.match(r"[-*+] ", line):
            count += 1
            mark = f"{count}."
            lines.append(mark + line[1:])
        else:
            lines.append(" " * (len(mark) - 1) + line if line.strip() else line)
    return "\n".join(lines)


def _by_heading(blocks: Sequence[Block], members: Sequence[Passage]) -> str:
    """A step for each heading, with what stands below it."""
    steps: list[str] = []
    level = min(one.level for one in members)
    for one in members:
        text = _prose(one.blocks)
        if one.level > level and steps:
            text = "\n\n".join(filter(None, [body_text.bold(one.title), text]))
            steps[-1] += f"\n\n{text}"
        else:
            title = lines.without_number(body_text.prose(one.title))
            steps.append(f"{title}\n\n{text}".strip())
    with_numbers = [f"{n}. {step}" for n, step in enumerate(steps, 1)]
    with_indents = [
        "\n".join(f"   {line}" if n and line else line for n, line in enumerate(step.split("\n")))
        for step in with_numbers
    ]
    return "\n\n".join(filter(None, [_prose(blocks), "\n".join(with_indents)]))


def _prose(blocks: Sequence[Block]) -> str:
    return body_text.prose("\n\n".join(block.text for block in blocks))
