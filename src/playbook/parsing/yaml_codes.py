"""What is reported of YAML that entries do not take."""

from playbook.source.diagnostics import Code, Example, Severity

BAD_YAML = Code(
    "bad-yaml",
    Severity.ERROR,
    "A line between the fences cannot be taken apart into a key and what belongs to it. The "
    "usual causes are a second colon in a text without quotes, a tab, a missing dash, and a "
    "quote that is never closed. When in doubt, put the text in double quotes.",
    fails=Example("title: First: ask"),
    passes=Example('title: "First: ask"\naliases: ["\'Ask first\' rounds"]'),
    no_edit="Where a line could mean several things, only its author knows which.",
)

YAML_NOT_TAKEN = Code(
    "yaml-not-taken",
    Severity.ERROR,
    "The front matter is written in YAML, which can do more than entries need: anchors (`&`),"
    " aliases (`*`), tags (`!`), merge keys and several documents. They make files hard to "
    "read and can be turned into attacks, so they are left out. If the sign is part of your "
    "text, quotes keep it.",
    fails=Example("title: &c what we leave out"),
    passes=Example('title: "&c: what we leave out"'),
    no_edit="Where more than one text is meant, only its author knows them.",
)

DUPLICATE_KEY = Code(
    "duplicate-key",
    Severity.ERROR,
    "A key stands twice in the same group, and a program would believe one of the two and "
    "drop the other without a word. In `references.yml` it means that two works have the same"
    " id.",
    fails=Example("title: Ask first\ntitle: Ask, then tell"),
    passes=Example("title: Ask first\naliases: [Ask, then tell]"),
    no_edit="Between brackets, a line of its own cannot become a note.",
)

CODES = (BAD_YAML, YAML_NOT_TAKEN, DUPLICATE_KEY)
