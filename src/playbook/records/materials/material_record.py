"""The record of a material: what stands on its page, row by row and line by line."""

from collections.abc import Iterator, Sequence

from playbook.model.entry_types import FrontMatter
from playbook.model.materials import BLANK, COPIES, ROWS, Material, addresses, cells
from playbook.model.vocabulary import MaterialKind
from playbook.records.materials.material_types import MaterialRecord, RowRecord


def material_records(meta: FrontMatter, url: str) -> list[MaterialRecord]:
    """The materials of an entry whose page has the address `url`."""
    materials: Sequence[Material] = getattr(meta, "materials", ())
    return [
        _record(material, id_, url, meta.language)
        for id_, material in zip(addresses(materials), materials, strict=True)
    ]


def _record(material: Material, id_: str, url: str, language: str | None) -> MaterialRecord:
    is_card = material.kind is MaterialKind.CARD
    return {
        "id": id_,
        "url": f"{url}{id_}/",
        "kind": material.kind.value,
        "title": material.title,
        "how": material.how or "",
        "language": material.language or language,
        "columns": list(material.columns),
        "rows": list(_rows(material)),
        "agenda": [{"minutes": item.minutes, "text": item.text} for item in material.items],
        "lines": [
            {"text": line.removesuffix(BLANK).rstrip(), "is_open": line.endswith(BLANK)}
            for line in material.lines
        ],
        "copies": (material.copies or COPIES) if is_card else 0,
        "paragraphs": [part.strip() for part in material.text.split("\n\n") if part.strip()],
    }


def _rows(material: Material) -> Iterator[RowRecord]:
    if material.kind is MaterialKind.EXAMPLE:
        for row in material.filled:
            yield {"label": "", "cells": cells(row)}
    elif material.kind is MaterialKind.SHEET:
        empty = [""] * len(material.columns)
        for label in material.labels:
            yield {"label": label, "cells": empty[1:]}
        for _ in range(0 if material.labels else material.rows or ROWS):
            yield {"label": "", "cells": empty}
