"""What is read elsewhere, as text: the records as JSON, scripts; and how files are written."""

import json
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from playbook.i18n.messages import Message, Words
from playbook.i18n.typography import typeset
from playbook.records.schemas import VERSION
from playbook.records.site_types import SiteRecord
from playbook.source.encoders import in_script

_OF_SITE = tuple("name description address copyright language direction entry_language".split())
_WORDS = ("labels", "collections", "names", "headings")


def records_data(
    site: SiteRecord, over: SiteRecord | None = None, address: str = ""
) -> dict[str, Any]:
    """What `playbook.json` holds: the record of every entry, and what it takes to show them.

    With `over`, only entries that differ from that site's, whose own file is at `address`, and the
    addresses of those that are left out.
    """
    there = over["entries"] if over else {}
    left_out = [
        record["url"]
        for collection, members in there.items()
        for id_, record in members.items()
        if id_ not in site["entries"][collection]
    ]
    records = [
        record
        for collection, members in site["entries"].items()
        for id_, record in sorted(members.items())
        if not over or record != there[collection].get(id_)
    ]
    return {
        "version": VERSION,
        **({"over": address, "without": left_out} if over else {}),
        "site": {key: site["settings"][key] for key in _OF_SITE},  # type: ignore[literal-required]
        **{key: site[key] for key in _WORDS},  # type: ignore[literal-required]
        "entries": records,
    }


def records_json(data: Mapping[str, Any]) -> Iterator[str]:
    """The same as text, in pieces: one entry per line, so that a diff shows which ones changed."""
    head = {key: value for key, value in data.items() if key != "entries"}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "entries": [\n'
    for n, record in enumerate(data["entries"]):
        yield f"{',' * (n > 0)}{json.dumps(record, ensure_ascii=False, allow_nan=False)}\n"
    yield "]}\n"


def words_script(words: Words, messages: Iterable[Message], script: str) -> str:
    """The script that looks up words, with their translations at its head."""
    if translation := words.for_scripts(messages):
        forms = translation["texts"].items()
        shown = {text: [typeset(form, words.language) for form in own] for text, own in forms}
        rule = f"(n)=>Number({translation['rule']})"
        return f"globalThis.playbookWords={{rule:{rule},texts:{in_script(shown)}}};\n{script}"
    return script


def write_text(text: str, file: Path) -> None:
    """Write a new file, whole or not at all; raises `FileExistsError` where there is one, and
    `OSError` with its path where it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    stream, is_whole = file.open("x", encoding="utf-8", newline="\n"), False
    try:
        with stream:
            stream.write(text)
        is_whole = True
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        if not is_whole:
            with suppress(OSError):
                file.unlink()


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
