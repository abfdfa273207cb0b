"""What one page shows of the site record: with that record, all that a template reads."""

from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict

from playbook.contributing.form_links import form_link
from playbook.i18n.messages import Words
from playbook.records.site_types import NavigationRecord, SiteRecord

CONTRIBUTE = "contributing/"
"""Where a reader is sent who cannot be sent to a form."""


class PageRecord(TypedDict):
    """A page. Addresses start at the root of the site, but for those of other sites."""

    template: str
    url: str
    title: str
    description: str
    canonical_url: str
    edit_url: str
    item: str
    """The address of the item of the navigation that it stands under."""
    form_url: str
    """Where a form opens that knows what this page is about."""
    root: str
    """What leads every address of a page that may be shown anywhere, such as `/playbook/`."""
    content: str
    """HTML of a page that was written by hand."""
    contents: list[dict[str, str]]
    """Its headings: `title` and `url`."""
    entry: list[str]
    """The collection and the id of the entry that it shows."""
    is_editable: bool
    """Whether the entry's file is in the repository of this playbook."""
    collection: str
    """The collection that it lists."""
    selection: list[str]
    """The ids of the role and the condition that it is about."""


def blank(template: str, url: str, title: str) -> PageRecord:
    """A page that shows nothing of the record but what every page does."""
    return {
        "template": template,
        "url": url,
        "title": title,
        "description": "",
        "canonical_url": "",
        "edit_url": "",
        "item": "",
        "form_url": CONTRIBUTE,
        "root": "",
        "content": "",
        "contents": [],
        "entry": [],
        "is_editable": False,
        "collection": "",
        "selection": [],
    }


def entry_page(record: Any, repository: str) -> PageRecord:
    """The page of an entry; a move's knows the form that asks how it went."""
    page = blank(f"{record['collection']}.html", record["url"], record["title"])
    asks = record["collection"] == "moves"
    form = form_link(repository, "used", {"moves": record["title"]}) if asks else ""
    return {
        **page,
        "description": record["summary"],
        "entry": [record["collection"], record["id"]],
        "form_url": form or CONTRIBUTE,
    }


def selection_page(site: SiteRecord, role: str, condition: str, words: Words) -> PageRecord:
    """The moves that ask something of one role for one condition: a filter as a plain page."""
    who, what = site["entries"]["roles"][role], site["entries"]["conditions"][condition]
    answers = {"roles": f"{who['title']}: ", "conditions": f"{what['title']}: "}
    description = words("Moves for this role: %(role)s.", role=who["title"])
    return {
        **blank("selection.html", f"{who['url']}{condition}/", f"{who['title']}: {what['title']}"),
        "description": f"{description} {what['summary']}",
        "form_url": form_link(site["settings"]["repository"], "move", answers) or CONTRIBUTE,
        "selection": [role, condition],
    }


def item_of(page: PageRecord, navigation: Sequence[NavigationRecord]) -> str:
    """The address of the item of the navigation that a page stands under; "" for none."""
    own = f"{page['entry'][0]}/" if page["entry"] else page["url"]
    for item in navigation:
        if own == item["url"] or any(own == child["url"] for child in item["children"]):
            return item["url"]
    return ""
