"""Tables, as a spreadsheet opens them."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from playbook.open_data.tables import csv_table, plain, workbook
from playbook.records.site_types import SiteRecord
from tests.unit.open_data.conftest import ADDRESS, Publish

HOSTILE = [
    '=HYPERLINK("https://evil.example/","Look")',
    "=1+1",
    "+1-2",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "＠SUM(A1)",
]


def table(site: SiteRecord) -> list[dict[str, str]]:
    """The rows of the CSV, as a program reads them."""
    return list(csv.DictReader(io.StringIO(csv_table(site).removeprefix("\ufeff"), newline="")))


def sheet(site: SiteRecord, name: str) -> Worksheet:
    """A sheet of the workbook, as openpyxl reads it."""
    return load_workbook(io.BytesIO(workbook(site)))[name]  # type: ignore[return-value]


def rows(of: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns."""
    names, *lines = of.iter_rows(values_only=True)
    return [dict(zip(map(str, names), line, strict=True)) for line in lines]


def test_a_row_says_what_an_analyst_would_ask_of_a_move(
    publish: Publish, sound: dict[str, str]
) -> None:
    sound["roles/teacher.md"] = sound["roles/principal.md"].replace("Principal", "Teacher")
    sound["moves/trio.md"] = (
        sound["moves/trio.md"]
        .replace("roles:", "leads: [teacher]\nroles:\n  teacher: Why.")
        .replace("learn: 5,", "learn: 5, prepare: 10,")
        .replace("setting: [team]", "setting: [team, school]")
    )
    site = publish()

    [row] = [row for row in table(site) if row["id"] == "trio"]
    [cells] = [row for row in rows(sheet(site, "moves")) if row["id"] == "trio"]

    assert row["address"] == cells["address"] == f"{ADDRESS}moves/trio/"
    assert (row["leads"], row["takes_part"]) == ("Teacher", "Principal")
    assert row["setting"] == "In a team; Across a school"
    assert (row["rhythm"], row["effort"], row["kind"]) == ("Every month", "Moderate", "")
    assert (cells["minutes_prepare"], cells["minutes_run"]) == (10, 45)
    assert cells["minutes_follow_up"] is None
    assert row["updated"] == "2026-11-24"
    assert cells["updated"] == datetime(2026, 11, 24)


def test_evidence_is_told_in_words(publish: Publish, sound: dict[str, str]) -> None:
    found = "evidence:\n  - {outcome: Trust in the team., fit: near, study: trial, "
    found += "direction: no-effect, sources: [schein-1992]}\n"
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("rhythm:", f"{found}rhythm:")

    [row] = [row for row in table(publish()) if row["id"] == "pair"]

    assert row["evidence"].startswith(
        "Trust in the team. Tested in one study: no effect found. Studied a practice near this one."
    )


def test_every_entry_has_one_row_in_both(publish: Publish) -> None:
    site = publish()
    keys = [(name, id_) for name, members in site["entries"].items() for id_ in members]

    book = load_workbook(io.BytesIO(workbook(site)))

    assert [(row["collection"], row["id"]) for row in table(site)] == keys
    assert [(s.title, r["id"]) for s in book.worksheets for r in rows(s)] == keys


def test_a_sheet_is_made_to_be_read(publish: Publish) -> None:
    moves = sheet(publish(), "moves")

    assert moves.freeze_panes == "A2"
    assert moves["A1"].font.b
    widths = {letter: size.width for letter, size in moves.column_dimensions.items()}
    assert all(8 <= width <= 75 for width in widths.values())


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_is_a_formula(publish: Publish, title: str) -> None:
    site = publish()
    site["entries"]["moves"]["pair"]["title"] = title

    [row] = [row for row in table(site) if row["id"] == "pair"]
    [cell] = [c for c in sheet(site, "moves")["C"] if c.row > 1 and c.value.endswith(title[-4:])]

    assert row["title"] == f"'{title}"
    assert str(cell.value).startswith("'")
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_what_is_no_formula_stays_as_it_is() -> None:
    cells = ["Ask first", "", "7 = seven", "(a)", "“=”", 5, 0, None]

    assert [plain(cell) for cell in cells] == cells


def test_an_address_in_a_title_makes_no_link(publish: Publish) -> None:
    site = publish()
    site["entries"]["moves"]["pair"]["title"] = "https://evil.example/"

    cells = [cell for cell in sheet(site, "moves")["C"] if "evil" in str(cell.value)]

    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_the_same_entries_give_the_same_bytes(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = publish()
    first = workbook(site)
    monkeypatch.setenv("TZ", "Pacific/Auckland")

    assert workbook(publish()) == first
    assert csv_table(publish()) == csv_table(site)
    made = load_workbook(io.BytesIO(first)).properties
    assert made.created == made.modified == datetime(2026, 11, 24)


def test_half_of_an_address_is_no_address(publish: Publish) -> None:
    site = publish(address="")

    assert "address" not in table(site)[0]
    assert "address" not in rows(sheet(site, "moves"))[0]
