"""A district is named only where its written permission is on file."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Case
from playbook.model.hints import mending
from playbook.model.vocabulary import Consent
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

NAMED_DISTRICT = Code(
    "named-district",
    Severity.ERROR,
    "A case names its district, and `consent` does not say that written permission is on "
    "file. Write `name: unnamed`, or ask and keep the answer.",
    fails=Example(
        "district: {name: Riverside Unified, size: small}\nconsent: own-story",
        path="cases/a-school.md",
    ),
    passes=Example(
        "district: {name: Riverside Unified, size: small}\nconsent: permission-on-file",
        path="cases/a-school.md",
    ),
    no_edit="Where it is not in this file, it is changed in the original.",
)

CODES = (NAMED_DISTRICT,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each case that names its district without permission."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Case):
        return
    name = file.meta.district.name
    if name != "unnamed" and file.meta.consent is not Consent.PERMISSION:
        yield Diagnostic(
            file.source.locate_value(("district", "name")),
            NAMED_DISTRICT,
            f"'{name}' is named, and its permission is not on file.",
            "Write 'name: unnamed'; or ask, keep the answer, and write "
            f"'consent: {Consent.PERMISSION}'.",
            mending.written(file.source, ("district", "name"), "unnamed"),
        )
