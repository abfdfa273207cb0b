"""The closed lists that entries choose from: what authors write, and the label readers see."""

from collections.abc import Mapping
from enum import StrEnum


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

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    DEPRECATED = "deprecated", "Replaced"


class Setting(Term):
    """Where a move happens."""

    INDIVIDUAL = "individual", "On your own"
    TEAM = "team", "In a team"
    SCHOOL = "school", "Across a school"
    DISTRICT = "district", "Across the district"
    NETWORK = "network", "With other districts or partners"


class Rhythm(Term):
    """How often a move is made."""

    ONCE = "once", "Once"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    YEARLY = "yearly", "Every year"
    ONGOING = "ongoing", "All the time"


class Effort(Term):
    """What a move asks of those who make it."""

    LIGHT = "light", "Light"
    MODERATE = "moderate", "Moderate"
    HEAVY = "heavy", "Heavy"


class Motive(Term):
    """What a move draws on; popularized by Pink (2009)."""

    PURPOSE = "purpose", "Purpose"
    AUTONOMY = "autonomy", "Autonomy"
    MASTERY = "mastery", "Mastery"


class CaseKind(Term):
    """What a case is: a whole story, a glimpse, or a warning."""

    FULL = "full-case", "Full case"
    SHORT = "short-case", "Short case"
    EXAMPLE = "short-example", "Short example"
    COUNTER = "counter-example", "Counter-example"


class Size(Term):
    """How large a district is, in the words of whoever tells its case."""

    SMALL = "small", "Small district"
    MEDIUM = "medium", "Medium-sized district"
    LARGE = "large", "Large district"
    UNKNOWN = "unknown", "Size not given"


class Locale(Term):
    """Where a district lies, by the four locales that NCES uses."""

    CITY = "city", "City"
    SUBURB = "suburb", "Suburb"
    TOWN = "town", "Town"
    RURAL = "rural", "Rural"
    UNKNOWN = "unknown", "Locale not given"


class Consent(Term):
    """By what right a case is told."""

    PUBLISHED = "published-source", "From a published source"
    OWN = "own-story", "Told by those who lived it"
    PERMISSION = "permission-on-file", "With written permission"


class Level(Term):
    """Where in the system a role stands, from the whole district outward."""

    DISTRICT = "district", "District"
    SCHOOL = "school", "School"
    CLASSROOM = "classroom", "Classroom"
    COMMUNITY = "community", "Community"
    PARTNER = "partner", "Partner"


class Tier(Term):
    """The ESSA tier that one outcome of a study reached (20 USC 7801(21)(A))."""

    STRONG = "1", "Strong evidence (tier 1)"
    MODERATE = "2", "Moderate evidence (tier 2)"
    PROMISING = "3", "Promising evidence (tier 3)"
    RATIONALE = "4", "Demonstrates a rationale (tier 4)"
    NOT_ASSESSED = "not-assessed", "Not assessed"


class Direction(Term):
    """What a study found for one outcome."""

    HELPS = "helps", "Helped"
    MIXED = "mixed", "Mixed"
    NO_EFFECT = "no-effect", "No effect found"
    HARMS = "harms", "Harmed"


COLLECTIONS: Mapping[str, tuple[str, str]] = {
    "conditions": ("condition", "Conditions"),
    "roles": ("role", "Roles"),
    "moves": ("move", "Moves"),
    "cases": ("case", "Cases"),
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
