"""The web editor's settings: collections and fields, from the model.

The shape is that of the settings of Decap CMS; `kinds` and `words` are for our own part of it,
which also draws the fields `line`, `relations`, `sections`, `identity` and `todo`. A date starts
with the day on which somebody writes: a site that held its build's would differ every day.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from playbook.catalog.playbook import Playbook
from playbook.contributing.drafts import REVIEW_AFTER, unwritten
from playbook.contributing.editor.advice import advice_of, sections_of
from playbook.contributing.editor.backends import backend
from playbook.contributing.texts.body_text import prompt
from playbook.i18n.messages import Words
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import (
    FieldReference,
    Holds,
    fields_in,
    fields_of,
    kind_of,
    written_order,
)
from playbook.model.vocabulary import COLLECTIONS, translatable

ID = "(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*"
# Decap writes the label before a message, and a full stop behind it.
_ID_MESSAGE = (
    "This is not an id. An id is the name of a file without '.md': small letters a-z, digits and "
    "hyphens, such as bring-a-school-team"
)

_FILE_NAME = translatable("Name of the file")
_FILE_NAME_HINT = translatable("It becomes part of the page's address, and stays as it is.")
_TO_DO = translatable("Still to write or to put right")
_NEW_ID = "new_id"
"""The key that carries a new entry's id to its name; no file has it."""
_LISTED = ("conditions", "roles")
"""The folders whose ids a prompt lists."""


def editor_settings(
    playbook: Playbook,
    repository: str,
    server: str = "",
    *,
    branch: str = "",
    layer: str = "",
    gateway: str = "",
    application: str = "",
    words: Words = Words(),  # noqa: B008
    spoken: Iterable[str] = (),
) -> Mapping[str, Any]:
    """Everything that the editor needs to know.

    `repository` is the address of the repository that it saves to, on its default branch unless
    there is a `branch`; `server` the address of a server on this machine that it asks in place of
    it; `layer` where it writes entries, if not into the original; `gateway` the address of a server
    that signs people in and writes for them; `application` the id by which GitLab knows the editor;
    `words` are the interface's, and `spoken` the texts that our scripts say.
    """
    settings: dict[str, Any] = {
        "backend": backend(repository, branch, gateway, application),
        "publish_mode": "editorial_workflow",
        "media_folder": f"{layer}/docs/images" if layer else "docs/images",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "locale": words.language.partition("-")[0],
        "collections": [_collection(name, playbook, layer, words) for name in MODELS],
        "kinds": {name: _keys(name, playbook) for name in MODELS},
        "words": {text: words(text) for text in spoken if words(text) != text},
    }
    return {**settings, "local_backend": {"url": server}} if server else settings


def _keys(collection: str, playbook: Playbook) -> list[Mapping[str, Any]]:
    """What a format has to know of each key, in the order in which keys are written."""
    names = {name: [entry.key.id for entry in playbook.collection(name)] for name in _LISTED}
    lines = unwritten(collection, names)
    days = {field.name for field in fields_of(collection) if field.holds is Holds.DATE}
    return [
        {"name": name, "unwritten": lines.get(name, ()), "day": name in days}
        for name in written_order(collection)
    ]


def _collection(name: str, playbook: Playbook, layer: str, words: Words) -> Mapping[str, Any]:
    kind, label = COLLECTIONS[name]
    fields = {field.name: field for field in fields_of(name)}
    model = MODELS[name]
    title, summary, *others = (
        _field(fields[key], model, playbook, words) for key in written_order(name)
    )
    return {
        "name": name,
        "label": words(label),
        "label_singular": words(kind.capitalize()),
        "folder": f"{layer}/{name}" if layer else name,
        "create": True,
        "extension": "md",
        "format": name,
        "slug": f"{{{{fields.{_NEW_ID}}}}}",
        "identifier_field": "title",
        "fields": [
            title,
            {
                "name": _NEW_ID,
                "label": words(_FILE_NAME),
                "hint": words(_FILE_NAME_HINT),
                "widget": "identity",
                "message": f"{_ID_MESSAGE}.",
            },
            summary,
            _text(name, playbook, words),
            *others,
            {"name": "todo", "label": words(_TO_DO), "widget": "todo"},
        ],
    }


