"""The rules, where one story for each code does not reach."""

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook.checks.rules import stray_signs
from playbook.model.entry import Key, Partial
from playbook.parsing import markdown
from playbook.source.location import Source
from tests.builder import SOUND, swap
from tests.growth import is_slow
from tests.unit.conftest import TODAY

Told = Callable[[Mapping[str, str]], list[str]]
PAIR, TRIO = "moves/pair.md", "moves/trio.md"


def codes(found: list[str]) -> list[str]:
    """What is told, without the places."""
    return [place.split()[1] for place in found]


def test_a_long_circle_is_told_once(told: Told, sound: dict[str, str]) -> None:
    ids = [f"m{number}" for number in range(9)]
    for id_, following in zip(ids, [*ids[1:], ids[0]], strict=True):
        keys = f"prepares_for:\n  {following}: Why.\nrhythm:"
        text = sound[TRIO].replace("Work in threes", id_)
        sound[f"moves/{id_}.md"] = text.replace("rhythm:", keys)

    found = told(sound)

    assert codes(found) == ["cycle"]


def test_two_ways_to_one_move_are_no_circle(told: Told, sound: dict[str, str]) -> None:
    for id_, following in {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}.items():
        keys = "".join(f"\n  {to}: Why." for to in following)
        text = sound[TRIO].replace("Work in threes", id_)
        sound[f"moves/{id_}.md"] = text.replace("rhythm:", f"prepares_for:{keys}\nrhythm:")

    found = told(sound)

    assert not found


def test_a_circle_of_five_hundred_moves_ends(told: Told, sound: dict[str, str]) -> None:
    ids = [f"m{number:03}" for number in range(500)]
    for id_, following in zip(ids, [*ids[1:], ids[0]], strict=True):
        keys = f"prepares_for:\n  {following}: Why.\nrhythm:"
        text = sound[TRIO].replace("Work in threes", id_)
        sound[f"moves/{id_}.md"] = text.replace("rhythm:", keys)

    found = told(sound)

    assert codes(found) == ["cycle"]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_draft_is_checked_like_any_other(status: str, told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = sound[PAIR].replace("  trio:", "  trios:").replace("published", status)

    found = told(sound)

    assert "unknown-reference" in codes(found)


def test_titles_that_differ_in_their_letters_alone_are_the_same(
    told: Told, sound: dict[str, str]
) -> None:
    sound[TRIO] = sound[TRIO].replace("Work in threes", "WORK in pairs")

    found = told(sound)

    assert found == [f"{TRIO}:2:8 duplicate-title"]


def test_entries_of_different_kinds_may_share_a_title(told: Told, sound: dict[str, str]) -> None:
    sound[TRIO] = sound[TRIO].replace("Work in threes", "Principal")

    found = told(sound)

    assert not found


def test_a_former_id_of_a_broken_entry_is_taken(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = sound[PAIR].replace("status:", "former_ids: [trio]\nstatus:")
    sound[TRIO] = sound[TRIO].replace("monthly", "often")

    found = told(sound)

    assert codes(found) == ["former-id-clash", "not-one-of"]


def test_a_misspelt_section_is_not_missing_as_well(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = sound[PAIR].replace("## Watch for", "## Watch form")

    found = told(sound)

    assert codes(found) == ["unknown-section"]


def test_a_link_to_the_heading_of_a_broken_entry_is_whole(
    told: Told, sound: dict[str, str]
) -> None:
    sound[PAIR] = sound[PAIR].replace("monthly", "often")

    found = told(sound)

    assert codes(found) == ["not-one-of"]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("../../../etc/passwd", "broken-link"),
        ("pair.md#__config", "broken-anchor"),
        ("../mkdocs.yml", "broken-link"),
        ("<../moves/ javascript:x>", "broken-link"),
    ],
)
def test_a_link_out_of_the_playbook_leads_nowhere(
    link: str, code: str, told: Told, sound: dict[str, str]
) -> None:
    sound[TRIO] = sound[TRIO].replace("One person", f"[One]({link}) person")

    found = told(sound)

    assert codes(found) == [code]


def test_findings_come_in_the_order_of_files_and_lines(told: Told, sound: dict[str, str]) -> None:
    sound[TRIO] = (
        sound[TRIO].replace("  principal:", "  nobody:").replace("- Who is", "- He is a\n- Is")
    )
    sound[PAIR] = sound[PAIR].replace("One person", "<b>").replace("light", "lite")

    places = [place.split()[0].split(":")[:2] for place in told(sound)]

    assert [(path, int(line)) for path, line in places] == sorted(
        (path, int(line)) for path, line in places
    )


def test_one_broken_entry_hides_no_other(told: Told, sound: dict[str, str]) -> None:
    for number in range(100):
        text = sound[TRIO].replace("Work in threes", f"Work {number}")
        text = text.replace("rhythm:", "pairs_with:\n  pair: Why.\nrhythm:")
        broken = text.replace("monthly", "often") if number % 10 == 0 else text
        sound[f"moves/m{number:02}.md"] = broken

    found = told(sound)

    assert codes(found) == ["not-one-of"] * 10


def test_a_section_with_one_number_sign_is_not_missing_as_well(
    told: Told, sound: dict[str, str]
) -> None:
    sound[PAIR] = sound[PAIR].replace("## Watch for", "# Watch for")
    one = told(sound)
    sound[PAIR] = sound[PAIR].replace("# Watch for", "### Watch for")
    three = told(sound)

    assert codes(one) == ["heading-level"]
    assert codes(three) == ["missing-section"]


@pytest.mark.parametrize(
    ("day", "codes_of_it"), [("2026-11-23", ["past-review"]), ("2026-11-24", [])]
)
def test_an_entry_is_past_its_review_the_day_after(
    day: str, codes_of_it: list[str], told: Told, sound: dict[str, str]
) -> None:
    text = sound[PAIR].replace(
        "created: 2026-11-24\nupdated: 2026-11-24", "created: 2026-11-01\nupdated: 2026-11-01"
    )
    sound[PAIR] = swap(text, "review_by: 2027-11-24", f"review_by: {day}")

    assert codes(told(sound)) == codes_of_it


def test_dates_on_one_day_are_in_order(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = swap(sound[PAIR], "review_by: 2027-11-24", "review_by: 2026-11-24")

    assert told(sound) == []


@pytest.mark.parametrize(("status", "code"), [("draft", "unfinished"), ("published", "orphan")])
def test_a_draft_that_stands_alone_is_unfinished(
    status: str, code: str, told: Told, sound: dict[str, str]
) -> None:
    text = swap(sound[TRIO], "Work in threes", "Work alone")
    sound["moves/alone.md"] = swap(text, "status: published", f"status: {status}")

    assert f"moves/alone.md:2:1 {code}" in told(sound)


def test_a_day_of_writing_that_is_to_come_is_the_slip(told: Told, sound: dict[str, str]) -> None:
    """The fault is told where it is, and not at the date that seems to be too early beside it."""
    text = sound[PAIR]
    line = next(n for n, one in enumerate(text.split("\n"), 1) if one.startswith("created:"))
    sound[PAIR] = re.sub(r"(?m)^created: .*$", "created: 2998-01-01", text)

    found = told(sound)

    assert codes(found) == ["dates-out-of-order"]
    assert found[0].startswith(f"{PAIR}:{line}:")


def test_an_entry_with_a_slip_still_covers_its_ideas(told: Told, sound: dict[str, str]) -> None:
    """One slip is told once, and not a second time as an idea that nobody tells any more."""
    idea = "M01: {kind: move, gist: Ask before you tell., place: Page 3}"
    sound["outlines/a-work.yml"] = f"work: a-work\nideas:\n  {idea}\n"
    sound[PAIR] = sound[PAIR].replace("rhythm:", "covers: [M01]\nrhythm:")
    assert not told(sound)
    sound[PAIR] = sound[PAIR].replace("effort: light", "effort: purple")

    found = told(sound)

    assert codes(found) == ["not-one-of"]


@pytest.mark.parametrize("word", ["none", "N/A"])
def test_a_relation_needs_a_sentence_and_no_word_for_nothing(
    told: Told, sound: dict[str, str], word: str
) -> None:
    sound[TRIO] = re.sub(r"(?m)^(  \w[\w-]*): .*$", rf'\1: "{word}"', sound[TRIO], count=1)

    assert codes(told(sound)) == ["placeholder"]


@pytest.mark.parametrize("key", ["created", "updated"])
@pytest.mark.parametrize(("days", "is_told"), [(1, False), (2, True)])
def test_a_day_may_have_begun_where_somebody_writes(
    told: Told, sound: dict[str, str], key: str, days: int, is_told: bool
) -> None:
    """In Guam it is tomorrow for ten hours of a day in Greenwich."""
    day = TODAY + datetime.timedelta(days=days)
    for name in ("created", "updated")[("created", "updated").index(key) :]:
        sound[PAIR] = re.sub(rf"^{name}: .*$", f"{name}: {day}", sound[PAIR], flags=re.MULTILINE)

    assert codes(told(sound)) == ["dates-out-of-order"] * is_told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Keep**\n\n- ", "**Keep**\n\n"),
        ("## Make it yours\n\n**Keep**\n\n- ", "## Make it yours\n**Keep**\n\n"),
    ],
)
def test_a_label_that_stands_right_is_not_asked_for_an_empty_line(
    project: Callable[[Mapping[str, str]], Path], old: str, new: str
) -> None:
    move = swap(SOUND["moves/ask.md"], old, new)

    [found] = playbook.load_and_check(project({**SOUND, "moves/ask.md": move}))[1]

    assert found.code.id == "keep-and-change"
    assert found.message == "There is no list under **Keep**."


