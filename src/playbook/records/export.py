"""What the playbook gives to others, written to files. With `loader`, all that touches files."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from playbook.i18n.messages import Message, Words
from playbook.records import explorer
from playbook.records.schemas import VERSION
from playbook.records.site_types import SiteRecord


def write_json(site: SiteRecord, file: Path) -> None:
    """Write the record of every entry, one a line, so that a diff shows which entries changed."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        labels = json.dumps(site["labels"], ensure_ascii=False)
        stream.write(f'{{"version": {VERSION}, "labels": {labels}, "entries": [\n')
        records = (members[id_] for members in site["entries"].values() for id_ in sorted(members))
        for number, record in enumerate(records):
            line = json.dumps(record, ensure_ascii=False, allow_nan=False)
            stream.write(f"{',' if number else ''}{line}\n")
        stream.write("]}\n")


def write_explorer(site: SiteRecord, full_text: Mapping[str, str], folder: Path) -> None:
    """Write what the explorer filters by and what search reads at once, as scripts.

    Scripts and not data, since a page that was opened from a disk may run the one and not fetch
    the other. `full_text` is what `explorer.index` takes; `folder` is that of the explorer.
    """
    folder.mkdir(exist_ok=True)
    for name, variable, value in (
        ("index.js", "playbookIndex", explorer.index(site, full_text)),
        ("summaries.js", "playbookSummaries", explorer.summaries(site)),
    ):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        script = f"globalThis.{variable}={text};\n".replace("<", "\\u003c")
        (folder / name).write_text(script, encoding="utf-8", newline="\n")


def write_words(words: Words, messages: Iterable[Message], site: Path) -> None:
    """Put what scripts say in another language before the script that says it."""
    if known := words.for_scripts(messages):
        file = site / "assets" / "words.js"
        said = json.dumps(known["said"], ensure_ascii=False, separators=(",", ":"))
        rule = f"(n)=>Number({known['rule']})"
        script = f"globalThis.playbookWords={{rule:{rule},said:{said}}};\n"
        rest = file.read_text(encoding="utf-8")
        file.write_text(script + rest, encoding="utf-8", newline="\n")


def write_text(text: str, file: Path) -> None:
    """Write a new file, and never over one that exists; raises `FileExistsError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def replace_text(text: str, file: Path) -> None:
    """Write a file anew: whoever looks, or whatever stops it, finds the old text or the new one."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        shutil.copymode(file, fresh)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def stale(made: Mapping[str, str], root: Path) -> list[str]:
    """The generated files under `root` that do not hold what they should."""
    return [path for path, text in made.items() if _read(root / path) != text]


def write_stale(made: Mapping[str, str], root: Path) -> list[str]:
    """Write the generated files that are not in step; gives their paths."""
    paths = stale(made, root)
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made[path], encoding="utf-8", newline="\n")
    return paths


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
