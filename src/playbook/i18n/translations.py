"""Reads the gettext files of translators, and the template that lists every message."""

import io
from collections.abc import Iterable

from babel.messages.pofile import read_po

from playbook.i18n.messages import Message, Translation

EDITOR = "/assets/editor/"
"""The folder of scripts that only the web editor loads."""


def parse(data: bytes) -> Translation:
    """A language's texts, from its `.po` file; messages without a translation are left out."""
    catalog = read_po(io.BytesIO(data))
    texts = {
        message.id if isinstance(message.id, str) else message.id[0]: _forms(message.string)
        for message in catalog
        if message.id and not message.fuzzy
    }
    return Translation(
        {one: forms for one, forms in texts.items() if all(forms)}, catalog.plural_expr
    )


def messages(data: bytes) -> set[str]:
    """Every message of the interface, from the `.pot` file; of a plural message, its singular."""
    ids = (message.id for message in read_po(io.BytesIO(data)) if message.id)
    return {id_ if isinstance(id_, str) else id_[0] for id_ in ids}


def script_messages(data: bytes) -> list[Message]:
    """The messages that scripts show in the browser, from the `.pot` file."""
    return [
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        for message in read_po(io.BytesIO(data))
        if any(file.endswith(".js") and EDITOR not in file for file, _ in message.locations)
    ]


def editor_messages(data: bytes) -> list[str]:
    """The messages of the web editor's own scripts, from the `.pot` file."""
    return [
        str(message.id)
        for message in read_po(io.BytesIO(data))
        if any(EDITOR in file for file, _ in message.locations)
    ]


def _forms(string: str | Iterable[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))
