"""Which section somebody means by a line."""

import re
from difflib import get_close_matches

from playbook.parsing.body import Block, Body

MAX_TITLE = 40
"""The most characters of a line that may be the title of a section."""
_CODE = 4
"""How many spaces before a line make code of it."""


def guess_section(title: str, titles: list[str], cutoff: float = 0.6) -> str:
    """The title that somebody meant, whatever number, sign or capital letters it has."""
    plain = _plain(title)
    by_letters = {title.lower(): title for title in titles}
    close = get_close_matches(plain, by_letters, n=1, cutoff=cutoff)
    return by_letters[close[0]] if close else ""


def _plain(title: str) -> str:
    return re.sub(r"^[\W\d]+|\W+$", "", title).lower()


def lines_like_titles(body: Body, titles: list[str]) -> dict[str, Block]:
    """Lines that look like the heading of a section and are none; of a section that is there, only
    a line that says its title to the letter.
    """
    blocks: dict[str, Block] = {}
    for section in (body.intro, *body.sections):
        for block in section.blocks:
            is_line = block.kind in ("heading", "paragraph") or is_set_in(block)
            if is_line and len(block.text) < MAX_TITLE:
                guess = guess_section(block.text, titles, cutoff=0.9)
                if not body.section(guess) or _plain(block.text) == guess.lower():
                    blocks.setdefault(guess, block)
    return blocks


def is_set_in(block: Block) -> bool:
    """Whether a line with number signs has four spaces or more before it, so that it is code."""
    return block.kind == "other" and block.location.column > _CODE and block.text.startswith("#")
