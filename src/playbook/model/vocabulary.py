"""The closed lists that entries choose from: the words authors write, and the labels shown."""

import re
from collections.abc import Mapping
from enum import StrEnum


def translatable(text: str) -> str:
    """Mark a text for message extraction; it is translated where it is shown."""
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

    DRAFT = "draft", translatable("Draft")
    PUBLISHED = "published", translatable("Published")
    DEPRECATED = "deprecated", translatable("Replaced")


class Setting(Term):
    """Where a move happens."""

    INDIVIDUAL = "individual", translatable("On your own")
    TEAM = "team", translatable("In a team")
    SCHOOL = "school", translatable("Across a school")
    DISTRICT = "district", translatable("Across the district")
    NETWORK = "network", translatable("With other districts or partners")


class Rhythm(Term):
    """How often a move is made."""

    ONCE = "once", translatable("Once")
    WEEKLY = "weekly", translatable("Every week")
    MONTHLY = "monthly", translatable("Every month")
    QUARTERLY = "quarterly", translatable("Every quarter")
    YEARLY = "yearly", translatable("Every year")
    ONGOING = "ongoing", translatable("Ongoing")


class Effort(Term):
    """What a move asks of those who make it."""

    LIGHT = "light", translatable("Light")
    MODERATE = "moderate", translatable("Moderate")
    HEAVY = "heavy", translatable("Heavy")


class Occasion(Term):
    """When and where people already meet, so that a move fits into what is on the calendar."""

    STAFF_MEETING = "staff-meeting", translatable("Staff meeting")
    TEAM_MEETING = "team-meeting", translatable("Team meeting")
    BOARD_MEETING = "board-meeting", translatable("Board meeting")
    CABINET_MEETING = "cabinet-meeting", translatable("Cabinet meeting")
    PRINCIPALS_MEETING = "principals-meeting", translatable("Principals' meeting")
    ONE_TO_ONE = "one-to-one", translatable("One to one")
    WALKTHROUGH = "walkthrough", translatable("Walkthrough or visit")
    LEARNING_DAY = "learning-day", translatable("Professional-learning day")
    PLANNING_TIME = "planning-time", translatable("Planning time")
    FAMILY_EVENT = "family-event", translatable("With families or the community")
    WITH_STUDENTS = "with-students", translatable("With students")
    ON_YOUR_OWN = "on-your-own", translatable("By yourself")


class Motive(Term):
    """What a move draws on; popularized by Pink (2009)."""

    PURPOSE = "purpose", translatable("Purpose")
    AUTONOMY = "autonomy", translatable("Autonomy")
    MASTERY = "mastery", translatable("Mastery")


class CaseKind(Term):
    """The kind of a case: a whole story, a short one, an example, or a warning."""

    FULL = "full-case", translatable("Full case")
    SHORT = "short-case", translatable("Short case")
    EXAMPLE = "short-example", translatable("Short example")
    COUNTER = "counter-example", translatable("Counter-example")


STORIES = (CaseKind.FULL, CaseKind.SHORT)
"""The kinds of case that tell what happened in one place; examples and warnings do not."""


class MaterialKind(Term):
    """The kind of a material: what somebody holds while a move is made."""

    SHEET = "sheet", translatable("Sheet to fill in")
    CARD = "card", translatable("Cards to cut out")
    AGENDA = "agenda", translatable("Agenda")
    NOTE = "note", translatable("Words to send")
    EXAMPLE = "example", translatable("Worked example")


class Size(Term):
    """How large a district is, in the words of whoever tells its case."""

    SMALL = "small", translatable("Small district")
    MEDIUM = "medium", translatable("Medium-sized district")
    LARGE = "large", translatable("Large district")
    UNKNOWN = "unknown", translatable("Size not given")


class Locale(Term):
    """Where a district lies, by the four locales that NCES uses."""

    CITY = "city", translatable("City")
    SUBURB = "suburb", translatable("Suburb")
    TOWN = "town", translatable("Town")
    RURAL = "rural", translatable("Rural")
    UNKNOWN = "unknown", translatable("Locale not given")


class Consent(Term):
    """By what right a case is told."""

    PUBLISHED = "published-source", translatable("From a published source")
    OWN = "own-story", translatable("Told by those who lived it")
    PERMISSION = "permission-on-file", translatable("With written permission")


class Level(Term):
    """Where in the system a role stands, from the whole district outward."""

    DISTRICT = "district", translatable("District")
    SCHOOL = "school", translatable("School")
    CLASSROOM = "classroom", translatable("Classroom")
    COMMUNITY = "community", translatable("Community")
    PARTNER = "partner", translatable("Partner")


class Tier(Term):
    """The ESSA tier that one outcome of a study reached (20 USC 7801(21)(A))."""

    STRONG = "1", translatable("Strong evidence (tier 1)")
    MODERATE = "2", translatable("Moderate evidence (tier 2)")
    PROMISING = "3", translatable("Promising evidence (tier 3)")
    RATIONALE = "4", translatable("Demonstrates a rationale (tier 4)")
    NOT_ASSESSED = "not-assessed", translatable("Not assessed")


class Direction(Term):
    """What a study found for one outcome."""

    HELPS = "helps", translatable("Helped")
    MIXED = "mixed", translatable("Mixed")
    NO_EFFECT = "no-effect", translatable("No effect found")
    HARMS = "harms", translatable("Harmed")
    UNKNOWN = "unknown", translatable("Effects not measured")


class Fit(Term):
    """How near the practice that was studied is to the move that cites the study."""

    DIRECT = "direct", translatable("Studied this practice")
    NEAR = "near", translatable("Studied a practice near this one")
    FAR = "far", translatable("Studied a practice far from this one")


CLOSE = (Fit.DIRECT, Fit.NEAR)
"""The fits by which a move counts as studied."""


class Study(Term):
    """How a study knows what it says."""

    META_ANALYSIS = "meta-analysis", translatable("Many studies put together")
    REVIEW = "review", translatable("A review of studies")
    COMPARISONS = "comparisons", translatable("Many comparisons put together")
    TRIAL = "trial", translatable("A trial with chance deciding")
    COMPARISON = "comparison", translatable("Groups compared")
    DESCRIPTION = "description", translatable("Described, not tested")


COLLECTIONS: Mapping[str, tuple[str, str]] = {
    "conditions": (translatable("condition"), translatable("Conditions")),
    "roles": (translatable("role"), translatable("Roles")),
    "moves": (translatable("move"), translatable("Moves")),
    "cases": (translatable("case"), translatable("Cases")),
    "plans": (translatable("plan"), translatable("Ready-made plans")),
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
        "occasions": Occasion,
        "kind": CaseKind,
        "material": MaterialKind,
        "size": Size,
        "locale": Locale,
        "consent": Consent,
        "level": Level,
        "tier": Tier,
        "direction": Direction,
        "fit": Fit,
        "study": Study,
    }.items()
}
"""For each field that takes words from a closed list, the label of every word; `material` is the
kind of a material.
"""


_PAGE = re.compile(rf"(?:^|/)(?:{'|'.join(COLLECTIONS)})/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.md|/)?$")
"""The end of the address of an entry's page, or of the path of its file."""


def id_of_page(address: str) -> str:
    """The id in the address of an entry's page, or in the path of its file; "" for another text."""
    page = _PAGE.search(address)
    return page[1] if page else ""
