"""A letter that somebody pasted: its subject, its author, and what it says without the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from playbook.contributing.texts.loose_text import GREETING, LONGEST_GREETING
from playbook.model.hints.proposals import ITEM

_HEADER = re.compile(
    r"^[>\s]*\**(From|Sent|To|Cc|Bcc|Date|Subject|Re|Reply-To|De|Enviado(?: el)?|"
    r"Para|Asunto|Fecha|Attachments?|Adjuntos?)"
    r"\**:\**(.*)$",
    re.IGNORECASE,
)
_SUBJECT, _FROM = ("subject", "asunto", "re"), ("from", "de")
_MEMO = re.compile(r"^\W*memo(?:randum|rándum|rando)?\W*$", re.IGNORECASE)
_FORWARD = re.compile(r"^\W*(begin )?(forwarded|original) message\W*$", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?:)+", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*(?:re|aw)(?:\[\d+\])?:", re.IGNORECASE)
_END = re.compile(
    r"^(?:(?:all the |my )?best(?: wishes| regards)?|(?:kind|warm|many)(?:est)? (?:regards|wishes|"
    r"thanks)|regards|warmly|cheers|sincerely(?: yours)?|yours(?: truly| sincerely)?|take care|"
    r"talk soon|see you(?: there| soon)?|with (?:thanks|gratitude)|in partnership|"
    r"thanks(?: again| so much)?|thank you|saludos(?: cordiales)?|un abrazo|atentamente|gracias)"
    r"\s*[,.!–—-]*\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}")
_SIGNED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}")
"""A name alone on the last line."""
_CALLED = re.compile(rf"{_SIGNED.pattern}(?: (?:and|y|&) {_SIGNED.pattern})?,\s*")
"""The name of who gets a letter, alone on its first line."""
_ADDRESS = re.compile(
    r"\s{0,4}[<(\[]?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}\w[>)\]]?(?:\(mailto:[^()]{0,255}\))?"
)
_PHONE = re.compile(r"(?<![\d/-])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")
_SENT = re.compile(r"^(?:sent from|get outlook|enviado desde) .*$", re.IGNORECASE)
_RULE = re.compile(r"^[\s\\>]*[_=*–—-]{3,}[\s\\]*$")
"""A line that a mail program draws above the letter that is answered."""
_SENT_AT = ("sent", "enviado", "enviado el")
_SHORTEST = 25
"""The words of the shortest text that is a letter of its own, above one that was sent on."""
_SHORTEST_REPLY = 6
_LONGEST_HEAD = 30
"""The most lines of the head of a letter."""
_MOST_AFTER_END = 8
"""The most lines below the end of a letter: a name, a job, a school, a number."""
_REPLY_TO = re.compile(r"^(?:On|El) .{8,160}(?:wrote|escribió):\s*$")
"""The line above the letter that is answered."""


class Letter(NamedTuple):
    """What a letter says, and what of it is no content."""

    body: str
    subject: str = ""
    author: str = ""
    left_out: tuple[str, ...] = ()
    """The other lines at its head, the greeting and the end, as they are written."""


def read(text: str) -> Letter:
    """Take a letter apart; a text that is none is all body. Of a letter above another it is the
    upper one, unless that only sends the other on; what is not taken is left out.
    """
    lines, left_out = text.split("\n"), list[str]()
    letters = _letters(lines)
    for letter, end in letters:
        left_out += letter.left_out
        if letter.body:
            left_out += _lines_of(lines[end:])
            break
    subject = letter.subject or next((one.subject for one, _ in letters if one.subject), "")
    return letter._replace(subject=subject, left_out=tuple(left_out))


def _letters(lines: Sequence[str]) -> Iterator[tuple[Letter, int]]:
    """Each letter from the top, with the line where the next one begins; all of one that only
    sends that on is left out.
    """
    start, at = 0, _quoted_at(lines, _head(lines, 0)[1])
    while at is not None:
        headers, end = _head(lines, start)
        letter = _letter(headers, _body(headers, lines[end:at]))
        reply = any(_ANSWER.match(value) for _, value in headers.values())
        if not _says_something(letter.body, _SHORTEST_REPLY if reply else _SHORTEST):
            head = (line for line, _ in headers.values())
            letter = Letter("", left_out=(*head, *_lines_of(lines[end:at])))
        yield letter, at
        start = at + 1 if _RULE.match(lines[at]) else at
        at = _quoted_at(lines, _head(lines, start)[1])
    headers, end = _head(lines, start)
    yield _letter(headers, _body(headers, lines[end:]), "\n".join(lines[start:])), len(lines)


def _body(headers: Mapping[str, tuple[str, str]], lines: Sequence[str]) -> str:
    body = "\n".join(lines)
    return body.strip("\n") if headers else body


def _letter(headers: Mapping[str, tuple[str, str]], body: str, text: str | None = None) -> Letter:
    """A letter with its head; without that and a greeting, a `text` is none."""
    subject = next((headers[name][1] for name in _SUBJECT if name in headers), "")
    sender = next((headers[name][1] for name in _FROM if name in headers), "")
    lines = body.split("\n")
    is_letter = text is None or headers or any(_is_answered(lines, n) for n in range(len(lines)))
    greeting, body = _greeting(body, is_letter=bool(is_letter))
    if text is not None and not is_letter and not greeting:
        return Letter(text)
    body, end = _without_end(body)
    others = [
        line
        for name, (line, value) in headers.items()
        if name not in ("subject", "asunto") or _REPLY.match(value)
    ]
    left_out = (*others, *filter(None, [greeting]), *end)
    return Letter(body, _REPLY.sub("", subject).strip(), _author(sender, end), left_out)


def _quoted_at(lines: Sequence[str], start: int) -> int | None:
    """The line where another letter begins: one that says so, or the head that a mail program
    writes, with the line that it draws above; None without.
    """
    for n in range(start, len(lines)):
        is_forward = _FORWARD.match(lines[n])
        if not is_forward and not _HEADER.match(lines[n]):
            continue
        names = _head(lines[n : n + _LONGEST_HEAD], 0)[0].keys()
        if is_forward and names - {"forward"}:
            return n
        if any(one in names for one in _FROM) and any(one in names for one in _SENT_AT):
            above = next((m for m in reversed(range(start, n)) if lines[m].strip()), n)
            return above if _RULE.match(lines[above]) else n
    return None


def _says_something(body: str, least: int) -> bool:
    """Whether a letter has words of its own: a list, a heading, or some sentences."""
    has_parts = any(ITEM.match(line) or line.startswith("#") for line in body.split("\n"))
    return has_parts or len(body.split()) >= least


def _lines_of(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def without_address(line: str) -> str:
    """A line without addresses and phone numbers, for a file that everybody can read."""
    return _PHONE.sub("(a number)", _ADDRESS.sub(" (an address)", line)).strip()


def _head(lines: Sequence[str], start: int) -> tuple[dict[str, tuple[str, str]], int]:
    """The headers by name, each with its lines and its value, and the line below them."""
    headers: dict[str, tuple[str, str]] = {}
    end, last = start, ""
    for n in range(start, len(lines)):
        line = lines[n]
        if (match := _HEADER.match(line)) and match[1].lower() not in headers:
            last = match[1].lower()
            headers[last] = line.strip(), match[2].strip(" *\\")
            end = n + 1
        elif last and end == n and line[:1].isspace() and line.strip():
            old, value = headers[last]
            headers[last] = f"{old} {line.strip()}", f"{value} {line.strip()}"
            end = n + 1
        elif _FORWARD.match(line) and not headers:
            headers["forward"] = line.strip(), ""
        elif _MEMO.match(line) and not headers:
            headers["memo"] = line.strip(), ""
        elif line.strip():
            break
    has_subject = any(name in headers for name in _SUBJECT)
    is_letter = has_subject or (len(headers) > 1 and any(name in headers for name in _FROM))
    is_letter = is_letter or "forward" in headers
    if not is_letter and not any("@" in value for _, value in headers.values()):
        return {}, start
    return headers, end


def _greeting(body: str, *, is_letter: bool) -> tuple[str, str]:
    """The line of a greeting, if it stands alone, and what stands below it."""
    first, _, rest = body.lstrip("\n").partition("\n")
    start = GREETING.match(first) or (is_letter and _CALLED.fullmatch(first))
    is_greeting = start and len(first.strip()) <= LONGEST_GREETING
    alone = re.fullmatch(r"[^.!?:]*[,!.:–—-]?\s*", first)
    if not is_greeting or not alone or not rest.strip():
        return "", body
    if first.rstrip()[-1] not in ",!:–—-" and rest[:1] not in ("", "\n"):
        return "", body  # the first line of a sentence that goes on
    return first.strip(), rest.strip("\n")


def _without_end(body: str) -> tuple[str, list[str]]:
    """A letter without its end, and the lines of that."""
    lines = body.rstrip().split("\n")
    at = next((n for n, line in enumerate(lines) if _is_answered(lines, n)), len(lines))
    lines, reply = lines[:at], [line.strip() for line in lines[at:] if line.strip()]
    body = "\n".join(lines).rstrip()
    lines = body.split("\n")
    written_lines = [n for n, line in enumerate(lines) if line.strip()]
    for n in written_lines[-_MOST_AFTER_END:]:
        line = lines[n].strip()
        match = _END.match(line)
        is_name = match and (not match["name"] or _is_signature(line, match))
        below = [lines[m].strip() for m in written_lines if m > n]
        is_end = line in ("--", "—") or _SENT.match(line) or is_name
        if n > written_lines[0] and is_end and all(len(one) <= 80 for one in below):
            return "\n".join(lines[:n]).rstrip(), [line, *below, *reply]
    last = lines[-1].strip()
    if len(lines) > 1 and not lines[-2].strip() and _SIGNED.fullmatch(last):
        return "\n".join(lines[:-1]).rstrip(), [last, *reply]
    return body, reply


def _is_signature(line: str, end: re.Match[str]) -> bool:
    """Whether a name follows the last words: what follows without a sign starts with a capital."""
    name = end["name"].strip(" .*_")
    has_sign = line[: end.start("name")].rstrip()[-1:] in (",", ".", "!", "-", "–", "—")
    return bool((_NAME if has_sign else _SIGNED).fullmatch(name))


def _is_answered(lines: Sequence[str], n: int) -> bool:
    """Whether nothing but the letter that this one answers stands from a line on."""
    if not _REPLY_TO.match(lines[n]):
        return False
    return all(line.startswith(">") for line in lines[n + 1 :] if line.strip())


def _author(sender: str, end: list[str]) -> str:
    """The name of who wrote it: in full from its head, if that is who signed."""
    name = _ADDRESS.sub("", sender).strip(" \"'*\\")
    name = name if _NAME.fullmatch(name) else ""
    signature = ""
    for line in end:
        match = _END.match(line)
        words = (match["name"] if match else line).strip(" ,.*_–—-")
        if _NAME.fullmatch(words) and not _SENT.match(line):
            signature = words
            break
    return name if name and (not signature or signature.split()[0] in name.split()) else signature
