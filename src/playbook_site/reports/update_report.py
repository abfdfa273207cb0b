"""What an update brings, written for people and for programs.

What a person has to decide comes first, each with its texts beside each other, what an answer does
and what we suggest; then what is taken care of; then what flows in by itself.
"""

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from playbook import Diagnostic
from playbook.updates.comparison import Update
from playbook.updates.items import KINDS, Item
from playbook.updates.texts import Three
from playbook_site.reports.take_down import take_down


class Answer(NamedTuple):
    """What accepting a change does, and what we suggest."""

    does: str
    suggestion: str


DECISIONS: Mapping[str, Answer] = {
    "under": Answer(
        "Your words stay as they are, and this is not told again.",
        "Where the change corrects something, take it over into your words first.",
    ),
    "renamed-adapted": Answer(
        "Your adaptation moves along to the new name.",
        "Accept it; where the words changed too, read them first.",
    ),
    "merged-adapted": Answer(
        "Your adaptation becomes an entry of your own, with all that it inherited.",
        "Accept it. Then see whether the other entry says enough, and delete yours if it does.",
    ),
    "removed-adapted": Answer(
        "Your adaptation becomes an entry of your own, with all that it inherited.",
        "Accept it, and keep it if you use it.",
    ),
    "removed-named": Answer(
        "The entry becomes your own, so that what names it still leads somewhere.",
        "Accept it. Delete it later, with the lines that name it, if you no longer need it.",
    ),
    "collides": Answer(
        "Both stay: yours gets '-ours' at the end of its name.",
        "Accept it, then choose which of the two you want to show; the other can be hidden.",
    ),
    "unnoted": Answer(
        "The original's words are noted, so that the next update can show what changed.",
        "Accept it.",
    ),
}
"""The kinds of change that a person decides."""

CARED_FOR = ("deprecated", "hidden-link", "renamed", "merged", "removed", "migration")
TECHNICAL = ("executable", "other")


class Report(NamedTuple):
    """An update, rehearsed."""

    update: Update
    layer: str
    command: str
    """What a person types to see this report again; what is accepted comes after it."""
    mended: Sequence[tuple[str, Diagnostic]] = ()
    """Files of the layer that would not be valid any more, each with what is mended."""
    errors: Sequence[Diagnostic] = ()
    """What would keep the site from being built, and nobody but a person can mend."""
    releases: Sequence[str] = ()
    """What the changelog says of each release, newest first, as Markdown."""
    links: Mapping[str, str] = {}
    """Where a person opens each file, by its path."""

    def name(self, item: Item) -> str:
        """What a person calls what changed, as a link where there is somewhere to look."""
        name = item.title or item.path
        place = self.links.get(item.path) or self.links.get(item.note)
        return f"[{name}]({place})" if place else name

    @property
    def decisions(self) -> list[Item]:
        """What a person has to decide."""
        return [item for item in self.update.items if item.kind in DECISIONS]

    @property
    def cared_for(self) -> list[Item]:
        """What is done without asking."""
        return [item for item in self.update.items if item.kind in CARED_FOR]


