"""The entries that people name in a line, and what they say of each."""

import re
from collections.abc import Mapping, Sequence

from playbook.model.fields import is_id

_SURE = 85
MOST = 200
"""The most characters of one line of front matter."""
_MOST_COLONS = 4
_EMPHASIS = re.compile(r"^(?P<signs>[*_]{1,3})(?P<name>[^*_]+)(?P=signs)")
"""The name at the start of a line, in bold letters or italics; a colon may stand inside."""
_DASHED = re.compile(r"\s+[-–—]\s+")


def read(
    lines: Sequence[str], names: Mapping[str, str]
) -> tuple[dict[str, str | None] | None, tuple[str, ...]]:
    """The ids that lines name, each with its sentence, and the lines that name none."""
    sentences: dict[str, str | None] = {}
    rest: list[str] = []
    for line in lines:
        plain = _EMPHASIS.sub(r"\g<name>", line.strip())
        ids = _names_in(plain, names)
        if not ids or ids.keys() & sentences.keys():
            rest.append(line)
        else:
            sentences |= ids
    return sentences or None, tuple(rest)


def _names_in(line: str, names: Mapping[str, str]) -> dict[str, str | None]:
    """The entries that a line names: one with a sentence after a colon or a dash, or a list."""
    colons = [match.start() for match in re.finditer(":", line)][:_MOST_COLONS]
    for colon in reversed(colons):  # a title may have a colon itself
        id_, sentence = _match_name(line[:colon], names), line[colon + 1 :].strip()
        if id_ and len(sentence) <= MOST:
            return {id_: sentence or None}
    parts = [line, *_DASHED.split(line, maxsplit=1)]
    if len(parts) == 3 and len(parts[2]) <= MOST and (id_ := _match_name(parts[1], names)):
        return {id_: parts[2].strip() or None}
    if id_ := _match_name(line, names):
        return {id_: None}
    ids = [_match_name(part, names) for part in re.split(r"\s*(?:[,;&]|\band\b)\s*", line) if part]
    known = [id_ for id_ in ids if id_]
    return dict.fromkeys(known) if len(known) == len(ids) else {}


def _match_name(name: str, names: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process, utils  # large, and only answers ask for it

    plain = name.strip()
    if is_id(plain) and plain in names:
        return plain
    match = process.extractOne(
        plain, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_SURE
    )
    return str(match[2]) if match else None
