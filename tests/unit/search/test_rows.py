"""The index of the explorer: its columns, and the order of its rows."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from playbook import Playbook
from playbook.records import explorer
from playbook.records.site_types import SiteRecord
from playbook.search import rows, scripts
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


def titles(site: SiteRecord) -> list[str]:
    return [record["title"] for record in rows.index_records(site)]


def answers(index: Mapping[str, Any], facet: str, place: int) -> list[str]:
    """The answers of a row to a facet, as a browser reads them."""
    [(number, options)] = [
        (n, f["options"]) for n, f in enumerate(index["facets"]) if f["id"] == facet
    ]
    column = index["answers"][number]
    width = len(column) // index["count"]
    signs = column[place * width :][:width]
    bits = sum(rows.SIGNS.index(sign) << 6 * n for n, sign in enumerate(signs))
    return [value for n, (value, _) in enumerate(options) if bits >> n & 1]


def test_what_is_listed_stands_in_the_order_of_titles(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", "“Équipe” of two")
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("Work in threes", "zoom in")

    order = titles(site_of(load(sound)))

    assert order == ["“Équipe” of two", "One school", "zoom in", *order[3:]]
    assert sorted(order[3:]) == ["Let schools drive", "Principal"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_row_keeps_its_answers_whatever_their_number(
    load: Load, sound: dict[str, str], count: int
) -> None:
    role = sound["roles/principal.md"]
    names = [f"z{number}" for number in range(count)]
    sound |= {f"roles/{name}.md": role.replace("Principal", f"Role {name}") for name in names}
    more = "".join(f"\n  {name}: Why." for name in names[-1:])
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("roles:", f"roles:{more}")
    site = site_of(load(sound))

    index = rows.index(site)

    for place, record in enumerate(rows.index_records(site)):
        for facet in index["facets"]:
            options = {value for value, _ in facet["options"]}
            expected = options & set(explorer.answers(record, facet["id"]))
            assert set(answers(index, facet["id"], place)) == expected
    assert names[-1] in {role for n in range(3) for role in answers(index, "role", n)}


def test_a_row_says_who_leads_it(load: Load, sound: dict[str, str]) -> None:
    sound["roles/teacher.md"] = sound["roles/principal.md"].replace("Principal", "Teacher")
    sound["moves/trio.md"] = sound["moves/trio.md"].replace(
        "roles:", "leads: [teacher]\nroles:\n  teacher: Why."
    )
    site = site_of(load(sound))
    index = rows.index(site)

    leads = [rows.SIGNS.index(sign) for sign in index["leads"]]

    places = {record["id"]: n for n, record in enumerate(rows.index_records(site))}
    roles = [value for value, _ in site["facets"]["role"]["options"]]
    assert leads[places["trio"]] == 1 << roles.index("teacher")
    assert leads[places["pair"]] == 1 << roles.index("principal")
    assert len(leads) == index["count"]


def test_columns_name_the_values_of_rows(load: Load, sound: dict[str, str]) -> None:
    site = site_of(load(sound))

    index = rows.index(site)

    records = rows.index_records(site)
    for name, expected in {
        "collection": [record["collection"] for record in records],
        "created": [record["created"] for record in records],
        "minutes": [record.get("minutes", {}).get("run", 0) for record in records],
    }.items():
        values, column = index[name]
        assert [values[rows.SIGNS.index(sign)] for sign in column] == expected


@pytest.mark.parametrize(
    ("kind", "count"),
    [("full-case", 1), ("short-case", 1), ("short-example", 0), ("counter-example", 0)],
)
def test_what_has_most_cases_is_told_by_stories_alone(
    load: Load, sound: dict[str, str], kind: str, count: int
) -> None:
    sound["cases/one-school.md"] = sound["cases/one-school.md"].replace("short-case", kind)
    site = site_of(load(sound))

    values, column = rows.index(site)["cases"]

    row = [record["id"] for record in rows.index_records(site)].index("pair")
    assert values[rows.SIGNS.index(column[row])] == count


def test_a_column_of_many_values_has_two_signs_a_row() -> None:
    records: list[Any] = [{"n": number % 100} for number in range(300)]

    values, column = rows._column(records, lambda record: record["n"])

    numbers = [rows.SIGNS.index(sign) for sign in column]
    places = [a + 64 * b for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
    assert [values[place] for place in places] == [record["n"] for record in records]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (128, [128]), (129, [*[6] * 21, 3]), (16, [16])]
)
def test_a_small_playbook_has_one_block_and_a_large_one_small_ones(
    count: int, sizes: list[int]
) -> None:
    records: list[Any] = [{} for _ in range(count)]

    assert [len(block) for block in rows.blocks(records)] == sizes


def test_another_order_of_rows_has_another_stamp() -> None:
    one, other = {"url": "moves/a/"}, {"url": "moves/b/"}

    stamps = {rows.stamp(order) for order in ([one, other], [other, one], [one])}

    assert len(stamps) == 3


def test_s48_what_the_explorer_reads_ends_no_script(load: Load, sound: dict[str, str]) -> None:
    naughty = "</script><!--<script> é😀"
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", f"'{naughty}'")

    made = scripts.cards(site_of(load(sound)))

    index = scripts.explorer(site_of(load(sound)))
    assert list(made) == ["cards/0", "rows/0"]
    for name, make in made.items():
        script = make()
        start = f'(globalThis.playbookCards??={{}})["{name}"]='
        stamp, cards = json.loads(script.removeprefix(start).removesuffix(";\n"))
        assert "<" not in script + index
        assert f'"stamp":"{stamp}"' in index
        assert naughty in [title for _, title, *_ in cards]
