"""The commands that start an entry, and that keep every surface in step with the model."""

import datetime
import json
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import click

import playbook
from playbook import Severity
from playbook.checks.draft_policy import UNFINISHED
from playbook.contributing import drafts, importer, related_entries
from playbook.contributing.generated_files import surfaces
from playbook.layers.upstream import DISTRICT, PIN
from playbook.loader import KINDS
from playbook.records import export
from playbook.source.decoding import MAX_FILE, decode
from playbook.source.diagnostics import InvalidEntry
from playbook_site.commands.message_extraction import catalogues
from playbook_site.commands.update import check_layer
from playbook_site.reports.diagnostic_formats import as_text

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
SOURCE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("title", default="")
@click.option("--from", "source", type=SOURCE, help="A filled form, a text, or a Word document.")
@click.option("--root", type=ROOT, default=".", help="The playbook's folder.")
@click.option("--layer", help="The layer that it is added to, such as district.")
def new_command(kind: str, title: str, source: Path | None, root: Path, layer: str | None) -> None:
    """Start an entry, from its title or from what somebody sent.

    Writes a draft with every key and section that its kind needs, and says what is still missing.
    """
    collection = KINDS[kind]
    entries, _ = playbook.load(root)
    text = _text(source) if source else ""
    received = importer.receive(text, collection, entries, title)
    if not (id_ := drafts.id_for(received.title)):
        raise click.ClickException(
            "Use some letters from a to z in the title: the file is named by it."
            if received.title
            else "Give the entry a title, such as: playbook new move 'Ask students first'"
        )
    related = related_entries.related(entries, "moves", f"{received.title} {text}")
    draft = drafts.draft(
        collection,
        received.title,
        datetime.date.today(),
        received.values,
        received.sections,
        [entry for entry in related if entry.key.id != id_],
        {name: [e.key.id for e in entries.collection(name)] for name in ("conditions", "roles")},
    )
    if layer:
        check_layer(root, layer)
    home = layer or (DISTRICT if (root / PIN).is_file() else "")
    path = Path(home, collection, f"{id_}.md")
    try:
        export.write_text(draft, root / path)
    except FileExistsError:
        raise click.ClickException(f"{path.as_posix()} exists already.") from None
    _tell(root, path.as_posix())


def _tell(root: Path, path: str) -> None:
    """Say what was written, and what it still needs."""
    found = [p for p in playbook.load_and_check(root)[1] if p.location.path == path]
    click.echo(f"Wrote {path}.")
    if found:
        click.echo(as_text(found))
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    left = sum(problem.code == UNFINISHED for problem in found)
    if errors:
        click.echo("Mend what is told above, then run: playbook check", err=True)
    elif left:
        click.echo(f"A draft that can be read; {left} things are still to write.", err=True)
    else:
        click.echo("Complete. Read it, then set 'status: published'.", err=True)


def _text(source: Path) -> str:
    """The words of a file; `-` reads what is typed or piped in."""
    try:
        if source.suffix.lower() == ".docx":
            return _word(source)
        data = sys.stdin.buffer.read(MAX_FILE + 1) if str(source) == "-" else _bytes(source)
        return decode(data, source.name)
    except InvalidEntry as invalid:
        raise click.ClickException(as_text(invalid.diagnostics)) from None


def _bytes(source: Path) -> bytes:
    with source.open("rb") as stream:
        return stream.read(MAX_FILE + 1)


def _word(source: Path) -> str:
    try:
        import pypandoc
    except ImportError:
        raise click.ClickException(
            "Word documents need one more package: pip install 'learning-matters[docx]'. "
            "Or save the document as plain text, and give that."
        ) from None
    try:
        read = pypandoc.convert_file(str(source), "json", format="docx", extra_args=["--sandbox"])
        text: str = pypandoc.convert_text(
            json.dumps(_with_plain_tables(json.loads(read))),
            "commonmark-raw_html+pipe_tables",
            format="json",
            extra_args=["--wrap=none", "--sandbox", "--markdown-headings=atx"],
        )
    except RuntimeError:
        raise click.ClickException(
            f"{source.name} cannot be read as a Word document. Open it in Word, save it again as "
            ".docx, or paste its text into a file."
        ) from None
    return text


def _with_plain_tables(node: Any) -> Any:
    """A document as pandoc takes it apart, with no table that Markdown could not show."""
    if isinstance(node, dict):
        return {key: _with_plain_tables(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    parts: list[Any] = []
    for part in node:
        if isinstance(part, dict) and part.get("t") == "Table":
            parts += _plain_table(*part["c"])
        else:
            parts.append(_with_plain_tables(part))
    return parts


def _plain_table(
    attributes: Any, caption: Any, columns: Any, head: Any, bodies: Any, foot: Any
) -> Iterator[Any]:
    """The paragraphs of a caption, and a table of single cells that hold one line each."""
    yield from _with_plain_tables(caption[1])
    groups = [head[1], *(group for body in bodies for group in body[2:]), foot[1]]
    first, *rows = _grid([row[1] for group in groups for row in group], len(columns))
    none = ["", [], []]
    plain = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
    body = [none, 0, [], [[none, row] for row in rows]]
    table = [attributes, [None, []], [plain] * len(columns), [none, [[none, first]]], [body]]
    yield {"t": "Table", "c": [*table, [none, []]]}


def _grid(rows: list[Any], width: int) -> list[list[Any]]:
    """Rows of cells: one that went over several columns or rows is followed by empty ones."""
    told: dict[tuple[int, int], list[Any]] = {}
    for y, row in enumerate(rows):
        x = 0
        for _, _, height, breadth, blocks in row:
            while (y, x) in told:
                x += 1
            covered = product(range(min(height, len(rows) - y)), range(min(breadth, width)))
            told |= {(y + down, x + right): [] for down, right in covered}
            told[y, x] = [{"t": "Plain", "c": list(_words(blocks))[:-1]}]
    return [
        [[["", [], []], {"t": "AlignDefault"}, 1, 1, told.get((y, x), [])] for x in range(width)]
        for y in range(max(len(rows), 1))
    ]


def _words(node: Any) -> Iterator[Any]:
    """The words of a cell, its paragraphs and lists joined into one line."""
    space = {"t": "Space"}
    if isinstance(node, list):
        for part in node:
            yield from _words(part)
    elif isinstance(node, dict):
        kind, inner = node["t"], node.get("c", [])
        if kind in ("Para", "Plain", "Header"):
            words = inner[2] if kind == "Header" else inner
            yield from (
                space if word["t"] in ("LineBreak", "SoftBreak") else word for word in words
            )
            yield space
        elif kind == "CodeBlock":
            yield from ({"t": "Str", "c": inner[1].replace("\n", " ")}, space)
        else:
            yield from _words(inner)


@click.command("generate")
@click.argument("root", type=ROOT, default=".")
@click.option("--check", is_flag=True, help="Write nothing; tell which files are not in step.")
def generate_command(root: Path, check: bool) -> None:  # noqa: FBT001
    """Make everything that follows from the model: forms, schemas, settings of editors.

    Where the sources are, the catalogues of words too.
    """
    entries, _ = playbook.load(root)
    made = {**surfaces(entries), **catalogues(root)}
    stale = export.stale_files(made, root) if check else export.write_stale_files(made, root)
    for path in stale:
        click.echo(f"{path} is not what the model says." if check else f"Wrote {path}.")
    if not stale:
        click.echo("Every surface says what the model says.", err=True)
    elif check:
        raise click.ClickException("Run: playbook generate")
