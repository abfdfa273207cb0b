"""The sections of a draft, from the passages that were sorted into them."""

from collections.abc import Iterator, Mapping, Sequence

from playbook.contributing.imports import steps
from playbook.contributing.imports.draft import Draft, Part
from playbook.contributing.imports.journey import Step
from playbook.contributing.imports.tree import Passage, paragraph
from playbook.contributing.texts import body_text, first_sentences, loose_text
from playbook.model.entry_types import MODELS
from playbook.model.letters import is_question
from playbook.model.sections import ASK_NEXT, CHANGE, KEEP, QUESTIONS, STEPS, TO_PLACE, YOURS
from playbook.parsing import markdown
from playbook.parsing.markdown_spans import Block
from playbook.source.diagnostics import InvalidEntry


def story_of(collection: str) -> str:
    """The section that a text without headings goes into."""
    titles = [section.title for section in MODELS[collection].SECTIONS]
    return "What happened" if "What happened" in titles else titles[0] if titles else ""


def sort_unstructured(passage: Passage, draft: Draft) -> None:
    """A text without headings: its only numbered list is the steps, its questions the questions."""
    story = story_of(draft.collection)
    if draft.collection != "moves":
        _put(draft, story, passage.blocks, "The text")
        return
    blocks = steps.joined(passage.blocks)
    lists = [block for block in blocks if steps.list_kind(block) == steps.ORDERED]
    questions = [block for block in blocks if _asks(block)]
    one_list = lists if len(lists) == 1 and lists[0] not in questions else []
    others: list[Block] = []
    for block in blocks:
        if block in one_list and block.kind == "Paragraph":  # signs that Markdown has none for
            items, lines = loose_text.split(block.text)
            others += [block._replace(text="\n".join(lines))] if lines else []
            one_list = [block._replace(text="\n".join(items))]
        elif block not in one_list and block not in questions:
            others.append(block)
    _put(draft, story, others, "The text")
    _put(draft, STEPS.title, one_list, "The numbered list")
    _put(draft, QUESTIONS.title, questions, "The questions")


def sort_intro(passage: Passage, draft: Draft) -> None:
    """What stands before the first heading begins the story; with steps, if none came yet."""
    lists = [
        block
        for part in draft.waiting
        for one in (part.passage, *part.members)
        for block in one.blocks
        if steps.list_kind(block) == steps.ORDERED
    ]
    if STEPS.title not in draft.parts and not lists and draft.collection == "moves":
        sort_unstructured(passage, draft)
        return
    _put(draft, story_of(draft.collection), passage.blocks, "What stands before the first heading")


def first_sentence(draft: Draft) -> str:
    """The first sentence of the story, if it fits into a summary."""
    for part in draft.parts.get(story_of(draft.collection), []):
        blocks = [block.text for block in part.passage.blocks if block.kind != "CodeBlock"]
        if sentence := first_sentences.first_sentence("\n\n".join(blocks)):
            return sentence
    return ""


def _asks(block: Block) -> bool:
    return block.kind in ("List", "Paragraph") and loose_text.are_questions(block.text)


def _put(draft: Draft, title: str, blocks: Sequence[Block], name: str) -> None:
    if blocks:
        part = Part(Passage(blocks=list(blocks)))
        draft.parts.setdefault(title, []).insert(0, part)
        draft.tell(name, title or "the text before the sections")


def sections(draft: Draft) -> Mapping[str, str]:
    """Each section that something was said in, by its title; what has no place comes last."""
    titles = [section.title for section in MODELS[draft.collection].SECTIONS]
    texts: dict[str, str] = {}
    for title in ("", *titles):
        match title:
            case STEPS.title:
                texts[title] = _steps(draft)
            case QUESTIONS.title:
                texts[title] = body_text.as_dashes(_questions(draft))
            case ASK_NEXT.title:
                texts[title] = body_text.as_dashes(_told(draft, title))
            case YOURS.title:
                halves = {half: _told(draft, half) for half in (KEEP, CHANGE)}
                texts[title] = body_text.halves(halves, _told(draft, title))
            case _:
                texts[title] = "\n\n".join(_prose(draft, title))
    waits = sorted(draft.waiting, key=lambda part: part.passage.order)
    texts[TO_PLACE.title] = "\n\n".join(text for part in waits for text in _lines(part))
    return {title: sound(text) for title, text in texts.items() if text}


