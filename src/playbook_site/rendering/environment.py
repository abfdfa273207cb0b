"""Renders a page with Jinja2 from two plain JSON objects: the site record and a page record."""

import os
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, Undefined
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from playbook.i18n.messages import Words
from playbook.open_data.entry_json import entry_path
from playbook.records.site_types import SiteRecord
from playbook_site.rendering import structured_data
from playbook_site.rendering.filters.addresses import address_from, moved_from
from playbook_site.rendering.filters.paper import (
    cited,
    embed_code_of,
    has_code,
    qr_code,
    whole_address,
)
from playbook_site.rendering.filters.tables import in_boxes
from playbook_site.rendering.filters.words import code_spans, spoken
from playbook_site.rendering.head import head_record
from playbook_site.rendering.once import Once, Variables
from playbook_site.rendering.page_records import PageRecord, navigation_item
from playbook_site.rendering.placeholders import Placeholders, of_interface
from playbook_site.rendering.policy import EMBEDDED
from playbook_site.rendering.template_messages import install
from playbook_site.rendering.typography import typeset_page
from playbook_site.state.reads import Log, Noted

_METHODS = frozenset(dir(dict))
_NONE = Environment()  # noqa: S701 - a loader of files looks at none


class Templates(Environment):
    """An environment that looks for a key before it looks for an attribute, as all records are
    mappings; what is a method of a mapping stays one.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, in one dictionary: each import compares them."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What stands behind a dot."""
        if isinstance(obj, dict) and attribute not in _METHODS:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class Named(Undefined):
    """A name that a template is not given is refused; a part that a record lacks is empty, as in
    a build.
    """

    def _stop(self) -> None:
        if self._undefined_obj is missing or self._undefined_exception is SecurityError:
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._stop()
        return super().__str__()

    def __bool__(self) -> bool:
        self._stop()
        return super().__bool__()

    def __iter__(self) -> Iterator[Any]:
        self._stop()
        return super().__iter__()


class Texts(FileSystemLoader):
    """The templates as they are at one moment; one is compiled when a page needs it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)
        read = super().get_source
        self._texts = {name: read(_NONE, name) for name in templates_in(folders)}

    def get_source(self, environment: Environment, template: str) -> Any:
        """A template's text, its file, and whether it is still so."""
        if template in self._texts:
            return self._texts[template]
        return super().get_source(environment, template)


class Code(BytecodeCache):
    """Templates as they were compiled before in this process; their messages are part of them."""

    codes: ClassVar[dict[str, CodeType | None]] = {}

    def __init__(self, words: Words) -> None:
        self._words = words.digest

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A hash of a template's name and place, whatever letters a folder has."""
        return super().get_cache_key(name, filename and os.fsencode(filename).hex())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it was compiled with the same text and the same words."""
        bucket.code = self.codes.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.codes[self._key(bucket)] = bucket.code

    def _key(self, bucket: Bucket) -> str:
        return f"{bucket.key} {bucket.checksum} {self._words}"


def environment(folders: Sequence[Path], words: Words, log: Log | None = None) -> Environment:
    """An environment for templates; a folder's template replaces those of later folders.

    `log` notes what parts read that are kept for several pages.
    """
    env = Templates(loader=Texts(folders), bytecode_cache=Code(words), auto_reload=False)
    configure(env, templates_in(folders), words, log)
    return env


def configure(env: Environment, own: Collection[str], words: Words, log: Log | None = None) -> None:
    """Add filters, globals and messages to an environment; templates in `own` are autoescaped."""
    env.undefined = Named
    env.autoescape = lambda name: name in own
    env.filters |= {
        "url": address_from,
        "moved": moved_from,
        "whole": whole_address,
        "qr": qr_code,
        "cited": cited,
    }
    env.filters |= {"has_code": has_code, "embed_code": embed_code_of, "data_file": entry_path}
    env.filters |= {"code": code_spans, "spoken": spoken}
    env.filters["tables"] = partial(in_boxes, name=str(words("Table")))
    log = log or Log()
    env.globals |= {"once": Once(log), "frame": log.frame, "embedded_policy": EMBEDDED}
    env.context_class = Variables
    take_chance_out(env)
    install(env, words)


def take_chance_out(env: Environment) -> None:
    """Take out what differs each time: the same sources give the same site."""
    env.globals.pop("lipsum", None)
    env.filters.pop("random", None)


def templates_in(folders: Sequence[Path]) -> set[str]:
    """The names of the templates in some folders."""
    return {
        file.relative_to(folder).as_posix() for folder in folders for file in folder.rglob("*.html")
    }


def render(env: Environment, site: SiteRecord, page: PageRecord) -> str:
    """The HTML of a page, with its words as print has them."""
    return typeset_page(env.get_template(page["template"]).render(context_of(site, page)))


def complete(
    env: Environment, site: SiteRecord, page: PageRecord, placeholders: Placeholders
) -> PageRecord:
    """A page with what its macros show, and with its place in the navigation."""
    page = framed(env, site, page)
    values = context_of(site, page)

    def draw(template: str, parts: Mapping[str, Any]) -> str:
        html = env.get_template(template).render({**values, **parts})
        return of_interface(html, page["language"], site["settings"])

    return {**page, "content": placeholders.fill(page["content"], draw)}


def framed(env: Environment, site: SiteRecord, page: PageRecord) -> PageRecord:
    """A page with what the frame around its content says of it."""
    frame: Any = env.globals["frame"]
    frame(True)  # noqa: FBT003 - as a template says it
    item, head = navigation_item(page, site["navigation"]), head_record(site, page)
    around = structured_data.of_page(site, page)
    frame(False)  # noqa: FBT003 - what an entry says is of the content
    entry = None if page["material"] else context_of(site, page)["entry"]
    data = structured_data.script(around | (structured_data.of_entry(entry, page) if entry else {}))
    is_current = item == page["url"]
    return {**page, "item": item, "is_current": is_current, "head": {**head, "data": data}}


def context_of(site: SiteRecord, page: PageRecord) -> dict[str, Any]:
    """The variables of a template: `site`, `page`, and `entry` if the page shows one."""
    match page["entry"]:
        case [collection, id_]:
            entry: Any = site["entries"][collection][id_]
        case _:
            entry = None
    return {"site": site, "page": Noted(page, Log(), depth=0), "entry": entry}
