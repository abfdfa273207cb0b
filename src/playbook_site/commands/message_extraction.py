"""Extracts the messages of the interface, and updates the files of translators."""

import datetime
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_of

FOLDER = "src/playbook/i18n/locales"
TEMPLATE = f"{FOLDER}/playbook.pot"

SOURCES = (
    ("src/playbook/**/*.py", "python"),
    ("src/playbook_site/**/*.py", "python"),
    ("macros/*.py", "python"),
    ("overrides/**/*.html", "jinja2"),
    ("overrides/assets/*.js", "javascript"),
    ("overrides/assets/editor/**/*.js", "javascript"),
)
"""The files that have messages, each with the extractor of Babel that reads them."""

KEYWORDS = {
    "_": None,
    "ngettext": (1, 2),
    "words": None,
    "plural": (1, 2),
    "translatable": None,
    "Section": (2,),
}
"""The functions that take a message, with the positions of their texts."""

OPTIONS = {"silent": "false", "parse_template_string": True}
"""An invalid template is an error; a script may have messages in a template literal."""

_LONG_AGO = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def translation_files(root: Path) -> Mapping[str, str]:
    """The texts of the template and of each language's file, by path; none without sources."""
    if not (root / FOLDER).is_dir():
        return {}
    template = collect(root)
    texts = {TEMPLATE: _text(template)}
    for file in sorted((root / FOLDER).glob("*.po")):
        language = read_po(io.BytesIO(file.read_bytes()))
        language.update(template, no_fuzzy_matching=True)
        texts[f"{FOLDER}/{file.name}"] = _text(language)
    return texts


def collect(root: Path) -> Catalog:
    """Every message of the interface, with the files that it is in."""
    template = Catalog(project="playbook", version="1", creation_date=_LONG_AGO, fuzzy=False)
    template.header_comment = "# Made by `playbook generate`."
    for path, reader in _files(root):
        messages = extract_from_file(reader, root / path, keywords=KEYWORDS, options=OPTIONS)
        for _, message, _, _ in messages:
            template.add(message, locations=[(path, 0)])
    for title in _titles(root):
        template.add(title, locations=[("mkdocs.yml", 0)])
    for label in _labels():
        template.add(label, locations=[("src/playbook/model/entry_types.py", 0)])
    return template


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' settings; what has a tag, such as `!ENV`, is nothing to it."""


_Loader.add_constructor(None, lambda _loader, _node: None)


def _titles(root: Path) -> list[str]:
    """The titles of pages and their groups in the navigation of `mkdocs.yml`."""
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    settings = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    return list(_titles_in(settings.get("nav") or [])) if settings else []


def _titles_in(nav: Any) -> Iterator[str]:
    for part in nav:
        if isinstance(part, dict):
            for title, pages in part.items():
                yield str(title)
                yield from _titles_in(pages if isinstance(pages, list) else [])


def _labels() -> dict[str, None]:
    """The labels of keys, which name the parts that a district has adapted."""
    return {
        field.label: None for name in MODELS for field in fields_of(name) if "." not in field.name
    }


def _files(root: Path) -> Iterator[tuple[str, str]]:
    for pattern, reader in SOURCES:
        for file in sorted(root.glob(pattern)):
            yield file.relative_to(root).as_posix(), reader


def _text(catalog: Catalog) -> str:
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    lines = stream.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('"Generated-By:'))
