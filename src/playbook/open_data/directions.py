"""What programs are told at the root of a site: `robots.txt`, and `llms.txt` (llmstxt.org)."""

from collections.abc import Iterator

from playbook.open_data.entry_json import schema_paths
from playbook.open_data.license import license_address
from playbook.open_data.tables import CSV, WORKBOOK
from playbook.records.site_types import NavigationRecord, SiteRecord

ROBOTS = "robots.txt"
LLMS = "llms.txt"


def robots(site: SiteRecord, sitemap: str) -> str:
    """Everybody may read everything, and the sitemap is there."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {site['settings']['address']}{sitemap}\n"


def llms(site: SiteRecord) -> str:
    """What the site is, what a program should know of it, and where everything is."""
    settings = site["settings"]
    parts = (
        f"# {_line(settings['name'])}",
        f"> {_line(settings['description'])}" if settings["description"] else "",
        *_notes(site),
        "## Data",
        "\n".join(_data(site)),
        "## Pages",
        "\n".join(_pages(site, site["navigation"])),
        "## Optional",
        "\n".join(_link(site, feed["path"], feed["title"]) for feed in site["feeds"]),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _notes(site: SiteRecord) -> Iterator[str]:
    settings, root = site["settings"], site["settings"]["address"]
    counts = [f"{len(members)} {name}" for name, members in site["entries"].items()]
    yield f"There are {', '.join(counts[:-1])} and {counts[-1]}."
    if license_ := license_address(settings):
        yield f"The words are under {license_}: copy and adapt them, and name the source."
    yield (
        f"To cite an entry, name {_line(settings['name'])}, the entry's title, its day of change "
        f"and its address. The page `cite/` below each entry, such as "
        f"{root}moves/its-id/cite/, has it in APA style, as BibTeX and as CSL-JSON."
    )
    yield (
        "Do not read pages to get at the words: `playbook.json` has every entry, and each entry "
        "is a file of its own too. Evidence is told outcome by outcome, mixed and null results "
        "included; a move without evidence has not been assessed. Times are editorial estimates."
    )


def _data(site: SiteRecord) -> Iterator[str]:
    yield _link(site, "playbook.json", "playbook.json", "every entry, one a line")
    yield _link(site, "playbook.schema.json", "Its JSON Schema")
    root = site["settings"]["address"]
    yield f"- One entry: `{root}data/moves/its-id.json`, and so for every other kind"
    for name, path in schema_paths().items():
        yield _link(site, path, f"JSON Schema of such a file in {name}")
    yield _link(site, CSV, "playbook.csv", "a row for each entry")
    yield _link(site, WORKBOOK, "playbook.xlsx", "a sheet for each kind of entry")
    if site["feeds"]:
        yield "- Atom feeds: each is listed at the end"


def _pages(site: SiteRecord, items: list[NavigationRecord]) -> Iterator[str]:
    for item in items:
        if item["children"]:
            yield from _pages(site, item["children"])
        else:
            yield _link(site, item["url"], item["title"])


def _link(site: SiteRecord, path: str, title: str, note: str = "") -> str:
    name = _line(title).replace("[", "(").replace("]", ")")
    return f"- [{name}]({site['settings']['address']}{path}){f': {note}' if note else ''}"


def _line(text: str) -> str:
    return " ".join(text.split())
