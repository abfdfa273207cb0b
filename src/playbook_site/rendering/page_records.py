"""The record of one page: with the site record, all that a template reads."""

from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict

from playbook.contributing.hosts.form_links import form_link
from playbook.i18n.messages import Words
from playbook.model.materials import CHANGES, CITE
from playbook.open_data.embedding import embed_path
from playbook.records.materials.material_types import MaterialRecord
from playbook.records.parts import DeckPart, PartRecord
from playbook.records.site_types import NavigationRecord, SiteRecord
from playbook_site.rendering.missing_parts import MissingPart

CONTRIBUTE = "contributing/"
"""The page that links go to where there is no form."""


class HeadRecord(TypedDict):
    """The head of a page, beside the addresses that its record has."""

    title: str
    """What its tab is called: with the name of the site, where there is room for it."""
    ending: str
    """What that says of the site's name; "" for nothing."""
    name: str
    """Its own name, whole."""
    description: str
    kind: str
    """`article` or `website`."""
    locale: str
    """A language and a region, such as `en_US`; "" where no region is known."""
    card: str
    """The whole address of the picture that stands for it where it is shared; "" without one."""
    card_text: str
    """What that picture shows, in words."""
    data: str
    """What it is, as JSON-LD that may stand in a page; "" where there is nothing to say."""


class PageRecord(TypedDict):
    """A page. Addresses start at the root of the site, but for those of other sites."""

    template: str
    url: str
    title: str
    description: str
    language: str
    """The tag of its title, description and content; "" for that of the interface."""
    canonical_url: str
    edit_url: str
    adapt_url: str
    """Where an entry that a layer inherits is adapted: a new file, with its first lines."""
    adapt_command: str
    """What somebody types to do the same; "" where there is nothing to adapt."""
    original_url: str
    """The form that tells the original about an entry; "" without one."""
    item: str
    """The address of the navigation item that is marked as current."""
    is_current: bool
    """Whether that item leads to the page itself."""
    form_url: str
    """The address of a form, prefilled for this page."""
    root: str
    """The prefix of addresses on a page that may be shown anywhere, such as `/playbook/`."""
    content: str
    """The HTML of a page written by hand."""
    contents: list[dict[str, str]]
    """Its headings: `title` and `url`."""
    entry: list[str]
    """The collection and the id of the entry that it shows, or whose material it shows."""
    part: str
    """What follows the title of a part of a long list, such as ", page 2 of 4"; "" for a whole."""
    material: str
    """The id of the material that it shows; "" for another page."""
    is_editable: bool
    """Whether the entry's file is in the repository of this playbook."""
    collection: str
    """The collection that it lists."""
    subject: list[str]
    """The collection and the id of the entry that it is about, of which it does not show all. Such
    a page is for people who come from the entry's, and not for search engines.
    """
    selection: list[str]
    """The ids of the role and the condition that it is about."""
    changes: str
    """The id of the move of which it tells what others changed; "" for another page."""
    missing: Sequence[MissingPart]
    """What is still to write in the entry, on its author's machine."""
    head: HeadRecord


def blank_page(template: str, url: str, title: str) -> PageRecord:
    """A page record with defaults: a page of no entry, list or selection."""
    return {
        "template": template,
        "url": url,
        "title": title,
        "description": "",
        "language": "",
        "canonical_url": "",
        "edit_url": "",
        "adapt_url": "",
        "adapt_command": "",
        "original_url": "",
        "item": "",
        "is_current": False,
        "form_url": CONTRIBUTE,
        "root": "",
        "content": "",
        "contents": [],
        "entry": [],
        "part": "",
        "material": "",
        "is_editable": False,
        "collection": "",
        "subject": [],
        "selection": [],
        "changes": "",
        "missing": [],
        "head": {
            "title": title,
            "ending": "",
            "name": title,
            "description": "",
            "kind": "website",
            "locale": "",
            "card": "",
            "card_text": "",
            "data": "",
        },
    }


def entry_page(record: Any, repository: str) -> PageRecord:
    """The record of an entry's page; a move's links to the form that asks how it went."""
    page = blank_page(f"{record['collection']}.html", record["url"], record["title"])
    asks = record["collection"] == "moves"
    return {
        **page,
        "description": record["summary"],
        "entry": [record["collection"], record["id"]],
        "form_url": _use_form(record, repository) if asks else CONTRIBUTE,
    }


