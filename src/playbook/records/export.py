"""Writes files: the records as JSON, the explorer's scripts, entries, and generated files."""

import json
import os
import shutil
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from playbook.i18n.messages import Message, Words
from playbook.records import explorer
from playbook.records.schemas import VERSION
from playbook.records.site_types import SiteRecord
from playbook.source.encoders import in_script


def write_json(site: SiteRecord, file: Path) -> None:
    """Write the record of every entry, one per line, so that a diff shows which entries changed."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        labels = json.dumps(site["labels"], ensure_ascii=False)
        stream.write(f'{{"version": {VERSION}, "labels": {labels}, "entries": [\n')
        records = (members[id_] for members in site["entries"].values() for id_ in sorted(members))
        for number, record in enumerate(records):
            line = json.dumps(record, ensure_ascii=False, allow_nan=False)
            stream.write(f"{',' if number else ''}{line}\n")
        stream.write("]}\n")


def write_explorer(site: SiteRecord, full_text: Mapping[str, str], folder: Path) -> None:
    """Write the index and the summaries of the explorer, as scripts.

    They are scripts and not JSON, since a page that is opened from a disk may not fetch files.
    `full_text` is what `explorer.index` takes; `folder` is that of the explorer.
    """
    folder.mkdir(exist_ok=True)
    for name, variable, value in (
        ("index.js", "playbookIndex", explorer.index(site, full_text)),
        ("summaries.js", "playbookSummaries", explorer.summaries(site)),
    ):
        script = f"globalThis.{variable}={in_script(value)};\n"
        (folder / name).write_text(script, encoding="utf-8", newline="\n")


def write_words(words: Words, messages: Iterable[Message], site: Path) -> None:
    """Write the translations for scripts at the head of the script that looks them up."""
    if translation := words.for_scripts(messages):
        file = site / "assets" / "words.js"
        texts = in_script(translation["texts"])
        rule = f"(n)=>Number({translation['rule']})"
        script = f"globalThis.playbookWords={{rule:{rule},texts:{texts}}};\n"
        rest = file.read_text(encoding="utf-8")
        file.write_text(script + rest, encoding="utf-8", newline="\n")


def write_text(text: str, file: Path) -> None:
    """Write a new file; raises `FileExistsError` where there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def replace_text(text: str, file: Path) -> None:
    """Write a file anew: whoever looks, or whatever stops it, finds the old text or the new one.

    A file that is not there yet is there whole or not at all.
    """
    fresh = file.with_name(f".{file.name}.{os.getpid()}~")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())  # a power cut leaves no name without its text
        if file.exists():
            shutil.copymode(file, fresh)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def remove_half_written(folder: Path) -> None:
    """Remove what a process that was killed in `replace_text` left beside the entries of a folder.

    What is younger than a minute stays: another process may be about to give it its name.
    """
    for path in folder.glob(".*.md.*~"):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_mtime < time.time() - 60:
                path.unlink()


def stale_files(texts: Mapping[str, str], root: Path) -> list[str]:
    """The paths of generated files under `root` whose text differs from the one in `texts`."""
    return [path for path, text in texts.items() if _read(root / path) != text]


def write_stale_files(texts: Mapping[str, str], root: Path) -> list[str]:
    """Write the generated files that are out of date; returns their paths."""
    paths = stale_files(texts, root)
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], encoding="utf-8", newline="\n")
    return paths


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
