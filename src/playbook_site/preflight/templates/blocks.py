"""Blocks of a template that replace none, so that what they hold is on no page."""

from collections.abc import Iterator
from contextlib import suppress

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from playbook.source.diagnostics import did_you_mean, one_of


def lost_blocks(env: Environment, text: str) -> Iterator[tuple[int, str, str]]:
    """The line of each, with what is wrong and a way out; raises `TemplateSyntaxError`."""
    tree = env.parse(text)
    names = {name for extended in _extended(tree) for name in _blocks(env, extended)}
    for block in tree.body if names else ():
        if isinstance(block, nodes.Block) and block.name not in names:
            message = f"There is no block '{block.name}' to replace, so nobody would see it."
            yield block.lineno, message, did_you_mean(block.name, names) or one_of(sorted(names))


def _blocks(env: Environment, name: str) -> set[str]:
    """The blocks of a template, and of those that it extends: one may extend itself."""
    names, blocks = [name], set[str]()
    for name in names:  # which grows meanwhile
        with suppress(TemplateNotFound, TemplateSyntaxError):
            tree = env.parse(env.loader.get_source(env, name)[0] if env.loader else "")
            blocks |= {block.name for block in tree.find_all(nodes.Block)}
            names += [extended for extended in _extended(tree) if extended not in names]
    return blocks


def _extended(tree: nodes.Template) -> list[str]:
    """The name of the template that another extends, if it is said in quotes."""
    templates = (node.template for node in tree.find_all(nodes.Extends))
    return [t.value for t in templates if isinstance(t, nodes.Const) and t.value]
