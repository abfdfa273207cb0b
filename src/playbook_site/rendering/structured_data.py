"""What a page is, for machines that read: JSON-LD in the words of schema.org."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.open_data.license import license_address
from playbook.records.site_types import SettingsRecord, SiteRecord
from playbook.source.encoders import in_script
from playbook_site.rendering.page_records import PageRecord

Node = dict[str, Any]

_TYPES: Mapping[str, str | list[str]] = {
    "moves": ["HowTo", "LearningResource"],
    "cases": ["Article", "LearningResource"],
}
"""What the entries of a collection are; those of others are learning resources."""


def of_page(site: SiteRecord, page: PageRecord) -> Node:
    """What the site says of a page: the website that it is, or is a part of; nothing for others."""
    settings = site["settings"]
    if page["entry"]:
        around = {"@type": "WebSite", "name": settings["name"], "url": _root(page)}
        language = page["language"] or settings["entry_language"]
        own = {"@type": "LearningResource", "name": page["title"]} if page["material"] else {}
        return {**_common(settings, page, language), **own, "isPartOf": around}
    if page["url"] or page["root"]:
        return {}
    description = page["description"] or settings["description"]
    return {
        **_common(settings, page, settings["language"]),
        "@type": "WebSite",
        "name": settings["name"],
        **({"description": description} if description else {}),
    }


def of_entry(entry: Any, page: PageRecord) -> Node:
    """What an entry says of itself. Words that stand on the page are not said again."""
    node: Node = {
        "@type": _TYPES.get(entry["collection"], "LearningResource"),
        "name": entry["title"],
        "description": entry["summary"],
        "dateModified": entry["updated"],
    }
    if entry["language"]:
        node["inLanguage"] = entry["language"]
    if entry["authors"]:
        node["author"] = [{"@type": "Person", "name": author} for author in entry["authors"]]
    if roles := entry["relations"].get("roles"):
        node["audience"] = [
            {"@type": "EducationalAudience", "educationalRole": role["title"]} for role in roles
        ]
    return node | (_how_to(entry, page) if entry["collection"] == "moves" else {})


def script(node: Node) -> str:
    """A node as it may stand in a page; "" for an empty one."""
    return in_script({"@context": "https://schema.org", **node}) if node else ""


def _common(settings: SettingsRecord, page: PageRecord, language: str) -> Node:
    node = {"url": page["canonical_url"] or "./", "inLanguage": language}
    license_ = license_address(settings)
    return {**node, "license": license_} if license_ else node


def _root(page: PageRecord) -> str:
    """The address of the site, absolute where that of the page is."""
    url = page["canonical_url"]
    return url.removesuffix(page["url"]) if url else "../" * page["url"].count("/")


def _how_to(move: Any, page: PageRecord) -> Node:
    minutes = move["minutes"]
    time = sum(minutes[name] or 0 for name in ("prepare", "run", "follow_up"))
    return {"totalTime": f"PT{time}M", "step": list(_steps(move, page["canonical_url"]))}


def _steps(move: Any, url: str) -> Iterator[Node]:
    for step in move["body"]["steps"]:
        number = step["number"]
        yield {"@type": "HowToStep", "position": number, "url": f"{url}#step-{number}"}
