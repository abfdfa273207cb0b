"""Examples of what a key holds, for hints, schemas and forms."""

from collections.abc import Mapping

_PEOPLE = (
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editorial-director executive-producer guest host illustrator interviewer "
    "narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator"
).split()
_DATES = "accessed available-date event-date issued original-date submitted".split()

EXAMPLES: Mapping[str, str] = {
    **dict.fromkeys(_PEOPLE, "[{family: Lopez, given: Maria}]"),
    **dict.fromkeys(_DATES, "{date-parts: [[2022, 12]]}"),
    "date-parts": "[[2022, 12]]",
    "type": "report",
    "title": "Ask first",
    "summary": "Ask before you tell.",
    "purpose": "People know more than they are asked.",
    "roles": "{principal: Makes the time.}",
    "setting": "[team]",
    "minutes": "{learn: 5, run: 20}",
    "learn": "5",
    "run": "20",
    "rhythm": "weekly",
    "effort": "light",
    "group_size": "{min: 3, max: 9}",
    "min": "3",
    "max": "9",
    "status": "published",
    "created": "2026-11-24",
    "updated": "2026-11-24",
    "review_by": "2027-11-24",
    "needs": "[A quiet room]",
    "evidence_note": "One person's account.",
    "begins": "In August, before students return",
    "schedule": "{ask-first: 1}",
    "order": "1",
    "level": "school",
    "kind": "short-case",
    "consent": "own-story",
    "materials": "[{kind: note, title: A note home, text: Dear families}]",
    "materials.kind": "sheet",
    "measure": "{what: Empty chairs, who: The principal, when: At each meeting}",
    "what": "Empty chairs",
    "who": "The principal",
    "when": "At each meeting",
    "columns": "[Strength, Where we see it]",
    "rows": "6",
    "labels": "[Staff, Families]",
    "filled": "[Bus routes | The drivers' map]",
    "items": "[{minutes: 5, text: Look at it in silence.}]",
    "items.minutes": "5",
    "text": "Look at it in silence.",
    "lines": "[A question ___]",
    "copies": "4",
    "references": "[{id: rivera-2025, type: report, title: What we learned}]",
    "work": "perry-richardson-jackson-2022",
    "ideas": "{ask-first: {kind: move, gist: Leaders ask before they tell., place: Page 3}}",
    "gist": "Leaders ask before they tell.",
    "place": "Page 3",
}
"""A valid value for each common key, as it is written on one line; `group.key` where a key of that
name has another one in a group.
"""

SENTENCES: Mapping[str, str] = {
    "roles": "principal: Makes the time.",
    "conditions": "embed-in-culture: Asking becomes part of every meeting.",
    "moves": "ask-first: The team made it in every meeting.",
    "schedule": "ask-first: 1",
    "sources": "perry-richardson-jackson-2022: Page 3",
    "from_source": "perry-richardson-jackson-2022: Names the idea, and one district that tried it.",
}
"""A line of each common key that holds names with a sentence."""


def example_of(key: str, group: str = "") -> str:
    """A valid value for a key, perhaps in a group, as it is written on one line; "" for none."""
    return EXAMPLES.get(f"{group}.{key}") or EXAMPLES.get(key, "")
