"""Every entry as a row: for spreadsheets, as CSV and as a workbook."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from playbook.open_data.columns import Cell, Column, all_names, columns
from playbook.records.site_types import SiteRecord

CSV = "data/playbook.csv"
WORKBOOK = "data/playbook.xlsx"

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the start of a formula, in half and full width."""

_MARK = "\ufeff"
"""Without it, Excel takes the letters of UTF-8 for those of another encoding."""


def csv_table(site: SiteRecord) -> str:
    """All entries in one table (RFC 4180), with the columns of all collections."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, all_names(site))
    writer.writeheader()
    for name, members in site["entries"].items():
        parts = columns(site, name)
        names = [column.name for column in parts]
        for record in members.values():
            writer.writerow(dict(zip(names, _row(site, record, parts), strict=True)))
    return _MARK + file.getvalue()


def workbook(site: SiteRecord) -> bytes:
    """A workbook with a sheet for each collection; the same bytes from the same entries."""
    from xlsxwriter import Workbook  # takes long to load, and most commands write no workbook

    file = io.BytesIO()
    settings = site["settings"]
    book = Workbook(file, {"in_memory": True})
    book.set_properties(
        {"title": settings["name"], "author": settings["name"], "created": _last_change(site)}
    )
    head = book.add_format({"bold": True, "bottom": 1})
    cells: dict[type, Any] = {str: book.add_format({"text_wrap": True, "valign": "top"})}
    cells[int] = book.add_format({"valign": "top"})
    cells[date] = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
    for name, members in site["entries"].items():
        parts = columns(site, name)
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(members), len(parts) - 1)
        for place, column in enumerate(parts):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, head)
        for line, record in enumerate(members.values(), start=1):
            for place, cell in enumerate(_row(site, record, parts)):
                _write(sheet, line, place, cell, cells)
    book.close()
    return file.getvalue()


def plain(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what it would."""
    is_formula = isinstance(cell, str) and not _FORMULA.isdisjoint((cell[:1], cell.lstrip()[:1]))
    return f"'{cell}" if is_formula else cell


def _row(site: SiteRecord, record: Mapping[str, Any], parts: Sequence[Column]) -> list[Cell]:
    """The cells of an entry; empty where it has no such key."""
    return [plain(column.cell(site, record)) for column in parts]


def _write(sheet: Any, line: int, place: int, cell: Cell, forms: Mapping[type, Any]) -> None:
    """Write a cell as what it is: a text is never read for a formula or an address."""
    match cell:
        case date():
            sheet.write_datetime(line, place, datetime.combine(cell, time()), forms[date])
        case int():
            sheet.write_number(line, place, cell, forms[int])
        case str() if cell:
            sheet.write_string(line, place, cell, forms[str])


def _last_change(site: SiteRecord) -> datetime:
    """The day of the last change; a workbook says when it was made, and may not say today."""
    days = [r["updated"] for members in site["entries"].values() for r in members.values()]
    return datetime.fromisoformat(max(days, default="2000-01-01"))
