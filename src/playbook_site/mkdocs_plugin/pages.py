"""The page of an entry, as MkDocs knows pages."""

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from playbook.i18n.messages import Words
from playbook.model.entry import Key
from playbook.parsing.links import ANCHOR_PREFIX


class SelectionPage(Page):
    """The moves that ask something of one role for one condition: a filter as a plain page."""

    def __init__(
        self,
        role: Mapping[str, Any],
        condition: Mapping[str, Any],
        config: MkDocsConfig,
        words: Words,
    ) -> None:
        self.role, self.condition, self.words = role, condition, words
        path = f"roles/{role['id']}/{condition['id']}.md"
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        super().__init__(f"{role['title']}: {condition['title']}", file, config)
        self.edit_url = None

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """There is no Markdown."""
        self.markdown = ""
        told = self.words("Moves for this role: %(role)s.", role=self.role["title"])
        told += f" {self.condition['summary']}"
        self.meta = {"template": "selection.html", "title": self.title, "description": told}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Nor anything to render."""
        self.content = ""

    def relations(self) -> list[Mapping[str, Any]]:
        """The role's relations to moves that build the condition."""
        building = {move["id"] for move in self.condition["relations"].get("moves", ())}
        asked = self.role["relations"].get("moves", ())
        return [relation for relation in asked if relation["id"] in building]


class EntryPage(Page):
    """A page whose words come from a record.

    MkDocs reads nothing and renders nothing for it, so that contributed text never meets a front
    matter parser, a Markdown extension or a macro, and no page pays for them.
    """

    def __init__(self, record: Mapping[str, Any], config: MkDocsConfig, *, here: bool) -> None:
        path = Key(record["collection"], record["id"]).path
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = record["path"] if here else None
        super().__init__(record["title"], file, config)
        self.record = record
        self.here = here
        """Whether the entry's file is in the repository of this playbook."""
        self.update_date = record["updated"]

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Take the place of the file: there is no Markdown, and no key but these."""
        self.markdown = ""
        self.meta = {
            "template": f"{self.record['collection']}.html",
            "title": self.record["title"],
            "description": self.record["summary"],
            "render_macros": False,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Hand over the HTML of the body, and the table of its headings."""
        sections = self.record["body"]["sections"]
        self.content = "".join(section["html"] for section in sections)
        self.toc = TableOfContents(
            [AnchorLink(s["title"], ANCHOR_PREFIX + s["anchor"], 2) for s in sections]
        )
