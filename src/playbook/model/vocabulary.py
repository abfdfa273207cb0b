"""The closed lists that entries choose from: what authors write, and the label readers see."""

from collections.abc import Mapping
from enum import StrEnum


def word(text: str) -> str:
    """Mark a text for the catalogue of words; it is translated where it is shown."""
    return text


class Term(StrEnum):
    """A word from a closed list: its value is written in front matter, its label is shown."""

    label: str

    def __new__(cls, value: str, label: str) -> "Term":
        """Make a member from the word that authors write and the label that readers see."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Status(Term):
    """How far an entry has come."""

    DRAFT = "draft", word("Draft")
    PUBLISHED = "published", word("Published")
    DEPRECATED = "deprecated", word("Replaced")


class Setting(Term):
    """Where a move happens."""

    INDIVIDUAL = "individual", word("On your own")
    TEAM = "team", word("In a team")
    SCHOOL = "school", word("Across a school")
    DISTRICT = "district", word("Across the district")
    NETWORK = "network", word("With other districts or partners")


class Rhythm(Term):
    """How often a move is made."""

    ONCE = "once", word("Once")
    WEEKLY = "weekly", word("Every week")
    MONTHLY = "monthly", word("Every month")
    QUARTERLY = "quarterly", word("Every quarter")
    YEARLY = "yearly", word("Every year")
    ONGOING = "ongoing", word("All the time")


class Effort(Term):
    """What a move asks of those who make it."""

    LIGHT = "light", word("Light")
    MODERATE = "moderate", word("Moderate")
    HEAVY = "heavy", word("Heavy")


class Motive(Term):
    """What a move draws on; popularized by Pink (2009)."""

    PURPOSE = "purpose", word("Purpose")
    AUTONOMY = "autonomy", word("Autonomy")
    MASTERY = "mastery", word("Mastery")


class CaseKind(Term):
    """What a case is: a whole story, a glimpse, or a warning."""

    FULL = "full-case", word("Full case")
    SHORT = "short-case", word("Short case")
    EXAMPLE = "short-example", word("Short example")
    COUNTER = "counter-example", word("Counter-example")


class Size(Term):
    """How large a district is, in the words of whoever tells its case."""

    SMALL = "small", word("Small district")
    MEDIUM = "medium", word("Medium-sized district")
    LARGE = "large", word("Large district")
    UNKNOWN = "unknown", word("Size not given")


class Locale(Term):
    """Where a district lies, by the four locales that NCES uses."""

    CITY = "city", word("City")
    SUBURB = "suburb", word("Suburb")
    TOWN = "town", word("Town")
    RURAL = "rural", word("Rural")
    UNKNOWN = "unknown", word("Locale not given")


class Consent(Term):
    """By what right a case is told."""

    PUBLISHED = "published-source", word("From a published source")
    OWN = "own-story", word("Told by those who lived it")
    PERMISSION = "permission-on-file", word("With written permission")


class Level(Term):
    """Where in the system a role stands, from the whole district outward."""

    DISTRICT = "district", word("District")
    SCHOOL = "school", word("School")
    CLASSROOM = "classroom", word("Classroom")
    COMMUNITY = "community", word("Community")
    PARTNER = "partner", word("Partner")


class Tier(Term):
    """The ESSA tier that one outcome of a study reached (20 USC 7801(21)(A))."""

    STRONG = "1", word("Strong evidence (tier 1)")
    MODERATE = "2", word("Moderate evidence (tier 2)")
    PROMISING = "3", word("Promising evidence (tier 3)")
    RATIONALE = "4", word("Demonstrates a rationale (tier 4)")
    NOT_ASSESSED = "not-assessed", word("Not assessed")


class Direction(Term):
    """What a study found for one outcome."""

    HELPS = "helps", word("Helped")
    MIXED = "mixed", word("Mixed")
    NO_EFFECT = "no-effect", word("No effect found")
    HARMS = "harms", word("Harmed")


COLLECTIONS: Mapping[str, tuple[str, str]] = {
    "conditions": ("condition", word("Conditions")),
    "roles": ("role", word("Roles")),
    "moves": ("move", word("Moves")),
    "cases": ("case", word("Cases")),
}
"""Each folder of entries, with the name of one entry and the label of them all."""

LABELS: Mapping[str, Mapping[str, str]] = {
    field: {term.value: term.label for term in terms}
    for field, terms in {
        "status": Status,
        "setting": Setting,
        "rhythm": Rhythm,
        "effort": Effort,
        "draws_on": Motive,
        "kind": CaseKind,
        "size": Size,
        "locale": Locale,
        "consent": Consent,
        "level": Level,
        "tier": Tier,
        "direction": Direction,
    }.items()
}
"""For each field that takes words from a closed list, the label of every word."""
