"""A part of pages is drawn once for those on which it says the same."""

from pathlib import Path
from typing import Any

import pytest

from playbook.interface import read_words
from playbook_site.rendering.environment import context_of, environment
from playbook_site.rendering.once import Once
from playbook_site.rendering.page_records import blank_page


@pytest.fixture
def drawn(tmp_path: Path) -> Any:
    """Draws a template on pages, each with an item of the navigation and a title."""

    def draw(templates: dict[str, str], *pages: tuple[str, str]) -> list[str]:
        for name, text in templates.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        env = environment([tmp_path], read_words("en"))
        site: Any = {"settings": {}}
        records = [{**blank_page("page.html", "x/", title), "item": item} for item, title in pages]
        page = env.get_template("page.html")
        return [page.render(context_of(site, record)) for record in records]  # type: ignore[arg-type]

    return draw


def test_a_part_within_a_part_is_of_its_page_too(drawn: Any) -> None:
    """The third page is like the second, which took its inner part from the first."""
    templates = {
        "page.html": '{{ once("outer.html") }}',
        "outer.html": '{{ page.item }} {{ once("inner.html") }}',
        "inner.html": "{{ page.title }}",
    }

    assert drawn(templates, ("a", "A"), ("b", "A"), ("b", "B")) == ["a A", "b A", "b B"]


def test_a_part_that_names_a_variable_of_its_page_is_of_that_page(drawn: Any) -> None:
    templates = {
        "page.html": '{% set own = page.title %}{{ once("part.html") }}',
        "part.html": "{{ own }}",
    }

    assert drawn(templates, ("a", "A"), ("a", "B"), ("a", "A")) == ["A", "B", "A"]


def test_a_part_is_drawn_once_for_pages_on_which_it_says_the_same(
    drawn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[str] = []
    draw = Once._draw

    def counted(once: Once, context: Any, name: str, variables: Any) -> Any:
        counts.append(name)
        return draw(once, context, name, variables)

    monkeypatch.setattr(Once, "_draw", counted)
    templates = {"page.html": '{{ once("part.html") }}', "part.html": "{{ page.item }}"}

    drawn(templates, ("a", "A"), ("a", "B"), ("b", "C"), ("a", "D"))

    assert counts == ["part.html"] * 2


def test_a_template_of_an_earlier_release_still_draws_its_part(drawn: Any) -> None:
    templates = {
        "page.html": '{% call once("part", page.item) %}{% include "part.html" %}{% endcall %}',
        "part.html": "{{ page.title }}",
    }

    assert drawn(templates, ("a", "A"), ("a", "B")) == ["A", "B"]
