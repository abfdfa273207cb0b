"""The sections of a body: an id for programs, a title for readers, and what belongs in each."""

import re
from typing import NamedTuple


class Section(NamedTuple):
    """A section that a body must have."""

    id: str
    """What code and templates look up; a title may be reworded, an id never changes."""
    title: str
    """Its heading, as authors write it."""
    gist: str
    """What belongs in it; the prompt of a new entry."""


WHY = Section(
    "why", "Why it matters", "What this does for adults and students, in a paragraph or two."
)
STEPS = Section("steps", "Steps", "One numbered list of 3 to 7 steps. Each starts with a verb.")
QUESTIONS = Section(
    "questions", "Critical questions", "At least two questions, each ending in `?`."
)
YOURS = Section(
    "yours", "Make it yours", "Two lists: **Keep**, what makes it work; **Change**, what is yours."
)
SIGNS = Section("signs", "Signs of progress", "What you could see or hear, worded as strengths.")
WATCH = Section("watch", "Watch for", "The likely stumble, and what to do then.")
MOVE = (WHY, STEPS, QUESTIONS, YOURS, SIGNS, WATCH)

START = Section("start", "Starting point", "Where people stood, and what they already had.")
STORY = Section("story", "What happened", "The story, with links to the moves as they happen.")
HARD = Section("hard", "What was hard", "What did not go smoothly. Never hidden.")
CHANGED = Section("changed", "What changed", "What was different afterwards, and for whom.")
ASK_NEXT = Section("ask-next", "What we would ask next", "Questions that the story leaves open.")
CASE = (START, STORY, HARD, CHANGED, ASK_NEXT)

TO_PLACE = Section(
    "to-place", "To place", "What of a text that came in has no place yet. Drafts only."
)
"""The last section of a draft that was made of a text; an entry that is published has none."""

SECTION_IDS = {section.title: section.id for section in (*MOVE, *CASE)}
"""The id of each section, by its title."""
GISTS = {section.title: section.gist for section in (*MOVE, *CASE)}
"""What belongs in each section, by its title."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60,
}  # fmt: skip
"""Numbers that people write as words."""
STEP_MINUTES = re.compile(rf"(\d{{1,4}}|{'|'.join(NUMBERS)}) minutes?: +", re.IGNORECASE)
"""How a step begins that has minutes."""


def step_minutes(text: str) -> tuple[int, str] | None:
    """The minutes that a step begins with, as in `5 minutes: Look.`, and what it says then.

    None for a step without them.
    """
    match = STEP_MINUTES.match(text)
    if match is None:
        return None
    number = match[1].lower()
    rest = text[match.end() :]
    return NUMBERS.get(number) or int(number), rest[:1].upper() + rest[1:]


KEEP, CHANGE = "Keep", "Change"
"""The bold lines above the two lists of `YOURS`."""

_PROMPTS = frozenset(re.sub("[*`]", "", gist) for gist in GISTS.values())


def is_prompt(text: str) -> bool:
    """Whether all that a section says is what belongs in it: its author has not written there."""
    return text.strip() in _PROMPTS
