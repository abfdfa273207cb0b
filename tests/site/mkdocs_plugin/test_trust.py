"""Contributed text is text: it never runs, includes, or styles anything."""

from pathlib import Path

import pytest

from playbook_site.building.build import BuildFailed, build

CANARY = "CANARY-7d1"


def with_move(root: Path, **changes: str) -> str:
    """Change the small playbook's move, build, and give the page."""
    move = root / "moves" / "ask-first.md"
    words = move.read_text(encoding="utf-8")
    for place, new in changes.items():
        words = words.replace(PLACES[place], new)
    move.write_text(words, encoding="utf-8")
    build(root, root / "site")
    return (root / "site/moves/ask-first/index.html").read_text(encoding="utf-8")


PLACES = {
    "title": "title: Ask first",
    "prose": "People like to be asked.",
    "need": "effort: light",
}


def test_template_code_in_a_body_is_shown_as_typed(small: Path) -> None:
    page = with_move(small, prose="{{ 7 * 7 }} {% for x in y %} {# note #} {{ config }}")

    assert "{{ 7 * 7 }} {% for x in y %} {# note #} {{ config }}" in page


def test_template_code_in_a_title_is_shown_as_typed_everywhere(small: Path) -> None:
    attack = "{{ cycler.__init__.__globals__.os.popen('touch PWNED').read() }}"

    page = with_move(small, title=f'title: "{attack}"')

    assert "popen(‘touch PWNED’)" in page
    assert not (small / "PWNED").exists()
    assert "popen(‘touch PWNED’)" in (small / "site/moves/index.html").read_text()


def test_markup_in_a_title_is_text_on_every_page(small: Path) -> None:
    with_move(small, title="title: \"</title><script>alert(1)</script><img onerror='x'>\"")

    for page in (small / "site").rglob("*.html"):
        words = page.read_text(encoding="utf-8")
        assert "<script>alert" not in words
        assert "<img onerror" not in words


def test_a_tag_in_a_title_is_text_on_every_page(small: Path) -> None:
    page = with_move(small, title='title: "Ask <b>first</b>"')

    assert "Ask &lt;b&gt;first&lt;/b&gt;" in page
    others = [file.read_text(encoding="utf-8") for file in (small / "site").rglob("*.html")]
    assert not [text for text in others if "<b>first</b>" in text]


def test_a_snippet_is_shown_and_reads_no_file(small: Path) -> None:
    (small / "secret.env").write_text(CANARY, encoding="utf-8")

    page = with_move(small, prose='--8<-- "secret.env"')

    assert CANARY not in page
    assert "--8&lt;--" in page


def test_an_attribute_list_is_shown_as_typed(small: Path) -> None:
    page = with_move(small, prose="Hello { onclick=alert(1) #__config }")

    assert "{ onclick=alert(1) #__config }" in page


def test_a_title_that_a_macro_shows_is_never_read_as_markdown(small: Path) -> None:
    about = small / "docs" / "about.md"
    about.write_text('# About\n\n{{ card("moves", "ask-first") }}\n', encoding="utf-8")

    with_move(small, title="title: Ask *first*")

    page = (small / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert "Ask *first*" in page
    assert "<em>first</em>" not in page


@pytest.mark.parametrize("key", ["template: redirect.html", "render_macros: true", "hide: [toc]"])
def test_a_key_for_the_theme_is_refused(small: Path, key: str) -> None:
    with pytest.raises(BuildFailed):
        with_move(small, need=f"effort: light\n{key}")


def test_a_broken_macro_in_a_page_fails_the_build_with_its_place(
    small: Path,
) -> None:
    about = small / "docs" / "about.md"
    about.write_text('# About\n\n{{ card("moves", "ask-frist") }}\n', encoding="utf-8")

    with pytest.raises(BuildFailed) as failed:
        build(small, small / "site")

    told = str(failed.value)
    assert "docs/about.md" in told
    assert "ask-frist" in told
