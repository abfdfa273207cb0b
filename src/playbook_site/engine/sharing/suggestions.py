"""What the page for suggestions reads: each entry's text, and where a change of it goes."""

import json
from collections.abc import Iterator, Mapping
from functools import partial

from playbook.contributing.hosts.file_links import DEFAULT_BRANCH, new_file_link
from playbook.contributing.suggestions import targets, whole_text
from playbook.model.entry import Entry, Key
from playbook_site.engine.assets import Content
from playbook_site.engine.edition import Edition

SOURCE = "source.txt"
"""An entry as its author wrote it, beside its page."""

TARGETS = "suggest/files.json"
_FOLDER, _NAME, _TEXT = "__FOLDER__", "__NAME__", "__TEXT__"
"""What stands in an address for what a script puts in."""


def suggestion_files(edition: Edition) -> Iterator[tuple[str, Content]]:
    """The text of every entry that has a page, and the list of files to change."""
    entries = [
        edition.book[Key(name, id_)]
        for name, members in edition.site["entries"].items()
        for id_ in members
    ]
    for entry in entries:
        yield f"{entry.key.url}{SOURCE}", partial(whole_text, entry)
    yield TARGETS, lambda: json.dumps(_targets(edition, entries), ensure_ascii=False) + "\n"


def _targets(edition: Edition, entries: list[Entry]) -> Mapping[str, object]:
    configuration = edition.configuration
    branch = configuration.branch or DEFAULT_BRANCH
    new = new_file_link(configuration.repository, branch, f"{_FOLDER}/{_NAME}", _TEXT)
    return {
        **targets(entries, edition.layer, edition.is_editable),
        "edit": configuration.edit_url(f"{_FOLDER}/{_NAME}"),
        "new": new,
    }