def _use_form(move: Any, repository: str) -> str:
    return form_link(repository, "used", {"moves": move["title"]}) or CONTRIBUTE


def changes_page(move: Any, repository: str, words: Words) -> PageRecord:
    """The record of the page that says what others changed in a move."""
    name = words("What others changed")
    return {
        **blank_page("changes.html", f"{move['url']}{CHANGES}/", f"{name}: {move['title']}"),
        "description": words(
            "What others changed in the move “%(title)s”, and where.", title=move["title"]
        ),
        "form_url": _use_form(move, repository),
        "changes": move["id"],
    }


def material_page(entry: Any, material: MaterialRecord, words: Words) -> PageRecord:
    """The record of the page of one of an entry's materials."""
    what = words.labels["material"][material["kind"]]
    for_what = words("For the move “%(title)s”.", title=entry["title"])
    return {
        **blank_page("material.html", material["url"], f"{material['title']} · {entry['title']}"),
        "description": f"{what}. {for_what} {material['how']}".strip(),
        "entry": [entry["collection"], entry["id"]],
        "material": material["id"],
    }


def citation_page(entry: Any, words: Words) -> PageRecord:
    """The record of the page that says how to cite an entry, and how to show a move elsewhere."""
    what = words("Cite or embed") if entry["collection"] == "moves" else words("Cite")
    title = f"{what}: {entry['title']}"
    page = blank_page("cite.html", f"{entry['url']}{CITE}/", title)
    return {
        **page,
        "description": words("How to cite “%(title)s”, and its data.", title=entry["title"]),
        "subject": [entry["collection"], entry["id"]],
    }


def embedded_page(move: Any) -> PageRecord:
    """The record of a move's page for frames on other sites."""
    return {
        **blank_page("embed.html", embed_path(move), move["title"]),
        "description": move["summary"],
        "subject": [move["collection"], move["id"]],
    }


def suggestion_form(repository: str) -> str:
    """The address of the form for an idea, where TITLE stands for what a script puts in; "" without
    a form.
    """
    return form_link(repository, "idea", {"title": "TITLE"})


def selection_page(site: SiteRecord, role: str, condition: str, words: Words) -> PageRecord:
    """The record of a page that lists the moves of one role for one condition."""
    who, what = site["entries"]["roles"][role], site["entries"]["conditions"][condition]
    phrase = site["facts"]["conditions"][condition]["phrase"]
    answers = {"roles": f"{who['title']}: ", "conditions": f"{what['title']}: "}
    description = words("Moves for this role: %(role)s.", role=who["title"])
    return {
        **blank_page("selection.html", f"{who['url']}{condition}/", f"{who['title']}: {phrase}"),
        "description": f"{description} {what['summary']}",
        "form_url": form_link(site["settings"]["repository"], "move", answers) or CONTRIBUTE,
        "selection": [role, condition],
    }


def part_page(part: PartRecord, words: Words) -> PageRecord:
    """The record of a page that shows a part of a long list."""
    where = words("Page %(number)s of %(count)s", number=part["number"], count=part["count"])
    things = part["things"] and f": {part['things']}"
    page = blank_page("part.html", part["url"], part["title"].removesuffix(things))
    ending = f"{things}, {where.lower()}"
    return {**page, "part": ending, "description": f"{part['title']}. {where}."}


def deck_page(url: str, part: DeckPart, words: Words) -> PageRecord:
    """The record of a page with cards to cut out."""
    where = words("Page %(number)s of %(count)s", number=part["number"], count=part["count"])
    title, what = words("Deck"), words("All moves as cards to cut out.")
    page = blank_page("deck.html", url, title)
    return {**page, "part": f", {where.lower()}", "description": f"{what} {where}."}


def navigation_item(page: PageRecord, navigation: Sequence[NavigationRecord]) -> str:
    """The address of the navigation item that a page belongs to; "" for none."""
    top = f"{page['url'].partition('/')[0]}/"
    for own in (page["url"], top):
        for item in navigation:
            if own == item["url"] or any(own == child["url"] for child in item["children"]):
                return item["url"]
    return ""
