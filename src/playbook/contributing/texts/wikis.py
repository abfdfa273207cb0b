"""Pages of wikis in Markdown: of MediaWiki and its kin, and of Confluence and Jira."""

import re

from playbook.contributing.texts.markups import aside

_HEADING = re.compile(r"^(={1,6}) *([^=\s][^=\n]*)\1[ \t]*$", re.MULTILINE)
_SURE = re.compile(r"^(={2,6}) *[^=\s][^=\n]*\1[ \t]*$", re.MULTILINE)
"""A heading that nothing else looks like."""
_LIST = re.compile(r"^([#*]{1,6})[ \t]+(?=\S)", re.MULTILINE)
_MIXED = re.compile(r"^(?:#+\*|\*+#)[#*]* +\S", re.MULTILINE)
"""An item of a list in a list of the other kind."""
_RUN = re.compile(r"(?:^[#*]{1,6}[ \t]+\S.*(?:\n|\Z))+", re.MULTILINE)
_JIRA = re.compile(r"^h([1-6])\. +(.+)$", re.MULTILINE)
_MACRO = re.compile(r"\{(?:toc|info|note|tip|warning|panel|expand|anchor)\b[^{}\n]*\}")
_CODE = re.compile(
    r"^\{(code|noformat)(?::([\w+-]*)[^{}\n]*)?\}[ \t]*\n"
    r"((?:(?!\{(?:code|noformat)[:}]).)*?)\n?^\{\1\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_HEAD = re.compile(r"^\|\|(.+)\|\|[ \t]*$", re.MULTILINE)
"""The first row of a table of Confluence."""
_LINK = re.compile(
    r"(?<![\[\]])\[([^\[\]|\n]{1,200})\|(https?://[^\s\[\]|]+)(?:\|[^\[\]\n]*)?\](?!\()"
)
_BARE_LINK = re.compile(r"(?<![\[\]])\[(https?://[^\s\[\]]+) ([^\[\]\n]{1,200})\](?![(\[])")


def with_fences(text: str) -> str:
    """A page of Confluence whose code is code of Markdown."""
    return _CODE.sub(lambda code: f"```{code[2] or ''}\n{code[3]}\n```", text)


def of_wiki(text: str) -> str:
    """A page of a wiki: its headings, its lists, and its links."""
    if len(_HEADING.findall(text)) < 2 and not _SURE.search(text):
        return text
    text = _LIST.sub(_item, text)
    text = re.sub(r"'{2,5}", "", text)
    text = re.sub(r"\[\[(?:[^|\[\]\n]*\|)?([^|\[\]\n]+)\]\]", r"\1", text)
    text = _BARE_LINK.sub(r"[\2](\1)", text)
    return _HEADING.sub(lambda match: f"{'#' * len(match[1])} {match[2].rstrip()}", text)


def of_confluence(text: str, left_out: list[str]) -> str:
    """A page of Confluence: its headings, lists, tables and links, without macros in braces."""
    text = _LINK.sub(lambda link: f"[{link[1]}]({link[2]})", _HEAD.sub(_head, text))
    text = _RUN.sub(_list, text)
    if not _JIRA.search(text):
        return text
    text = _MACRO.sub(lambda m: aside(m[0], left_out), text)
    text = _LIST.sub(_item, re.sub(r"\{\{([^{}`\n]+)\}\}", r"`\1`", text))
    return _JIRA.sub(lambda m: f"{'#' * int(m[1])} {m[2]}", text)


def _list(lines: re.Match[str]) -> str:
    return _LIST.sub(_item, lines[0]) if _MIXED.search(lines[0]) else lines[0]


def _item(match: re.Match[str]) -> str:
    """The sign of an item, as deep as it has signs."""
    signs = match[1]
    indent = sum(3 if sign == "#" else 2 for sign in signs[:-1])
    return " " * indent + ("1. " if signs[-1] == "#" else "- ")


def _head(row: re.Match[str]) -> str:
    cells = [cell.strip() for cell in row[1].split("||")]
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"
