"""The web editor's settings: collections, fields, closed lists and messages, from the model.

The shape is that of the settings of Decap CMS. A field of relations becomes a picker of our own,
`relations`, which keeps a sentence beside each entry it names. A date starts with the day on which
somebody writes: `editor.js` knows it, and a site that held its build's would differ every day.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from playbook.catalog.playbook import Playbook
from playbook.contributing.agreement import TRAILER
from playbook.contributing.drafts import REVIEW_AFTER
from playbook.contributing.hosts.repository import repository_at
from playbook.contributing.texts.body_text import prompt
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import (
    FieldReference,
    Holds,
    fields_in,
    fields_of,
    kind_of,
    written_order,
)
from playbook.model.vocabulary import COLLECTIONS

ID = "(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*"
# Decap writes the label before a message, and a full stop behind it.
_ID_MESSAGE = (
    "This is not an id. An id is the name of a file without '.md': small letters a-z, digits and "
    "hyphens, such as bring-a-school-team"
)


def editor_settings(
    playbook: Playbook,
    repository: str,
    server: str = "",
    *,
    branch: str = "",
    layer: str = "",
    gateway: str = "",
) -> Mapping[str, Any]:
    """Everything that the editor needs to know.

    `repository` is the address of the repository that it saves to, on its default branch unless
    there is a `branch`; `server` the address of a server on this machine that it asks in place of
    it; `layer` where it writes entries, if not into the original; `gateway` the address of a server
    that signs people in and writes for them.
    """
    settings: dict[str, Any] = {
        "backend": _gateway(gateway, branch) if gateway else _backend(repository, branch),
        "publish_mode": "editorial_workflow",
        "media_folder": f"{layer}/docs/images" if layer else "docs/images",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        "collections": [_collection(name, playbook, layer) for name in MODELS],
    }
    return {**settings, "local_backend": {"url": server}} if server else settings


def hosts(repository: str, gateway: str = "") -> tuple[str, ...]:
    """The hosts that the editor may ask: those of the repository it saves to or of the gateway to
    it, and no others. One on the site's own host needs no mention.
    """
    if gateway:
        parts = urlsplit(gateway)
        return (f"https://{parts.netloc}",) if parts.netloc else ()
    return tuple(filter(None, [repository_at(repository).api_origin]))


def _messages(author: str) -> Mapping[str, str]:
    """What git is told of what somebody saves; the editor fills in the names."""
    return {
        name: f"{{{{collection}}}}: {verb} {{{{slug}}}}\n\n{TRAILER}, by {{{{{author}}}}}"
        for name, verb in (("create", "add"), ("update", "change"))
    }


def _gateway(address: str, branch: str) -> Mapping[str, Any]:
    """A Git Gateway: it writes in its own name, so git hears of people by their names."""
    base = address.rstrip("/")
    return {
        "name": "git-gateway",
        "identity_url": f"{base}/identity",
        "gateway_url": f"{base}/git",
        **({"branch": branch} if branch else {}),
        "commit_messages": _messages("author-name"),
    }


def _backend(repository: str, branch: str) -> Mapping[str, Any]:
    """Whom it asks; without a branch, that host says which is the default."""
    host = repository_at(repository)
    own: dict[str, Any] = {"branch": branch} if branch else {}
    if host.kind not in ("github", "gitlab", "bitbucket"):
        return {"name": "git-gateway", **own}
    own |= {"api_root": host.own_root} if host.own_root else {}
    return {
        "name": host.kind,
        "repo": host.path,
        **own,
        "commit_messages": _messages("author-login"),
    }


def _collection(name: str, playbook: Playbook, layer: str) -> Mapping[str, Any]:
    kind, label = COLLECTIONS[name]
    fields = {field.name: field for field in fields_of(name)}
    body = "\n\n".join(f"## {s.title}\n\n{prompt(s.gist)}" for s in MODELS[name].SECTIONS)
    return {
        "name": name,
        "label": label,
        "label_singular": kind.capitalize(),
        "folder": f"{layer}/{name}" if layer else name,
        "create": True,
        "extension": "md",
        "format": "frontmatter",
        "slug": "{{slug}}",
        "identifier_field": "title",
        "fields": [
            *(_field(fields[key], MODELS[name], playbook) for key in written_order(name)),
            {
                "name": "body",
                "label": "Text",
                "widget": "markdown",
                "modes": ["rich_text", "raw"],
                "buttons": [
                    "bold",
                    "italic",
                    "link",
                    "heading-two",
                    "bulleted-list",
                    "numbered-list",
                ],
                "editor_components": [],
                "required": bool(body),
                "default": body,
            },
        ],
    }


def _field(
    reference: FieldReference, model: type[BaseModel], playbook: Playbook
) -> Mapping[str, Any]:
    name = reference.name.rpartition(".")[2]
    common = {
        "name": name,
        "label": reference.label.rpartition(": ")[2].capitalize(),
        "hint": reference.gist,
        "required": reference.is_required or name == "status",
    }
    return {**common, **_widget(reference, model, playbook)}


def _widget(
    reference: FieldReference, model: type[BaseModel], playbook: Playbook
) -> Mapping[str, Any]:
    name, holds = reference.name.rpartition(".")[2], reference.holds
    part = kind_of(model.model_fields[name].annotation)
    match holds:
        case _ if reference.names:
            return {"widget": "relations", "options": _entries(reference.names, playbook)}
        case Holds.KEYS:
            return {"widget": "relations", "options": _works(playbook), "sentence": "Where in it"}
        case Holds.WORD | Holds.WORDS:
            options = [{"label": word.label, "value": str(word)} for word in reference.choices]
            chosen = {"default": "draft"} if name == "status" else {}
            return {"widget": "select", "options": options, "multiple": reference.many, **chosen}
        case Holds.NUMBER:
            return {"widget": "number", "value_type": "int", "min": 1, "step": 1}
        case Holds.PARAGRAPHS:
            return {"widget": "text"}
        case Holds.DATE:
            return _date(name)
        case Holds.GROUP:
            parts = _parts(part, playbook, is_required=reference.is_required)
            return {"widget": "object", "collapsed": False, "fields": parts}
        case Holds.GROUPS:
            return {"widget": "list", "collapsed": False, "fields": _parts(part, playbook)}
        case Holds.TEXTS:
            one = {"name": "line", "label": "Line", "widget": "string"}
            return {"widget": "list", "field": {**one, **_pattern(name)}}
        case _:
            return {"widget": "string", **_pattern(name, _longest(model, name))}


def _parts(
    part: type[BaseModel], playbook: Playbook, *, is_required: bool = True
) -> list[Mapping[str, Any]]:
    own = (field for field in fields_in(part) if "." not in field.name)
    fields = [_field(field, part, playbook) for field in own]
    return fields if is_required else [{**field, "required": False} for field in fields]


def _date(name: str) -> Mapping[str, Any]:
    days = REVIEW_AFTER.days if name == "review_by" else 0
    form = {"format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    return {"widget": "datetime", **form, "picker_utc": True, "default": f"today+{days}"}


def _longest(model: type[BaseModel], name: str) -> int:
    metadata = model.model_fields[name].metadata
    return next((mark.max_length for mark in metadata if hasattr(mark, "max_length")), 200)


def _pattern(name: str, most: int = 200) -> Mapping[str, Any]:
    if name in ("replaced_by", "former_ids"):
        return {"pattern": [f"^({ID})?$", _ID_MESSAGE]}
    if name == "critical_questions":
        return {"pattern": ["\\?\\s*$", "a question ends in a question mark"]}
    message = f"This may have {most} characters. Say it in fewer words; the text has room for more"
    return {"pattern": [f"^.{{0,{most}}}$", message]}


def _entries(collection: str, playbook: Playbook) -> list[Mapping[str, str]]:
    entries = playbook.collection(collection)
    return [{"value": entry.key.id, "label": entry.meta.title} for entry in entries]


def _works(playbook: Playbook) -> list[Mapping[str, str]]:
    works = playbook.bibliography.items if playbook.bibliography else {}
    return [{"value": key, "label": str(work["title"])[:90]} for key, work in works.items()]
