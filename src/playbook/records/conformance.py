"""The records of what is claimed of accessibility, and of whom readers tell of a barrier."""

from typing_extensions import TypedDict

from playbook.catalog.conformance import Criterion, Level, Support, When
from playbook.catalog.playbook import Playbook
from playbook.i18n.messages import Words
from playbook.layers.settings import Contact
from playbook.model.vocabulary import translatable
from playbook.source.encoders import for_mailto, for_tel

_MEANINGS = {
    Support.SUPPORTS: translatable("No fault is known."),
    Support.PARTIALLY_SUPPORTS: translatable(
        "A part of the site does not meet it. The fault is named."
    ),
    Support.DOES_NOT_SUPPORT: translatable(
        "Most of the site does not meet it. The faults are named."
    ),
    Support.NOT_APPLICABLE: translatable("The site has nothing that this is about."),
}
"""What each word means in a report."""


class ContactRecord(TypedDict):
    """Whom readers tell of a barrier; "" for what is not named."""

    email: str
    email_url: str
    phone: str
    phone_url: str


class TestRecord(TypedDict):
    """A test: the sentence that its name is, and the file that it is in."""

    sentence: str
    path: str


class CriterionRecord(TypedDict):
    """A success criterion of WCAG, and what is known of it."""

    number: str
    name: str
    level: str
    support: str
    """How far it is met, in the site's language."""
    date: str
    """When somebody last looked."""
    tests: list[TestRecord]
    by_hand: str
    """What was looked at where no test does it; "" for nothing."""
    remarks: str
    faults: list[str]


class SupportRecord(TypedDict):
    """One answer of the report, what it means, and how many criteria have it."""

    label: str
    meaning: str
    count: int


class ConformanceRecord(TypedDict):
    """All that is claimed of accessibility."""

    version: int
    """The edition of the report."""
    date: str
    product_version: str
    """The release of the playbook that it is about."""
    methods: dict[str, list[str]]
    """What is tested, by how often: `every-change` and `every-night`."""
    notes: list[str]
    gaps: list[str]
    supports: list[SupportRecord]
    criteria: dict[str, list[CriterionRecord]]
    """The criteria in order, by level: `A` and `AA`."""


def contact_record(contact: Contact | None) -> ContactRecord:
    """A contact with the addresses of its links; all are "" where none is named."""
    email = (contact and contact.email) or ""
    phone = (contact and contact.phone) or ""
    return {
        "email": email,
        "email_url": for_mailto(email) if email else "",
        "phone": phone,
        "phone_url": for_tel(phone) if phone else "",
    }


def conformance_record(book: Playbook, words: Words) -> ConformanceRecord | None:
    """All claims, in the site's language; None where the playbook claims nothing."""
    if (conformance := book.conformance) is None:
        return None
    in_order = sorted(conformance.criteria.items(), key=lambda item: _order(item[0]))
    criteria = [_criterion(number, criterion, words) for number, criterion in in_order]
    return {
        "version": conformance.version,
        "date": conformance.date.isoformat(),
        "product_version": book.version,
        "methods": {
            when.value: [method.what for method in conformance.methods if method.when is when]
            for when in When
        },
        "notes": list(conformance.notes),
        "gaps": list(conformance.gaps),
        "supports": [_support(support, criteria, words) for support in Support],
        "criteria": {
            level.value: [record for record in criteria if record["level"] == level.value]
            for level in Level
        },
    }


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _criterion(number: str, criterion: Criterion, words: Words) -> CriterionRecord:
    return {
        "number": number,
        "name": criterion.name,
        "level": criterion.level.value,
        "support": words(criterion.support.label),
        "date": criterion.date.isoformat(),
        "tests": [_test(test) for test in criterion.tests],
        "by_hand": criterion.by_hand or "",
        "remarks": criterion.remarks,
        "faults": list(criterion.faults),
    }


def _test(test: str) -> TestRecord:
    path, _, name = test.partition("::test_")
    return {"sentence": name.replace("_", " "), "path": path}


def _support(support: Support, criteria: list[CriterionRecord], words: Words) -> SupportRecord:
    label = words(support.label)
    return {
        "label": label,
        "meaning": words(_MEANINGS[support]),
        "count": sum(record["support"] == label for record in criteria),
    }
