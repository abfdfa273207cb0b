"""The text of what somebody sends: a text, a document, a mail."""

import sys
import tempfile
from email import policy
from email.parser import BytesParser
from pathlib import Path

import click

from playbook.source.decoding import CONTROL, MAX_FILE, decode, plain
from playbook.source.diagnostics import InvalidEntry
from playbook_site.commands.word.documents import FORMATS, as_markdown
from playbook_site.commands.word.limits import length_fault, limit_fault
from playbook_site.reports.diagnostic_formats import as_text


def text_of(source: Path) -> str:
    """The text of a file, a document of pandoc's or a mail too; `-` is the standard input."""
    try:
        if source.suffix.lower() in FORMATS:
            return _document(source)
        if source.suffix.lower() == ".eml":
            return _mail(source)
        data = sys.stdin.buffer.read(MAX_FILE + 1) if str(source) == "-" else _bytes(source)
        data = _as_utf8(data)
        decode(_visible(data), source.name)
        return plain(data)
    except InvalidEntry as invalid:
        raise click.ClickException(as_text(invalid.diagnostics)) from None


def _as_utf8(data: bytes) -> bytes:
    """A text in UTF-8, also where an older program of Windows wrote it; what is none stays."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return data if "\0" in text else text.encode()
    return data


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
    """A mail as it is read: its head, and its text."""
    mail = BytesParser(policy=policy.default).parsebytes(source.read_bytes())
    head = [f"{name}: {mail[name]}" for name in ("From", "To", "Date", "Subject") if mail[name]]
    parts = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    head += [f"Attachments: {', '.join(parts)}"] if parts else []
    body = mail.get_body(("plain", "html"))
    try:
        text = str(body.get_content()) if body else ""
    except (LookupError, ValueError):
        text = ""
    if not text.strip():
        raise click.ClickException(
            f"{source.name} has no text that can be read. Copy its words into a file, and send it."
        )
    if body and body.get_content_subtype() == "html":
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "mail.html")
            page.write_text(text, encoding="utf-8")
            text = _document(page)
    if reason := length_fault(source, text):
        raise click.ClickException(reason)
    return "\n".join([*head, "", text])


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