def _text(name: str, playbook: Playbook, words: Words) -> Mapping[str, Any]:
    """The body: an area for each section, and what a new entry has in them."""
    sections = MODELS[name].SECTIONS
    body = "\n\n".join(f"## {section.title}\n\n{prompt(section.gist)}" for section in sections)
    return {
        "name": "body",
        "label": words("Text"),
        "widget": "sections",
        "required": bool(sections),
        "sections": sections_of(name),
        "entries": [
            {"value": f"../{entry.key.path}", "label": entry.meta.title} for entry in playbook
        ],
        "default": f"\n{body}\n",
    }


def _field(
    reference: FieldReference, model: type[BaseModel], playbook: Playbook, words: Words
) -> Mapping[str, Any]:
    name = reference.name.rpartition(".")[2]
    common = {
        "name": name,
        "label": words(reference.label.rpartition(": ")[2].capitalize()),
        "hint": reference.gist,
        "required": reference.is_required or name == "status",
        "advice": advice_of(model, name),
    }
    return {**common, **_widget(reference, model, playbook, words)}


def _widget(
    reference: FieldReference, model: type[BaseModel], playbook: Playbook, words: Words
) -> Mapping[str, Any]:
    name, holds = reference.name.rpartition(".")[2], reference.holds
    part = kind_of(model.model_fields[name].annotation)
    match holds:
        case _ if reference.names:
            return {"widget": "relations", "options": _entries(reference.names, playbook)}
        case Holds.KEYS:
            return {"widget": "relations", "options": _works(playbook), "sentence": "Where in it"}
        case Holds.WORD | Holds.WORDS:
            options = [
                {"label": words(word.label), "value": str(word)} for word in reference.choices
            ]
            chosen = {"default": "draft"} if name == "status" else {}
            return {"widget": "select", "options": options, "multiple": reference.many, **chosen}
        case Holds.NUMBER:
            return {"widget": "number", "value_type": "int", "min": 1, "step": 1}
        case Holds.PARAGRAPHS:
            return {"widget": "text"}
        case Holds.DATE:
            return _date(name)
        case Holds.GROUP:
            parts = _parts(part, playbook, words, is_required=reference.is_required)
            return {"widget": "object", "collapsed": False, "fields": parts}
        case Holds.GROUPS:
            return {"widget": "list", "collapsed": False, "fields": _parts(part, playbook, words)}
        case Holds.TEXTS:
            one = {"name": "line", "label": words("Line"), "widget": "line"}
            own = {**one, "advice": advice_of(model, name), **_pattern(name)}
            return {"widget": "list", "field": own}
        case _:
            return {"widget": "line", **_pattern(name)}


def _parts(
    part: type[BaseModel], playbook: Playbook, words: Words, *, is_required: bool = True
) -> list[Mapping[str, Any]]:
    own = (field for field in fields_in(part) if "." not in field.name)
    fields = [_field(field, part, playbook, words) for field in own]
    return fields if is_required else [{**field, "required": False} for field in fields]


def _date(name: str) -> Mapping[str, Any]:
    days = REVIEW_AFTER.days if name == "review_by" else 0
    form = {"format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    return {"widget": "datetime", **form, "picker_utc": True, "default": f"today+{days}"}


def _pattern(name: str) -> Mapping[str, Any]:
    """What would be lost or break a link, and is not saved for that."""
    is_id = name in ("replaced_by", "former_ids")
    return {"pattern": [f"^({ID})?$", _ID_MESSAGE]} if is_id else {}


def _entries(collection: str, playbook: Playbook) -> list[Mapping[str, str]]:
    entries = playbook.collection(collection)
    return [{"value": entry.key.id, "label": entry.meta.title} for entry in entries]


def _works(playbook: Playbook) -> list[Mapping[str, str]]:
    works = playbook.bibliography.items if playbook.bibliography else {}
    return [{"value": key, "label": str(work["title"])[:90]} for key, work in works.items()]
