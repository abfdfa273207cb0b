"""Pages that a trial drew without a fault: who changes one entry waits for the pages that show it.

What they read lies in the user's own cache. It counts only for the same code, templates and words.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from playbook.i18n.messages import Words
from playbook.records.site_types import SiteRecord
from playbook_site.state import drawn, fingerprint
from playbook_site.state.drawn import Drawn
from playbook_site.state.reads import Log, Noted, Reads


class TrialMemory:
    """What the pages of one edition read while they are drawn, and what they read the last time."""

    def __init__(
        self,
        home: Path,
        layers: Sequence[str],
        folders: Iterable[Path],
        words: Words,
        record: SiteRecord,
    ) -> None:
        self.log = Log()
        self.site = Noted(record, self.log)
        """The record of the site that pages are drawn from."""
        self._record = record
        self._place = fingerprint.file(home.joinpath(*layers), ".trial")
        is_asked = fingerprint.is_asked()
        self._key = fingerprint.digest([words.digest], folders, ()) if is_asked else ""
        self._last = (fingerprint.recall(self._place) if self._key else None) or {}
        self._pages: dict[str, Reads] = {}

    @property
    def is_same(self) -> bool:
        """Whether all templates could be read the last time, and are what they were."""
        return bool(self._key) and self._last.get("key") == self._key

    def recall(self, keys: Iterable[str]) -> Set[str]:
        """Of pages, by the hashes of what they are made from, those that come out as they did."""
        try:
            if self.is_same:
                data = self._last["drawn"]
                last = drawn.same_in(data, self._record, {key: key for key in keys})
                self._pages = last.pages_in(self.log)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            self._pages = {}
        return self._pages.keys()

    def note(self, key: str, faults: Sequence[Any]) -> None:
        """Take what was read since the last page for what a page reads, if it has no faults."""
        reads = self.log.of_page()
        self.log.page()
        if not faults:
            self._pages[key] = reads

    def keep(self) -> None:
        """Remember the pages for the next time."""
        if self._key:
            keys = {key: key for key in self._pages}
            last = Drawn(keys, self._pages, self.log.noted_reads)
            content: Mapping[str, Any] = drawn.as_data(last, self._record)
            fingerprint.remember(self._place, {"key": self._key, "drawn": content})