@pytest.mark.parametrize("paragraph", ["`", "**a", "a|a"])
def test_no_number_of_stray_signs_takes_long(paragraph: str) -> None:
    def read(text: str) -> object:
        body = markdown.parse(text, PAIR, most=len(text))
        file = Partial(Key("moves", "pair"), Source(PAIR, text=text), {}, body)
        return list(stray_signs.check(file))

    assert not is_slow(read, f"{paragraph}\n\n")


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("People ask.[^1]", True),
        ("People ask `[^1]`.", False),
        ("People ~~wait~~ ask.", True),
        ("About ~5 people, or ~~6.", False),
        ("- [ ] People ask.", True),
        ("- [People](../roles/principal.md) ask.", False),
    ],
)
def test_what_other_sites_make_of_signs_is_told(
    told: Told, sound: dict[str, str], words: str, is_told: bool
) -> None:
    sound[PAIR] = sound[PAIR].replace("## Watch for\n\n", f"## Watch for\n\n{words}\n\n")

    assert codes(told(sound)) == ["stray-signs"] * is_told


@pytest.mark.parametrize(
    ("title", "is_told"),
    [("Ask **two** people", True), ("Ask [two](a.md)", True), ("Ask 2 * 3 ** 4 people", False)],
)
def test_signs_in_a_key_are_told(
    told: Told, sound: dict[str, str], title: str, is_told: bool
) -> None:
    sound[PAIR] = re.sub(r"(?m)^title: .*$", f"title: {title}", sound[PAIR])

    assert codes(told(sound)) == ["stray-signs"] * is_told
