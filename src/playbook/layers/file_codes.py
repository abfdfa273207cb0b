"""What is reported of files that a build would read, before any of them is read."""

from playbook.source.diagnostics import Code, Example, Severity

MISPLACED_FILE = Code(
    "misplaced-file",
    Severity.ERROR,
    "Nothing reads this file or folder under its name, or where it is, so readers would never see "
    "what it says. The name that was probably meant stands beside it.",
    fails=Example("district/move/ask-first.md\ndistrict/notes.md", language="text"),
    passes=Example("district/moves/ask-again.md", language="text"),
)

FILE_NOT_TAKEN = Code(
    "file-not-taken",
    Severity.ERROR,
    "Every file in `docs/` is published as it is, so only pages in Markdown and pictures may be "
    "there: a page of HTML or a script would run in the reader's browser. Templates, styles and "
    "scripts have a place in `overrides/`, which their owners review.",
    fails=Example("docs/visitors.html", language="text"),
    passes=Example("docs/visitors.md", language="text"),
)

ADDRESS_TAKEN = Code(
    "address-taken",
    Severity.ERROR,
    "Two things would be published at one address, and readers would get only one of them: a page "
    "and an entry, two pages, or a file and one that the build writes itself.",
    fails=Example("docs/moves/ask-first.md", language="text"),
    passes=Example("docs/guides/ask-first.md", language="text"),
)

UNSAFE_PICTURE = Code(
    "unsafe-picture",
    Severity.ERROR,
    "A picture is not the kind of file that its name says, is broken, or is a drawing that holds a "
    "script or leads elsewhere. Save it again from the program that it was made with; for a "
    'drawing, choose "plain" or "optimized" SVG.',
    fails=Example(
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        language="xml",
        path="docs/images/map.svg",
    ),
    passes=Example(
        '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>',
        language="xml",
        path="docs/images/map.svg",
    ),
)

CODES = (MISPLACED_FILE, FILE_NOT_TAKEN, ADDRESS_TAKEN, UNSAFE_PICTURE)
