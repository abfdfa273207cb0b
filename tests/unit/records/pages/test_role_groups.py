"""What the page of a role lists."""

from collections.abc import Callable, Mapping

from playbook import Playbook
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


def second(sound: dict[str, str]) -> None:
    """Add a condition that only the move of three builds, after its first."""
    condition = sound["conditions/let-schools-drive.md"]
    sound["conditions/z.md"] = condition.replace("order: 1", "order: 2").replace(
        "Let schools drive", "Z"
    )
    sound["moves/trio.md"] = sound["moves/trio.md"].replace(
        "  let-schools-drive: The three choose the classroom.",
        "  let-schools-drive: The three choose the classroom.\n  z: They learn.",
    )


def test_each_move_is_listed_once_the_lightest_first(load: Load, sound: dict[str, str]) -> None:
    second(sound)
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("effort: light", "effort: heavy")

    groups = site_of(load(sound))["role_groups"]["principal"]

    assert [[move["id"] for move in group["moves"]] for group in groups] == [["trio", "pair"], []]
    assert [group["count"] for group in groups] == [2, 1]


def test_a_gap_names_the_role_near_it_that_has_most(load: Load, sound: dict[str, str]) -> None:
    role = sound["roles/principal.md"].replace("start_with:\n  pair: It takes an hour.\n", "")
    for title, level in (("Vice", "school"), ("Chief", "district"), ("Coach", "school")):
        sound[f"roles/{title.lower()}.md"] = role.replace("Principal", title).replace(
            "level: school", f"level: {level}"
        )
    for move in ("pair", "trio"):
        sound[f"moves/{move}.md"] = sound[f"moves/{move}.md"].replace(
            "roles:\n", "roles:\n  chief: Comes.\n"
        )
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("  principal: Makes", "  vice: Makes")
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("  principal: Makes", "  vice: Makes")

    groups = site_of(load(sound))["role_groups"]

    assert groups["coach"][0]["near"] == "vice"
    assert groups["chief"][0]["near"] == ""


def test_a_gap_that_no_role_fills_names_none(load: Load, sound: dict[str, str]) -> None:
    condition = sound["conditions/let-schools-drive.md"]
    sound["conditions/z.md"] = condition.replace("order: 1", "order: 2").replace(
        "Let schools drive", "Z"
    )

    assert site_of(load(sound))["role_groups"]["principal"][1]["near"] == ""
