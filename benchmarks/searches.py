"""The search of a built site and two others over its entries: what each takes to make and to ask.

Pagefind goes over the pages of the entries, and only over their `main`. A page in Chromium asks it
and shows the first five results, as its own box does. lunr gets the words of the same entries, and
makes one file as MkDocs does, with which a browser loads lunr itself: there is no less to load.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import measure
from benchmarks.measure import Cost
from benchmarks.peers import LUNR, NODE, PAGEFIND, node_package
from benchmarks.search_index import record, write_records
from benchmarks.visits import visit, weigh
from playbook.search.documents import documents

ENTRIES = ("--glob", "{moves,cases,conditions,roles}/*/index.html", "--root-selector", "main")
MAKE = (sys.executable, "-m", "benchmarks.search_index")
PAGE = """<!doctype html><title>Asks Pagefind</title><script type="module">
const { search } = await import("/pagefind/pagefind.js");
const { results } = await search("WORDS");
const first = await Promise.all(results.slice(0, 5).map((result) => result.data()));
document.querySelector("main").innerHTML = first.map(({ excerpt }) => excerpt).join("<br>");
</script><main></main>"""
Figures = Mapping[str, float]
"""Of one search, by row."""


def ours(site: Path, scratch: Path, rounds: int) -> Figures:
    """Our index, made from records; what a process takes that only reads these is not counted.

    The memory is that of the whole process. Sentences around a match, `words.js`, are of the index.
    """
    records = scratch / "records.jsonl"
    write_records(site, records)
    whole, reading = (
        measure.least(measure.cost(Path(), (*MAKE, str(records), *more)) for _ in range(rounds))
        for more in ((), ("--read",))
    )
    files = [*(site / "search").iterdir(), *site.glob("*/**/words.js")]
    return making(Cost(whole.cpu - reading.cpu, whole.megabytes), files)


def pagefind(browser: Browser, site: Path, words: str, rounds: int) -> Figures:
    """Pagefind, in a folder of its own in the site."""
    command = (*PAGEFIND, str(site), *ENTRIES)
    cost = measure.least(measure.cost(site, command) for _ in range(rounds))
    folder = site / "pagefind"
    kinds = ("pf_index", "pf_fragment", "pf_meta")
    files = [file for kind in kinds for file in folder.rglob(f"*.{kind}")]
    (folder / "ask.html").write_text(PAGE.replace("WORDS", words), encoding="utf-8")
    with measure.served(site) as address:
        page, answers = visit(browser, f"{address}pagefind/ask.html")
        page.wait_for_selector("mark")
        page.wait_for_load_state("networkidle")
        own = [answer for answer in answers if not answer.url.endswith("/ask.html")]
        figures = {"results": weigh(own), "results_requests": len(own)}
        page.close()
    return {**figures, **making(cost, files)}


def lunr(site: Path, scratch: Path, rounds: int) -> Figures | None:
    """lunr with its documents; None where it cannot be installed."""
    if not (package := node_package(LUNR)):
        return None
    source, target = scratch / "documents.json", scratch / "lunr.json"
    texts = [
        {"location": d.url, "title": d.title, "text": " ".join(d.fields.values())}
        for d in documents(record(site), [])
    ]
    source.write_text(json.dumps(texts), encoding="utf-8")
    script = Path(__file__).with_name("lunr_index.mjs")
    command = (str(NODE), str(script), str(package), str(source), str(target))
    cost = measure.least(measure.cost(scratch, command) for _ in range(rounds))
    files = (package / "lunr.min.js", target)
    results = sum(measure.compressed(file.read_bytes()) for file in files) / 1024
    return {"results": results, "results_requests": len(files), **making(cost, [target])}


def versions() -> Mapping[str, str]:
    """The headings of the others' columns."""
    return {"Pagefind": f"Pagefind {version('pagefind')}", "lunr": LUNR.replace("@", " ")}


def making(cost: Cost, files: Iterable[Path]) -> Figures:
    """The rows that tell what an index takes to make, and its files."""
    sizes = [file.stat().st_size for file in files]
    return {
        "making": cost.cpu,
        "making_memory": cost.megabytes,
        "disk": sum(sizes) / 1024,
        "files": len(sizes),
    }
