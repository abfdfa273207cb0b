"""Every work that is cited is in the bibliography, and every work there is cited."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.source.diagnostics import Diagnostic, did_you_mean


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of nothing, and for each work that nobody cites."""
    bibliography = playbook.bibliography
    if bibliography is None:
        return
    cited: set[str] = set()
    for file in playbook.files():
        for key, key_path in file.citations():
            cited.add(key)
            if key not in bibliography:
                yield Diagnostic(
                    file.source.locate(key_path),
                    "unknown-citation",
                    f"There is no work '{key}' in references.yml.",
                    did_you_mean(key, bibliography) or "Add it there, or remove this line.",
                )
    for key in bibliography:
        if key not in cited and playbook.is_readable and not playbook.hidden:
            yield Diagnostic(
                bibliography.source.locate(("references", bibliography.position(key))),
                "unused-reference",
                f"No entry cites '{key}'.",
                "Cite it where it was used, or remove it.",
            )
