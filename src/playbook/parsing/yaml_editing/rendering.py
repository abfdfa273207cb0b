"""Values as YAML: nothing is wrapped, and what is text stays text for every reader of YAML."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
_NO_BLOCK = re.compile(r"\A\s|[ \t](?:\n|\Z)|\n\n\Z|[\x85\u2028\u2029]")
"""Where lines of their own would be read with other spaces than they have."""

_ENDLESS = 1_000_000


class Habits(NamedTuple):
    """How a file is indented: the spaces of a level, and if lists are deeper than their key."""

    step: int = 2
    lists_deeper: bool = True


_USUAL = Habits()


class _Representer(yaml.representer.SafeRepresenter):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_data(self, data: Any) -> yaml.Node:
        if isinstance(data, yaml.Node):
            return data
        flow = self.default_flow_style
        if data is None:
            return self.represent_scalar(_NULL, "null" if flow else "")
        node: yaml.Node = super().represent_data(data)
        if isinstance(node, yaml.ScalarNode) and "\n" in node.value:
            node.style = '"' if flow or _NO_BLOCK.search(node.value) else "|"
        return node


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow=False, indentless=False):  # type: ignore[no-untyped-def]  # noqa: ARG002, FBT002
        super().increase_indent(flow, indentless=False)


def dump(data: Any, habits: Habits = _USUAL, *, flow: bool = False) -> str:
    """Data, or a node in its own style, as YAML; in one line for `flow`."""
    node = _Representer(default_flow_style=flow, sort_keys=False).represent_data(data)
    text: str = yaml.serialize(
        node,
        Dumper=_Dumper if habits.lists_deeper else yaml.SafeDumper,
        allow_unicode=True,
        width=_ENDLESS,
        indent=habits.step,
    )
    return text.removesuffix("...\n") if text.endswith("\n...\n") else text


def in_style_of(value: Any, old: yaml.Node) -> Any:
    """A text as a node that is quoted as the old one is, or plain where the old one was no text."""
    if not (isinstance(value, str) and isinstance(old, yaml.ScalarNode)):
        return value
    resolver: Any = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, value, (True, False))
    if not old.style and tag == old.tag != _TEXT:
        return yaml.ScalarNode(tag, value)
    folds = old.style in ("|", ">") and not _NO_BLOCK.search(value)
    quotes = old.style in ("'", '"') and "\n" not in value
    return yaml.ScalarNode(_TEXT, value, style=old.style) if folds or quotes else value


def habits_of(root: Any) -> Habits:
    """The habits of a text, as its first nested mapping and list have them."""
    maps, lists = list[int](), list[int]()
    for node in walk(root):
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            continue
        for key, value in node.value:
            offset = value.start_mark.column - key.start_mark.column
            if isinstance(value, yaml.CollectionNode) and not value.flow_style:
                (maps if isinstance(value, yaml.MappingNode) else lists).append(offset)
    step = next((offset for offset in [*maps, *lists] if 1 < offset < 10), 2)
    return Habits(step, lists[0] > 0 if lists else True)


def walk(node: Any) -> Iterator[Any]:
    """A node and all that it holds, keys too."""
    if node is not None:
        yield node
    match node:
        case yaml.MappingNode(value=pairs):
            for key, value in pairs:
                yield from walk(key)
                yield from walk(value)
        case yaml.SequenceNode(value=items):
            for item in items:
                yield from walk(item)
