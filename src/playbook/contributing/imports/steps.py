"""The steps in a passage: the list that says what to do, one thing after another."""

import re
from collections.abc import Sequence

from playbook.contributing.imports.tree import Passage
from playbook.contributing.texts import body_text
from playbook.model.hints.proposals import ITEM
from playbook.parsing.markdown_spans import Block

ORDERED, BULLETS = "ordered", "bullets"
_LABELED = re.compile(r"^steps? \d{1,2}\s*[.:)–—-]\s*", re.IGNORECASE)


def list_kind(block: Block) -> str:
    """Whether a block is a list with numbers, one with other signs, or none."""
    if block.kind == "List":
        return BULLETS if block.details is None else ORDERED
    first = next((m for line in block.text.split("\n") if (m := ITEM.match(line))), None)
    if block.kind != "Paragraph" or not first:
        return ""
    return ORDERED if re.search(r"[\da-z]", first["mark"]) and first["mark"] != "o" else BULLETS


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which a numbered list that something cut in two is one again."""
    parts: list[Block] = []
    for block in blocks:
        last = next((n for n in range(len(parts) - 1, -1, -1) if _is_cut(parts[n], block)), None)
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
    """A list with numbers from one on; one whose items have paragraphs or code stays as it is."""
    is_rich = re.search(r"\n\s*\n {2,}\S|```|~~~", block.text)
    if block.kind == "List" and is_rich and block.details is not None:
        return body_text.prose(block.text)
    return body_text.as_steps(block.text)


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
            steps.append(f"{body_text.prose(one.title)}\n\n{text}".strip())
    with_numbers = [f"{n}. {step}" for n, step in enumerate(steps, 1)]
    with_indents = [
        "\n".join(f"   {line}" if n and line else line for n, line in enumerate(step.split("\n")))
        for step in with_numbers
    ]
    return "\n\n".join(filter(None, [_prose(blocks), "\n".join(with_indents)]))


def _prose(blocks: Sequence[Block]) -> str:
    return body_text.prose("\n\n".join(block.text for block in blocks))
