"""Links whose address stands elsewhere in a text, with their address."""

import re

from playbook.contributing.texts.markups import aside
from playbook.parsing.markdown_spans import spans

_KINDS = ("Reference", "Collapsed", "Shortcut")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]\n^][^\[\]\n]{0,200})\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]*\n?[ \t]+(?P<hint>\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
"""The address of a name, and what a browser shows of it."""


def inline(text: str, left_out: list[str]) -> str:
    """A text in which `[the guide][1]`, and `[1]: https://…` below, is `[the guide](https://…)`.

    Footnotes and pictures that are written out in letters are none of these.
    """
    if "]:" not in text:
        return text
    parts: list[str] = []
    names: set[str] = set()
    end = 0
    for span in sorted(spans(text, "Link", "Image"), key=lambda span: span.end):
        kind, address, name = (span.details[part] for part in ("link_type", "dest_url", "id"))
        if kind not in _KINDS or name.startswith("^") or address.startswith("data:"):
            continue
        names.add(_plain(name))
        is_odd = re.search(r"[\s()]", address)
        parts += [text[end : span.inner_end], f"](<{address}>)" if is_odd else f"]({address})"]
        end = span.end if kind != "Collapsed" else text.index("]", span.inner_end + 1) + 1
    return _without(names, "".join([*parts, text[end:]]), left_out)


def _without(names: set[str], text: str, left_out: list[str]) -> str:
    """A text without the addresses of names; what a browser shows of them is left out too."""

    def change(line: re.Match[str]) -> str:
        if _plain(line["name"]) not in names:
            return line[0]
        return aside(f"[{line['name']}]: {line['hint']}" if line["hint"] else "", left_out)

    return _DEFINITION.sub(change, text)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
