"""A page is set where people read it and hear it, and nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup
from markupsafe import escape

from playbook_site.building.build import build
from playbook_site.rendering.typography import typeset_page
from tests.conftest import original

MOVE = "moves/ask-first.md"
STRAIGHT = re.compile(r"""["']|\.\.\.""")
CODE = ("code", "pre", "kbd", "samp", "script", "style")
AS_TYPED = f"ancestor-or-self::*[{' or '.join(f'self::{name}' for name in CODE)}]"

CASES = {
    # a text goes on in the tags that it may have inside it
    '<p>"<em>word</em>" it<b>\'s</b> <a href="#">"one"</a>\'s</p>': (
        '<p>“<em>word</em>” it<b>’s</b> <a href="#">“one”</a>’s</p>'
    ),
    "<p>say &#34;<em>&#39;why&#39;</em>&#34;</p>": "<p>say “<em>‘why’</em>”</p>",
    "<p><b>we ask</b> - and <i>act</i></p>": "<p><b>we ask</b> – and <i>act</i></p>",
    # and ends where others begin
    '<li>5</li><li>"six"</li>': "<li>5</li><li>“six”</li>",
    '<p>"one<br>two"</p>': "<p>“one<br>two”</p>",
    # code stays, and is a word for what stands around it
    '<p><code>don\'t</code>\'s "<code>"x"</code>"</p>': (
        '<p><code>don\'t</code>’s “<code>"x"</code>”</p>'
    ),
    "<kbd>'</kbd> <samp>...</samp> it's": "<kbd>'</kbd> <samp>...</samp> it’s",
    '<p>"a"</p><pre>"<b>x</b>" it\'s</pre>"b"': '<p>“a”</p><pre>"<b>x</b>" it\'s</pre>“b”',
    "<textarea>it's</textarea><p>it's</p>": "<textarea>it's</textarea><p>it’s</p>",
    "<!-- > it's <b>it's</b> --><p>it's</p>": "<!-- > it's <b>it's</b> --><p>it’s</p>",
    # attributes: what is read aloud, and not what is data
    '<p title="it&#39;s" data-text="it&#39;s">it\'s</p>': (
        '<p title="it’s" data-text="it&#39;s">it’s</p>'
    ),
    "<img alt=\"a 'b'\" src=\"a'b.png\"><input value=\"'\" placeholder=\"'x'\"><p>'y'</p>": (
        '<img alt="a ‘b’" src="a\'b.png"><input value="\'" placeholder="‘x’"><p>‘y’</p>'
    ),
    '<meta name="description" content="it&#39;s"><meta name="x" content="&#39;"><p>it\'s': (
        '<meta name="description" content="it’s"><meta name="x" content="&#39;"><p>it’s'
    ),
    '<title>"A"</title><a title="a > b\'s" href="x">"B"</a>': (
        '<title>“A”</title><a title="a > b’s" href="x">“B”</a>'
    ),
    # languages
    '<html lang="de"><p>"a" <i lang="fr">"b"</i> "c"</p>'
    '<div lang="es"><div>"d"</div>"e"</div>"f"': (
        '<html lang="de"><p>„a“ <i lang="fr">«\u202fb\u202f»</i> „c“</p>'
        '<div lang="es"><div>“d”</div>“e”</div>„f“'
    ),
    '<p><img lang="de" alt="&#34;a&#34;"> "b" <i>"c"<wbr> "d"</i></p>': (
        '<p><img lang="de" alt="„a“"> “b” <i>“c”<wbr> “d”</i></p>'
    ),
    '<html lang="es"><p lang="de" title="&#34;a&#34;">"b"</p><p title="&#34;c&#34;">"d"</p>': (
        '<html lang="es"><p lang="de" title="„a“">„b“</p><p title="“c”">“d”</p>'
    ),
    '<p>1 &lt; 2 &amp; "x" &quot;y&quot;</p>': "<p>1 &lt; 2 &amp; “x” “y”</p>",
}

WORD = st.text(alphabet="ab '\"-.5&<>", max_size=12)
BLOCKS = ("p", "li", "div", "pre", "textarea")
INLINE = ("em", "code", "a", "span")


@st.composite
def pages(draw: st.DrawFn, names: tuple[str, ...] = (*BLOCKS, *INLINE), depth: int = 3) -> str:
    """HTML as templates write it."""
    if depth == 0:
        return str(escape(draw(WORD)))
    name, value = draw(st.sampled_from(names)), escape(draw(WORD))
    own = names if name in ("p", "li", "div") else INLINE
    inner = "".join(draw(st.lists(pages(own, depth - 1), max_size=3)))
    return f"{escape(draw(WORD))}<{name} href=\"{value}\" data-x='{value}'>{inner}</{name}>"


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html)


@pytest.mark.parametrize("typed", CASES)
def test_a_page_is_set_where_people_read_it(typed: str) -> None:
    assert typeset_page(typed) == CASES[typed]


@given(pages())
def test_tags_and_their_data_stay_to_the_byte(html: str) -> None:
    assert tags(typeset_page(html)) == tags(html)


@given(pages())
def test_a_page_that_is_set_stays(html: str) -> None:
    once = typeset_page(html)

    assert typeset_page(once) == once


@given(pages())
def test_code_stays_as_it_was_typed(html: str) -> None:
    def typed(html: str) -> list[str]:
        found = markup.fromstring(f"<main>{html}</main>").xpath("//code | //pre | //textarea")
        return [one.text_content() for one in found]

    assert typed(typeset_page(html)) == typed(html)


def shown(page: Path) -> Iterator[str]:
    """What a page shows and says, without code."""
    root = markup.parse(str(page)).getroot()
    for text in root.xpath("//text()"):
        parent = text.getparent() if not text.is_tail else text.getparent().getparent()
        if not parent.xpath(AS_TYPED):
            yield str(text)
    for value in root.xpath(
        "//@alt | //@aria-label | //@title | //meta[@name='description']/@content"
    ):
        yield str(value)


def test_no_page_of_the_real_site_shows_what_only_a_keyboard_has(tmp_path: Path) -> None:
    build(original(), tmp_path / "site")

    texts = [text for page in (tmp_path / "site").rglob("*.html") for text in shown(page)]

    assert [text for text in texts if STRAIGHT.search(text)] == []
    assert sum(len(re.findall("[“”’]", text)) for text in texts) > 1_200
