"""The codes of diagnostics on front matter, and on file names, which are ids."""

from typing import Any, LiteralString

from pydantic_core import PydanticCustomError

from playbook.source.diagnostics import Code, Example, Severity

BAD_FILE_NAME = Code(
    "bad-file-name",
    Severity.ERROR,
    "The name of a file is the entry's id and part of its address, so it has to work in a "
    "browser and on every computer: small letters, digits and hyphens.",
    fails=Example("moves/Ask First.md", language="text"),
    passes=Example("moves/ask-early.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

MISPLACED_FILE = Code(
    "misplaced-file",
    Severity.ERROR,
    "Nothing reads this file or folder under its name, or where it is, so readers would never see "
    "what it says: a move in `cases/`, a copy of a file, two entries in one. The name or the place "
    "that was probably meant stands beside it.",
    fails=Example("district/move/ask-first.md\ndistrict/notes.md", language="text"),
    passes=Example("district/moves/ask-again.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

MISSING_KEY = Code(
    "missing-key",
    Severity.ERROR,
    "Each kind of entry has a few keys that it cannot do without, since its page, its card or"
    " its place in a list is made from them. [Fields](fields.md) shows which.",
    fails=Example("title: Teacher\nsummary: You ask.\nstatus: published", path="roles/teacher.md"),
    passes=Example(
        "title: Teacher\n"
        "summary: You ask.\n"
        "level: classroom\n"
        "status: published\n"
        "created: 2026-01-01\n"
        "updated: 2026-01-02\n"
        "review_by: 2040-06-30",
        path="roles/teacher.md",
    ),
    softens=True,
    no_edit="Where the key belongs to a line in brackets, its place is its author's to choose.",
)

UNKNOWN_KEY = Code(
    "unknown-key",
    Severity.ERROR,
    "No page shows this key, so what it says would be lost. It is often a slip of the finger;"
    " the message suggests the key that is closest.",
    fails=Example("efort: light"),
    passes=Example("effort: light"),
    no_edit="Where no key is like it, only its author knows what was meant.",
)

WRONG_TYPE = Code(
    "wrong-type",
    Severity.ERROR,
    "The key wants another form: a number in digits, a list with dashes, or a group of keys. "
    "Only then can readers sort and filter by it. The second line of the message shows the "
    "form.",
    fails=Example("minutes: 20\nsetting: team"),
    passes=Example("minutes: {learn: 5, run: 20}\nsetting: [team]"),
    no_edit="Where the words do not say enough, only their author knows the rest.",
)

EMPTY = Code(
    "empty",
    Severity.ERROR,
    "The key is there and nothing follows it that a reader could see. Fill it in, or remove "
    "the key if the entry can do without it.",
    fails=Example("roles:"),
    passes=Example("roles:\n  principal: Asks, and waits."),
    softens=True,
    no_edit="Only its author knows the words.",
)

TOO_FEW = Code(
    "too-few",
    Severity.ERROR,
    "A list is shorter than it needs to be to be of use: a condition has three signs of "
    "strength and three assets, and a team needs two questions to choose from.",
    fails=Example('critical_questions: ["Who is asked?"]', path="conditions/learn.md"),
    passes=Example(
        'critical_questions: ["Who is asked?", "Who is not?"]', path="conditions/learn.md"
    ),
    softens=True,
    no_edit="Only its author knows the words.",
)

TOO_MANY = Code(
    "too-many",
    Severity.ERROR,
    "A list is longer than it may be. A role starts with three moves at most; a choice of "
    "four is homework.",
    fails=Example(
        "start_with:\n"
        "  ask-first: It takes five minutes.\n"
        "  listen: It takes ten.\n"
        "  wait: It takes a minute.\n"
        "  walk: It takes an hour.",
        path="roles/principal.md",
    ),
    passes=Example("start_with:\n  ask-first: It takes five minutes.", path="roles/principal.md"),
    no_edit="Only its author knows which matter most.",
)

TOO_LONG = Code(
    "too-long",
    Severity.ERROR,
    "A title has at most 80 characters, a summary 220 and any other line 200, so that each "
    "fits on a card and on a phone. The body has room for the rest.",
    fails=Example(
        "title: Ask before you tell anybody anything at all, and then wait for an answer that helps"
    ),
    passes=Example("title: Ask first"),
    no_edit="Only its author knows the words.",
)

NOT_ONE_LINE = Code(
    "not-one-line",
    Severity.ERROR,
    "Titles, summaries and sentences are shown in lists and search results, where there is "
    "one line for each. Paragraphs go into the body.",
    fails=Example("title: |\n  Ask first\n  and wait"),
    passes=Example("title: Ask first, and wait"),
    no_edit="Where the text is too long for a line, only its author can shorten it.",
)

OUT_OF_RANGE = Code(
    "out-of-range",
    Severity.ERROR,
    "A number is smaller or larger than makes sense, such as 0 minutes, or a largest group "
    "that is smaller than the smallest. Leaders plan their time by these numbers.",
    fails=Example("minutes: {learn: 5, run: 0}\ngroup_size: {min: 9, max: 3}"),
    passes=Example("minutes: {learn: 5, run: 20}\ngroup_size: {min: 3, max: 9}"),
    no_edit="Only its author knows the right number.",
)

NOT_ONE_OF = Code(
    "not-one-of",
    Severity.ERROR,
    "This key takes one of a few fixed words, spelled in small letters. They are the same in "
    "all entries, so that readers can filter by them. The message shows them all.",
    fails=Example("rhythm: wekly"),
    passes=Example("rhythm: weekly"),
    no_edit="Where no word of the list is near, only its author can choose.",
)

BAD_ID = Code(
    "bad-id",
    Severity.ERROR,
    "You name another entry by its id, which is its file name without `.md`: small letters, "
    "digits and hyphens, 60 at most. Its title does not work here.",
    fails=Example("roles:\n  The Principal: Asks, and waits."),
    passes=Example("roles:\n  principal: Asks, and waits."),
    no_edit="Where no letter can be used, only its author knows the name.",
)

BAD_LANGUAGE = Code(
    "bad-language",
    Severity.ERROR,
    "Search takes the words of an entry by its language, and screen readers speak them in it. Both"
    " know a language by its tag: two small letters, or three, and perhaps a region in capitals.",
    fails=Example("language: Spanish"),
    passes=Example("language: es"),
    no_edit="Where no language is known by that name, only its author knows it.",
)

BAD_DATE = Code(
    "bad-date",
    Severity.ERROR,
    "Dates are written year, month, day, since 1/2/2026 is a day in January to some readers "
    "and in February to others. A day that does not exist is refused too.",
    fails=Example("created: 1/2/2026"),
    passes=Example("created: 2026-01-02"),
    no_edit="Where day and month could change places, only its author knows.",
)

NOT_A_QUESTION = Code(
    "not-a-question",
    Severity.ERROR,
    "A critical question ends in a question mark, in a move's section of that name and in a "
    "condition's list. A statement in disguise starts no conversation. The mark comes last; "
    "closing quotation marks after it are fine.",
    fails=Example(
        "- Somebody is asked.\n- Who is not?", language="markdown", below="Critical questions"
    ),
    passes=Example(
        "- Who is asked?\n- Who is not?", language="markdown", below="Critical questions"
    ),
    no_edit="Only its author knows the words.",
)

CODES = (
    BAD_FILE_NAME,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
    EMPTY,
    TOO_FEW,
    TOO_MANY,
    TOO_LONG,
    NOT_ONE_LINE,
    OUT_OF_RANGE,
    NOT_ONE_OF,
    BAD_ID,
    BAD_LANGUAGE,
    BAD_DATE,
    NOT_A_QUESTION,
)


def refusal(
    code: Code, message: LiteralString, hint: str = "", **context: Any
) -> PydanticCustomError:
    """The error that a validator raises; a diagnostic is made of its code, message and hint."""
    return PydanticCustomError(code.id, message, {**context, "code": code, "hint": hint})
