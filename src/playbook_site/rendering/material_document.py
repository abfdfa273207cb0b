"""A material as HTML by itself, for a Word document."""

from collections.abc import Mapping
from typing import Any

from playbook.i18n.messages import Words
from playbook.layers.upstream import RELEASE
from playbook.records.materials.material_types import MaterialRecord
from playbook_site.rendering.environment import environment


def material_html(entry: Mapping[str, Any], material: MaterialRecord, words: Words) -> str:
    """What stands on a material of an entry."""
    template = environment([RELEASE / "overrides"], words).get_template(
        "partials/material_document.html"
    )
    return template.render(entry=entry, material=material)
