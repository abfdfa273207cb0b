"""Figures in a table, beside what they ought to be."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

US = "This project"
Figures = Mapping[str, Mapping[str, float]]
"""By row, then by site generator."""


class Row(NamedTuple):
    """A row: what it says, and how its figures are written."""

    label: str
    form: str = "{:.2f} s"


class Goal(NamedTuple):
    """The most that a figure of ours may be; with a peer, that many times the peer's figure."""

    most: float
    peer: str = ""
    row: str = ""
    """The peer's row; "" for the same."""


ROWS = {
    "build": Row("Cold build, no full text"),
    "search": Row("Cold build, full text"),
    "nothing": Row("Nothing has changed, first answer"),
    "nothing_again": Row("Nothing has changed, from then on"),
    "body": Row("One body edit"),
    "title": Row("One title edit, shown on other pages"),
    "body_search": Row("One body edit, full text"),
    "reply": Row("Save in `serve`, wall", "{:.2f} s"),
    "memory": Row("Peak memory, cold build, full text", "{:.0f} MB"),
    "check_warm": Row("`check`, nothing has changed"),
    "check_cold": Row("`check`, cold"),
    "page": Row("Average page of a move", "{:.1f} KB"),
    "compressed": Row("The same, compressed", "{:.1f} KB"),
    "longest": Row("Longest page", "{:.0f} KB"),
    "help": Row("`playbook --help`"),
}
SCHOOL_ROWS = {
    "reply": Row("Save in `serve`, wall"),
    "build": Row("One edition, build"),
    "check": Row("One edition, check"),
    "schools_build": Row("40 schools, build ÷ one edition", "{:.2f}"),
    "schools_check": Row("40 schools, check ÷ one edition", "{:.2f}"),
    "schools_files": Row("40 schools, files ÷ one edition", "{:.2f}"),
    "schools_bytes": Row("40 schools, bytes ÷ one edition", "{:.2f}"),
}
SEARCH_ROWS = {
    "view": Row("First view of the explorer, compressed, without fonts", "{:.0f} KB"),
    "requests": Row("Its requests", "{:.0f}"),
    "results": Row("First results for two words, compressed", "{:,.0f} KB"),
    "results_requests": Row("Their requests", "{:.0f}"),
    "key": Row("One key of two words, script time", "{:.0f} ms"),
    "key_tasks": Row("The same, with all that the page does then", "{:.0f} ms"),
    "long": Row("Tasks over 50 ms at that key", "{:.0f}"),
    "click": Row("One choice in a facet, script time", "{:.0f} ms"),
    "making": Row("Making the index"),
    "making_memory": Row("Peak memory of that", "{:.0f} MB"),
    "disk": Row("The index on the disk", "{:,.0f} KB"),
    "files": Row("Its files", "{:,.0f}"),
}
_PAGES = {"page": [Goal(24)], "compressed": [Goal(7)], "longest": [Goal(150)]}
GOALS: Mapping[int, Mapping[str, Sequence[Goal]]] = {
    1_000: {
        "build": [Goal(0.8, "Eleventy"), Goal(0.35, "Material")],
        "search": [Goal(0.5, "Material")],
        "nothing": [Goal(0.4)],
        "nothing_again": [Goal(0.4)],
        "title": [Goal(0.8)],
        "body": [Goal(0.5, "Hugo", "build")],
        "body_search": [Goal(0.5, "Hugo", "build")],
        "reply": [Goal(0.3)],
        "memory": [Goal(130)],
        "check_warm": [Goal(0.3)],
        "check_cold": [Goal(1.5)],
        "help": [Goal(0.1)],
        **_PAGES,
    },
    10_000: {
        "build": [Goal(1.5, "Hugo")],
        "search": [Goal(2.0, "Hugo", "build")],
        "nothing": [Goal(0.6)],
        "nothing_again": [Goal(0.6)],
        "title": [Goal(2.0)],
        "body": [Goal(0.1, "Hugo", "build")],
        "body_search": [Goal(0.1, "Hugo", "build")],
        "reply": [Goal(1.0)],
        "memory": [Goal(500)],
        "check_warm": [Goal(0.6)],
        "check_cold": [Goal(9.0)],
        "help": [Goal(0.1)],
        **_PAGES,
    },
}
SCHOOL_GOALS: Mapping[str, Sequence[Goal]] = {
    "reply": [Goal(0.2)],
    "schools_build": [Goal(2)],
    "schools_check": [Goal(1.5)],
    "schools_files": [Goal(3)],
    "schools_bytes": [Goal(3)],
}
_BESIDE_PAGEFIND = {"long": [Goal(0)], "disk": [Goal(1, "Pagefind")]}
SEARCH_GOALS: Mapping[int, Mapping[str, Sequence[Goal]]] = {
    0: {
        "view": [Goal(35)],
        "requests": [Goal(8)],
        "results": [Goal(25), Goal(1, "Pagefind")],
        "key": [Goal(16)],
        "making": [Goal(0.3), Goal(1, "Pagefind")],
        **_BESIDE_PAGEFIND,
    },
    1_000: {
        "view": [Goal(60)],
        "results": [Goal(40), Goal(1, "Pagefind")],
        "key": [Goal(16)],
        "making": [Goal(0.6), Goal(1, "Pagefind")],
        **_BESIDE_PAGEFIND,
    },
    10_000: {
        "view": [Goal(100)],
        "results": [Goal(100), Goal(1, "Pagefind")],
        "key": [Goal(50)],
        "making": [Goal(5), Goal(1, "Pagefind")],
        "making_memory": [Goal(300), Goal(1, "Pagefind")],
        **_BESIDE_PAGEFIND,
    },
}


def table(
    rows: Mapping[str, Row],
    goals: Mapping[str, Sequence[Goal]],
    figures: Figures,
    columns: Mapping[str, str],
) -> str:
    """A Markdown table; `columns` gives the heading of each site generator."""
    lines = [["CPU time, if nothing else is said", *columns.values(), "Against the goal"]]
    lines.append(["---", *("--:" for _ in columns), "---"])
    for key, row in rows.items():
        if values := figures.get(key):
            cells = [row.form.format(values[name]) if name in values else "" for name in columns]
            found_goals = [verdict(goal, key, figures) for goal in goals.get(key, ())]
            lines.append([row.label, *cells, "; ".join(filter(None, found_goals))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def verdict(goal: Goal, key: str, figures: Figures) -> str:
    """How our figure stands to a goal; "" where there is no peer to compare it with."""
    value, limit = figures[key][US], f"{goal.most:g}"
    if not goal.peer:
        return f"{limit}: {_mark(value, goal.most)}"
    of_peer = figures.get(goal.row or key, {}).get(goal.peer)
    if of_peer is None:
        return ""
    ratio = value / of_peer
    return f"{ratio:.2f} × {goal.peer} of {limit}: {_mark(ratio, goal.most)}"


def _mark(value: float, most: float) -> str:
    return "met" if value <= most else "**missed**"
