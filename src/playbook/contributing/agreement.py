"""What contributors agree to: their words are theirs to give, and come under the license of all.

A box is asked for once, wherever words come in. Git keeps the answer as a trailer.
"""

import re

LICENSE = "CC BY 4.0"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "Sharing"
"""What forms call the question."""

SENTENCE = (
    f"The words are mine, or I may share them, and I share them under [{LICENSE}]({ADDRESS}): "
    "anybody may use and change them, and says where they come from."
)
TRAILER = "License-agreed: CC-BY-4.0"
"""How a message in git says so; who, and where, comes after it."""

NOTE = f"Send only words that you may share: all of the playbook is under {LICENSE}."
"""What somebody is told who makes a draft of a text."""

REMINDER = (
    "### May we share your words?\n\nThe box in the description is not ticked. Everything in the "
    f"playbook is under {LICENSE}, so that others may use and change it and say where it comes "
    "from. If the words are yours, or you may share them, edit the description and tick this:\n\n"
    f"    - [x] {SENTENCE}"
)
"""What a pull request is told whose author has not said so."""

MISSING = "The box is not ticked. Ask the author whether we may share these words."
"""What a draft is told that is made of such an answer."""

_BOX = re.compile(r"^[ \t]*[-*+] \[(?P<tick>[ xX])\][^\n]*\bCC BY 4\.0\b[^\n]*$", re.MULTILINE)
_QUESTION = re.compile(
    rf"^### {TITLE}[ \t]*\r?\n\s*(?=[-*+] \[[ xX]\][^\n]*CC BY 4\.0)", re.MULTILINE
)


def agrees(text: str) -> bool:
    """Whether a box that names the license is ticked in a form or a description."""
    return any(box["tick"] in "xX" for box in _BOX.finditer(text))


def is_missing(text: str) -> bool:
    """Whether a filled form asks for the license, and nobody has agreed to it."""
    return bool(_BOX.search(text)) and not agrees(text)


def without(text: str) -> str:
    """A filled form without the question about the license, which is no content."""
    return _BOX.sub("", _QUESTION.sub("", text))
