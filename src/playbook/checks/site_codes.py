"""The codes of diagnostics on pages, templates and settings: what only the site needs.

They are reported where templates are known, and declared here with all the others.
"""

from playbook.source.diagnostics import Code, Example, Severity

BAD_MACRO = Code(
    "bad-macro",
    Severity.ERROR,
    "What stands between braces on a page in `docs/` cannot be shown: the name is no macro, the "
    "macro does not take what it is given, or the braces are not closed.",
    fails=Example('{{ card("moves", "ask-frist") }}', language="markdown", path="docs/ours.md"),
    passes=Example('{{ card("moves", "ask-first") }}', language="markdown", path="docs/ours.md"),
    no_edit="Only its author knows what the page was to show.",
)

BAD_PAGE = Code(
    "bad-page",
    Severity.ERROR,
    "A page in `docs/` cannot be drawn from what stands in it.",
    fails=Example("---\ntemplate: nope.html\n---\n", language="markdown", path="docs/ours.md"),
    passes=Example("---\ntitle: Ours\n---\n", language="markdown", path="docs/ours.md"),
    no_edit="Only its author knows what the page was to show.",
)

PICTURE_WITHOUT_WORDS = Code(
    "picture-without-words",
    Severity.WARNING,
    "A picture on a page in `docs/` has no words for readers who cannot see it. Public schools in "
    "the United States have to meet WCAG 2.1 AA, whose first criterion asks for them.",
    fails=Example("![](images/our-week.png)", language="markdown", path="docs/ours.md"),
    passes=Example(
        "![Our week, with an hour to learn on Tuesday](images/our-week.png)",
        language="markdown",
        path="docs/ours.md",
    ),
    no_edit="What a picture shows, its author knows.",
)

AGAINST_POLICY = Code(
    "against-policy",
    Severity.ERROR,
    "A page would hold a script, a style or an event handler of its own, or load a file from "
    "another site. The policy of every page forbids that to browsers, so readers would see a page "
    "that does not work.",
    fails=Example('<p onclick="go()">Ask</p>', language="markdown", path="docs/ours.md"),
    passes=Example("Ask", language="markdown", path="docs/ours.md"),
    no_edit="Only its author knows what the page was to show.",
)

LINKS_TO_HIDDEN = Code(
    "links-to-hidden",
    Severity.WARNING,
    "A page of your layer links to an entry that is hidden wherever the page is shown, or has a "
    "macro that shows it. Readers see the words without the link, and nothing in the place of the "
    "macro.",
    fails=Example("hidden: [moves/listen]", path="district/district.yml"),
    passes=Example("hidden: []", path="district/district.yml"),
    no_edit="Only its author knows where the link leads.",
)

BAD_TEMPLATE = Code(
    "bad-template",
    Severity.ERROR,
    "A template in `overrides/`, of a layer or of a fork that changed its own, cannot be read, or "
    "asks for something that is not there. Every page that it draws is drawn once to find out.",
    fails=Example("{% if %}", language="xml", path="district/overrides/main.html"),
    passes=Example(
        '{% extends "playbook.html" %}', language="xml", path="district/overrides/main.html"
    ),
    no_edit="Only its author knows what the template was to draw.",
)

BAD_SETTING = Code(
    "bad-setting",
    Severity.ERROR,
    "`mkdocs.yml` has a closed list of keys, since nothing reads any other, and a plugin or a hook "
    "would run a program over pages that no check sees. Some keys are the same in every playbook: "
    "its pages and its checks count on them. What is a district's own goes into `district.yml`.",
    fails=Example("hooks: [ours.py]", path="mkdocs.yml"),
    passes=Example("extra: {short_name: Ours}", path="mkdocs.yml"),
    no_edit="Only those who keep the site know what was meant.",
)

BAD_NAVIGATION = Code(
    "bad-navigation",
    Severity.ERROR,
    "`nav` in `mkdocs.yml` names a page that is not there, or leaves out a page that is. Pages of "
    "a layer need no place there.",
    fails=Example("nav: [docs/nope.md]", path="mkdocs.yml"),
    passes=Example("nav: []", path="mkdocs.yml"),
    no_edit="Only those who keep the site know the order of its pages.",
)

NO_ENTRIES = Code(
    "no-entries",
    Severity.ERROR,
    "The playbook has no entries, or its layers hide them all. An empty site helps nobody.",
    fails=Example(
        "hidden: [ask-first, listen, wait, a-school, learn, principal, first-month]",
        path="district/district.yml",
    ),
    passes=Example("hidden: [wait]", path="district/district.yml"),
    no_edit="A file or a folder is put right by hand.",
)

CODES = (
    NO_ENTRIES,
    BAD_MACRO,
    BAD_PAGE,
    PICTURE_WITHOUT_WORDS,
    AGAINST_POLICY,
    LINKS_TO_HIDDEN,
    BAD_TEMPLATE,
    BAD_SETTING,
    BAD_NAVIGATION,
)
