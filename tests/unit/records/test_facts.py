"""The facts of cards and pages, in words."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Playbook
from playbook.i18n.messages import Words
from playbook.records.explorer import answers
from playbook.records.times import duration
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 min"),
        (99, "99 min"),
        (100, "1.7 hours"),
        (120, "2 hours"),
        (599, "10 hours"),
        (600, "2 days"),
        (720, "2 days"),
    ],
)
def test_a_time_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert duration(minutes, Words()) == said


def test_a_move_tells_its_facts_in_the_order_of_every_card(
    load: Load, sound: dict[str, str]
) -> None:
    facts = site_of(load(sound))["facts"]["moves"]["pair"]

    assert facts["card"] == [
        "Principal", "30 min", "Every month", "Light effort", "Seen in 1 case",
    ]  # fmt: skip
    assert facts["line"] == ["30 min", "Every month", "Principal"]
    assert facts["moves"] == "0 moves"
    assert facts["fits"] == "In a team, across a school."


@pytest.mark.parametrize("kind", ["short-example", "counter-example"])
def test_only_a_story_counts_as_a_case_in_which_a_move_was_seen(
    load: Load, sound: dict[str, str], kind: str
) -> None:
    case = sound["cases/one-school.md"]
    told = site_of(load(sound))["entries"]["moves"]["pair"]
    sound["cases/one-school.md"] = case.replace("kind: short-case", f"kind: {kind}")

    site = site_of(load(sound))

    assert site["facts"]["moves"]["pair"]["card"][-1] == "Light effort"
    assert list(answers(site["entries"]["moves"]["pair"], "evidence")) == ["advice"]
    assert list(answers(told, "evidence")) == ["seen"]


def test_two_who_lead_are_told_as_one_and_another(load: Load, sound: dict[str, str]) -> None:
    sound["roles/coach.md"] = sound["roles/principal.md"].replace("Principal", "Coach")
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("roles:", "roles:\n  coach: Helps.")

    facts = site_of(load(sound))["facts"]["moves"]["pair"]

    assert facts["card"][0] == "Coach"

    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "setting:", "leads: [principal, coach, nobody]\nsetting:"
    )

    moves = site_of(load(sound))
    assert moves["facts"]["moves"]["pair"]["card"][0] == "Principal and Coach"
    assert moves["entries"]["moves"]["pair"]["leads"] == ["principal", "coach"]


def test_nobody_who_leads_is_left_out(load: Load, sound: dict[str, str]) -> None:
    for name in ("coach", "aide"):
        role = sound["roles/principal.md"].replace("Principal", name.title())
        sound[f"roles/{name}.md"] = role
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "roles:", "leads: [aide, principal, coach]\nroles:\n  coach: Helps.\n  aide: Helps."
    )

    facts = site_of(load(sound))["facts"]["moves"]["pair"]

    assert facts["card"][0] == "Aide, Principal and Coach"


def test_a_bar_has_each_step_with_minutes(load: Load, sound: dict[str, str]) -> None:
    assert site_of(load(sound))["facts"]["moves"]["pair"]["run"]["bar"] == []

    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "3. Ask it.", "3. Ask it.\n4. 10 minutes: Write."
    )

    run = site_of(load(sound))["facts"]["moves"]["pair"]["run"]
    assert [(s["text"], s["start"], s["width"]) for s in run["bar"]] == [
        *(("30 min", 0.0, 75.0), ("10 min", 75.0, 25.0)),
    ]
    assert run["steps"] == ["", "30 min", "", "10 min"]


def test_a_move_says_what_it_draws_on(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "effort:", "draws_on: [purpose, mastery]\neffort:"
    )

    facts = site_of(load(sound))["facts"]["moves"]["pair"]

    assert facts["fits"].endswith("Draws on purpose and mastery.")


def test_a_case_tells_only_what_is_known_of_its_district(load: Load, sound: dict[str, str]) -> None:
    strip = site_of(load(sound))["facts"]["cases"]["one-school"]["strip"]

    assert [(fact["label"], fact["text"]) for fact in strip] == [
        ("Whose story", "A district that is not named"),
        ("Reading time", "1 min"),
        ("Told by", "Told by those who lived it"),
    ]
