"""A district's own words over the original, by part: nothing of either is lost or hidden."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook import Playbook
from playbook.layers.upstream import editions
from playbook.model.entry import Entry, Key
from playbook.records.record import Records
from playbook.source.location import Location
from tests.builder import swap
from tests.unit.conftest import BODY, DATES, PAIR, TODAY, Load

Told = Callable[[Mapping[str, str]], list[str]]
Project = Callable[[Mapping[str, str]], Path]

PAIR_KEY, TRIO_KEY, PRINCIPAL = (
    Key("moves", "pair"),
    Key("moves", "trio"),
    Key("roles", "principal"),
)
HERE = "district/moves/pair.md"
SCHOOL = "schools/lincoln/moves/pair.md"
CHAIN = ["district", "schools/lincoln"]
WALK = PAIR.replace("Work in pairs", "Walk to a neighbor").replace("Two people", "A few")
POSIX = pytest.mark.skipif(os.name == "nt", reason="making a link is not for everybody there")


def over(front: str = "", body: str = "", because: str = "because: So we do.\n") -> str:
    return f"---\n{because}{front}---\n{body}"


def entry(book: Playbook, key: Key = PAIR_KEY) -> Entry:
    return book[key]


def html(book: Playbook, title: str, key: Key = PAIR_KEY) -> str:
    section = entry(book, key).body.section(title)
    return section.html if section else ""


def record(book: Playbook, key: Key = PAIR_KEY) -> Mapping[str, Any]:
    return Records(book)[key]


# keys


def test_a_key_takes_the_place_of_the_originals(load: Load, sound: dict[str, str]) -> None:
    book = load({**sound, HERE: over("title: Go in twos\nsetting: [team]\n")})

    meta: Any = entry(book).meta
    assert (meta.title, list(meta.setting)) == ("Go in twos", ["team"])
    assert meta.summary == "Two people visit one classroom."


def test_mappings_are_joined_by_their_ids(load: Load, sound: dict[str, str]) -> None:
    front = "roles:\n  principal: Walks along.\n  coach: Asks.\nminutes: {run: 45}\n"
    coach = sound["roles/principal.md"].replace("title: Principal", "title: Coach")

    book = load({**sound, "roles/coach.md": coach, HERE: over(front)})

    meta: Any = entry(book).meta
    assert dict(meta.roles) == {"principal": "Walks along.", "coach": "Asks."}
    assert (meta.minutes.learn, meta.minutes.run) == (5, 45)


def test_an_id_set_to_nothing_is_removed(load: Load, sound: dict[str, str]) -> None:
    book = load({**sound, HERE: over("pairs_with:\n  trio:\nsources: {schein-1992: null}\n")})

    meta: Any = entry(book).meta
    assert (dict(meta.pairs_with), dict(meta.sources)) == ({}, {})


MATERIALS = """materials:
  - {kind: card, title: A slip, lines: [A question ___]}
  - {kind: sheet, title: What we have, columns: [Strength, Who]}
