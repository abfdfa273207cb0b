"""What is said of a page of `docs/` that shows, or links to, an entry that a layer hides."""

import posixpath

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import POINTS_TO_HIDDEN
from playbook.checks.site_codes import LINKS_TO_HIDDEN
from playbook.model.entry import Key
from playbook.source.diagnostics import Code


def advice(book: Playbook, key: Key, layer: str, part: str) -> tuple[Code, str]:
    """The code and the hint for a page of this layer; `part` of it is not shown.

    A page of a district is shown by schools too, and each hides what it likes.
    """
    layers = [one.path for one in book.chain.layers]
    by = book.hidden[key].path
    if layer in layers and layers.index(layer) >= layers.index(posixpath.dirname(by)):
        return LINKS_TO_HIDDEN, f"{by} hides it. Take the {part} out."
    hint = f"{by} hides it. Adapt the page if it reads oddly without the {part}."
    return POINTS_TO_HIDDEN, hint
