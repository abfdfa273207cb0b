"""One small, sound playbook, and how tests bend it.

`tests/golden/base` holds its texts, as an author would write them: a new required key is one edit
there. Every other playbook of the tests is made from it, by what is different about it: words
written over an entry, or a story of edits.

A story reads like a diff without line numbers. `edit PATH`, `copy PATH to PATH` and `write PATH`
say which file it is; `-` is a line that goes, `+` one that comes, a space one that stays and tells
where; `@@` begins another passage. A passage stands exactly once in the text that it changes. An
empty line stays.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

BASE = Path(__file__).parent / "golden" / "base"
SOUND = {
    file.relative_to(BASE).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted(BASE.rglob("*.*"))
}
"""The texts of the sound playbook by their paths."""

CONDITION = SOUND["conditions/learn.md"]
ROLE = SOUND["roles/principal.md"]
MOVE = SOUND["moves/ask.md"]
CASE = SOUND["cases/a-school.md"]
PLAN = """---
title: A first month
summary: Asking before all.
begins: In August
roles: {principal: Is new.}
moves: {ask: It comes first.}
schedule: {ask: 1}
status: published
created: 2026-01-01
updated: 2026-01-02
review_by: 2027-11-24
---

Leave out what does not fit.
"""
"""A plan with the only move of the golden playbook."""

_ENTRY = re.compile(r"---\n(?P<front>.*?)^---\n(?P<body>.*)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(?P<name>\w+):.*\n(?:[ \t].*\n)*", re.MULTILINE)
_HEAD = re.compile(r"(?P<verb>edit|copy|write) (?P<path>\S.*?)(?: to (?P<target>.+))?")


def over(base: str, text: str) -> str:
    """Write an entry over another: its keys and its body. The other keys stay as they are.

    A key that is new comes after the one that it follows in `text`.
    """
    keys, (front, body) = _keys(base), _parts(text)
    before = ""
    for name, lines in _blocks(front):
        if name not in keys:
            names = list(keys)
            at = names.index(before) + 1
            keys = {n: keys.get(n, lines) for n in [*names[:at], name, *names[at:]]}
        keys[name], before = lines, name
    return f"---\n{''.join(keys.values())}---\n{body}"


def drop(text: str, *names: str) -> str:
    """An entry without some of its keys."""
    keys = _keys(text)
    for name in names:
        del keys[name]
    return f"---\n{''.join(keys.values())}---\n{_parts(text)[1]}"


def swap(text: str, old: str, new: str) -> str:
    """A text with one passage in place of another, which has to stand there exactly once."""
    assert text.count(old) == 1, f"{text.count(old)} times in the text: {old}"
    return text.replace(old, new)


def tell(story: str, texts: Mapping[str, str] = SOUND) -> dict[str, str]:
    """The texts that a story makes from others, by their paths."""
    files: dict[str, str] = {}
    for head, lines in _files(story):
        path, target = head["path"], head["target"] or head["path"]
        text = "" if head["verb"] == "write" else texts[path]
        for passage in _passages(lines):
            new = "".join(line[1:] for line in passage if line[0] in " +")
            old = "".join(line[1:] for line in passage if line[0] in " -")
            text = swap(text, old, new) if old else text + new
        files[target] = text
    return files


def lay(files: Mapping[str, str], root: Path) -> Path:
    """Write texts into a folder."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return root


def _parts(text: str) -> tuple[str, str]:
    match = _ENTRY.fullmatch(text)
    assert match, f"no entry: {text}"
    return match["front"], match["body"]


def _blocks(front: str) -> Iterator[tuple[str, str]]:
    yield from ((match["name"], match[0]) for match in _KEY.finditer(front))


def _keys(text: str) -> dict[str, str]:
    return dict(_blocks(_parts(text)[0]))


def _files(story: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    head, lines = None, list[str]()
    for line in story.removesuffix("\n").split("\n"):
        if line[:1] in ("", " ", "-", "+", "@"):
            lines.append(f"{line or ' '}\n")
            continue
        if head:
            yield head, lines
        head, lines = _HEAD.fullmatch(line), []
        assert head, f"neither a file nor a line of one: {line}"
    assert head, "a story names a file"
    yield head, lines


def _passages(lines: list[str]) -> Iterator[list[str]]:
    passage = list[str]()
    for line in lines:
        if line == "@@\n":
            yield passage
            passage = []
        else:
            passage.append(line)
    if passage:
        yield passage
