"""What is said of a page of `docs/` that shows, or links to, an entry that a layer hides."""

import posixpath

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import POINTS_TO_HIDDEN
from playbook.checks.site_codes import LINKS_TO_HIDDEN
from playbook.model.entry import Key
from playbook.source.diagnostics import Code


def is_own(book: Playbook, key: Key, layer: str) -> bool:
    """Whether a page of this layer is shown nowhere but where the entry is hidden.

    A page of a district is shown by schools too, and each hides what it likes.
    """
    layers = [one.path for one in book.chain.layers]
    hides = posixpath.dirname(book.hidden[key].path)
    return layer in layers and layers.index(layer) >= layers.index(hides)


def code(book: Playbook, key: Key, layer: str) -> Code:
    """What such a page is told with."""
    return LINKS_TO_HIDDEN if is_own(book, key, layer) else POINTS_TO_HIDDEN
