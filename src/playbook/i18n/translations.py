"""Reads what translators write: from the text of a gettext file to a catalogue of words."""

import io
from collections.abc import Iterable

from babel.messages.pofile import read_po

from playbook.i18n.messages import Catalogue, Message


def parse(data: bytes) -> Catalogue:
    """The words of a language, from its `.po` file; what is not translated is left out."""
    read = read_po(io.BytesIO(data))
    texts = {
        message.id if isinstance(message.id, str) else message.id[0]: _forms(message.string)
        for message in read
        if message.id and not message.fuzzy
    }
    return Catalogue({one: forms for one, forms in texts.items() if all(forms)}, read.plural_expr)


def messages(data: bytes) -> set[str]:
    """Every message of the interface, from the `.pot` file; of two forms, the one for one."""
    found = (message.id for message in read_po(io.BytesIO(data)) if message.id)
    return {id_ if isinstance(id_, str) else id_[0] for id_ in found}


def scripted(data: bytes) -> list[Message]:
    """The messages that scripts say in the browser, from the `.pot` file."""
    return [
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        for message in read_po(io.BytesIO(data))
        if any(file.endswith(".js") for file, _ in message.locations)
    ]


def _forms(string: str | Iterable[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))
