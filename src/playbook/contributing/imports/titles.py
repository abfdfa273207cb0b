"""The title of a text that somebody sends."""

import re

from playbook.contributing.imports import sorting
from playbook.contributing.imports.draft import Draft
from playbook.contributing.imports.places import Place
from playbook.contributing.imports.tree import LABEL, Passage
from playbook.contributing.texts import body_text
from playbook.contributing.texts.lines import words_of
from playbook.model.hints.proposals import ITEM, beginning, item

_LONGEST_TITLE = 80
_MESSAGE = re.compile(r"\\?\[?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? )?\d{1,2}:\d\d\b.*:")
"""The start of a message in a chat: when, and by whom."""
_TITLE = Place("field", "title")
_LONGEST_PREFACE = 300
"""The characters of what may stand above the title of a text: a date, a byline, a logo."""


def take(passages: list[Passage], draft: Draft, given: str, subject: str, name: str) -> str:
    """The title, taken out of the text; what could have been one, and is none, is kept.

    It is `given`, or the `subject` of a letter, or in the text, or the `name` of its file.
    """
    _take_told(passages, draft)
    own = str(draft.values.pop("title", ""))
    certain = given or own or subject
    heading = _take_heading(passages, certain)
    line = "" if heading or own or subject else _take_line(passages, given, name)
    title = certain or heading or line
    if title == subject:
        draft.tell("The subject of the letter", "title")
    elif title and not given and not own:
        is_file = not heading and title == name
        source = "The heading" if heading else "The name of the file" if is_file else None
        draft.tell(source or "The first line", "title")
    short = beginning(title, _LONGEST_TITLE)
    words = [short, *(body_text.prose(text) for text in (own, subject, heading, title))]
    for text in list(dict.fromkeys(filter(None, words)))[1:]:
        if text.casefold() != short.casefold():
            draft.keep("", text)
    draft.front |= {"title"}  # what calls itself a title from here on is none
    return short


def _take_told(passages: list[Passage], draft: Draft) -> None:
    """A title that the text calls so, in a line or below a heading; any after it is kept."""
    for passage in [*passages]:
        for block in [block for block in passage.blocks if block.kind == LABEL]:
            is_title = block.details.place.name == "title"
            if is_title and _is_taken(draft, "Title", block.details.rest):
                passage.blocks.remove(block)
        is_title = bool(passage.place and passage.place.name == "title")
        is_title = is_title and len(passage.blocks) == 1
        if is_title and _is_taken(draft, passage.name, passage.text):
            passages.remove(passage)


def _is_taken(draft: Draft, label: str, text: str) -> bool:
    if sorting.take_field(draft, _TITLE, text, label):
        return True
    if "title" not in draft.values:
        return False
    draft.keep(label, text)
    return True


def _take_heading(passages: list[Passage], certain: str) -> str:
    """The heading that is the title of a text; what stands below it is how the text begins."""
    first = next((passage for passage in passages if passage.level), None)
    if first is None:
        return ""
    tops = [passage for passage in passages if passage.level == 1]
    is_same = bool(certain) and _words(first.title) == _words(certain)
    is_top = tops == [first] and len(passages) > 2
    preface = passages[0].text if passages[0] is not first else ""
    if preface and not (is_top and len(preface) <= _LONGEST_PREFACE):
        is_title = is_same
    elif certain:
        is_title = is_same or (tops == [first] and not first.place)
    else:
        is_title = is_top or not first.place or _is_alone(first, passages)
    if not is_title:
        return ""
    passages.remove(first)
    passages[0].blocks += first.blocks
    return words_of(first.title)


def _is_alone(first: Passage, passages: list[Passage]) -> bool:
    """Whether nothing stands below a heading of the first level before the next one."""
    below = next((one for one in passages if one.order == first.order + 1), None)
    return first.level == 1 and not first.blocks and below is not None and below.level == 1


def _take_line(passages: list[Passage], given: str, name: str) -> str:
    """The first line of a text as its title; a sentence that goes on stays in the text too."""
    intro = passages[0].blocks
    at = next((n for n, block in enumerate(intro) if block.kind in ("Paragraph", LABEL)), None)
    if at is None or intro[at].kind == LABEL or at > 0:
        text = next((block.text for passage in passages for block in passage.blocks), "")
        if name and text and not given:
            return name
        words = words_of(_cell(text) or item(text.strip().partition("\n")[0]).lstrip("> |"))
        return "" if given else beginning(words, _LONGEST_TITLE)
    line, _, rest = intro[at].text.strip().partition("\n")
    if name and not given and _MESSAGE.match(line):
        return name
    title = words_of(line)
    if given and title != given:
        return ""
    goes_on = bool(rest) and len(line) > 50 and not ITEM.match(rest)
    if (goes_on and line[-1] not in ".:!?") or (len(title) > _LONGEST_TITLE and " " in title):
        sentence = re.split(r"(?<=[.!?])\s", " ".join(intro[at].text.split()))[0]
        return beginning(words_of(sentence), _LONGEST_TITLE)
    intro[at : at + 1] = [intro[at]._replace(text=rest)] if rest.strip() else []
    return title


def _cell(text: str) -> str:
    """The title that a table names, as a lesson plan has it in its first row."""
    rows = [[cell.strip(" *") for cell in line.strip(" |").split("|")] for line in text.split("\n")]
    cells = [row[1] for row in rows if len(row) > 1 and row[0].casefold().endswith("title")]
    return cells[0] if cells and "|" in text else ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
