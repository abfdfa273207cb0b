"""Slides, footnotes, and what is put aside of a text."""

import re

_SLIDE = re.compile(
    r"^(?:Slide|Diapositiva) (\d{1,3})[ \t]*"
    r"(?:[:.–—-][ \t]*(\S.*)|\n+(?!Slide|[-*•\d])(\S.{0,80}))$",
    re.MULTILINE,
)
"""The first line of a slide, whose title may stand below it."""
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^([\w-]{1,30})\]:[ \t]*(\S[^\n]*(?:\n(?: {2,}\S|[^\s\[#]|\n {4,}\S)[^\n]*)*)",
    re.MULTILINE,
)


def aside(words: str, left_out: list[str]) -> str:
    """Nothing in the place of words, which are left out."""
    if words:
        left_out.append(" ".join(words.split()))
    return ""


def with_notes_last(text: str) -> str:
    """A text whose footnotes are a list: below the heading that they have, or one of their own."""
    notes = list(_FOOTNOTE.finditer(text))
    if not notes:
        return text
    lines = [f"{n}. {' '.join(note[2].split())}" for n, note in enumerate(notes, 1)]
    above = text[: notes[0].start()].rstrip()
    rest = text[: notes[0].start()] + _FOOTNOTE.sub("", text[notes[0].start() :]).strip()
    for n, note in enumerate(notes, 1):
        mark = re.compile(rf" ?\[\^{note[1]}\]")
        above, rest = (mark.sub(f" (note {n})", part) for part in (above, rest))
    note_list = "\n".join(lines)
    if above.rpartition("\n")[2].startswith("#"):
        return f"{above}\n\n{note_list}\n{rest.removeprefix(above)}"
    return f"{rest.rstrip()}\n\n## Notes\n\n{note_list}\n"


def of_slides(text: str, left_out: list[str]) -> str:
    """The text of slides in Markdown: the title of each is a heading, of the first the title."""
    slides = list(_SLIDE.finditer(text))
    if len(slides) < 2:
        return text
    left_out += [f"Slide {slide[1]} (the number of a slide)" for slide in slides]
    first = slides[0].start()

    def heading(slide: re.Match[str]) -> str:
        sign = "#" if slide.start() == first else "##"
        return f"\n{sign} {slide[2] or slide[3]}\n"

    return _SLIDE.sub(heading, text)
