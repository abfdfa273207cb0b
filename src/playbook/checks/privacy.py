"""A case protects the people in it: students, colleagues, and districts that gave no permission.

What stands here are questions for a reviewer. No rule can know a person from a name, so only a
district named without permission is an error.
"""

import re
from collections.abc import Iterator

from playbook import prose
from playbook.catalog import Playbook
from playbook.decoding import place
from playbook.diagnostics import Diagnostic
from playbook.entry import Entry
from playbook.model import Case
from playbook.source import Location, Source
from playbook.vocabulary import Consent

SMALL = 10
"""A group with fewer students than this may be recognized by those who know the school."""

_WORDS = "one two three four five six seven eight nine".split()
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)}|ten|eleven|twelve)"
_LEARNERS = r"(?:students?|children|pupils?|learners?|boys|girls|[a-z-]+ graders?)"

_GROUP = re.compile(
    rf"\b(?P<part>{_NUMBER}) (?:out )?of (?:the |our |its |their )?(?P<all>{_NUMBER} )?"
    rf"(?:[\w-]+ ){{0,3}}?{_LEARNERS}\b",
    re.IGNORECASE,
)
_STUDENT = re.compile(
    r"\b(?:[Ss]tudents?|[Bb]oys?|[Gg]irls?|[Cc]hild|[Pp]upils?|(?:[Ff]irst|[Ss]econd|[Tt]hird|"
    r"[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|\d{1,2}th)[ -]graders?)"
    r",? (?:named |called |whose name is )?(?P<name>[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)\b"
)
_NOT_NAMES = frozenset(
    "The They Their There These Those This That When Where Who What Why How And But For From With "
    "Learning Equity Achievement Assembly Association Body Congress Council Councils Government "
    "Handbook Leadership Services Success Support Union Voice Voices Monday Tuesday Wednesday "
    "Thursday Friday January February March April May June July August September October November "
    "December Black Latino Latina Latinx Hispanic Asian Native White English Spanish".split()
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)")

Found = tuple[int, Diagnostic]


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a finding for each person or district that readers could know from a case."""
    for file in playbook.files():
        for source in file.source.written:
            yield from _contacts(source)
            if file.key.collection == "cases":
                yield from _people(source)
        if isinstance(file, Entry) and isinstance(file.meta, Case):
            yield from _district(file, file.meta)


Finding = tuple[int, str, str, str]


def _people(source: Source) -> Iterator[Diagnostic]:
    text = prose.own_words(source.text)
    for rule in (_groups, _students):
        for offset, message, code, hint in rule(text):
            yield Diagnostic(Location(source.path, *place(text, offset)), code, message, hint)


def _groups(text: str) -> Iterator[Finding]:
    for match in _GROUP.finditer(text):
        part, whole = _count(match["part"]), _count((match["all"] or "").strip())
        if 0 < min(part, whole or part) < SMALL:
            yield (
                match.start(),
                f"'{' '.join(match[0].split())}': so few students can be recognized.",
                "small-group",
                f"Say it without the number, or tell of {SMALL} students or more.",
            )


def _students(text: str) -> Iterator[Finding]:
    for match in _STUDENT.finditer(text):
        if match["name"].split()[0] not in _NOT_NAMES:
            yield (
                match.start("name"),
                f"'{match['name']}' may be the name of a student.",
                "named-student",
                "Leave the name out, and what would lead to it: 'one student', 'a ninth grader'.",
            )


def _contacts(source: Source) -> Iterator[Diagnostic]:
    text = source.text
    for pattern, what in ((_EMAIL, "an e-mail address"), (_PHONE, "a phone number")):
        for match in pattern.finditer(text) if what[3] != "e" or "@" in text else ():
            yield Diagnostic(
                Location(source.path, *place(text, match.start())),
                "contact-detail",
                f"'{match[0]}' looks like {what}, and this page is public.",
                "Name a role or an office instead, or link to its public page.",
            )


def _district(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    name = case.district.name
    if name != "unnamed" and case.consent is not Consent.PERMISSION:
        yield Diagnostic(
            entry.source.locate_value(("district", "name")),
            "named-district",
            f"'{name}' is named, and its permission is not on file.",
            "Write 'name: unnamed'; or ask, keep the answer, and write "
            f"'consent: {Consent.PERMISSION}'.",
        )


def _count(word: str) -> int:
    word = word.lower()
    return _WORDS.index(word) + 1 if word in _WORDS else int(word) if word.isdigit() else 0
