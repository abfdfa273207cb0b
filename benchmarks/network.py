"""A network of districts: each built by itself, and merged into one site.

.venv/bin/python -m benchmarks.network [--districts 10] [--moves 10000]
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import corpus, measure

PLAYBOOK = (sys.executable, "-m", "playbook_site")


def main() -> None:
    """Print a row for each district, for the merge, and for a merge after one has changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, default=10)
    parser.add_argument("--moves", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, own, parts = (Path(folder) / name for name in ("district", "network", "parts"))
        corpus.write(own, 10, 3, full_text=False)
        corpus.write(root, asked.moves, max(3, asked.moves // 10), full_text=False)
        parts.mkdir()
        print("| Step | CPU | Wall | Memory |\n| --- | --: | --: | --: |", flush=True)
        for number in range(1, asked.districts + 1):
            name = f"district-{number}"
            settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
            settings = re.sub("site_name: .*", f"site_name: {name}", settings)
            (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
            row(f"Build {name}", Path(folder), "build", str(root), "--site", str(parts / name))
        row("Build the network's own site", own, "build", ".")
        row("Merge", own, "merge", "site", str(parts))
        row("Merge again", own, "merge", "site", str(parts))
        weight = measure.weight(own / "site")
        print(f"\n{weight.files:,} files, {weight.megabytes:,.0f} MB")


def row(name: str, folder: Path, *words: str) -> None:
    """Run a command and print what it took."""
    before = time.perf_counter()
    cost = measure.cost(folder, (*PLAYBOOK, *words))
    wall = time.perf_counter() - before
    print(f"| {name} | {cost.cpu:.1f} s | {wall:.1f} s | {cost.megabytes:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
