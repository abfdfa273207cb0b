"""The record of an entry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from playbook import Key, Playbook, UnknownEntry
from playbook.model.entry import Entry
from playbook.parsing.body import Section
from playbook.records.record import Records

PAIR, TRIO = Key("moves", "pair"), Key("moves", "trio")
DRIVE = Key("conditions", "let-schools-drive")
Load = Callable[[Mapping[str, str]], Playbook]


def step(load: Load, sound: dict[str, str], words: str) -> Any:
    """The record of a step with some words."""
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Choose a colleague.", words)
    return Records(load(sound))[PAIR]["body"]["steps"][0]


def test_every_entry_has_a_record(load: Load, sound: dict[str, str]) -> None:
    records = Records(load(sound))

    assert len(records) == 5
    assert [record["id"] for record in records.values()] == [key.id for key in records]


def test_a_record_is_made_once(load: Load, sound: dict[str, str]) -> None:
    records = Records(load(sound))

    assert records[PAIR] is records[PAIR]


OUTLINE = "work: a-work\nideas:\n  M01: {kind: move, gist: Ask first., place: Page 3}\n"


def test_what_a_moment_ago_was_another_idea_is_not_taken_from_there(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("\nroles:", "\ncovers: [M01]\nroles:")
    before = Records(load({**sound, "outlines/a-work.yml": OUTLINE}))
    outline = OUTLINE.replace("Ask first.", "Listen first.")
    book = load({**sound, "outlines/a-work.yml": outline})

    assert [idea["gist"] for idea in before[PAIR]["covers"]] == ["Ask first."]
    assert [idea["gist"] for idea in Records(book, before)[PAIR]["covers"]] == ["Listen first."]


def test_an_entry_that_does_not_exist_has_no_record(load: Load, sound: dict[str, str]) -> None:
    records = Records(load(sound))

    with pytest.raises(UnknownEntry):
        records[Key("moves", "other")]


def test_a_record_holds_front_matter_and_where_the_entry_is(
    load: Load, sound: dict[str, str]
) -> None:
    record = Records(load(sound))[PAIR]

    assert record["title"] == "Work in pairs"
    assert record["minutes"] == {
        "learn": 5,
        "run": 30,
        **dict.fromkeys(("prepare", "follow_up", "weeks")),
    }
    assert record["created"] == "2026-11-24"
    assert (record["path"], record["url"]) == ("moves/pair.md", "moves/pair/")
    assert "sources" not in record


def test_counter_examples_stand_after_the_other_cases_of_a_move(
    load: Load, sound: dict[str, str]
) -> None:
    case = sound["cases/one-school.md"]
    counter = case.replace("kind: short-case", "kind: counter-example")
    sound["cases/a-warning.md"] = counter.replace("One school", "A warning")

    cases = Records(load(sound))[PAIR]["relations"]["cases"]

    assert [(case["id"], case["kind"]) for case in cases] == [
        ("one-school", "short-case"),
        ("a-warning", "counter-example"),
    ]


def test_a_record_holds_both_directions_of_every_relation(
    load: Load, sound: dict[str, str]
) -> None:
    relations = Records(load(sound))[TRIO]["relations"]

    assert list(relations) == ["conditions", "roles", "pairs_with"]
    assert relations["pairs_with"] == [
        {
            "collection": "moves",
            "id": "pair",
            "title": "Work in pairs",
            "url": "moves/pair/",
            "sentence": "Once two work well, ask a third.",
            "kind": "",
        }
    ]


def test_a_record_holds_what_is_cited(load: Load, sound: dict[str, str]) -> None:
    [citation] = Records(load(sound))[PAIR]["citations"]

    assert citation["key"] == "schein-1992"
    assert citation["where"] == "Chapter 1"
    assert citation["text"].startswith("Schein, E. H. (1992)")


def test_a_citation_of_nothing_is_left_out(load: Load, sound: dict[str, str]) -> None:
    del sound["references.yml"]

    record = Records(load(sound))[PAIR]

    assert record["citations"] == []


def test_evidence_holds_its_works(load: Load, sound: dict[str, str]) -> None:
    evidence = "{outcome: A, tier: '4', direction: mixed, sources: [schein-1992, nothing]}"
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "sources:", f"evidence: [{evidence}]\nsources:"
    )

    [found] = Records(load(sound))[PAIR]["evidence"]

    assert [work["key"] for work in found["sources"]] == ["schein-1992"]


def test_a_move_has_steps_questions_and_what_to_keep_and_change(
    load: Load, sound: dict[str, str]
) -> None:
    body = Records(load(sound))[PAIR]["body"]

    assert len(body["steps"]) == 3
    assert body["critical_questions"] == ["Who is missing?", "Who could lead this?"]
    assert (body["keep"], body["change"]) == (["The question"], ["The hour"])
    assert [section["anchor"] for section in body["sections"]][:2] == ["why-it-matters", "steps"]


def test_what_has_no_such_sections_has_no_such_parts(load: Load, sound: dict[str, str]) -> None:
    body = Records(load(sound))[DRIVE]["body"]

    assert body == {"intro": "", "sections": [], "words": 0}


def test_lists_that_are_missing_are_empty(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("**Keep**", "**Hold**")

    body = Records(load(sound))[PAIR]["body"]

    assert body["keep"] == []


@pytest.mark.parametrize(
    ("words", "html", "minutes"),
    [
        ("10 minutes: agree.", "Agree.", 10),
        ("One minute: agree.", "Agree.", 1),
        ("Forty-five minutes: agree.", "Agree.", 45),
        ("Agree in 10 minutes.", "Agree in 10 minutes.", None),
        ("10 minutes later: agree.", "10 minutes later: agree.", None),
        ("10 minutes: agree.\n\n   More.", "<p>Agree.</p><p>More.</p>", 10),
    ],
)
def test_a_step_gives_its_minutes(
    words: str, html: str, minutes: int | None, load: Load, sound: dict[str, str]
) -> None:
    found = step(load, sound, words)

    assert found["html"].startswith(html)
    assert found["minutes"] == minutes


@pytest.mark.parametrize(
    ("steps", "phases"),
    [
        ("1. Ask.\n2. Call.\n3. 5 minutes: Look.\n4. Wait.\n5. 9 minutes: Talk.\n6. Thank.",
         "prepare prepare run run run follow-up"),
        ("1. Ask.\n2. Look.\n3. Talk.", "prepare run run"),
        ("1. 5 minutes: Ask.\n2. Look.\n3. Talk.", "run follow-up follow-up"),
        ("1. Ask.", "run"),
    ],
)  # fmt: skip
def test_what_has_minutes_is_the_run(
    steps: str, phases: str, load: Load, sound: dict[str, str]
) -> None:
    before, rest = sound["moves/pair.md"].split("## Steps\n", 1)
    after = rest[rest.index("\n## ") :]
    sound["moves/pair.md"] = f"{before}## Steps\n\n{steps}\n{after}"

    shown = Records(load(sound))[PAIR]["body"]["steps"]

    assert " ".join(step["phase"] for step in shown) == phases
    assert [step["number"] for step in shown] == [*range(1, len(shown) + 1)]


@pytest.mark.parametrize("hidden", ["principal", "coach", "principal, roles/coach"])
def test_who_leads_is_one_of_those_who_are_there(
    hidden: str, load: Load, sound: dict[str, str]
) -> None:
    sound["roles/coach.md"] = sound["roles/principal.md"].replace("Principal", "Coach")
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "roles:", "leads: [coach]\nroles:\n  coach: Helps."
    )
    sound["district/district.yml"] = f"hidden: [roles/{hidden}]\n"

    record = Records(load(sound))[PAIR]

    there = [role["id"] for role in record["relations"].get("roles", ())]
    assert record["leads"] == there
    assert len(there) == 2 - len(hidden.split(","))


def test_a_step_of_five_thousand_digits_does_no_harm(load: Load, sound: dict[str, str]) -> None:
    found = step(load, sound, f"{'9' * 5000} minutes: agree.")

    assert found["html"]


def test_s49_what_a_title_holds_is_kept_as_it_is(load: Load, sound: dict[str, str]) -> None:
    naughty = "</title><script>x</script> {{ 7*7 }} =1+1"
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", f"'{naughty}'")

    record = Records(load(sound))[PAIR]

    assert record["title"] == naughty


def test_s16_a_body_holds_no_tag_that_its_author_wrote(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("One person", "<script>x</script> One")

    body = Records(load(sound))[PAIR]["body"]

    assert "&lt;script&gt;" in str(body)
    assert "<script" not in str(body)


def test_what_the_writer_of_html_gets_wrong_reaches_no_record(
    load: Load, sound: dict[str, str]
) -> None:
    book = load(sound)
    entries = [with_tag(entry) if entry.key == PAIR else entry for entry in book]

    body = Records(Playbook(entries, book.bibliography))[PAIR]["body"]

    assert len(body["sections"]) > 3
    assert "One person" in str(body)
    assert "<script" not in str(body)


def with_tag(entry: Entry) -> Entry:
    """An entry whose HTML has a tag everywhere that no writer of ours writes."""

    def spoil(section: Section) -> Section:
        blocks = (
            replace(
                block,
                markup=f"{block.markup}<script>x</script>",
                items=tuple(replace(i, html=f"{i.html}<script>x</script>") for i in block.items),
            )
            for block in section.blocks
        )
        return replace(section, blocks=tuple(blocks))

    sections = tuple(map(spoil, entry.body.sections))
    return replace(
        entry, body=replace(entry.body, intro=spoil(entry.body.intro), sections=sections)
    )


def test_conditions_come_in_their_order(load: Load, sound: dict[str, str]) -> None:
    text = sound["conditions/let-schools-drive.md"]
    sound["conditions/a.md"] = text.replace("order: 1", "order: 10")
    sound["conditions/z.md"] = text.replace("order: 1", "order: 2")

    found = Records(load(sound)).collection("conditions")

    assert [record["id"] for record in found] == ["let-schools-drive", "z", "a"]


def test_roles_come_by_their_level_then_by_how_much_is_asked_of_them(
    load: Load, sound: dict[str, str]
) -> None:
    text = sound["roles/principal.md"]
    sound["roles/coach.md"] = text.replace("Principal", "Coach")
    sound["roles/partner.md"] = text.replace("level: school", "level: partner")
    sound["roles/chief.md"] = text.replace("level: school", "level: district")

    records = Records(load(sound))

    assert [r["id"] for r in records.collection("roles")] == [
        "chief",
        "principal",
        "coach",
        "partner",
    ]


def test_moves_come_by_their_titles(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", "Zip")

    found = Records(load(sound)).collection("moves")

    assert [record["id"] for record in found] == ["trio", "pair"]
