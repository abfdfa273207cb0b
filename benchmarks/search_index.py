"""Makes the index of the search from the records of a built site, in a process to be measured.

    .venv/bin/python -m benchmarks.search_index RECORDS [--read]

RECORDS is what `write_records` writes: one after the other is read, as no more of them than one
is needed. With `--read` nothing is made: that is what the process takes beside the index. Pages in
`docs/` are not in the record of a site, and are left out.
"""

import argparse
import json
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from playbook.records.site_types import SiteRecord
from playbook.search import documents as search
from playbook.search import index, scripts
from playbook.search.rows import index_records


def record(site: Path) -> SiteRecord:
    """The entries of a built site, as the search takes them."""
    entries: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]:
        entries[entry["collection"]][entry["id"]] = entry
    return cast("SiteRecord", {"entries": entries})


def write_records(site: Path, file: Path) -> None:
    """Write the records of a built site in the order of the index, each as a line of JSON."""
    lines = (json.dumps(entry) for entry in index_records(record(site)))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The records that were written."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def make(documents: Sequence[search.Document]) -> int:
    """Make the files of an index; gives the length of all."""
    whole = index.build(documents, "en")
    files = [
        scripts.head(whole, "en"),
        *(scripts.shard(whole, n) for n in range(len(whole.shards))),
    ]
    return sum(map(len, files)) + sum(len(scripts.places(document, "en")) for document in documents)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    records = read(arguments.records)
    if arguments.read:
        deque(records, maxlen=0)
    else:
        make([search.of_entry(record) for record in records])
