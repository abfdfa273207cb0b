"""A case protects the people in it: students, and colleagues who can be called or written to.

What stands here are questions for a reviewer: no rule can know a person from a name.
"""

import re
from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.parsing import prose
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, Source, place

CONTACT_DETAIL = Code(
    "contact-detail",
    Severity.WARNING,
    "An e-mail address or a phone number stands on a public page. Name a role or an office, "
    "or link to its public page.",
    fails=Example("Write to pat@example.org, or call (555) 010-2000.", language="markdown"),
    passes=Example(
        "Ask the [office of professional learning](https://example.org/office).",
        language="markdown",
    ),
    no_edit="Only its author knows how to tell it without.",
)

SMALL_GROUP = Code(
    "small-group",
    Severity.WARNING,
    "Fewer than ten students are mentioned in numbers, so that people who know the school may "
    "know who they are. Say it without the number.",
    fails=Example(
        "3 of 4 students spoke for the first time.",
        language="markdown",
        path="cases/a-school.md",
        below="What happened",
    ),
    passes=Example(
        "Some of the students spoke for the first time.",
        language="markdown",
        path="cases/a-school.md",
        below="What happened",
    ),
    no_edit="Only its author knows how to tell it without the number.",
)

NAMED_STUDENT = Code(
    "named-student",
    Severity.WARNING,
    'A name stands right after a word such as "student". Leave the name out, and whatever '
    "would lead to it.",
    fails=Example(
        "A ninth grader named Maria said that she had never been asked.",
        language="markdown",
        path="cases/a-school.md",
        below="What happened",
    ),
    passes=Example(
        "One ninth grader said that she had never been asked.",
        language="markdown",
        path="cases/a-school.md",
        below="What happened",
    ),
    no_edit="Only its author knows how to tell it without the name.",
)

CODES = (CONTACT_DETAIL, SMALL_GROUP, NAMED_STUDENT)

SMALL = 10
"""A group with fewer students than this may be recognized by those who know the school."""

_GAP = r"(?:[ \t]++(?:\n[ \t>]*+)?|\n[ \t>]*+)"
"""What may stand between two words, in a quotation too."""

_WORDS = "one two three four five six seven eight nine".split()
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,4}}|{'|'.join(_WORDS)}|ten|eleven|twelve)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\d{1,2}(?:st|nd|rd|th))"
)
_ONE = rf"(?:student|child|pupil|learner|boy|girl|{_ORDINAL}[ -]grader)"
_MANY = rf"(?:students|children|pupils|learners|boys|girls|{_ORDINAL}[ -]graders)"
_KINDS = "|".join(
    "African Alaska American Arab Asian Black Chinese English Filipino Hawaiian Hispanic Hmong "
    "Indian Indigenous Islander Jewish Latina Latine Latino Latinx Muslim Native Pacific Somali "
    "Spanish Vietnamese autistic bilingual deaf disabled education elementary female foster "
    "gifted high-school homeless immigrant kindergarten language low-income male middle-school "
    "migrant monolingual multilingual new newcomer older other queer refugee remaining senior "
    "special special-education transfer transgender undocumented white young younger".split()
)
_GROUP = re.compile(
    rf"\b(?P<part>{_NUMBER}){_GAP}(?:out{_GAP})?of{_GAP}(?:(?:the|only|our|its|their|all){_GAP})?"
    rf"(?:(?P<all>{_NUMBER}){_GAP})?(?:(?:{_KINDS}|{_ORDINAL}-grade){_GAP}){{0,3}}"
    rf"(?:{_ONE}|{_MANY})\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    rf"\b(?:(?:only|just){_GAP}(?:[1-9]|{'|'.join(_WORDS)}){_GAP}(?:{_ONE}|{_MANY})\b|"
    rf"(?:[2-9]|{'|'.join(_WORDS[1:])}){_GAP}{_MANY}(?={_GAP}(?:with|who|whose|in)\b))",
    re.IGNORECASE,
)
_NO_GROUP = re.compile(
    r"(?:[\d.,/–-]|\b(?:hundred|hundred and|grade|grades|level|tier|year|phase|step|"
    r"(?:groups?|teams?|pairs?|trios?) of)\s)$",
    re.IGNORECASE,
)
"""What stands before a number that is a part of another, or counts something else."""

_UPPER, _LOWER = "[A-ZÀ-ÖØ-Þ]", "[a-zß-öø-ÿ]"
_PIECE = rf"{_UPPER}(?:['’]{_UPPER})?{_LOWER}+(?:{_UPPER}{_LOWER}+){{0,2}}"
_NAME = rf"(?P<name>(?=[\w'’]{{3}}){_PIECE}(?:[ -]{_PIECE}){{0,3}})\b"
_MARK = r"[*_\[“\"'‘]{0,3}"
_MARKED = r"[*_\]”\"'’]{0,3}"
_OTHER_WORDS = rf"(?:(?!(?:of|for|to|by|with|and|or)\b)[\w-]{{1,20}}{_GAP}){{0,3}}?"
_NAMED = (
    re.compile(rf"\b(?:{_ONE}|{_MANY})(?P<comma>,)?{_GAP}{_MARK}{_NAME}(?(comma){_MARKED}[,.;])"),
    re.compile(
        rf"\b(?i:{_ONE}|{_MANY}),?{_GAP}(?:named|called|whose{_GAP}name{_GAP}is){_GAP}{_MARK}{_NAME}"
    ),
    re.compile(
        rf"\b{_NAME}{_MARKED},{_GAP}(?:an?|the|our){_GAP}{_OTHER_WORDS}"
        rf"{_ONE}(?=[,.;)]|{_GAP}(?:who|whose|with)\b)"
    ),
    re.compile(rf"\b{_NAME}{_GAP}\((?:(?:an?|the|our){_GAP})?(?:[\w-]{{1,20}}{_GAP})?{_ONE}[,)]"),
)
"""A name after a learner in small letters; after `named`; before `, a ninth grader,`; before
`(student)`. In capital letters a learner is a part of a title: the Student Senate."""

_PLACING = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ss]ince)\s$")
"""What stands before a place."""

