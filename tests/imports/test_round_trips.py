"""What an entry says comes back from a form and from a Word document."""

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook import Playbook
from playbook.contributing import drafts, forms
from playbook.contributing.imports import importer
from playbook.model.entry import Entry
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.sections import CHANGE, KEEP
from playbook.model.vocabulary import LABELS
from playbook.parsing import frontmatter, markdown
from playbook_site.commands.word.documents import as_markdown, from_html
from tests.conftest import ROOT

TODAY = datetime.date(2026, 11, 27)
ENTRIES = list(playbook.load(ROOT)[0])

NOT_IN_FORMS = {
    "status": "a new entry is a draft",
    "created": "the day on which the draft is made",
    "updated": "the same day",
    "review_by": "a year later",
    "covers": "ids of outlines, which maintainers fill in",
    "sources": "keys of the bibliography: an answer in words waits for a maintainer",
    "from_source": "ids of ideas, which maintainers fill in",
    "evidence": "findings of studies, which maintainers look up",
    "materials": "sheets and cards, made once the move is there",
    "measure": "three sentences that few authors have at first",
    "group_size": "asked later: few know it at first",
    "schedule": "weeks, counted by maintainers",
    "former_ids": "a new entry had no other name",
    "replaced_by": "a new entry is not replaced",
    "district.name": "a maintainer writes it once there is permission",
    "moves_changed": "asked by the form for a move that was used",
}
"""Keys that no form asks for, each with the reason."""


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook.load(ROOT)[0]


def answers(entry: Entry, book: Playbook) -> Iterator[tuple[str, str]]:
    """The questions of the form for an entry, answered with what it says."""
    text = (ROOT / entry.source.path).read_text(encoding="utf-8")
    document = frontmatter.parse(text, "")
    fields = {field.label: field for field in fields_of(entry.key.collection)}
    sections = dict(_sections(document.body))
    for question in forms.questions(entry.key.collection, book):
        field = fields.get(question.label)
        if field and field.name not in NOT_IN_FORMS:
            yield question.label, _answer(field, document.data, book)
        elif not field:
            yield question.label, sections.get(question.label.casefold(), "")


def _sections(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^## ", body, flags=re.MULTILINE)[1:]:
        title, _, text = part.partition("\n")
        yield title.casefold(), text.strip()
        keep, _, change = text.partition(f"**{CHANGE}**")
        yield f"{title}: {KEEP}".casefold(), keep.replace(f"**{KEEP}**", "").strip()
        yield f"{title}: {CHANGE}".casefold(), change.strip()


def _answer(field: FieldReference, data: Mapping[str, Any], book: Playbook) -> str:
    group, _, part = field.name.partition(".")
    value = data.get(group)
    value = value.get(part) if part and isinstance(value, dict) else value
    if value is None:
        return ""
    if field.names:
        titles = {entry.key.id: entry.meta.title for entry in book.collection(field.names)}
        return "\n".join(f"{titles[id_]}: {sentence}" for id_, sentence in value.items())
    if field.choices:
        labels = LABELS[field.name.rpartition(".")[2]]
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels[term] for term in chosen)
    return "\n".join(f"- {line}" for line in value) if isinstance(value, list) else str(value)


def again(text: str, entry: Entry, book: Playbook) -> frontmatter.Document:
    content = importer.parse(text, entry.key.collection, book)
    draft = drafts.draft(
        entry.key.collection,
        content.title,
        TODAY,
        content.values,
        content.sections,
        left_out=content.left_out,
    )
    return frontmatter.parse(draft, "")


def asked(data: Mapping[str, Any]) -> dict[str, Any]:
    """What forms ask for, of front matter."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        is_group = key in ("minutes", "district")
        kept[key] = _without(key, value) if is_group and isinstance(value, dict) else value
    return {k: v for k, v in kept.items() if k not in NOT_IN_FORMS and v not in (None, "", {}, [])}


def _without(key: str, group: Mapping[str, Any]) -> Mapping[str, Any]:
    return {part: value for part, value in group.items() if f"{key}.{part}" not in NOT_IN_FORMS}


def assert_same(made: frontmatter.Document, entry: Entry) -> None:
    own = frontmatter.parse((ROOT / entry.source.path).read_text(encoding="utf-8"), "")
    assert asked(made.data) == asked(own.data)
    if MODELS[entry.key.collection].SECTIONS:
        assert _said(made.body) == _said(own.body)


def _said(body: str) -> list[tuple[str, str]]:
    """The words of each section, block by block; a link is its words, and so is emphasis."""
    return [
        (section.title, " ".join(section.text.split()))
        for section in markdown.parse(body, "moves/x.md").sections
    ]


def test_the_reasons_name_keys_that_there_are() -> None:
    names = {field.name for collection in MODELS for field in fields_of(collection)}

    assert set(NOT_IN_FORMS) <= names


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key.path)
def test_an_entry_comes_back_from_its_form(book: Playbook, entry: Entry) -> None:
    told = answers(entry, book)
    text = "\n\n".join(f"### {label}\n\n{answer or '_No response_'}" for label, answer in told)

    assert_same(again(text, entry, book), entry)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key.path)
def test_an_entry_comes_back_from_a_word_document(
    book: Playbook, entry: Entry, tmp_path: Path
) -> None:
    told = [(label, answer) for label, answer in answers(entry, book) if answer]
    parts = [
        f"## {label}\n\n{_in_paragraphs(answer)}" for label, answer in told if label != "Title"
    ]
    page = markdown.parse("\n\n".join(parts), "moves/x.md")
    text = "".join(f"<h2>{section.title}</h2>{section.html}" for section in page.sections)
    document = tmp_path / "entry.docx"
    document.write_bytes(from_html(text, entry.meta.title, "en"))

    assert_same(again(as_markdown(document), entry, book), entry)


def _in_paragraphs(answer: str) -> str:
    """An answer with a paragraph for each line that is no item."""
    is_lines = not re.search(r"^(?:[-|>]|\d+\.|\s)", answer, re.MULTILINE)
    return answer.replace("\n", "\n\n") if is_lines and "\n\n" not in answer else answer
