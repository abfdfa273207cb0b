"""From settings that were edited in `mkdocs.yml` to the keys that `district.yml` has for them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from playbook.layers import brand, settings
from playbook.layers.settings import FILE
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.key_paths import ABSENT, value_at
from playbook.parsing.yaml_editing.spans import read
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import KeyPath

SETTINGS = "mkdocs.yml"

KEYS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("site_name",): ("name",),
    ("site_url",): ("site_url",),
    ("repo_url",): ("repo_url",),
    ("theme", "language"): ("language",),
    ("theme", "palette", "primary"): ("colors", "brand"),
    ("theme", "palette", "accent"): ("colors", "link"),
}
"""The keys of `mkdocs.yml` that a layer has too, each with its name there."""


class Carrying(NamedTuple):
    """What becomes of edited settings."""

    text: str
    """The layer's settings, with what could go there."""
    keys: tuple[str, ...] = ()
    """The keys that went, as the layer calls them."""
    rest: tuple[str, ...] = ()
    """The keys of `mkdocs.yml` that a person has to carry over."""


def carry(original: str, edited: str, own: str) -> Carrying:
    """Move what differs into a layer's settings, unless the layer says it already."""
    before, after = _root(original), _root(edited)
    text, keys, tops = own, list[str](), set[str]()
    for path, key in KEYS.items():
        value = _value(after, path)
        if not value or value == _value(before, path):
            continue
        new_text = _put(text, key, value)
        if new_text:
            text = new_text
            keys.append(".".join(key))
        else:
            tops.add(path[0])
    plain = {name: _without_moved(node, name) for name, node in after.items()}
    was = {name: _without_moved(node, name) for name, node in before.items()}
    tops |= {name for name in plain.keys() | was.keys() if plain.get(name) != was.get(name)}
    return Carrying(text, tuple(keys), tuple(sorted(tops)))


def _put(text: str, key: KeyPath, value: str) -> str:
    """The layer's settings with a value more; "" where they have one or could not hold it."""
    try:
        if value_at(read(text).data, key) is not ABSENT:
            return ""
        new_text = edits.put(text, key, value)
        colors = settings.parse(new_text, FILE)[0].colors
    except InvalidEntry:
        return ""
    colors_set = {name: color for name, color in colors if color is not None}
    return "" if key[0] == "colors" and any(brand.objections(colors_set)) else new_text


def _root(text: str) -> dict[str, yaml.Node]:
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return _keys(root)


def _keys(node: Any) -> dict[str, yaml.Node]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): value for key, value in pairs}


def _value(nodes: Mapping[str, yaml.Node], path: KeyPath) -> str:
    """What stands at the end of a path; of a variable with a default, the default."""
    node: Any = None
    for step in path:
        node = nodes.get(str(step))
        if isinstance(node, yaml.SequenceNode) and step == "palette" and node.value:
            node = node.value[0]
        nodes = _keys(node)
    if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV" and len(node.value) > 1:
        node = node.value[-1]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _without_moved(node: yaml.Node, name: str) -> str:
    """What a key says, without those parts of it that have a place in a layer."""
    inner = {str(path[1]) for path in KEYS if path[0] == name and len(path) > 1}
    if (name,) in KEYS:
        return ""
    if not inner:
        return yaml.serialize(node)
    parts = _keys(node)
    return "".join(f"{key}: {yaml.serialize(parts[key])}" for key in sorted(parts.keys() - inner))
