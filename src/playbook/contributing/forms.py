"""The questions that people are asked in place of a file, made from the model.

A form asks for what the model needs, calls optional what is optional, and offers the words that the
model takes. `imports` reads the answers.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing import agreement
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.hints.examples import EXAMPLES
from playbook.model.sections import ASK_NEXT, CHANGE, KEEP, YOURS
from playbook.model.vocabulary import COLLECTIONS, LABELS

_FOR_MAINTAINERS = frozenset(
    "covers status replaced_by created updated review_by former_ids".split()
    + "evidence materials measure from_source group_size schedule".split()
)
"""Keys that a maintainer fills in, and groups that few people need."""

_SHORT_COLLECTIONS = ("roles", "conditions")
"""Collections that are short enough to be listed in a question."""


class Question(NamedTuple):
    """One question of a form."""

    id: str
    label: str
    gist: str
    is_required: bool
    options: tuple[str, ...] = ()
    many: bool = True
    """More than one option, or more than one line."""
    example: str = ""


class Form(NamedTuple):
    """A form: what it makes, and what it asks."""

    id: str
    name: str
    about: str
    collection: str
    questions: tuple[Question, ...]


CHANGED_IN_MOVE = "What we changed in the move"
"""The question whose answer stands beside the move, in a sentence."""

TRIAL = {
    "What we did": "What happened",
    "What we noticed": "What changed",
    CHANGED_IN_MOVE: "What happened",
    "What was hard": "What was hard",
    "What we would ask": ASK_NEXT.title,
}
"""The questions of the light form about a move that was used, and the sections they fill."""


_NECESSARY = ("What we did", "What we noticed")
TRIAL_QUESTIONS = frozenset({"Title", "Moves", *_NECESSARY})
"""The questions that every answer to the light form has."""


def forms(playbook: Playbook) -> list[Form]:
    """Every form: one for each kind, one for a move that was used, and one for a bare idea."""
    return [_idea(), *(_form(name, playbook) for name in ("moves", "cases")), _trial(playbook)] + [
        _form(name, playbook) for name in ("conditions", "roles", "plans")
    ]


def questions(collection: str, playbook: Playbook) -> Iterator[Question]:
    """What a kind of entry needs to be told, in the order in which it is written."""
    fields = fields_of(collection)
    first = [field for field in fields if field.name in ("title", "summary")]
    for field in (*first, *(field for field in fields if field not in first)):
        if _has_question(field, fields):
            yield _question(field, playbook)
    for section in MODELS[collection].SECTIONS:
        for half in (KEEP, CHANGE) if section.id == YOURS.id else ("",):
            label = f"{section.title}: {half.lower()}" if half else section.title
            yield Question(identifier(label), label, section.gist, is_required=True)


def identifier(label: str) -> str:
    """What a form calls a question: `make-it-yours-keep`. Links fill answers in by this name."""
    return "-".join("".join(c if c.isalnum() else " " for c in label.lower()).split())


def as_issue_form(form: Form) -> Mapping[str, Any]:
    """A form as GitHub takes it."""
    kind = COLLECTIONS[form.collection][0]
    return {
        "name": form.name,
        "description": form.about,
        "title": f"{kind.capitalize()}: ",
        "labels": ["contribution", form.id],
        "body": [
            {"type": "markdown", "attributes": {"value": _WELCOME}},
            *(_element(question) for question in form.questions),
            _AGREEMENT,
        ],
    }


_WELCOME = (
    "Thank you. Write as you would tell a colleague; somebody will help with the rest. "
    "**Everything here is public:** leave out names of students, and whatever would let a "
    "neighbor know who is meant. A draft is made from your answers, and you can see it grow."
)


_AGREEMENT = {
    "type": "checkboxes",
    "id": "license",
    "attributes": {
        "label": agreement.TITLE,
        "options": [{"label": agreement.SENTENCE, "required": True}],
    },
}


def _has_question(field: FieldReference, fields: list[FieldReference]) -> bool:
    top, _, part = field.name.partition(".")
    is_group = any(other.name.startswith(f"{field.name}.") for other in fields)
    return top not in _FOR_MAINTAINERS and not is_group and part != "name"


def _question(field: FieldReference, playbook: Playbook) -> Question:
    gist = field.gist
    if field.names in _SHORT_COLLECTIONS:
        names = ", ".join(entry.meta.title for entry in playbook.collection(field.names))
        gist += f" One line each: a name, a colon, a sentence. You can name: {names}."
    elif field.names:
        gist += " One line each: the title of a move, a colon, a sentence."
    elif field.many and not field.choices:
        gist += " One line each."
    name = field.name.rpartition(".")[2]
    labels = LABELS.get(name, {})
    options = tuple(labels[choice] for choice in field.choices)
    is_required = field.is_required and "district." not in field.name
    many = field.many or name in ("summary", "purpose")
    example = "" if options or field.names else EXAMPLES.get(name, "").strip("{}[]")
    return Question(identifier(field.label), field.label, gist, is_required, options, many, example)


def _form(collection: str, playbook: Playbook) -> Form:
    kind = COLLECTIONS[collection][0]
    about = {
        "moves": "Something that leaders do, told so that another leader can do it.",
        "cases": "What a school or a district did, what was hard, and what changed.",
        "conditions": "What makes professional learning matter. The playbook has few of them.",
        "roles": "Somebody who makes moves, and is not in the playbook yet.",
        "plans": "Moves in an order that others can follow, week by week.",
    }[collection]
    form_questions = tuple(questions(collection, playbook))
    return Form(kind, f"A whole {kind}", about, collection, form_questions)


def _idea() -> Form:
    form_questions = (
        Question(
            "title", "Title", "A few words that say what to do.", is_required=True, many=False
        ),
        Question("idea", "Idea", "What you would tell a colleague, with steps.", is_required=True),
    )
    about = "Just an idea, in your own words. Two questions."
    return Form("idea", "An idea for a move", about, "moves", form_questions)


def _trial(playbook: Playbook) -> Form:
    by_id = {question.id: question for question in questions("cases", playbook)}
    move = Question(
        "moves", "Moves", "Which move. Its title is enough.", is_required=True, many=False
    )
    sections = [
        Question(identifier(label), label, gist, is_required=label in _NECESSARY)
        for label, gist in {
            "What we did": "When, with whom, and what happened.",
            "What we noticed": "What was different, in people's words or in what they did.",
            CHANGED_IN_MOVE: "What you left out, added, or did in another way. In a sentence.",
            "What was hard": "What did not go smoothly. It helps the next school most.",
            "What we would ask": "A question that you are left with.",
        }.items()
    ]
    ends = ("roles", "district-size", "district-locale", "authors")
    form_questions = (by_id["title"], move, *sections, *(by_id[name] for name in ends))
    about = "Four questions about a move that you have tried. They become a short case."
    return Form("used", "We used this move", about, "cases", tuple(form_questions))


def _element(question: Question) -> Mapping[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.gist}
    kind = "textarea" if question.many else "input"
    if question.options:
        kind = "dropdown"
        attributes |= {"options": list(question.options), "multiple": question.many}
    elif question.example:
        attributes["placeholder"] = question.example
    element = {"type": kind, "id": question.id, "attributes": attributes}
    return {**element, "validations": {"required": True}} if question.is_required else element
