"""What becomes of a layer and its lock when changes of the original are accepted.

No line is lost: an adaptation of what was removed becomes an entry of its own, one of what was
renamed moves along, and where two files meet under one name, both stay.
"""

from collections.abc import Collection, Sequence
from itertools import count

import yaml

from playbook import frontmatter
from playbook.diagnostics import InvalidEntry
from playbook.layers import BECAUSE, Written, lay, written
from playbook.locks import Lock, Tree, digest
from playbook.updates import Update, document_of, is_entry


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
            case "renamed-adapted" | "renamed":
                files.pop(path, None)
                files[item.note] = digest(original[item.note])
                base.pop(path, None)
                if item.kind == "renamed-adapted":
                    _move(made, path, item.note)
                    base[item.note] = original[item.note]
            case "removed-adapted" | "removed":
                files.pop(path, None)
                was = base.pop(path, None)
                if was is not None and path in made and item.kind == "removed-adapted":
                    made[path] = alone(was, made[path], path)
            case "collides":
                _move(made, path, _free(made, original, path))
                files[path] = digest(original[path])
            case _ if path in original:
                files[path] = digest(original[path])
                if path in made:
                    base[path] = original[path]
            case _:
                files.pop(path, None)
    if "all" in accept:
        base |= {path: original[path] for path in made if path in original}
    version = update.after if "all" in accept else lock.version
    return made, Lock(version, files, base)


def alone(base: str, over: str, path: str) -> str:
    """An adaptation as an entry of its own, with all that it inherited."""
    collection = path.partition("/")[0]
    try:
        one = frontmatter.parse(base, path)
        document = frontmatter.parse(over, path)
        whole = lay(written(one, path), document, path, "", collection).written
    except InvalidEntry:
        return over
    notes = [line for line in _front(over) if line.lstrip().startswith("#")]
    if because := document.data.get(BECAUSE):
        notes.append(f"# {BECAUSE}: {because}")
    return render(whole, notes)


def render(entry: Written, notes: Collection[str] = ()) -> str:
    """An entry as one file."""
    front = yaml.safe_dump(
        entry.data, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False
    )
    head = "".join(f"{note}\n" for note in notes)
    return f"---\n{head}{front}---\n{entry.body}".rstrip("\n") + "\n"


def _move(made: dict[str, str], old: str, new: str) -> None:
    """Move a layer's file; where one stands already, both stay."""
    text = made.pop(old)
    made[_free(made, {}, new) if new in made else new] = text


def _free(made: Tree, original: Tree, path: str) -> str:
    stem = path.removesuffix(".md")
    for number in count(1):
        name = f"{stem}-ours.md" if number == 1 else f"{stem}-ours-{number}.md"
        if name not in made and name not in original:
            return name
    raise AssertionError  # pragma: no cover


def _front(text: str) -> list[str]:
    document = document_of(text)
    end = document.source.body if document else 0
    return text[:end].split("\n")[1:-2]


def effective(original: Tree, layers: Sequence[Tree]) -> Tree:
    """What the next layer stands on: the original, with the layers before it laid over it."""
    made = dict(original)
    for layer in layers:
        for path, text in layer.items():
            if is_entry(path):
                made[path] = alone(made[path], text, path) if path in made else text
    return made
