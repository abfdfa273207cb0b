"""The accessibility conformance report as HTML by itself, from the template of its page."""

from playbook.catalog.playbook import Playbook
from playbook.i18n.messages import Words
from playbook.layers.originals.places import RELEASE
from playbook.records.conformance import conformance_record, contact_record
from playbook_site.rendering.environment import environment


def report_html(book: Playbook, name: str, description: str, words: Words) -> str:
    """The report on a site of some name; for a playbook that claims something."""
    layers = book.chain.settings
    settings = {
        "name": name,
        "description": description,
        "repository": layers.repo_url or "",
        "contact": contact_record(layers.accessibility_contact),
    }
    claims = conformance_record(book, words)
    template = environment([RELEASE / "overrides"], words).get_template(
        "macros/conformance_report.html"
    )
    return template.render(site={"settings": settings, "accessibility": claims})
