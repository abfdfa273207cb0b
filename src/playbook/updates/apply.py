"""What becomes of a layer and its lock when changes of the original are accepted.

No line is lost: an adaptation of what was removed becomes an entry of its own, one of what was
renamed moves along, and where two files meet under one name, both stay.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count

import yaml

from playbook.layers import lockfile
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.layers.merge import BECAUSE, Written, lay, plain, written
from playbook.parsing import frontmatter
from playbook.parsing.frontmatter import Document
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.comparison import Item, Update, is_entry

_COMMENT = re.compile(r"(?:^|\s)(#.*)")


def accepted(
    update: Update, lock: Lock, original: Tree, layer: Tree, accept: Collection[str]
) -> tuple[Tree, Lock]:
    """The layer and its lock after some changes are accepted, by their paths; or `all`."""
    files, base = dict(lock.files), dict(lock.adapted)
    made = dict(layer)
    wanted = [item for item in update.items if "all" in accept or item.path in accept]
    for item in wanted:
        path = item.path
        match item.kind:
            case "hidden-link":
                pass  # what changed in that file is an item of its own
            case "renamed-adapted" | "renamed":
                files.pop(path, None)
                files[item.note] = digest(original[item.note])
                _follow(item, made, base, original)
            case "removed-adapted" | "removed":
                if item.kind == "removed-adapted" and not base.get(path):
                    continue  # what it inherited is not known: it stays as it is, and is told again
                files.pop(path, None)
                was = base.pop(path, "")
                if item.kind == "removed-adapted":
                    made[path] = alone(was, made[path], path)
            case "collides":
                made[_free(made, original, path)] = made.pop(path)
                files[path] = digest(original[path])
            case _ if path in original:
                files[path] = digest(original[path])
                base.pop(path, None)
                if path in made:
                    base[path] = original[path]
            case _:
                files.pop(path, None)
    if "all" in accept:
        return made, lockfile.lock(update.after, original, made)
    return made, Lock(lock.version, files, base)


def alone(base: str, over: str, path: str) -> str:
    """An adaptation as an entry of its own, with all that it inherited."""
    collection = path.partition("/")[0]
    try:
        one = frontmatter.parse(base, path)
        document = frontmatter.parse(over, path)
        whole = lay(written(one, path), document, path, "", collection).written
    except InvalidEntry:
        return over
    notes = list(_notes(document))
    if because := plain(document.data.get(BECAUSE)).strip():
        notes += [f"# {line}".rstrip() for line in f"{BECAUSE}: {because}".split("\n")]
    return render(whole, notes)


def render(entry: Written, notes: Collection[str] = ()) -> str:
    """An entry as one file."""
    front = yaml.safe_dump(
        entry.data, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False
    )
    head = "".join(f"{note}\n" for note in notes)
    return f"---\n{head}{front}---\n{entry.body}".rstrip("\n") + "\n"


def _follow(item: Item, made: dict[str, str], base: dict[str, str], original: Tree) -> None:
    """Let an adaptation go where its original went; what stands there already makes way."""
    old, new = item.path, item.note
    was = base.pop(old, "")
    if new in made and new not in base:
        made[_free(made, original, new)] = made.pop(new)
    if old in made and new in made:  # two became one, and the other is there
        made[_free(made, original, new)] = alone(was, made.pop(old), old)
    elif old in made:
        made[new] = made.pop(old)
        base[new] = original[new]


def _free(made: Tree, original: Tree, path: str) -> str:
    stem = path.removesuffix(".md")
    for number in count(1):
        name = f"{stem}-ours.md" if number == 1 else f"{stem}-ours-{number}.md"
        if name not in made and name not in original:
            return name
    raise AssertionError  # pragma: no cover


def _notes(document: Document) -> Iterator[str]:
    """The comments of front matter, on lines of their own."""
    said = plain(document.data)
    for line in document.source.text[: document.source.body].split("\n"):
        note = _COMMENT.search(line)
        if note and note[1].rstrip("\"' ]},") not in said:
            yield note[1]


def effective(original: Tree, layers: Sequence[Tree]) -> Tree:
    """What the next layer stands on: the original, with the layers before it laid over it."""
    made = dict(original)
    for layer in layers:
        for path, text in layer.items():
            adapts = is_entry(path) and path in made
            made[path] = alone(made[path], text, path) if adapts else text
    return made
