"""Code in a text, put out of reach of what changes the words around it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from playbook.model.hints.proposals import ITEM
from playbook.parsing.markdown_spans import Block, blocks, spans

_START, _END = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_START}(\\d+){_END}")
_FENCES = ("```", "~~~")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_SENTENCE = re.compile(r"^\s*[^\W\d_a-zß-öø-ÿ][^\n]*[.!?]$", re.MULTILINE)


class Hidden(NamedTuple):
    """A text with a sign in the place of each piece of code."""

    text: str
    codes: Sequence[tuple[str, str]] = ()
    """What stands before the lines of each, and what it says."""

    def show(self, text: str) -> str:
        """A text that these signs stand in, with the code: each begins where its sign is."""

        def code_of(token: re.Match[str]) -> str:
            before, code = self.codes[int(token[1])]
            is_block = code.startswith(_FENCES) and "\n" in code
            return _moved(code, before, _indent(text, token.start())) if is_block else code

        return _TOKEN.sub(code_of, text) if self.codes else text


def hide(text: str) -> Hidden:
    """Put code aside, in fences and within lines; what is indented alone may be prose."""
    if not any(sign in text for sign in ("`", "~~~")) or _START in text:
        return Hidden(text)
    codes: list[tuple[str, str]] = []
    parts: list[str] = []
    end = 0
    for span in sorted(spans(text, "CodeBlock", "Code"), key=lambda span: span.start):
        if span.start < end or span.details == "Indented":
            continue
        code = text[span.start : span.end].rstrip("\n")
        codes.append((_indent(text, span.start), code))
        parts += [text[end : span.start], f"{_START}{len(codes) - 1}{_END}"]
        end = span.start + len(code)
    return Hidden("".join([*parts, text[end:]]), codes)


def outside(text: str, change: Callable[[str], str]) -> str:
    """A text changed where it is no code."""
    hidden = hide(text)
    return hidden.show(change(hidden.text))


def in_fences(text: str) -> str:
    """A text with headings whose indented code is in fences; indented sentences and lists stay."""
    if not _HEADING.search(text) or "\n    " not in text:
        return text
    return "\n\n".join(map(_in_fence, blocks(text))) if _has_code(text) else text


def _has_code(text: str) -> bool:
    return any(map(_is_code, blocks(text)))


def _is_code(block: Block) -> bool:
    is_indented = block.kind == "CodeBlock" and block.details == "Indented"
    lines = block.text.split("\n")
    is_prose = _SENTENCE.search(block.text) or any(map(ITEM.match, lines)) or "`" in block.text
    return is_indented and not is_prose


def _in_fence(block: Block) -> str:
    if not _is_code(block):
        return block.text
    lines = [line.removeprefix("    ") for line in block.text.split("\n")]
    return "\n".join(["```", *lines, "```"])


def _indent(text: str, at: int) -> str:
    """What stands before the lines of a block below its first, which a sign may stand before."""
    return re.sub(r"[^>\s]", " ", text[text.rfind("\n", 0, at) + 1 : at])


def _moved(code: str, before: str, here: str) -> str:
    """The lines of a block where it begins now."""
    if before == here:
        return code
    first, *others = code.split("\n")
    lines = [re.sub(rf"^[>\s]{{0,{len(before)}}}", "", line) for line in others]
    return "\n".join([first, *(f"{here}{line}".rstrip() for line in lines)])
