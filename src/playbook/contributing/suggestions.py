"""What a page needs to make somebody's words into a change of a file: texts, and where they go."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce

from playbook.contributing.agreement import TRAILER
from playbook.model.entry import Entry
from playbook.updates.apply import standalone


def whole_text(entry: Entry) -> str:
    """An entry as one file: its own or, where layers adapt it, with all that it inherits."""
    texts = [source.text for source in reversed(entry.source.sources)]  # the original's first
    return reduce(lambda base, over: standalone(base, over, entry.key.path), texts)


def targets(
    entries: Iterable[Entry], layer: str, is_editable: Callable[[str], bool]
) -> Mapping[str, object]:
    """Which file a change of each entry goes to: its own where that `is_editable`, and else a new
    one in the folder `layer`.

    Listed are those of layers, with the texts of such as hold less than the whole entry.
    """
    listed = dict(_listed(entries, is_editable)) if layer else {}
    return {"layer": layer, "files": listed, "agreed": TRAILER}


def _listed(
    entries: Iterable[Entry], is_editable: Callable[[str], bool]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    for entry in entries:
        if is_editable(entry.source.path):
            adapts = len(entry.source.sources) > 1
            text = entry.source.text if adapts else ""
            yield entry.key.path, {"path": entry.source.path, "text": text}
