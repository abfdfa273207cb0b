"""The pages at former addresses of entries, each of which leads to the present one."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2 import Environment

from playbook.model.entry import Key
from playbook.model.materials import CITE
from playbook.open_data.embedding import embed_path
from playbook_site.engine.assets import Content
from playbook_site.engine.edition import Edition
from playbook_site.rendering.head import TITLE, shorten
from playbook_site.rendering.typography import typeset_page

FORWARD = "assets/forward.js"
"""What goes on from the address that an entry had before."""


def redirects(edition: Edition, templates: Environment) -> Iterator[tuple[str, Content]]:
    """A page for each that an entry had at a former address, also in a frame of another site."""
    has_address = bool(edition.configuration.url)
    for members in edition.site["entries"].values():
        for record in members.values():
            for former in record["former_ids"]:
                for url, place in _places(record, former, has_address=has_address):
                    path = f"{url}index.html"
                    yield path, partial(_redirect, edition, templates, place, path)


def _places(record: Any, former: str, *, has_address: bool) -> Iterator[tuple[str, Any]]:
    """Each former address with where it leads; what needs the address of a site is with one."""
    url = Key(record["collection"], former).url
    yield url, record
    below = [(material["id"], material["title"]) for material in record.get("materials", ())]
    for name, title in (*below, *([(CITE, record["title"])] if has_address else ())):
        yield f"{url}{name}/", {"id": f"../{record['id']}/{name}", "title": title}
    if has_address and record["collection"] == "moves":
        yield embed_path({"url": url}), record


def _redirect(edition: Edition, templates: Environment, place: Any, path: str) -> str:
    """What stands in a frame runs no script."""
    script = "../" * path.count("/") + edition.site["assets"][FORWARD]
    values = {
        "entry": place,
        "title": shorten(place["title"], TITLE),
        "script": "" if path.startswith(embed_path({"url": ""})) else script,
    }
    return typeset_page(templates.get_template("redirect.html").render(values))
