"""What studies found, in words."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Playbook
from playbook.i18n.messages import Words
from playbook.model.vocabulary import Direction, Study
from playbook.records.explorer import answers
from playbook.records.pages.findings import verdict
from playbook.records.record import Records
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]

LADDER = """
meta-analysis  helps      Tested in many places: helped
meta-analysis  mixed      Tested in many places: mixed results
meta-analysis  no-effect  Tested in many places: no effect found
meta-analysis  harms      Tested in many places: did harm
meta-analysis  unknown    Effects not measured
review         helps      Tested in many places: helped
review         mixed      Tested in many places: mixed results
review         no-effect  Tested in many places: no effect found
review         harms      Tested in many places: did harm
review         unknown    Effects not measured
comparisons    helps      Compared in many places: better where it was done
comparisons    mixed      Compared in many places: mixed results
comparisons    no-effect  Compared in many places: no difference found
comparisons    harms      Compared in many places: worse where it was done
comparisons    unknown    Effects not measured
trial          helps      Tested in one study: helped
trial          mixed      Tested in one study: mixed results
trial          no-effect  Tested in one study: no effect found
trial          harms      Tested in one study: did harm
trial          unknown    Effects not measured
comparison     helps      Compared in one study: better where it was done
comparison     mixed      Compared in one study: mixed results
comparison     no-effect  Compared in one study: no difference found
comparison     harms      Compared in one study: worse where it was done
comparison     unknown    Effects not measured
description    helps      Described by those who did it, not tested
description    mixed      Described by those who did it, not tested
description    no-effect  Described by those who did it, not tested
description    harms      Described by those who did it, not tested
description    unknown    Described by those who did it, not tested
"""
RUNGS = [line.split(maxsplit=2) for line in LADDER.strip().splitlines()]
STUDY = (
    "references:\n  - id: a-trial\n    type: report\n    title: A trial\n"
    "    annote: Forty schools were drawn by lot.\n"
)


def given(sound: dict[str, str], *items: str) -> dict[str, str]:
    """A playbook whose move has these items of evidence."""
    evidence = "".join(f"  - {{{item}, sources: [a-trial]}}\n" for item in items)
    move = sound["moves/pair.md"].replace("sources:", f"evidence:\n{evidence}sources:", 1)
    works = sound["references.yml"].replace("references:\n", STUDY, 1)
    return {**sound, "moves/pair.md": move, "references.yml": works}


@pytest.mark.parametrize(("study", "direction", "words"), RUNGS)
def test_each_kind_of_study_promises_what_it_can_show(
    study: str, direction: str, words: str
) -> None:
    assert verdict(study, direction, Words()) == words


def test_every_kind_and_every_direction_has_its_words() -> None:
    assert {(study, direction) for study, direction, _ in RUNGS} == {
        (str(study), str(direction)) for study in Study for direction in Direction
    }


def test_a_study_of_a_kind_that_nobody_named_tells_its_finding() -> None:
    assert verdict(None, "no-effect", Words()) == "No effect found"


def test_a_study_is_told_of_once_in_a_move(load: Load, sound: dict[str, str]) -> None:
    files = given(
        sound,
        "outcome: Trust, fit: near, study: trial, direction: helps",
        "outcome: Grades, direction: no-effect, tier: '2'",
    )

    first, second = site_of(load(files))["facts"]["moves"]["pair"]["findings"]

    assert first["verdict"] == "Tested in one study: helped"
    assert (first["fit"], first["tier"]) == ("Studied a practice near this one", "")
    assert [study["note"] for study in first["studies"]] == ["Forty schools were drawn by lot."]
    assert "A trial" in first["studies"][0]["citation"]
    assert "Forty" not in first["studies"][0]["citation"]
    assert (second["fit"], second["tier"]) == ("", "Moderate evidence (tier 2)")
    assert second["studies"] == []


def test_a_move_without_evidence_has_no_findings(load: Load, sound: dict[str, str]) -> None:
    facts = site_of(load(sound))["facts"]

    assert facts["moves"]["pair"]["findings"] == []
    assert facts["roles"]["principal"]["findings"] == []


@pytest.mark.parametrize(
    ("fit", "answer"), [("direct", "studied"), ("near", "studied"), ("far", "seen"), (None, "seen")]
)
def test_a_move_is_studied_where_the_practice_is_this_one_or_near_it(
    fit: str | None, answer: str, load: Load, sound: dict[str, str]
) -> None:
    files = given(sound, f"outcome: Trust, direction: mixed{f', fit: {fit}' if fit else ''}")

    record = Records(load(files))[load(files).collection("moves")[0].key]

    assert next(iter(answers(record, "evidence"))) == answer
