"""What stands in a chapter: all that an entry says, part by part."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from playbook_book.pen import Pen, Record, items, link, table, tag

_RELATIONS = tuple(
    "start_with conditions roles follows pairs_with prepares_for cases moves".split()
)


def entry(playbook: Mapping[str, Any], record: Record, id_: str) -> str:
    """An entry as HTML, with headings from the first level on."""
    return "".join(_parts(Pen(playbook, record, id_)))


def works(record: Record) -> list[Record]:
    """Every work that an entry cites."""
    studies = [study for item in record.get("evidence", ()) for study in item["sources"]]
    return [*record["citations"], *studies]


def _parts(pen: Pen) -> Iterator[str]:
    record, relations = pen.record, pen.record["relations"]
    yield f"<h1>{escape(record['title'])}</h1><p><em>{escape(record['summary'])}</em></p>"
    if record["status"] != "published":
        instead = " ".join(map(link, relations.get("replaced_by", ())))
        yield f"<p>{pen.label('status', record['status'])} {instead}</p>"
    yield pen.facts(_facts(pen))
    yield pen.part("cautions", "".join(tag("p", escape(c)) for c in record.get("cautions", ())))
    papers: list[Record] = record.get("materials", [])
    yield pen.part("needs", items([*map(escape, record.get("needs", ())), *map(link, papers)]))
    for key in ("looks_like", "assets_to_look_for", "critical_questions"):
        yield pen.part(key, items(map(escape, record.get(key, ()))))
    yield tag("p", tag("strong", escape(record.get("purpose", "")))) + record["body"]["intro"]
    yield from map(pen.section, record["body"]["sections"])
    if measure := record.get("measure"):
        yield pen.part("measure", tag("p", ". ".join(map(escape, filter(None, measure.values())))))
    yield pen.part("evidence_note", tag("p", escape(record.get("evidence_note") or "")))
    for name in _RELATIONS:
        members = (
            f"{_week(pen, m)}{link(m)} {escape(m['sentence'])}" for m in relations.get(name, ())
        )
        yield pen.part(name, items(members))
    yield pen.part("evidence", items(_finding(pen, item) for item in record.get("evidence", ())))
    yield pen.part("sources", items(_citation(record, work) for work in record["citations"]))
    if record["authors"]:
        authors = escape(", ".join(record["authors"]))
        yield tag("p", pen.name("authors").replace("%(authors)s", authors))
    changes = record["provenance"]["changes"]
    yield pen.part("adapted", items(escape(f"{c['label']}: {c['because']}") for c in changes))
    yield pen.part("materials", "".join(_material(pen, paper) for paper in papers))


def _week(pen: Pen, move: Record) -> str:
    """When a plan has one of its moves made."""
    number = pen.record.get("schedule", {}).get(move["id"], 0)
    return pen.name("week").replace("%(number)s", str(number)) + ": " if number else ""


def _facts(pen: Pen) -> Iterator[tuple[str, str]]:
    """What can be said in a word or two, in the order in which the names of its parts stand."""
    record = pen.record
    values = {**record, **record.get("minutes", {}), **record.get("district", {})}
    yield from ((key, _fact(pen, key, values.get(key))) for key in pen.names)


def _fact(pen: Pen, key: str, value: Any) -> str:
    match key, value:
        case "leads", ids:
            people = pen.record["relations"].get("roles", ())  # a layer may hide them all
            return ", ".join(link(person) for person in people if person["id"] in ids)
        case (("run" | "learn" | "prepare" | "follow_up"), int(minutes)):
            return pen.time(minutes)
        case "group_size", {"min": few, "max": many}:
            return f"{few}–{many}" if many else str(few)
        case "district", {"name": name}:
            return pen.name(name) if name == "unnamed" else escape(name)
        case (("weeks" | "period" | "begins"), int() | str()):
            return escape(str(value))
        case _, str(word) if word in pen.labels.get(key, ()):
            return pen.label(key, word)
        case _, list(words):
            return ", ".join(pen.label(key, word) for word in words if key in pen.labels)
    return ""


def _finding(pen: Pen, found: Record) -> str:
    """What was found for one outcome: in a few words, then study by study."""
    words = (_fact(pen, key, found[key]) for key in ("study", "direction", "fit"))
    studies = items(f"{escape(study['note'])} {study['html']}" for study in found["sources"])
    return f"<strong>{escape(found['outcome'])}</strong> {'. '.join(filter(None, words))}.{studies}"


def _citation(record: Record, work: Record) -> str:
    note = record.get("from_source", {}).get(work["key"], "")
    return f"{work['html']} {escape(work['where'])}{tag('p', escape(note))}"


def _material(pen: Pen, paper: Record) -> str:
    language = f' lang="{escape(paper["language"])}"' if paper["language"] else ""
    head = f'<h3 id="{pen.id}.m-{escape(paper["id"])}">{escape(paper["title"])}</h3>'
    body = "".join(tag("p", escape(text).replace("\n", "<br>")) for text in paper["paragraphs"])
    if paper["agenda"]:
        times = ((str(item["minutes"]), escape(item["text"])) for item in paper["agenda"])
        body += table([pen.name("minutes"), pen.name("agenda")], times)
    if paper["columns"]:
        texts = ([row["label"]] * bool(row["label"]) + row["cells"] for row in paper["rows"])
        body += table(map(escape, paper["columns"]), (map(escape, row) for row in texts))
    lines = (escape(ln["text"]) + " ______" * ln["is_open"] for ln in paper["lines"])
    return f"<div{language}>{head}{tag('p', escape(paper['how']))}{body}{items(lines)}</div>"