def as_markdown(report: Report) -> str:
    """A report, for people."""
    update = report.update
    lines = [f"# Update from {update.before or 'nothing'} to {update.after}", ""]
    if not (update.items or update.follows or report.errors):
        lines.append("Nothing has changed that you have not accepted.")
        return "\n".join(lines) + "\n"
    flows = [i for i in update.items if i.kind in ("added", "flows")]
    cares = len(report.cared_for) + len(update.follows) + len(report.mended)
    parts = [_asked(report), _counted(cares, "We take care of"), _flowing(len(flows))]
    lines += take_down(update.items, report.layer, report.command)
    lines += [" ".join(filter(None, parts)), ""]
    lines += [f"To take all of it: `{report.command} --accept all`. To take it back: `--undo`.", ""]
    lines += _decisions(report)
    lines += _care(report)
    for kind in ("added", "flows"):
        lines += _list(report, kind, [item for item in flows if item.kind == kind])
    technical = [item for item in update.items if item.kind in TECHNICAL]
    if technical:
        lines += [f"<details><summary>Files of the site itself ({len(technical)})</summary>", ""]
        for kind in TECHNICAL:
            lines += _list(report, kind, [item for item in technical if item.kind == kind])
        lines += ["</details>", ""]
    if report.releases:
        lines += ["# What the releases say", "", *report.releases, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(report: Report) -> str:
    """A report, for programs."""
    update = report.update
    data = {
        "before": update.before,
        "after": update.after,
        "items": [
            {**item._asdict(), "parts": [three._asdict() for three in item.parts]}
            for item in update.items
        ],
        "follows": [{"path": t.part, "before": t.was, "after": t.now} for t in update.follows],
        "mended": [{"path": path, "message": fault.message} for path, fault in report.mended],
        "errors": [str(fault) for fault in report.errors],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _asked(report: Report) -> str:
    count = len(report.decisions) + len(report.errors)
    return _counted(count, "Decide") or "There is nothing to decide."


def _counted(count: int, verb: str) -> str:
    return f"{verb} {'this one' if count == 1 else f'these {count}'}." if count else ""


def _flowing(count: int) -> str:
    return f"{count} {'flows' if count == 1 else 'flow'} in." if count else ""


def _decisions(report: Report) -> Iterator[str]:
    if not (report.decisions or report.errors):
        return
    yield from (f"## Decide ({len(report.decisions) + len(report.errors)})", "")
    for fault in report.errors:
        yield f"### {fault.message}"
        yield from (
            "",
            f"In `{fault.location}`. The site cannot be built with it. {fault.hint}",
            "",
        )
    for item in report.decisions:
        answer = DECISIONS[item.kind]
        yield f"### {report.name(item)}"
        yield from ("", f"{KINDS[item.kind]}.{_note(item)}", "")
        for three in item.parts:
            yield from _texts(three)
        yield f"- If you accept it: {answer.does}"
        yield f"- We suggest: {answer.suggestion}"
        yield f"- `{report.command} --accept {item.path.removesuffix('.md')}`"
        yield ""


def _note(item: Item) -> str:
    if item.kind in ("renamed-adapted", "merged-adapted"):
        return f" It is `{item.note}` now."
    return f" {item.note}" if item.note else ""


def _texts(three: Three) -> Iterator[str]:
    """One part in three texts, and what changed between the first two."""
    yield from (f"**{three.part.removeprefix('## ')}**", "")
    yield from ("What changed in the original:", "", *_quotation(changed(three.was, three.now)), "")
    yield from ("What you say:", "", *_quotation(three.yours), "")


def changed(was: str, now: str) -> str:
    """Two texts as one: words that are gone are ~~struck~~, new ones are **strong**."""
    if not was or not now:
        return f"**{now}**" if now else f"~~{was}~~" if was else ""
    old, new = (re.findall(r"\S+|\s+", text) for text in (was, now))
    out: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            out += old[a:b]
        else:
            out += [_marked("".join(old[a:b]), "~~"), _marked("".join(new[c:d]), "**")]
    return "".join(out)


def _marked(words: str, sign: str) -> str:
    """Words between signs on each line, with their spaces outside, as Markdown wants it."""
    return "\n".join(
        re.sub(r"^(\s*)(.*?)(\s*)$", rf"\1{sign}\2{sign}\3", line) if line.strip() else line
        for line in words.split("\n")
    )


def _care(report: Report) -> Iterator[str]:
    cares = len(report.cared_for) + len(report.update.follows) + len(report.mended)
    if not cares:
        return
    yield from (f"## We take care of this ({cares})", "")
    for item in report.cared_for:
        to = f" to `{item.note}`" if item.kind in ("renamed", "merged") else ""
        more = f" {item.note}" if item.note and not to else ""
        yield f"- {KINDS[item.kind]}: {report.name(item)}{to}.{more}"
    for three in report.update.follows:
        yield from ("", f"- `{report.layer}/{three.part}` follows:", "")
        yield from (f"  {line}" for line in ("```diff", *_diff(three), "```"))
    for path, fault in report.mended:
        yield f"- `{report.layer}/{path}` would be wrong by then, and is mended: {fault.message}"
    yield ""


def _diff(three: Three) -> Iterator[str]:
    lines = difflib.unified_diff(three.was.split("\n"), three.now.split("\n"), lineterm="", n=0)
    yield from (line for line in lines if not line.startswith(("---", "+++", "@@")))


def _list(report: Report, kind: str, items: Sequence[Item]) -> Iterator[str]:
    if not items:
        return
    yield from (f"## {KINDS[kind]} ({len(items)})", "")
    for item in items:
        yield f"- {report.name(item)}{f': {item.note}' if item.note else ''}"
    yield ""


def _quotation(words: str) -> list[str]:
    return [f"> {line}".rstrip() for line in (words or "(nothing)").split("\n")]
