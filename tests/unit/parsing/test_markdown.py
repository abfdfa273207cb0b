"""The body of an entry: sections, lists, links, words and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.parsing import html, markdown
from playbook.parsing.body import Body
from playbook.parsing.markdown_errors import MAX_BODY
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import Location

HERE = "moves/pair.md"
markup = st.text(alphabet="ab#-*>1.[]()<!&;:`|~_{}\"'\\/= \n\tés😀", max_size=80)


def read(text: str, first_line: int = 1) -> Body:
    """A body, read."""
    return markdown.parse(text, HERE, first_line)


def shown(text: str) -> str:
    """A body without sections as readers get it."""
    return html.clean(read(text).intro.html)


@given(st.one_of(st.text(max_size=100), markup))
def test_any_text_is_a_body_or_refused_and_places_lie_inside_it(text: str) -> None:
    lines = text.split("\n")
    try:
        body = read(text)
    except InvalidEntry as invalid:
        places = [d.location for d in invalid.diagnostics]
    else:
        sections = [body.intro, *body.sections]
        places = [diagnostic.location for diagnostic in body.diagnostics]
        places += [location for _, location in body.links]
        places += [block.location for section in sections for block in section.blocks]
        places += [item.location for section in sections for item in section.items()]

    assert all(1 <= p.line <= len(lines) for p in places)
    assert all(1 <= p.column <= len(lines[p.line - 1]) + 1 for p in places)


@given(st.one_of(st.text(max_size=100), markup))
def test_the_writer_writes_nothing_that_the_lock_takes_away(text: str) -> None:
    try:
        written = read(text)
    except InvalidEntry:
        return

    for section in (written.intro, *written.sections):
        assert html.clean(section.html) == html.clean(html.clean(section.html))


def test_a_body_comes_apart_at_its_second_level() -> None:
    body = read("Before.\n\n## One\n\nText.\n\n### Inner\n\n## Two\n")

    assert body.intro.text == "Before."
    assert [(s.title, s.anchor) for s in body.sections] == [("One", "one"), ("Two", "two")]
    assert [block.kind for block in body.sections[0].blocks] == ["paragraph", "heading"]
    assert body.section("Two") is body.sections[1]
    assert body.section("Three") is None


def test_an_empty_body_has_an_empty_intro() -> None:
    body = read("")

    assert body.intro.blocks == ()
    assert body.sections == ()
    assert body.words == 0


def test_headings_have_ids_that_no_theme_uses() -> None:
    written = shown("### __config\n")

    assert written == '<h3 id="e-__config">__config</h3>'


def test_headings_of_the_same_words_have_anchors_of_their_own() -> None:
    body = read("## A\n\n## A\n\n## A\n")

    assert [section.anchor for section in body.sections] == ["a", "a-1", "a-2"]


def test_no_heading_takes_the_anchor_of_a_repeated_one() -> None:
    body = read("## A 1\n\n## A\n\n## A\n")

    assert len({section.anchor for section in body.sections}) == 3


def test_lists_have_items_with_text_html_and_place() -> None:
    body = read("- *One*?\n- Two\n\n  more\n")

    one, two = body.intro.items()
    assert (one.text, one.html) == ("One?", "<p><em>One</em>?</p>")
    assert (two.text, two.location) == ("Two more", Location(HERE, 2, 1))


def test_a_list_is_written_with_its_items() -> None:
    written = shown("1. a\n2. b\n   - c\n")

    assert written == "<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>"


def test_a_numbered_list_keeps_its_first_number() -> None:
    written = shown("3. a\n4. b\n")

    assert written == '<ol start="3"><li>a</li><li>b</li></ol>'


def test_a_numbered_list_inside_another_keeps_its_first_number() -> None:
    written = shown("> 3. a\n")

    assert written == '<blockquote><ol start="3"><li>a</li></ol></blockquote>'


def test_a_table_is_written_with_its_columns() -> None:
    written = shown("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n")

    head = '<th scope="col">a</th><th scope="col" class="center">b</th>'
    row = '<td>1</td><td class="center">2</td><td class="right">3</td>'
    assert f'{head}<th scope="col" class="right">c</th></tr></thead>' in written
    assert f"<tbody><tr>{row}</tr></tbody></table>" in written


def test_emphasis_code_breaks_and_rules_are_written() -> None:
    written = shown("*a* **b** `c <d>`  \ne\\\nf\ng\n\n---\n\n> q\n\n```py\n<x>\n```\n")

    assert written == (
        "<p><em>a</em> <strong>b</strong> <code>c &lt;d&gt;</code><br>e<br>f\ng</p><hr>"
        "<blockquote><p>q</p></blockquote><pre><code>&lt;x&gt;\n</code></pre>"
    )


def test_a_rule_inside_a_list_stays_inside_it() -> None:
    written = shown("- a\n\n  ---\n\n  b\n")

    assert written == "<ul><li><p>a</p><hr><p>b</p></li></ul>"


def test_words_are_counted_without_headings() -> None:
    body = read("One two.\n\n## Not me\n\n- it's a well-known\n")

    assert body.words == 5
    assert body.text == "One two.\nit's a well-known"


def test_links_are_kept_with_their_places_after_accents_and_emoji() -> None:
    body = read("é😀 [a](../cases/one.md#steps)\n", first_line=30)

    [(link, location)] = body.links
    assert (link.path, link.anchor) == ("cases/one.md", "steps")
    assert location == Location(HERE, 30, 4)


def test_a_link_shows_its_title_as_text() -> None:
    written = shown('[a](https://a.example "<i> \\" onclick=x")\n')

    assert written == (
        '<p><a href="https://a.example" title="&lt;i&gt; &quot; onclick=x">a</a></p>'
    )


def test_an_address_of_mail_between_signs_is_a_link() -> None:
    written = shown("<a@b.example>\n")

    assert written == '<p><a href="mailto:a@b.example">a@b.example</a></p>'


def test_places_are_right_in_a_body_that_had_other_line_ends() -> None:
    text = b"\xef\xbb\xbfone\r\n\r\n\xc3\xa9\xf0\x9f\x98\x80 ![a](b)\r\n".decode("utf-8-sig")

    body = read(text.replace("\r\n", "\n"), first_line=10)

    assert [str(diagnostic.location) for diagnostic in body.diagnostics] == [f"{HERE}:12:4"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("# A\n", "1:1"), ("- # A\n", "1:3"), ("> ## A\n", "1:3"), ("- a\n\n  ### B\n", "3:3")],
)
def test_a_heading_that_repeats_the_title_or_stands_in_a_list_is_told(
    text: str, place: str
) -> None:
    body = read(text)

    assert [f"{p.location} {p.code.id}" for p in body.diagnostics] == [
        f"{HERE}:{place} heading-level"
    ]


def test_a_body_over_the_limit_is_refused() -> None:
    with pytest.raises(InvalidEntry) as caught:
        read("é" * (MAX_BODY // 2) + "x", first_line=9)

    assert str(caught.value).startswith(f"{HERE}:9:1: error: The body has more than 32 KB.")


def test_lists_may_stand_inside_each_other_only_so_far() -> None:
    with pytest.raises(InvalidEntry) as caught:
        read("- " * 1000 + "a")

    assert [d.code.id for d in caught.value.diagnostics] == ["nested-too-deep"]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("Text.\n\n<!-- ask Ana\n\nMore.\n", "open-block", "Delete it, or move what it says"),
        ("Text.\n\n<!-- ask Ana -->\n\nMore.\n", "raw-html", "Delete it, or move what it says"),
        ("Text <!-- ask Ana --> more.\n", "raw-html", "Delete it, or move what it says"),
        ('Text.\n\n<!-- keep "gap": a title\n', "open-block", "Write --> where the note ends."),
    ],
)
def test_a_note_in_the_text_is_told_once_with_where_it_may_stand(
    text: str, code: str, hint: str
) -> None:
    [diagnostic] = markdown.parse(text, "a.md").diagnostics

    assert diagnostic.code.id == code
    assert diagnostic.hint.startswith(hint)
