"""The map, and lists to narrow down."""

from collections.abc import Callable, Mapping

from playbook import Playbook
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


def grown(sound: dict[str, str], count: int) -> dict[str, str]:
    """The playbook with so many more moves."""
    trio = sound["moves/trio.md"]
    more = {
        f"moves/trio-{n}.md": trio.replace("Work in threes", f"Work in threes {n}")
        for n in range(count)
    }
    return {**sound, **more}


def test_the_map_counts_moves_for_each_role_and_condition(
    load: Load, sound: dict[str, str]
) -> None:
    condition, role = sound["conditions/let-schools-drive.md"], sound["roles/principal.md"]
    sound["conditions/z.md"] = condition.replace("order: 1", "order: 2")
    sound["roles/z.md"] = role.replace("Principal", "Z")
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("roles:", "roles:\n  z: Why.")

    rows = site_of(load(sound))["map"]

    assert [row["role"] for row in rows] == ["principal", "z"]
    assert [(cell["moves"], cell["marks"]) for row in rows for cell in row["cells"]] == [
        (2, 2),
        (0, 0),
        (1, 1),
        (0, 0),
    ]


def test_moves_without_a_study_of_them_or_of_something_near_are_named(
    load: Load, sound: dict[str, str]
) -> None:
    of_another = "evidence:\n  - {outcome: A, fit: far, direction: helps, sources: [schein-1992]}\n"
    near = of_another.replace("far", "near")
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("rhythm:", f"{near}rhythm:")
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("rhythm:", f"{of_another}rhythm:")

    assert site_of(load(sound))["without_study"] == ["trio"]


def test_the_map_of_an_empty_playbook_is_empty() -> None:
    assert site_of(Playbook())["map"] == []


def test_a_selection_holds_what_each_move_asks_of_the_role(
    load: Load, sound: dict[str, str]
) -> None:
    selections = site_of(load(sound))["selections"]

    asked = [relation["sentence"] for relation in selections["principal"]["let-schools-drive"]]
    assert asked == ["Makes the time.", "Makes the time."]


def test_a_large_playbook_lists_few_cards_and_says_how_many_there_are(
    load: Load, sound: dict[str, str]
) -> None:
    [group] = site_of(load(grown(sound, 400)))["lists"]["moves"]["groups"]

    assert len(group["items"]) == 60
    assert (group["rest"], group["rest_url"]) == ("Page 2 of 7", "moves/2/")


def test_a_small_playbook_lists_every_card(load: Load, sound: dict[str, str]) -> None:
    list_ = site_of(load(sound))["lists"]["all"]

    assert [len(group["items"]) for group in list_["groups"]] == [2, 1]
    assert list_["is_whole"]
    assert [group["rest"] for group in list_["groups"]] == ["", ""]


def test_the_list_of_everything_is_cut_before_that_of_all_moves(
    load: Load, sound: dict[str, str]
) -> None:
    lists = site_of(load(grown(sound, 100)))["lists"]

    assert [lists[name]["is_whole"] for name in ("all", "moves", "cases")] == [False, True, True]
