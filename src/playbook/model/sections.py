"""The sections of a body: an id for programs, a title for readers, and what belongs in each."""

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

SECTION_IDS = {section.title: section.id for section in (*MOVE, *CASE)}
"""The id of each section, by its title."""

KEEP, CHANGE = "Keep", "Change"
"""The bold lines above the two lists of `YOURS`."""
