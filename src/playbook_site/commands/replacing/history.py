"""How the original was when a lock was written, as the history of a playbook has it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from playbook.layers.lockfile import FILE, Lock, digest
from playbook.layers.originals.pin import names_in
from playbook.source.decoding import decode
from playbook.source.diagnostics import InvalidEntry
from playbook_site.commands.replacing import git

_PROJECT = "pyproject.toml"
MOST_COMMITS = 60
"""How many commits are looked at for the one that a lock was written on."""


def original_in_history(root: Path, lock: Lock | None, folder: Path) -> Path | None:
    """The original as the lock knows it, from the history of a playbook; None if it is not there.

    Without a lock, what the history begins with, if that is the release that is here still. The
    oldest commit that fits is taken, and may have files of a district's own all the same.
    """
    if not _is_top(root):
        return None
    hashes: dict[str, str] = {}
    for commit in dict.fromkeys(_candidates(root, lock)):
        blobs = _blobs(root, commit)
        if lock is None:
            matches = _matches_project(root, blobs)
        else:
            is_whole = lock.files.keys() <= blobs.keys()
            matches = is_whole and _all_match(root, lock.files, blobs, hashes)
        if matches:
            with suppress(git.NotExported):  # a clone without all that it has had
                return git.export(root, commit, folder)
            return None
    return None


def texts_in_history(root: Path, lock: Lock, paths: Iterable[str]) -> dict[str, str]:
    """The texts that a lock knows of some files, as far as the history has them."""
    names = {path for path in paths if path in lock.files}
    if not names or not _is_top(root):
        return {}
    answer = git.run(root, "rev-list", "--all", "--objects", "--", *sorted(names))
    pairs = (line.partition(" ") for line in answer.stdout.decode(errors="replace").splitlines())
    blobs = [(blob, path) for blob, _, path in pairs if path in names]
    contents = dict(_contents(root, {blob for blob, _ in blobs}))
    texts: dict[str, str] = {}
    for blob, path in blobs:
        text = _text(contents.get(blob, b""), path)
        if digest(text) == lock.files[path]:
            texts[path] = text
    return texts


def texts_of(root: Path, blobs: Mapping[str, str]) -> dict[str, str]:
    """The texts that git has under some names, by the paths of files."""
    if not blobs or not _is_top(root):
        return {}
    contents = dict(_contents(root, set(blobs.values())))
    there = {path: contents[name] for path, name in blobs.items() if name in contents}
    return {path: _text(data, path) for path, data in there.items()}


def content(root: Path, name: str) -> bytes | None:
    """What git has under a name; None where it has nothing."""
    return dict(_contents(root, [name])).get(name) if _is_top(root) else None


def _is_top(root: Path) -> bool:
    if not git.is_there():
        return False
    answer = git.run(root, "rev-parse", "--show-prefix")
    return answer.returncode == 0 and not answer.stdout.strip()


def _candidates(root: Path, lock: Lock | None) -> Iterator[str]:
    if lock is not None:
        paths = (f"{names_in(root).layer}/{FILE}", _PROJECT)
        answer = git.run(
            root, "log", "--all", "--reverse", "--format=%P %H", f"-{MOST_COMMITS}", "--", *paths
        )
        yield from answer.stdout.decode().split()
    yield from git.run(root, "rev-list", "--all", "--max-parents=0").stdout.decode().split()


def _blobs(root: Path, commit: str) -> dict[str, str]:
    lines = git.run(root, "ls-tree", "-r", "-z", commit).stdout.decode(errors="replace").split("\0")
    heads = (line.partition("\t") for line in lines if line)
    return {path: head.split()[2] for head, _, path in heads}


def _matches_project(root: Path, blobs: Mapping[str, str]) -> bool:
    blob = blobs.get(_PROJECT, "")
    content = dict(_contents(root, {blob})).get(blob) if blob else None
    file = root / _PROJECT
    return content is not None and file.is_file() and file.read_bytes() == content


def _all_match(
    root: Path, known: Mapping[str, str], blobs: Mapping[str, str], hashes: dict[str, str]
) -> bool:
    """Whether a commit has every text that a lock knows; `hashes` remembers those of blobs."""
    missing = {blobs[path]: path for path in known if blobs[path] not in hashes}
    for blob, content in _contents(root, missing):
        hashes[blob] = digest(_text(content, missing[blob]))
    return all(hashes.get(blobs[path]) == content for path, content in known.items())


def _contents(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    names = "".join(f"{blob}\n" for blob in blobs)
    answer = git.run(root, "cat-file", "--batch", typed=names.encode()).stdout
    start = 0
    while (end := answer.find(b"\n", start)) >= 0:
        head = answer[start:end].decode().split()
        size = int(head[2]) if len(head) == 3 else 0
        start = end + 1 + (size + 1 if len(head) == 3 else 0)
        if len(head) == 3:
            yield head[0], answer[end + 1 : end + 1 + size]


def _text(data: bytes, path: str) -> str:
    try:
        return decode(data, path)
    except InvalidEntry:
        return ""
