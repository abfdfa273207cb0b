"""Makes the index of the search from the record of a built site, in a process to be measured.

    .venv/bin/python -m benchmarks.search_index SITE [--read]

With `--read` it reads the record and makes nothing: that is what the process takes beside the
index. Pages in `docs/` are not in the record, and are left out.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from playbook.records.site_types import SiteRecord
from playbook.search import documents as search
from playbook.search import index, scripts


def record(site: Path) -> SiteRecord:
    """The entries of a built site, as the search takes them."""
    entries: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]:
        entries[entry["collection"]][entry["id"]] = entry
    return cast("SiteRecord", {"entries": entries})


def make(documents: Sequence[search.Document]) -> int:
    """Make the files of an index; gives the length of all."""
    whole = index.build(documents, "en")
    files = [scripts.head(whole), *(scripts.shard(whole, n) for n in range(len(whole.shards)))]
    return sum(map(len, files)) + sum(len(scripts.places(document)) for document in documents)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    site = record(arguments.site)
    if not arguments.read:
        make(search.documents(site, []))
