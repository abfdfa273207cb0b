"""What becomes of a layer and its lock when changes of the original are accepted.

No line is lost: an adaptation of what was removed becomes an entry of its own, one of what was
renamed moves along, and where two files meet under one name, both stay.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import yaml

from playbook.catalog import withdrawals
from playbook.layers import lockfile
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.layers.merge import BECAUSE, lay, plain, raw_entry
from playbook.layers.originals.places import WITHDRAWN
from playbook.layers.settings import FILE as SETTINGS
from playbook.parsing import frontmatter
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.spans import comments as yaml_comments
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.comparison import Update, names_of
from playbook.updates.items import Item
from playbook.updates.names import Names, follow
from playbook.updates.texts import free_name, is_entry, mentions
from playbook.updates.withdrawn import YOURS

_Files = tuple[dict[str, str], dict[str, str]]
"""What a lock will say: the hash of each file, and the texts of originals."""


def apply(
    update: Update, lock: Lock, original: Tree, layer: Tree, accept: Collection[str]
) -> tuple[Tree, Lock]:
    """The layer and its lock after some changes are accepted, by their paths; or `all`."""
    files, base = dict(lock.files), dict(lock.originals)
    new_layer = dict(layer)
    items = [item for item in update.items if "all" in accept or item.path in accept]
    names = names_of(items, original, layer)
    for path in [item.path for item in items if item.kind == YOURS]:
        new_layer.pop(path)
    for item in items:
        _accept(item, new_layer, (files, base), lock, original, names)
    new_layer = follow(new_layer, names, frozenset(path for path in new_layer if path in original))
    if "all" in accept:
        return new_layer, lockfile.lock(update.after, original, new_layer, mentions(new_layer))
    return new_layer, Lock(lock.version, files, base, _neighbors(new_layer, files, lock, original))


def _accept(
    item: Item, layer: dict[str, str], new: _Files, lock: Lock, original: Tree, names: Names
) -> None:
    """Change a layer, and what its lock knows of files and of originals, by one change."""
    files, base = new
    path = item.path
    match item.kind:
        case "hidden-link":
            pass  # what changed in that file is an item of its own
        case "renamed-adapted" | "renamed":
            files.pop(path, None)
            files[item.note] = digest(original[item.note])
            _follow(item, layer, base, original)
        case "merged-adapted":
            files.pop(path, None)
            own = free_name({*layer, *original}, path)
            layer[own] = standalone(base.pop(path, ""), layer.pop(path), path)
        case "removed-adapted":
            if not base.get(path):
                return  # what it inherited is not known: it stays, and is reported again
            files.pop(path, None)
            layer[path] = standalone(base.pop(path), layer[path], path)
        case "removed-named":
            files.pop(path, None)
            layer[path] = lock.neighbors[path]
        case "collides":
            if path in layer:  # it may collide with two
                layer[names.moved[path]] = layer.pop(path)
            if path in original:
                files[path] = digest(original[path])
        case _ if path in original:
            files[path] = digest(original[path])
            base.pop(path, None)
            if path in layer:
                base[path] = original[path]
        case _:
            files.pop(path, None)
            base.pop(path, None)


def _neighbors(layer: Tree, files: Mapping[str, str], lock: Lock, original: Tree) -> Tree:
    """The texts of what the layer names, as the lock has them, or as they were accepted."""
    texts: dict[str, str] = {}
    for path in mentions(layer) - layer.keys():
        if path in original and files.get(path) == digest(original[path]):
            texts[path] = original[path]
        elif path in lock.neighbors:
            texts[path] = lock.neighbors[path]
    return texts


def standalone(base: str, over: str, path: str) -> str:
    """An adaptation as an entry of its own, with all that it inherited."""
    collection = path.partition("/")[0]
    try:
        original, document = frontmatter.parse(base, path), frontmatter.parse(over, path)
        entry = lay(raw_entry(original, path), document, path, "", collection).entry
        front = _join(_front(base), _front(over), entry.data)
    except InvalidEntry:
        return over
    because = plain(document.data.get(BECAUSE)).strip()
    reason = f"{BECAUSE}: {because}".split("\n") if because else []
    comments = [note for note in yaml_comments(_front(over)) if note not in yaml_comments(front)]
    notes = "".join(f"{line}\n" for line in [*comments, *(f"# {line}".rstrip() for line in reason)])
    return f"---\n{notes}{front}---\n{entry.body}".rstrip("\n") + "\n"


def _join(base: str, over: str, data: Mapping[str, Any]) -> str:
    """The front matter of an adaptation, with what it inherits as the original has it."""
    front = edits.delete(over, (BECAUSE,))
    originals = edits.nodes(base)
    own = edits.nodes(front)
    if not own:
        return base
    for name, value in data.items():
        if name not in own:
            front = edits.put(front, (name,), originals[name], list(data))
        elif isinstance(value, dict) and isinstance(originals.get(name), yaml.MappingNode):
            theirs = {key.value: node for key, node in originals[name].value}
            for key in value.keys() & theirs.keys() - _keys_of(own[name]):
                front = edits.put(front, (name, key), theirs[key], list(value))
    return edits.reorder(edits.put(front, (), data), list(data))


def _keys_of(node: yaml.Node) -> set[str]:
    return {key.value for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()


def _front(text: str) -> str:
    parts = frontmatter.split(text)
    return parts.front if parts else ""


def _follow(item: Item, layer: dict[str, str], base: dict[str, str], original: Tree) -> None:
    """Let an adaptation go where its original went; what stands there already makes way."""
    old, new = item.path, item.note
    was = base.pop(old, "")
    if new in layer and new not in base:
        layer[free_name({*layer, *original}, new)] = layer.pop(new)
    if old in layer and new in layer:  # two became one, and the other is there
        layer[free_name({*layer, *original}, new)] = standalone(was, layer.pop(old), old)
    elif old in layer:
        layer[new] = layer.pop(old)
        base[new] = original[new]


def effective(original: Tree, layers: Sequence[Tree]) -> Tree:
    """What the next layer stands on: the original, with the layers before it laid over it."""
    tree = dict(original)
    for layer in layers:
        for path, text in layer.items():
            adapts = is_entry(path) and path in tree
            if path == WITHDRAWN:
                tree[path] = withdrawals.joined(tree.get(path), text)
            elif path != SETTINGS:
                tree[path] = standalone(tree[path], text, path) if adapts else text
    return tree
