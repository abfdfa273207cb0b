"""What studies found, in words that promise no more than the kind of study can show."""

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.vocabulary import CLOSE, Direction, Study, Tier, translatable
from playbook.records.record_types import Finding

Evidence = Sequence[Mapping[str, Any]]

DESCRIBED = translatable("Described by those who did it, not tested")

_TESTED: Mapping[str, str] = {
    Direction.HELPS: translatable("helped"),
    Direction.MIXED: translatable("mixed results"),
    Direction.NO_EFFECT: translatable("no effect found"),
    Direction.HARMS: translatable("did harm"),
}

_COMPARED: Mapping[str, str] = {
    **_TESTED,
    Direction.HELPS: translatable("better where it was done"),
    Direction.NO_EFFECT: translatable("no difference found"),
    Direction.HARMS: translatable("worse where it was done"),
}
"""A comparison shows what goes together, and not what brought it about."""

RUNGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    Study.META_ANALYSIS: (translatable("Tested in many places: %(finding)s"), _TESTED),
    Study.REVIEW: (translatable("Tested in many places: %(finding)s"), _TESTED),
    Study.COMPARISONS: (translatable("Compared in many places: %(finding)s"), _COMPARED),
    Study.TRIAL: (translatable("Tested in one study: %(finding)s"), _TESTED),
    Study.COMPARISON: (translatable("Compared in one study: %(finding)s"), _COMPARED),
}
"""For each kind of study that measures something, what it did and the words for each finding."""


def verdict(study: str | None, direction: str, words: Words) -> str:
    """The kind of study and its finding; the finding alone, where either is not known."""
    if study == Study.DESCRIPTION:
        return words(DESCRIBED)
    if study is None or direction == Direction.UNKNOWN:
        return words.labels["direction"][direction]
    rung, findings = RUNGS[study]
    return words(rung, finding=words(findings[direction]))


def findings(evidence: Evidence, words: Words) -> list[Finding]:
    """What studies found, outcome by outcome; each study is told of once."""
    told: set[str] = set()
    return [_finding(item, told, words) for item in evidence]


def is_studied(evidence: Evidence) -> bool:
    """Whether a study looked at the practice itself, or at one near it."""
    return any(item["fit"] in CLOSE for item in evidence)


def _finding(item: Mapping[str, Any], told: set[str], words: Words) -> Finding:
    works = [work for work in item["sources"] if work["key"] not in told]
    told.update(work["key"] for work in works)
    return {
        "outcome": item["outcome"],
        "verdict": verdict(item["study"], item["direction"], words),
        "fit": words.labels["fit"][item["fit"]] if item["fit"] else "",
        "tier": words.labels["tier"][item["tier"]] if item["tier"] != Tier.NOT_ASSESSED else "",
        "studies": [{"note": work["note"], "citation": work["html"]} for work in works],
    }
