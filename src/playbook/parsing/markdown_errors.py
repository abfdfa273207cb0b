"""The diagnostics of a body: what an entry may not hold."""

import re
from typing import Any

from playbook.parsing.links import SAFE_SCHEMES
from playbook.source.decoding import CONTROL_CHARACTER
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location

BODY_TOO_LARGE = Code(
    "body-too-large",
    Severity.ERROR,
    "The prose has more than 32 KB, about ten times what a busy leader will read. Split it "
    "into entries that each stand alone, and let them name each other.",
    fails=Example("moves/ask-first.md   40 KB of prose", language="text"),
    passes=Example("The next step is to [listen](listen.md).", language="markdown"),
    no_edit="Only its author knows the words.",
)

NESTED_TOO_DEEP = Code(
    "nested-too-deep",
    Severity.ERROR,
    "Lists or quotations stand inside each other so many times that the words would run off a"
    " phone's screen, and a screen reader would announce every level. One or two are plenty.",
    fails=Example(">>>>>>>>>>>>> Ask", language="markdown"),
    passes=Example("- Ask\n    - and wait", language="markdown"),
    no_edit="Only its author knows the words.",
)

RAW_HTML = Code(
    "raw-html",
    Severity.ERROR,
    "HTML in an entry could carry a program into the reader's browser, and it would be lost "
    "in print. Markdown has bold, lists, links and tables. To show a tag to readers, put it "
    "between backticks.",
    fails=Example("People <b>like</b> to be asked.", language="markdown"),
    passes=Example("People **like** to be asked, even about `<b>`.", language="markdown"),
    no_edit="Where code goes on over several paragraphs, its author decides what stays.",
)

IMAGE = Code(
    "image",
    Severity.ERROR,
    "Entries hold no pictures: everything in them can be read aloud, printed and translated. "
    "Say in words what the picture shows, or link to a page that has it.",
    fails=Example("![The chairs stand in a circle](circle.png)", language="markdown"),
    passes=Example(
        "The [seating plan](https://example.org/plan) is a circle.", language="markdown"
    ),
    no_edit="A picture in a rare form is put into words by its author.",
)

UNSAFE_LINK = Code(
    "unsafe-link",
    Severity.ERROR,
    "A link leads to something other than a web page, a mail address or a file of the "
    "playbook, and readers must be able to trust every link. An address that starts with `/` "
    "is refused too, since it breaks where the site has no address of its own.",
    fails=Example(
        "[A study](javascript:alert(1)) and [a case](/cases/a-school/)", language="markdown"
    ),
    passes=Example(
        "[A study](https://example.org) and [a case](../cases/a-school.md)", language="markdown"
    ),
    no_edit="A link in a rare form is changed by hand.",
)

HEADING_LEVEL = Code(
    "heading-level",
    Severity.ERROR,
    "Sections have two signs, `## Steps`. A heading with one sign would repeat the title, and"
    " a heading inside a list or a quotation confuses those who find their way by headings.",
    fails=Example("# In a large team", language="markdown"),
    passes=Example("### In a large team", language="markdown"),
    no_edit="A heading in a rare form is changed by hand.",
)

OPEN_BLOCK = Code(
    "open-block",
    Severity.ERROR,
    "Code, or a note for nobody to see, begins here and never ends, so all that stands below it is "
    "part of it, headings too. Code ends with the signs that it begins with; a note with `-->`.",
    fails=Example("```\nWords of a slide", language="markdown"),
    passes=Example("```\nWords of a slide\n```", language="markdown"),
    no_edit="A note that never ends is ended by its author, who knows how far it goes.",
)

CODES = (OPEN_BLOCK, BODY_TOO_LARGE, NESTED_TOO_DEEP, RAW_HTML, IMAGE, UNSAFE_LINK, HEADING_LEVEL)

MAX_BODY = 32 * 1024
"""The most bytes a body may have."""

MAX_NESTING = 12
"""The most lists, quotations and tables that may stand inside each other."""

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_KEEPS = re.compile(r'\s*<!--\s*keep "')
"""How the one kind of note begins that an entry may hold."""
_NO_NOTES = "Delete it, or move what it says into the front matter, after a # and a space."
_TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_NAMES = frozenset(
    "a abbr address applet area article aside audio b base basefont bdi bdo big blockquote body br "
    "button canvas caption center cite code col colgroup data dd del details dfn dialog div dl dt "
    "em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head "
    "header hr html i iframe img input ins kbd label legend li link main map mark marquee math "
    "menu meta meter nav nobr noscript o object ol optgroup option output p param picture pre "
    "progress q rp rt ruby s samp script section select slot small source span strike strong style "
    "sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u "
    "ul v var video w wbr xmp".split()
)
"""The names of tags, those of Word among them; others are words, as in `<your name>`."""


