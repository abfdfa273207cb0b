"""What a playbook could use."""

import pytest

from playbook.contributing.health import health, research, uses
from tests.unit.conftest import Load


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-23", ["moves/pair.md"]), ("2026-11-24", []), ("2026-11-25", [])]
)
def test_an_entry_is_due_the_day_after_its_review(
    day: str, due: list[str], load: Load, sound: dict[str, str]
) -> None:
    early = {
        "created: 2026-11-24": "created: 2026-11-01",
        "updated: 2026-11-24": "updated: 2026-11-01",
    }
    for old, new in {**early, "review_by: 2027-11-24": f"review_by: {day}"}.items():
        sound["moves/pair.md"] = sound["moves/pair.md"].replace(old, new)

    again, *_ = health(load(sound))

    assert [need.path for need in again.needs] == due


def test_moves_without_a_sign_or_without_their_source_s_part_are_named(
    load: Load, sound: dict[str, str]
) -> None:
    def needs() -> tuple[list[str], list[str]]:
        groups = {group.title: [need.path for need in group.needs] for group in health(load(sound))}
        part = "Moves that do not tell the source's part from ours"
        return groups["Moves without a sign to count"], groups[part]

    def say(text: str) -> None:
        move = sound["moves/pair.md"]
        sound["moves/pair.md"] = move.replace("setting:", f"{text}\nsetting:", 1)

    assert needs() == (["moves/pair.md", "moves/trio.md"], ["moves/pair.md"])
    say("measure: {what: Doors, who: A teacher, when: In May}")
    assert needs() == (["moves/trio.md"], ["moves/pair.md"])
    say("from_source: {schein-1992: It says so.}")
    assert needs() == (["moves/trio.md"], [])


def test_moves_count_as_studied_by_the_practice_itself_or_one_near_it(
    load: Load, sound: dict[str, str]
) -> None:
    for move, fit in (("pair", "near"), ("trio", "far")):
        path = f"moves/{move}.md"
        evidence = f"{{outcome: A, fit: {fit}, direction: no-effect, sources: [schein-1992]}}"
        sound[path] = sound[path].replace("setting:", f"evidence: [{evidence}]\nsetting:", 1)

    counts = research(load(sound))

    assert (counts.moves, counts.studies) == (2, 1)
    assert [*counts.findings.items()] == [
        ("helps", 0),
        ("mixed", 0),
        ("no-effect", 2),
        ("harms", 0),
        ("unknown", 0),
    ]


@pytest.mark.parametrize(("kind", "told"), [("short-case", True), ("counter-example", False)])
def test_what_was_used_is_told_by_stories(
    kind: str, told: bool, load: Load, sound: dict[str, str]
) -> None:
    sound["cases/one-school.md"] = sound["cases/one-school.md"].replace("short-case", kind)

    moves = uses(load(sound))

    assert [use.move for use in moves] == (["Work in pairs"] if told else [])
    assert all(account.startswith("Size not given") for use in moves for account in use.accounts)
