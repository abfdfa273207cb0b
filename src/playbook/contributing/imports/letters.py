"""A letter that somebody pasted: its subject, its author, and what it says without the rest."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from playbook.contributing.texts.loose_text import GREETING, LONGEST_GREETING

_HEADER = re.compile(
    r"^[>\s]*\**(From|Sent|To|Cc|Bcc|Date|Subject|Re|Reply-To|De|Para|Asunto|Fecha)\**:\**(.*)$",
    re.IGNORECASE,
)
_SUBJECT, _FROM = ("subject", "asunto", "re"), ("from", "de")
_MEMO = re.compile(r"^\W*memo(?:randum|rándum|rando)?\W*$", re.IGNORECASE)
_FORWARD = re.compile(r"^\W*(begin )?(forwarded|original) message\W*$", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?:)+", re.IGNORECASE)
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
_ADDRESS = re.compile(
    r"\s{0,4}[<(\[]?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}\w[>)\]]?(?:\(mailto:[^()]{0,255}\))?"
)
_PHONE = re.compile(r"(?<![\d/-])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")
_SENT = re.compile(r"^(?:sent from|get outlook|enviado desde) .*$", re.IGNORECASE)
_LONGEST_ABOVE = 600
"""The characters of the longest words above a letter that was sent on, with its head."""
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
    """Take a letter apart; a text that is none is all body. Of one that was sent on, it is the
    first; what was written above it is left out.
    """
    above, text = _sent_on(text)
    headers, body = _headers(text)
    subject = next((headers[name][1] for name in _SUBJECT if name in headers), "")
    sender = next((headers[name][1] for name in _FROM if name in headers), "")
    subject = _REPLY.sub("", subject).strip()
    greeting, body = _greeting(body)
    if not headers and not greeting:
        return Letter(text, left_out=above)
    body, end = _without_end(body)
    author = _author(sender, end)
    others = [
        line
        for name, (line, value) in headers.items()
        if name not in ("subject", "asunto") or _REPLY.match(value)
    ]
    left_out = (*above, *others, *filter(None, [greeting]), *end)
    return Letter(body, subject, author, left_out)


def _sent_on(text: str) -> tuple[tuple[str, ...], str]:
    """The lines above a letter that was sent on with a few words, and that letter."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if _FORWARD.match(line)), 0)
    below = "\n".join(lines[at:])
    above = "\n".join(lines[:at]).strip()
    if not above or len(above) > _LONGEST_ABOVE or not _headers(below)[0].keys() - {"forward"}:
        return (), text
    return tuple(line.strip() for line in above.split("\n") if line.strip()), below


def without_address(line: str) -> str:
    """A line without addresses and phone numbers, for a file that everybody can read."""
    return _PHONE.sub("(a number)", _ADDRESS.sub(" (an address)", line)).strip()


def _headers(text: str) -> tuple[dict[str, tuple[str, str]], str]:
    """The headers by name, each with its lines and its value, and what stands below them."""
    lines = text.split("\n")
    headers: dict[str, tuple[str, str]] = {}
    end, last = 0, ""
    for n, line in enumerate(lines):
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
        return {}, text
    return headers, "\n".join(lines[end:]).strip("\n")


def _greeting(body: str) -> tuple[str, str]:
    """The line of a greeting, if it stands alone, and what stands below it."""
    first, _, rest = body.lstrip("\n").partition("\n")
    is_greeting = GREETING.match(first) and len(first.strip()) <= LONGEST_GREETING
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
    below = [line for line in lines[n + 1 :] if line.strip()]
    return bool(_REPLY_TO.match(lines[n])) and all(line.startswith(">") for line in below)


def _author(sender: str, end: list[str]) -> str:
    """The name of who wrote it: in full from its head, if that is who signed."""
    name = _ADDRESS.sub("", sender).strip(" \"'*")
    name = name if _NAME.fullmatch(name) else ""
    signature = ""
    for line in end:
        match = _END.match(line)
        words = (match["name"] if match else line).strip(" ,.*_–—-")
        if _NAME.fullmatch(words) and not _SENT.match(line):
            signature = words
            break
    return name if name and (not signature or signature.split()[0] in name.split()) else signature
