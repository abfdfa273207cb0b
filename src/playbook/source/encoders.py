"""One encoder for each place where words come out, but for pages, which templates escape.

Words that somebody contributed leave the playbook through one of these, through a template, or
through `parsing.html`, and by no other way.
"""

import json
import re
from typing import Any
from urllib.parse import quote

_HALVES = re.compile("[\ud800-\udfff]")
_CALLS = re.compile(r"(?i)[@#]|gh(?=-\d)|[\da-f]{6}(?=[\da-f])|:(?=//)|www(?=\.)", re.ASCII)
"""The start of what GitHub links: a name, an issue, seven digits of a commit, an address."""

_ENDS_A_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def for_terminal(text: str) -> str:
    """Text that moves no cursor and changes no color: what nobody can see is spelled out."""
    return "".join(c if c.isprintable() or c == "\n" else _spelled(c) for c in text)


def _spelled(sign: str) -> str:
    """A sign as Python writes it in a string, which tells where its number ends."""
    return ascii(sign)[1:-1]


def for_comment(text: str) -> str:
    """Markdown of a code host, on one line, that neither formats a comment nor calls anybody.

    A mark of Markdown is escaped. GitHub looks for names, numbers, commits and addresses in what is
    left, escaped or not, and finds none in which a space without width stands.
    """
    line = for_terminal(" ".join(text.split()))
    safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"[\\`*_\[\]#|~!$]", r"\\\g<0>", safe)
    safe = re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", safe)  # what would start a list or underline
    return _CALLS.sub(r"\g<0>&#8203;", safe)


def for_annotation(text: str) -> str:
    """The message of a workflow command of GitHub."""
    text = text.encode("utf-8", "backslashreplace").decode()
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_annotation_property(text: str) -> str:
    """A property of a workflow command, such as the file that it marks."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")


def for_mailto(address: str) -> str:
    """The address of a link that starts a message, whatever signs the mailbox has in its name."""
    return f"mailto:{quote(address, safe='@')}"


def for_tel(number: str) -> str:
    """The address of a link that dials a number as people write it, with its extension."""
    line, _, extension = re.sub(r"[^\d+x]", "", number.replace("ext", "x")).partition("x")
    return f"tel:{line};ext={extension}" if extension else f"tel:{line}"


def as_json(value: object) -> str:
    """JSON with letters as they are, but for halves of letters, which odd file names have."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def in_script(value: Any) -> str:
    """JSON that may stand in a script, in a file of its own or in a page, and never ends it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign, escape in _ENDS_A_SCRIPT.items():  # ten times as fast as to translate
        text = text.replace(sign, escape)
    return text
