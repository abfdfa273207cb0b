"""The text of what somebody sends: a text, a document, a mail."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from email import policy
from email.message import MIMEPart
from email.parser import BytesParser
from itertools import groupby
from pathlib import Path

import click

from playbook.source.decoding import CONTROL, MAX_FILE, decode, plain
from playbook.source.diagnostics import InvalidEntry
from playbook_site.commands.word import encodings
from playbook_site.commands.word.documents import FORMATS, as_markdown
from playbook_site.commands.word.limits import length_fault, limit_fault
from playbook_site.reports.diagnostic_formats import as_text


def text_of(source: Path) -> str:
    """The text of a file, a document of pandoc's or a mail too; `-` is the standard input."""
    is_input = str(source) == "-"
    try:
        text = _read(source) if is_input or source.stat().st_size else ""
    except InvalidEntry as invalid:
        raise click.ClickException(as_text(invalid.diagnostics)) from None
    if not CONTROL.sub("", text).strip():
        name = "What came in" if is_input else source.name
        raise click.ClickException(f"{name} is empty. Write down what you have, and send that.")
    return text


def _read(source: Path) -> str:
    if source.suffix.lower() in FORMATS:
        return _document(source)
    if source.suffix.lower() == ".eml":
        return _mail(source)
    data = sys.stdin.buffer.read(MAX_FILE + 1) if str(source) == "-" else _bytes(source)
    data = _as_utf8(data)
    decode(_visible(data), source.name)
    return plain(data)


def _as_utf8(data: bytes) -> bytes:
    """A text in UTF-8, also where an older program of Windows wrote it; what is none stays."""
    try:
        text = encodings.text_in(data)
    except UnicodeDecodeError:
        return data
    return data if "\0" in text else text.encode()


def _visible(data: bytes) -> bytes:
    """A text without the signs that an import takes out of every text; what is none stays."""
    try:
        text = plain(data)
    except UnicodeDecodeError:
        return data
    return data if "\0" in text else CONTROL.sub("", text).encode()


def _bytes(source: Path) -> bytes:
    with source.open("rb") as stream:
        return stream.read(MAX_FILE + 1)


def _mail(source: Path) -> str:
    """A mail as it is read: its head, and its texts."""
    mail = BytesParser(policy=policy.default).parsebytes(source.read_bytes())
    head = [f"{name}: {mail[name]}" for name in ("From", "To", "Date", "Subject") if mail[name]]
    others = (part for part in _parts(mail) if part.get_filename() or not _is_text(part))
    names = [part.get_filename() or part.get_content_type() for part in others]
    head += [f"Attachments: {', '.join(names)}"] if names else []
    text = "\n\n".join(
        _page_text(words) if kind == "html" else words
        for kind, parts in groupby(_texts(mail), MIMEPart.get_content_subtype)
        if (words := "\n\n".join(map(_words, parts))).strip()
    )
    if not text.strip():
        raise click.ClickException(
            f"{source.name} has no text that can be read. Copy its words into a file, and send it."
        )
    if reason := length_fault(source, text):
        raise click.ClickException(reason)
    return "\n".join([*head, "", text])


def _parts(part: MIMEPart) -> Iterator[MIMEPart]:
    """The parts of a mail that hold no others; a mail inside it is one."""
    if part.get_content_maintype() != "multipart":
        yield part
        return
    for inside in part.iter_parts():
        yield from _parts(inside)


def _texts(part: MIMEPart) -> list[MIMEPart]:
    """The texts that a reader of a mail sees, one below the other; of versions, the plain one."""
    if part.get_content_type() != "multipart/alternative":
        inside = part.iter_parts() if part.get_content_maintype() == "multipart" else ()
        return [part] if _is_text(part) else [text for one in inside for text in _texts(one)]
    versions = [texts for one in part.iter_parts() if (texts := _texts(one))]
    full = [texts for texts in versions if any(_words(text).strip() for text in texts)]
    return min(full, key=_htmls, default=[])


def _htmls(texts: Iterable[MIMEPart]) -> int:
    return sum(text.get_content_subtype() == "html" for text in texts)


def _is_text(part: MIMEPart) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and not part.is_attachment()


def _words(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    read = encodings.page_in if part.get_content_subtype() == "html" else encodings.text_in
    try:
        return read(data, part.get_content_charset("")) if isinstance(data, bytes) else ""
    except UnicodeDecodeError:
        return ""


def _page_text(page: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mail.html")
        file.write_text(page, encoding="utf-8-sig")
        return _document(file)


def _document(source: Path) -> str:
    if reason := limit_fault(source):
        raise click.ClickException(reason)
    try:
        text = as_markdown(source)
    except ImportError:
        raise click.ClickException(
            f"Documents such as {source.name} need two more packages: "
            "pip install 'learning-matters[docx]'. "
            "Or save the document as plain text, and give that."
        ) from None
    except RuntimeError:
        raise click.ClickException(
            f"{source.name} cannot be read. Open it in the program that it comes from, save it "
            "again as .docx, or paste its text into a file."
        ) from None
    if reason := length_fault(source, text):
        raise click.ClickException(reason)
    return text