_NOT_NAMES = frozenset(
    "The They Their There These Those This That When Where Who What Why How And But For From With "
    "Learning Equity Achievement Assembly Association Body Congress Council Councils Government "
    "Handbook Leadership Services Success Support Union Voice Voices Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Black Latino Latina Latinx Hispanic Asian Native White English "
    "Spanish Advisory Agency Board Club Data Every Find First Head Information Learn Nutrition "
    "Outcomes Protective Senate Study Teams Work Survey Interview Interviews Panel Feedback Math "
    "Algebra However Then Later Finally Once Today Yesterday Tomorrow Still Instead Also Next "
    "Second Third Afterward Afterwards Meanwhile Soon Now Often Sometimes Here Again Before After "
    "During Our Her His Its She You Are Was Were Not One Two Three Some Most Many All Each Perhaps "
    "Maybe Yes Eventually Recently Usually Suddenly Surprisingly Similarly Likewise Moreover Thus "
    "Elsewhere Earlier Otherwise Together Teachers Parents Families Principals Leaders Staff "
    "Coaches Counselors Students Children".split()
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w")
_PHONE = re.compile(r"(?<![\d/-])(?<!\d\.)(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w|-\d)")
_MAYBE_PHONE = re.compile(r"\d\d\D\d{4}(?!\d)")
"""What each phone number has, and few texts do; quick to look for."""

_ISBN = re.compile(r"ISBN[\d:\s-]{0,20}$", re.IGNORECASE)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each person or district that readers could know from a case."""
    for source in file.source.sources:
        yield from _contacts(source)
        if file.key.collection == "cases":
            yield from _people(source)


Match = tuple[int, str, Code, str]


def _people(source: Source) -> Iterator[Diagnostic]:
    text = prose.without_addresses(prose.without_code(source.text))
    for rule in (_groups, _students):
        for offset, message, code, hint in rule(text):
            yield Diagnostic(Location(source.path, *place(text, offset)), code, message, hint)


def _groups(text: str) -> Iterator[Match]:
    end = 0
    for match in sorted((*_small(text), *_FEW.finditer(text)), key=re.Match.start):
        apart = match.start() >= end
        if apart and not _NO_GROUP.search(text, max(0, match.start() - 15), match.start()):
            end = match.end()
            yield (
                match.start(),
                f"'{' '.join(match[0].split())}': so few students can be recognized.",
                SMALL_GROUP,
                f"Say it without the number, or tell of {SMALL} students or more.",
            )


def _small(text: str) -> Iterator[re.Match[str]]:
    for match in _GROUP.finditer(text):
        part, whole = _count(match["part"]), _count(match["all"] or "")
        if 0 < min(part, whole or part) < SMALL:
            yield match


def _students(text: str) -> Iterator[Match]:
    names = {m.start("name"): m["name"] for rule in _NAMED for m in rule.finditer(text)}
    for offset, name in sorted(names.items()):
        place_name = _PLACING.search(text, max(0, offset - 8), offset)
        if not place_name and re.split(r"[ -]", name)[0] not in _NOT_NAMES:
            yield (
                offset,
                f"'{name}' may be the name of a student.",
                NAMED_STUDENT,
                "Leave the name out, and what would lead to it: 'one student', 'a ninth grader'.",
            )


def _contacts(source: Source) -> Iterator[Diagnostic]:
    for match, what in (*_emails(source.text), *_phones(source.text)):
        yield Diagnostic(
            Location(source.path, *place(source.text, match.start())),
            CONTACT_DETAIL,
            f"'{match[0]}' looks like {what}, and this page is public.",
            "Name a role or an office instead, or link to its public page.",
        )


def _emails(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield match, "an e-mail address"


def _phones(text: str) -> Iterator[tuple[re.Match[str], str]]:
    if not _MAYBE_PHONE.search(text):
        return
    for match in _PHONE.finditer(prose.without_addresses(text)):
        if not _ISBN.search(text, max(0, match.start() - 30), match.start()):
            yield match, "a phone number"


def _count(word: str) -> int:
    word = word.lower().replace(",", "")
    return _WORDS.index(word) + 1 if word in _WORDS else int(word) if word.isdigit() else 0