"""


def test_materials_of_a_layer_take_the_place_of_the_originals(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/pair.md"] = swap(sound["moves/pair.md"], "sources:", f"{MATERIALS}sources:")
    own = "materials:\n  - {kind: card, title: Lincoln slip, lines: [Our question ___]}\n"

    book = load({**sound, HERE: over(own)})

    adapted = record(book)
    (change,) = adapted["provenance"]["changes"]
    assert [paper["url"] for paper in adapted["materials"]] == ["moves/pair/lincoln-slip/"]
    assert (change["part"], change["label"]) == ("materials", "Materials")
    assert "What we have" in change["before"]
    assert "Our question ___" in change["after"]


def test_a_layer_from_before_inherits_materials(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = swap(sound["moves/pair.md"], "sources:", f"{MATERIALS}sources:")

    book = load({**sound, HERE: over("title: Go in twos\n")})

    assert [paper["title"] for paper in record(book)["materials"]] == ["A slip", "What we have"]


def test_a_fault_in_a_material_of_a_layer_is_told_in_its_file(
    told: Told, sound: dict[str, str]
) -> None:
    found = told({**sound, HERE: over("materials:\n  - {kind: card, title: Our slip}\n")})

    assert found == [f"{HERE}:4:5 missing-key"]


def test_removing_the_last_of_what_must_be_there_is_told_where_it_is_said(
    told: Told, sound: dict[str, str]
) -> None:
    found = told({**sound, HERE: over("roles:\n  principal:\n")})

    assert f"{HERE}:3:1 empty" in found


def test_a_removed_part_that_is_needed_is_told_where_it_was_removed(
    told: Told, sound: dict[str, str]
) -> None:
    assert told({**sound, HERE: over("minutes:\n  run:\n")}) == [f"{HERE}:4:3 missing-key"]


# sections


def test_a_section_takes_the_place_of_the_one_of_its_name(
    load: Load, sound: dict[str, str]
) -> None:
    book = load({**sound, HERE: over(body="\n## Watch for\n\nThe bell.\n")})

    assert html(book, "Watch for") == "<p>The bell.</p>"
    assert html(book, "Steps") == html(load(sound), "Steps")
    assert [section.title for section in entry(book).body.sections] == [
        section.title for section in entry(load(sound)).body.sections
    ]


def test_what_is_inherited_follows_the_original(load: Load, sound: dict[str, str]) -> None:
    layer = {HERE: over("title: Go in twos\n", "\n## Watch for\n\nThe bell.\n")}
    changed = PAIR.replace("Ask it.", "Ask it twice.").replace("effort: light", "effort: heavy")

    book = load({**sound, "moves/pair.md": changed, **layer})

    meta: Any = entry(book).meta
    assert (meta.title, meta.effort) == ("Go in twos", "heavy")
    assert "Ask it twice." in html(book, "Steps")
    assert html(book, "Watch for") == "<p>The bell.</p>"


def test_sections_stay_in_their_order_whatever_the_order_of_the_layer(
    told: Told, sound: dict[str, str]
) -> None:
    body = "\n## Watch for\nThe bell.\n\n## Why it matters\nIt does.\n"

    assert told({**sound, HERE: over(body=body)}) == []


def test_a_section_that_the_original_lacks_comes_where_it_belongs(
    told: Told, sound: dict[str, str]
) -> None:
    start, _, rest = PAIR.partition("## Signs of progress")
    sound["moves/pair.md"] = (
        start + rest.partition("## Watch for")[1] + rest.partition("## Watch for")[2]
    )

    assert told({**sound, HERE: over(body="\n## Signs of progress\n\n- More.\n")}) == []


def test_a_section_of_another_name_is_told_at_its_line(told: Told, sound: dict[str, str]) -> None:
    found = told({**sound, HERE: over(body="\n## Our words\n\nMine.\n")})

    assert found == [f"{HERE}:5:1 unknown-section"]


def test_a_section_that_a_layer_writes_twice_is_kept_and_told(
    load: Load, told: Told, sound: dict[str, str]
) -> None:
    layer = {HERE: over(body="\n## Watch for\n\nThe bell.\n\n## Watch for\n\nThe dog.\n")}

    assert told({**sound, **layer}) == [f"{HERE}:9:1 misplaced-section"]
    words = [s.text for s in entry(load({**sound, **layer})).body.sections]
    assert words[-2:] == ["The bell.", "The dog."]


@pytest.mark.parametrize(
    "heading", ["## Watch for", "Watch for\n---------", "  ##  Watch for  ##", "## *Watch* for"]
)
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_a_section_is_found_however_its_heading_is_written(
    load: Load, sound: dict[str, str], heading: str, end: str
) -> None:
    layer = {HERE: over(body=f"{heading}\nThe bell.{end}")}

    book = load({**sound, **layer})

    assert html(book, "Watch for") == "<p>The bell.</p>"
    (change,) = record(book)["provenance"]["changes"]
    assert change["before"] == "One of the two may keep talking."
    assert change["after"] == "The bell."


def test_a_section_without_an_empty_line_at_its_end_does_not_run_into_the_next(
    told: Told, sound: dict[str, str]
) -> None:
    body = "## Critical questions\n- Who is here?\n- Who is not?\n## Steps\n1. A\n2. B\n3. C"

    assert told({**sound, HERE: over(body=body)}) == []


def test_words_before_the_first_heading_take_the_place_of_the_originals(
    load: Load, sound: dict[str, str]
) -> None:
    principal = over(body="\n### Here\n\nStart in May.\n")

    book = load({**sound, "district/roles/principal.md": principal})

    assert "Start in May." in entry(book, PRINCIPAL).body.intro.html
    (change,) = record(book, PRINCIPAL)["provenance"]["changes"]
    assert change["after"] == "### Here\n\nStart in May."


# files


def test_a_file_with_a_new_id_adds_an_entry(load: Load, told: Told, sound: dict[str, str]) -> None:
    layer = {"district/moves/walk.md": WALK.replace("trio: Once", "pair: Once")}

    book = load({**sound, **layer})

    assert entry(book, Key("moves", "walk")).layer == "district"
    assert told({**sound, **layer}) == []


def test_an_empty_layer_changes_nothing(load: Load, told: Told, sound: dict[str, str]) -> None:
    assert told({**sound, "district/district.yml": "# later\n"}) == []
    assert {record(load(sound), e.key)["provenance"]["state"] for e in load(sound)} == {"original"}


@pytest.mark.parametrize("because", ["", "because:\n", "because: ''\n", "because: ~\n"])
def test_an_adaptation_says_why(told: Told, sound: dict[str, str], because: str) -> None:
    line = "2" if because else "1"

    found = told({**sound, HERE: over("title: Go in twos\n", because=because)})

    assert found == [f"{HERE}:{line}:1 no-reason"]


def test_a_new_entry_that_says_why_it_adapts_is_told(told: Told, sound: dict[str, str]) -> None:
    walk = WALK.replace("trio: Once", "pair: Once").replace("---\n", "---\nbecause: X\n", 1)

    found = told({**sound, "district/moves/walk.md": walk})

    assert found == ["district/moves/walk.md:2:1 adapts-nothing"]


def test_a_new_entry_that_says_why_is_told_the_same_when_it_is_renamed(
    told: Told, sound: dict[str, str]
) -> None:
    coach = sound["roles/principal.md"].replace("---\n", "---\nbecause: X\n", 1)
    settings = "roles: {coach: Learning coach}\n"

    found = told(
        {
            **sound,
            "district/roles/coach.md": coach.replace("Principal", "Coach"),
            "district/district.yml": settings,
            HERE: over("roles: {coach: Asks.}\n"),
        }
    )

    assert found == ["district/roles/coach.md:2:1 adapts-nothing"]


def test_the_original_cannot_say_because(told: Told, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = PAIR.replace("---\n", "---\nbecause: X\n", 1)

    assert told(sound) == ["moves/pair.md:2:1 unknown-key"]
    assert told({**sound, HERE: over("title: Go in twos\n")}) == ["moves/pair.md:2:1 unknown-key"]


def test_an_original_that_cannot_be_taken_apart_is_reported_under_an_adaptation(
    told: Told, sound: dict[str, str]
) -> None:
    sound["moves/pair.md"] = PAIR + ">" * 13 + " Ask\n"

    codes = [line.rpartition(" ")[2] for line in told({**sound, HERE: over("title: Pair up\n")})]

    assert codes == ["nested-too-deep"]


# two layers


@pytest.fixture
def both(project: Project, sound: dict[str, str]) -> Callable[..., tuple[Playbook, list[str]]]:
    """What a school on top of a district makes of two files."""

    def read(district: str, school: str, **more: str) -> tuple[Playbook, list[str]]:
        root = project({**sound, HERE: district, SCHOOL: school})
        book, diagnostics = playbook.load_and_check(root, TODAY, CHAIN)
        return book, [f"{diagnostic.location} {diagnostic.code.id}" for diagnostic in diagnostics]

    return read


def test_words_of_a_layer_above_the_first_section_have_a_name(
    load: Load, sound: dict[str, str]
) -> None:
    book = load({**sound, HERE: over("", "\nWe do it on Fridays.\n")})

    (change,) = record(book)["provenance"]["changes"]

    assert (change["label"], change["after"]) == (
        "Before the first section",
        "We do it on Fridays.",
    )


def test_the_nearest_layer_wins_and_says_so(
    both: Callable[..., tuple[Playbook, list[str]]],
) -> None:
    district = over("title: District\nsummary: One\n", "\n## Watch for\n\nA\n")
    school = over("effort: heavy\ntitle: School\n", "\n## Watch for\n\nB\n")

    book, found = both(district, school)

    meta: Any = entry(book).meta
    assert (meta.title, meta.summary, meta.effort) == ("School", "One", "heavy")
    assert html(book, "Watch for") == "<p>B</p>"
    assert found == [f"{SCHOOL}:4:1 adapted-twice", f"{SCHOOL}:7:1 adapted-twice"]
    changes = record(book)["provenance"]["changes"]
    assert [(c["layer"], c["part"], c["before"], c["after"]) for c in changes] == [
        ("district", "title", "Work in pairs", "District"),
        ("district", "summary", "Two people visit one classroom.", "One"),
        ("district", "## Watch for", "One of the two may keep talking.", "A"),
        ("schools/lincoln", "effort", "light", "heavy"),
        ("schools/lincoln", "title", "District", "School"),
        ("schools/lincoln", "## Watch for", "A", "B"),
    ]


def test_layers_that_adapt_different_parts_are_joined(
    both: Callable[..., tuple[Playbook, list[str]]],
) -> None:
    book, found = both(
        over("title: District\n", "\n## Watch for\n\nA\n"),
        over("summary: School\n", "\n## Steps\n\n1. A\n2. B\n3. C\n"),
    )

    meta: Any = entry(book).meta
    assert (meta.title, meta.summary) == ("District", "School")
    assert html(book, "Watch for") == "<p>A</p>"
    assert found == []


def test_a_school_adapts_what_its_district_added(project: Project, sound: dict[str, str]) -> None:
    sound["district/moves/walk.md"] = WALK.replace("trio: Once", "pair: Once")
    sound["schools/lincoln/moves/walk.md"] = over("title: Walk on Fridays\n")

    book, diagnostics = playbook.load_and_check(project(sound), TODAY, CHAIN)

    made = entry(book, Key("moves", "walk"))
    assert (made.meta.title, made.layer) == ("Walk on Fridays", "district")
    assert [a.layer for a in made.adaptations] == ["schools/lincoln"]
    assert diagnostics == []


# places


@pytest.mark.parametrize(
    ("front", "body", "place"),
    [
        ("effort: lots\n", "", f"{HERE}:3:9 not-one-of"),
        ("titel: A\n", "", f"{HERE}:3:1 unknown-key"),
        ("minutes:\n  run: long\n", "", f"{HERE}:4:8 wrong-type"),
        ("cautions: [a, '']\n", "", f"{HERE}:3:15 empty"),
        ("pairs_with: {quartet: A}\n", "", f"{HERE}:3:14 unknown-reference"),
        ("sources: {nobody-1: A}\n", "", f"{HERE}:3:11 unknown-citation"),
        ("", "\n## Steps\n\n1. One\n2. Two\n", f"{HERE}:7:1 step-count"),
        ("", "\n## Watch for\n\n<b>No</b>\n", f"{HERE}:7:1 raw-html"),
        ("", "\n## Watch for\n\nA\n\nSee [a](../moves/quartet.md).\n", f"{HERE}:9:5 broken-link"),
        ("", "\n## Watch for\n\n[a](#nothing)\n", f"{HERE}:7:1 broken-anchor"),
        ("", "\n## Critical questions\n\n- Who?\n", f"{HERE}:5:1 step-count"),
    ],
)
def test_a_fault_of_the_layer_is_told_in_its_file(
    told: Told, sound: dict[str, str], front: str, body: str, place: str
) -> None:
    found = told({**sound, HERE: over(front, body)})

    assert len(found) == 1
    assert found[0].rpartition(" ")[0] == place.rpartition(" ")[0], found


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("effort: light", "effort: lots", "not-one-of"),
        ("  trio: Once", "  quartet: Once", "unknown-reference"),
        ("  schein-1992: Chapter 1", "  nobody-1: Chapter 1", "unknown-citation"),
        ("One person can", "<b>One</b> can", "raw-html"),
        ("3. Ask it.", "3. Ask [it](quartet.md).", "broken-link"),
        ("One of the two may", "[One](#nothing) of the two may", "broken-anchor"),
    ],
)
def test_a_fault_of_the_original_is_told_in_the_original(
    told: Told, sound: dict[str, str], was: str, now: str, code: str
) -> None:
    sound["moves/pair.md"] = PAIR.replace(was, now)
    layer = {HERE: over("title: Go in twos\n", "\n## Signs of progress\n\n- A\n- B\n- C\n- D\n")}

    alone = [line for line in told(sound) if line.endswith(code)]

    assert alone
    assert [line for line in told({**sound, **layer}) if line.endswith(code)] == alone


def test_both_files_have_their_faults(told: Told, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = PAIR.replace("rhythm: monthly", "rhythm: never").replace(
        "One person can", "<b>One</b> can"
    )
    layer = {HERE: over("effort: lots\n", "\n## Watch for\n\n<i>A</i>\n")}

    found = told({**sound, **layer})

    rhythm = PAIR.split("\n").index("rhythm: monthly") + 1
    words = PAIR.split("\n").index("One person can take notes. Two can take a decision.") + 1
    assert found == [
        f"{HERE}:3:9 not-one-of",
        f"{HERE}:8:1 raw-html",
        f"moves/pair.md:{rhythm}:9 not-one-of",
        f"moves/pair.md:{words}:1 raw-html",
    ]


@pytest.mark.parametrize(
    "broken", ["no front matter\n", "---\ntitle: [\n---\n", "---\ntitle: A\ntitle: B\n---\n", "\0"]
)
def test_a_broken_file_of_a_layer_hides_no_other_finding(
    load: Load, told: Told, sound: dict[str, str], broken: str
) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("effort: moderate", "effort: lots")
    sound["moves/pair.md"] = PAIR.replace("3. Ask it.", "3. Ask [it](quartet.md).")
    before = told(sound)

    found = told({**sound, HERE: broken})

    assert len(before) == 2
    assert set(before) < set(found)
    assert {line.partition(":")[0] for line in set(found) - set(before)} == {HERE}
    assert entry(load(sound)).meta.title == "Work in pairs"


@pytest.mark.parametrize("name", ["district/moves/walk.MD", "moves/Pair.MD"])
def test_a_file_whose_ending_is_in_capital_letters_stops_nothing(
    told: Told, sound: dict[str, str], name: str
) -> None:
    assert told({**sound, name: WALK})


def test_broken_settings_hide_no_other_finding(told: Told, sound: dict[str, str]) -> None:
    found = told({**sound, "district/district.yml": "nam: A\n", HERE: over("effort: lots\n")})

    assert found == ["district/district.yml:1:1 unknown-key", f"{HERE}:3:9 not-one-of"]


# links


@pytest.mark.parametrize(
    "link", ["../../moves/trio.md", "../moves/trio.md", "trio.md", "../../moves/trio.md#steps"]
)
def test_a_link_in_a_layer_leads_where_github_leads_and_where_the_site_does(
    load: Load, told: Told, sound: dict[str, str], link: str
) -> None:
    layer = {HERE: over(body=f"\n## Watch for\n\nSee [them]({link}).\n")}

    assert told({**sound, **layer}) == []
    (found,) = [link for link, _ in entry(load({**sound, **layer})).body.links]
    assert found.path == "moves/trio.md"
    end = "#e-steps" if "#" in link else ""
    assert f'href="../trio/{end}"' in html(load({**sound, **layer}), "Watch for")


@pytest.mark.parametrize("link", ["#steps", "pair.md#steps", "../../moves/pair.md#steps"])
def test_a_link_to_the_entry_itself_finds_what_is_inherited(
    told: Told, sound: dict[str, str], link: str
) -> None:
    assert told({**sound, HERE: over(body=f"\n## Watch for\n\n[them]({link})\n")}) == []


def test_a_link_that_is_inherited_leads_where_it_led(load: Load, sound: dict[str, str]) -> None:
    layer = {"district/cases/one-school.md": over("title: A school\n")}

    (found, place) = entry(load({**sound, **layer}), Key("cases", "one-school")).body.links[0]

    assert (found.path, place.path) == ("moves/pair.md", "cases/one-school.md")


@pytest.mark.parametrize(
    "link",
    [
        "../../../district/moves/walk.md",
        "../../../moves/walk.md",
        "walk.md",
    ],
)
def test_a_link_in_a_school_leads_to_what_the_district_added(
    project: Project, sound: dict[str, str], link: str
) -> None:
    sound["district/moves/walk.md"] = WALK.replace("trio: Once", "pair: Once")
    sound[SCHOOL] = over(body=f"\n## Watch for\n\nSee [it]({link}).\n")

    _, diagnostics = playbook.load_and_check(project(sound), TODAY, CHAIN)

    assert diagnostics == []


# what is hidden


def test_what_is_hidden_is_in_no_list_and_no_relation(load: Load, sound: dict[str, str]) -> None:
    book = load({**sound, "district/district.yml": "hidden: [moves/trio]\n"})

    assert TRIO_KEY not in {each.key for each in book}
    assert TRIO_KEY not in {each.key for each in book.without_drafts()}
    assert all(TRIO_KEY.id not in str(record(book, e.key)["relations"]) for e in book)
    assert [move["id"] for move in Records(book).collection("moves")] == ["pair"]


def test_what_points_to_the_hidden_is_told_and_shown_as_words(
    load: Load, told: Told, sound: dict[str, str]
) -> None:
    files = {**sound, "district/district.yml": "hidden: [moves/pair.md]\n"}
    files["roles/principal.md"] = sound["roles/principal.md"].replace("pair: It", "trio: It")
    case, link = "cases/one-school.md", "They had [a plan](../moves/pair.md#steps)."

    found = told(files)

    lines = sound[case].split("\n")
    named = lines.index("  pair: They went in pairs.") + 1
    assert found == [
        f"{case}:{named}:3 points-to-hidden",
        f"{case}:{lines.index(link) + 1}:10 points-to-hidden",
    ]
    starting = html(load(files), "Starting point", Key("cases", "one-school"))
    assert starting == "<p>They had <span>a plan</span>.</p>"


def test_an_id_alone_hides_the_one_entry_that_has_it(load: Load, sound: dict[str, str]) -> None:
    book = load({**sound, "district/district.yml": "hidden: [trio]\n"})

    assert set(book.hidden) == {TRIO_KEY}
    assert book.hidden[TRIO_KEY] == Location("district/district.yml", 1, 10)


@pytest.mark.parametrize(
    ("settings", "place", "guess"),
    [
        ("hidden: [moves/tri]\n", (1, 10), "moves/trio"),
        ("hidden:\n- tri\n", (2, 3), "trio"),
        ("roles: {principals: A}\n", (1, 9), "principal"),
        ("conditions:\n  let-school-drive: A\n", (2, 3), "let-schools-drive"),
    ],
)
def test_an_unknown_id_in_settings_is_told_with_the_one_that_was_meant(
    project: Project, sound: dict[str, str], settings: str, place: tuple[int, int], guess: str
) -> None:
    root = project({**sound, "district/district.yml": settings})

    (found,) = playbook.load_and_check(root, TODAY)[1]

    assert (found.code.id, found.location) == (
        "unknown-reference",
        Location("district/district.yml", *place),
    )
    assert f"Did you mean '{guess}'?" in found.hint


# names


def test_a_role_has_the_name_that_settings_give_it(
    load: Load, told: Told, sound: dict[str, str]
) -> None:
    settings = "name: Cedar Valley\nroles: {principal: Head of school}\n"
    files = {**sound, "district/district.yml": settings}

    book = load(files)

    assert told(files) == []
    assert record(book, PRINCIPAL)["title"] == "Head of school"
    assert [r["title"] for r in record(book)["relations"]["roles"]] == ["Head of school"]
    assert record(book, PRINCIPAL)["provenance"]["changes"] == [
        {
            "layer": "Cedar Valley",
            "because": "",
            "part": "title",
            "label": "Title",
            "before": "Principal",
            "after": "Head of school",
        }
    ]


def test_the_nearest_name_is_shown(project: Project, sound: dict[str, str]) -> None:
    sound["district/district.yml"] = "roles: {principal: District}\n"
    sound["schools/lincoln/district.yml"] = "roles: {principal: School}\n"

    book, _ = playbook.load_and_check(project(sound), TODAY, CHAIN)

    assert entry(book, PRINCIPAL).meta.title == "School"


def test_a_title_in_a_nearer_file_is_shown_before_a_name_in_settings(
    project: Project, sound: dict[str, str]
) -> None:
    sound["district/district.yml"] = "roles: {principal: District}\n"
    sound["schools/lincoln/roles/principal.md"] = over("title: School\n")

    book, _ = playbook.load_and_check(project(sound), TODAY, CHAIN)

    assert entry(book, PRINCIPAL).meta.title == "School"


# provenance


def test_a_record_tells_what_is_original_adapted_and_local(
    load: Load, sound: dict[str, str]
) -> None:
    book = load(
        {
            **sound,
            "district/district.yml": "name: Cedar Valley\n",
            HERE: over(
                "title: Go in twos\nroles: {principal: Walks.}\n", "\n## Watch for\n\nThe bell.\n"
            ),
            "district/moves/walk.md": WALK,
        }
    )

    original, adapted, local = (
        record(book, Key("moves", id_))["provenance"] for id_ in ("trio", "pair", "walk")
    )

    why = {"layer": "Cedar Valley", "because": "So we do."}
    assert (original["state"], original["layer"], original["changes"]) == ("original", "", [])
    assert adapted["state"] == "adapted"
    assert adapted["changes"] == [
        {
            **why,
            "part": "title",
            "label": "Title",
            "before": "Work in pairs",
            "after": "Go in twos",
        },
        {
            **why,
            "part": "roles",
            "label": "Roles",
            "before": "principal: Makes the time.",
            "after": "principal: Walks.",
        },
        {
            **why,
            "part": "## Watch for",
            "label": "Watch for",
            "before": "One of the two may keep talking.",
            "after": "The bell.",
        },
    ]
    assert (local["state"], local["layer"], local["version"]) == ("local", "Cedar Valley", "")
    assert original["version"] == adapted["version"] != ""


def test_a_part_that_says_the_same_is_no_change(load: Load, sound: dict[str, str]) -> None:
    same = over("title: Work in pairs\nminutes: {run: 30}\n", BODY.partition("## Steps")[0])

    provenance = record(load({**sound, HERE: same}))["provenance"]

    assert (provenance["state"], provenance["changes"]) == ("original", [])


# what is never followed


@POSIX
def test_a_layer_that_is_a_link_is_refused(project: Project, sound: dict[str, str]) -> None:
    root = project({**sound, "elsewhere/moves/pair.md": over("title: Stolen\n")})
    (root / "district").symlink_to(root / "elsewhere", target_is_directory=True)

    book, diagnostics = playbook.load_and_check(root, TODAY)

    assert [(p.code.id, p.location.path) for p in diagnostics] == [("symlink", "district")]
    assert entry(book).meta.title == "Work in pairs"


@POSIX
@pytest.mark.parametrize("linked", ["moves/pair.md", "moves", "district.yml"])
def test_a_link_inside_a_layer_is_refused(
    project: Project, sound: dict[str, str], linked: str
) -> None:
    elsewhere = {
        "elsewhere/moves/pair.md": over("title: Stolen\n"),
        "elsewhere/district.yml": "roles: {principal: Stolen}\n",
    }
    root = project({**sound, **elsewhere, "district/docs/a.md": "# A\n"})
    (root / "district" / linked).parent.mkdir(exist_ok=True)
    (root / "district" / linked).symlink_to(root / "elsewhere" / linked)

    book, diagnostics = playbook.load_and_check(root, TODAY)

    assert {p.code.id for p in diagnostics} == {"symlink"}
    assert all(p.location.path.startswith("district/") for p in diagnostics)
    assert "Stolen" not in {each.meta.title for each in book}


def test_a_layer_that_is_not_there_is_told(project: Project, sound: dict[str, str]) -> None:
    _, diagnostics = playbook.load_and_check(project(sound), TODAY, ["district"])

    assert [(p.code.id, p.location.path) for p in diagnostics] == [("unreadable-file", "district")]


def test_the_dates_of_a_layer_are_judged_with_those_it_inherits(
    told: Told, sound: dict[str, str]
) -> None:
    assert DATES in PAIR

    assert told({**sound, HERE: over("updated: 2020-01-01\n")}) == [
        f"{HERE}:3:10 dates-out-of-order"
    ]


def test_a_school_is_laid_over_by_no_folder_that_is_no_layer(
    project: Project, sound: dict[str, str]
) -> None:
    settings = {"schools/lincoln/district.yml": "layers: [elsewhere, schools/lincoln]\n"}
    root = project({**sound, **settings, "elsewhere/moves/pair.md": over("title: Stolen\n")})

    _, diagnostics = playbook.check_editions(root, TODAY)

    assert [(p.code.id, p.location.path) for p in diagnostics] == [("not-one-of", *settings)]
    assert editions(root)["schools/lincoln/"] == ("schools/lincoln",)


def test_fonts_that_could_leave_their_rule_are_told(
    project: Project, sound: dict[str, str]
) -> None:
    settings = {"district/district.yml": "fonts: 'x; } body { color: red; font: serif'\n"}

    _, diagnostics = playbook.load_and_check(project({**sound, **settings}), TODAY)

    assert [(p.code.id, p.location.path) for p in diagnostics] == [("wrong-type", *settings)]