def _steps(draft: Draft) -> str:
    """The steps: of several passages that say so, the first with a list; others wait."""
    parts = draft.parts.get(STEPS.title, [])
    pairs = [
        (part, steps.steps_of(part.passage, part.members, is_own=part.is_own)) for part in parts
    ]
    lists = [pair for pair in pairs if pair[1][:1].isdigit() or "\n1. " in pair[1]]
    best = next((pair for pair in pairs if pair[0].is_own and pair[1]), None)
    best = best or next(iter(lists), None) or next((pair for pair in pairs if pair[1]), None)
    for part, text in pairs:
        if best and part is best[0]:
            _note(draft, part, STEPS.title)
        elif part.is_own and best and best[0].is_own and text and not best[0].members:
            best = best[0], f"{best[1]}\n\n{text}"
        else:
            _wait(draft, part)
    return best[1] if best else ""


def _wait(draft: Draft, part: Part) -> None:
    title = part.passage.name
    draft.waiting.append(part)
    here, there = Step(title, STEPS.title), Step(title, TO_PLACE.title)
    draft.steps = [(order, there if step == here else step) for order, step in draft.steps]


def _note(draft: Draft, part: Part, title: str) -> None:
    """Note a heading whose place a section's own heading takes."""
    own = part.passage.name
    if own and own.casefold() != title.casefold():
        draft.left_out.append(f"{own} (now: {title})")


def _told(draft: Draft, title: str) -> str:
    """All that was said in a section that is a list."""
    parts = draft.parts.get(title, [])
    for part in parts:
        _note(draft, part, title)
    texts = [part.passage.text for part in parts]
    texts += [f"{body_text.bold(m.title)}\n{m.text}" for part in parts for m in part.members]
    return "\n\n".join(filter(None, texts))


def _questions(draft: Draft) -> str:
    """What was asked under the critical questions; items that ask nothing wait."""
    text = _told(draft, QUESTIONS.title)
    plain, tables = loose_text.without_tables(text)
    items, lines = loose_text.split(plain, whole=True)
    asking = [one for one in (*lines, *items) if is_question(one.partition("\n")[0])]
    others = [one for one in (*lines, *items) if one not in asking]
    if tables or not others:
        return text
    draft.waiting.append(Part(Passage(QUESTIONS.title, blocks=[paragraph("\n".join(others))])))
    draft.tell(f"{QUESTIONS.title}, the rest", TO_PLACE.title)
    return "\n".join(asking)


def _prose(draft: Draft, title: str) -> Iterator[str]:
    """What was said in a section: where several passages come together, each keeps its heading."""
    parts = draft.parts.get(title, [])
    for n, part in enumerate(parts):
        is_first = n == 0 and part.is_own
        if (title and len(parts) == 1) or is_first:
            _note(draft, part, title)
            yield from _lines(part, with_title=False)
        else:
            yield from _lines(part, with_title=part.passage.name.casefold() != title.casefold())


def _lines(part: Part, *, with_title: bool = True) -> Iterator[str]:
    """The passages of a part; a heading with nothing but a smaller one below it stands before
    that in one line.
    """
    above: list[str] = []
    for one in (part.passage, *part.members):
        is_named = with_title or one is not part.passage
        above += [one.title] if is_named and one.title else []
        if text := body_text.prose(one.text):
            yield from [body_text.bold(" – ".join(above))] if above else []
            yield text
            above = []


def sound(text: str) -> str:
    """A text that an entry may hold as it is; one that none may hold, without its signs."""
    for one in (text, "\n".join(line.lstrip() for line in text.split("\n"))):
        if _is_sound(one):
            return one
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~!&=+-." else sign for sign in text)


def _is_sound(text: str) -> bool:
    try:
        body = markdown.parse(f"## A\n\n{text}\n\n## B\n", "")
    except InvalidEntry:
        return False
    return not body.diagnostics and len(body.sections) == 2
