"""Critical questions are questions, and more than one."""

from collections.abc import Iterator

from playbook.catalog import Playbook
from playbook.diagnostics import Diagnostic

SECTION = "Critical questions"
LEAST = 2


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each item that is no question, and for too few of them."""
    for file in playbook.files():
        section = file.body and file.body.section(SECTION)
        if not section or not section.blocks:
            continue
        items = list(section.items())
        if len(items) < LEAST:
            yield Diagnostic(
                section.location,
                "too-few",
                f"There are {len(items)} questions in a list here; at least {LEAST} are needed.",
                "Write each as an item of a list: - What …?",
            )
        for item in items:
            if not item.text.endswith("?"):
                yield Diagnostic(
                    item.location,
                    "not-a-question",
                    "This is not a question: it does not end in '?'.",
                    "Turn it into a question that a team can talk about.",
                )
