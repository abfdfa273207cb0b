"""The codes of diagnostics on references, which several rules and the loader report."""

from playbook.source.diagnostics import Code, Example, Severity

UNKNOWN_REFERENCE = Code(
    "unknown-reference",
    Severity.ERROR,
    "An id in the front matter names an entry that does not exist. Either it is misspelled, "
    "or the other entry is still to be written.",
    fails=Example("roles:\n  princpal: Asks, and waits."),
    passes=Example("roles:\n  principal: Asks, and waits."),
    no_edit="Where no id is like it, only its author knows which entry was meant.",
)

POINTS_TO_HIDDEN = Code(
    "points-to-hidden",
    Severity.INFO,
    "An entry or a page names an entry, or links to one, that a layer hides. The relation is left "
    "out and the link is shown as plain words; nothing has to be done, unless a sentence reads "
    "oddly.",
    fails=Example("hidden: [moves/listen]", path="district/district.yml"),
    passes=Example("hidden: []", path="district/district.yml"),
    no_edit="Nothing has to be done.",
)

HIDDEN_ENTRY = Code(
    "hidden-entry",
    Severity.WARNING,
    "A layer has a file for an entry that it hides itself, or that a layer below it hides. So "
    "nobody sees what the file says.",
    fails=Example("hidden: [moves/ask-first]", path="district/district.yml"),
    passes=Example("hidden: []", path="district/district.yml"),
    no_edit="Only the layer's people know which of the two is meant.",
)

CODES = (UNKNOWN_REFERENCE, POINTS_TO_HIDDEN, HIDDEN_ENTRY)