def unclosed(event: Any, text: str, location: Location) -> Diagnostic | None:
    """Code or a note, from its start to the end of the body, that nothing ends."""
    match event:
        case {"Start": {"CodeBlock": {"Fenced": _}}} if fence := _FENCE.match(text):
            lines = text.rstrip().split("\n")
            if len(lines) > 1 and re.fullmatch(rf"[>\s]*{fence[1]}[`~]*", lines[-1]):
                return None
            message = "Code begins here, and nothing ends it: all below is part of it."
            hint = f"Write {fence[1]} on a line of its own below the code; or delete this line, if "
            return Diagnostic(location, OPEN_BLOCK, message, f"{hint}it is none.")
        case {"Start": "HtmlBlock"} if text.lstrip().startswith("<!--") and "-->" not in text:
            message = "A note for nobody to see begins here, and nothing ends it."
            hint = "Write --> where the note ends." if _KEEPS.match(text) else _NO_NOTES
            return Diagnostic(location, OPEN_BLOCK, message, hint)
    return None


def too_large(path: str, line: int) -> Diagnostic:
    """A body that nobody reads to its end."""
    return Diagnostic(
        Location(path, line),
        BODY_TOO_LARGE,
        f"The body has more than {MAX_BODY // 1024} KB.",
        "One screen of prose, 250 to 500 words, is what a busy leader reads.",
    )


def nesting(location: Location) -> Diagnostic:
    """Lists inside lists inside lists."""
    return Diagnostic(
        location,
        NESTED_TOO_DEEP,
        f"There are more than {MAX_NESTING} lists or quotations inside each other here.",
        "Bring the text out to one or two levels.",
    )


def hidden(location: Location) -> Diagnostic:
    """A character that no reader sees, written as an entity."""
    return Diagnostic(
        location,
        CONTROL_CHARACTER,
        "There is an invisible character here, written as a code.",
        "Delete the code that starts with & and ends with a semicolon.",
    )


def image(location: Location) -> Diagnostic:
    """A picture."""
    return Diagnostic(
        location,
        IMAGE,
        "Entries hold words, not pictures.",
        "Delete it and say in words what it shows, or link to a page that has it: "
        "[the seating plan](https://example.org/plan)",
    )


def level(location: Location, depth: int) -> Diagnostic:
    """A heading that repeats the title, or stands where no heading can."""
    if depth > 1:
        return Diagnostic(
            location,
            HEADING_LEVEL,
            "A heading cannot stand inside a list or a quotation.",
            "Take it out to the left edge, or make it a bold line.",
        )
    return Diagnostic(
        location,
        HEADING_LEVEL,
        "A heading with one # is for the title, and the title stands at the top already.",
        "Delete this line if it is the title. If it names a section, type a second # before it, "
        "as in: ## Steps",
    )


def unsafe(location: Location, url: str) -> Diagnostic:
    """A link to where no reader must be sent, or cannot be."""
    if url.lower().startswith(SAFE_SCHEMES):
        message = f"This link has no address that can be read: '{url[:60]}'."
        hint = "Write the whole address, such as https://example.org, or its words without a link."
        return Diagnostic(location, UNSAFE_LINK, message, hint)
    return Diagnostic(
        location,
        UNSAFE_LINK,
        f"A link cannot lead to '{url[:60]}'.",
        "Start it with https://, as in [a study](https://example.org); or name another file, "
        "as in [a case](../cases/a-school.md).",
    )


def is_tag(raw: str) -> bool:
    """Whether HTML is a tag that people know, and no words between < and >."""
    match = _TAG_NAME.match(raw)
    return match is None or match[1].lower() in _NAMES


def raw_html(location: Location, raw: str) -> Diagnostic:
    """HTML."""
    if raw.lstrip().startswith("<!--"):
        message = "A note for nobody to see stands here, and an entry holds none in its text."
        return Diagnostic(location, RAW_HTML, message, _NO_NOTES)
    if not is_tag(raw):
        words = raw.partition(">")[0][:60]
        message = f"Readers would not see these words, which are taken for HTML: {words}>"
        hint = "Write them without < and >, or ___ in their place."
        return Diagnostic(location, RAW_HTML, message, hint)
    tag = _TAG_NAME.match(raw)
    return Diagnostic(
        location,
        RAW_HTML,
        f"There is HTML here, the code of web pages and of Word: <{tag[1]}>."
        if tag
        else "There is HTML here, the code of web pages and of Word.",
        "Delete all from each < to the next >, and keep the words, with a space between them; to "
        "show a < sign to readers, put it between backticks: `<`",
    )
