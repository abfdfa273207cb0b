"""What can be wrong with the originals that a playbook names."""

from playbook.source.diagnostics import Code, Example, Severity

PIN = "playbook.toml"

BAD_PIN = Code(
    "bad-pin",
    Severity.ERROR,
    "`playbook.toml` cannot be read, or names an original that cannot be one: a folder that is "
    "not there, or a release under a name that nobody has published.",
    fails=Example('originals = ["nowhere"]', language="toml", path=PIN),
    passes=Example('originals = ["."]', language="toml", path=PIN),
    no_edit="A file or a folder is put right by hand.",
)

OTHER_RELEASE = Code(
    "other-release",
    Severity.ERROR,
    "`playbook.toml` asks for a release of the original, and another one is installed. An update "
    "goes on with the installed one, and shows what it changes in your adaptations.",
    fails=Example('originals = ["learning-matters==0.0.1"]', language="toml", path=PIN),
    passes=Example("playbook update", language="text"),
    no_edit="'playbook update' does it.",
)

ORIGINALS_IN_A_CIRCLE = Code(
    "originals-in-a-circle",
    Severity.ERROR,
    "A playbook stands on itself, by way of its originals. One of them has to stand on a release, "
    "or on a folder with entries.",
    fails=Example("playbook.toml   names ../state, whose playbook.toml names us", language="text"),
    passes=Example('originals = ["."]', language="toml", path=PIN),
    no_edit="Only those who keep the playbooks know which comes first.",
)

TWO_ORIGINALS = Code(
    "two-originals",
    Severity.ERROR,
    "A playbook stands on one original, through however many layers. Here two have entries, and "
    "neither is laid over the other; or one release is asked for, and another one too.",
    fails=Example(
        'originals = ["learning-matters==0.0.1", "learning-matters==0.0.2"]',
        language="toml",
        path=PIN,
    ),
    passes=Example('originals = ["."]', language="toml", path=PIN),
    no_edit="Only those who keep the playbook know which to take.",
)

LICENSE_NOT_KEPT = Code(
    "license-not-kept",
    Severity.ERROR,
    "An original is under a license with terms that this playbook would not keep: it says that "
    "whoever shares a change shares it alike, say, and the pages here would not. Only licenses of "
    "Creative Commons that files name are compared.",
    fails=Example(
        "../state-playbook/LICENSE   creativecommons.org/licenses/by-sa/4.0/\n"
        "LICENSE                     creativecommons.org/licenses/by/4.0/",
        language="text",
    ),
    passes=Example('originals = ["."]', language="toml", path=PIN),
    no_edit="A license is chosen by a person.",
)

CODES = (BAD_PIN, OTHER_RELEASE, ORIGINALS_IN_A_CIRCLE, TWO_ORIGINALS, LICENSE_NOT_KEPT)
