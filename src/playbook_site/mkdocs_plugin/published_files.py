"""What a site publishes beside its pages: records, redirects, headers, and what scripts read."""

from pathlib import Path

from jinja2 import Environment

from playbook.contributing.generated_files import as_json
from playbook.i18n.messages import Words
from playbook.loader import script_messages
from playbook.model.entry import Key
from playbook.records.export import write_explorer, write_json, write_words
from playbook.records.schemas import playbook_schema
from playbook.records.site_types import SiteRecord
from playbook_site.mkdocs_plugin.full_text import index_pages
from playbook_site.rendering.policy import headers


def write_files(
    folder: Path, site: SiteRecord, words: Words, templates: Environment, *, full_text: bool
) -> None:
    """Write every such file into the folder of a built site."""
    _write_redirects(folder, site, templates)
    write_json(site, folder / "playbook.json")
    _write(folder / "playbook.schema.json", as_json(playbook_schema()))
    names = index_pages(folder) if full_text else {}
    write_explorer(site, names, folder / "explore")
    write_words(words, script_messages(), folder)
    _write(folder / "_headers", headers(site["settings"]["analytics"]))


def _write_redirects(folder: Path, site: SiteRecord, templates: Environment) -> None:
    """Write a page at each former address of an entry that leads to the present one."""
    template = templates.get_template("redirect.html")
    for members in site["entries"].values():
        for record in members.values():
            for former in record["former_ids"]:
                file = folder / Key(record["collection"], former).url / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, template.render(entry=record))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
