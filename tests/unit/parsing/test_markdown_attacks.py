"""The body of an entry: what does no harm however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.parsing import html, markdown
from playbook.parsing.body import Body
from playbook.source.diagnostics import InvalidEntry

HERE = "moves/pair.md"
ALLOWED = {
    *("p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "hr"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "span"),
}
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')

pieces = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=x>",
        "<svg/onload=x>",
        "[a](javascript:x)",
        "[a]: javascript:x\n\n[a]",
        "<javascript:x>",
        "![a](data:text/html,x)",
        '[a](b "onclick=x")',
        "{ onclick=x }",
        "\n\n",
        "`",
        "- ",
        "> ",
        "&lt;script&gt;",
        "<!--",
        "<a href='javascript:x'>",
        "a",
    ]
)


def read(text: str) -> Body:
    """A body, read."""
    return markdown.parse(text, HERE)


def written(body: Body) -> str:
    """A body as the writer leaves it, before the second lock."""
    return "".join(section.html for section in (body.intro, *body.sections))


@given(st.lists(pieces, max_size=12).map("".join))
def test_s16_to_s20_whatever_is_written_only_our_tags_and_safe_links_come_out(text: str) -> None:
    try:
        body = read(text)
    except InvalidEntry:
        return

    for made in (written(body), html.clean(written(body))):
        for _, tag, attributes in _TAG.findall(made):
            assert tag in ALLOWED
            for name, value in _ATTRIBUTE.findall(attributes):
                assert name in {"href", "title", "start", "id", "class", "scope"}
                if name == "href":
                    assert value.startswith(("http", "mailto:", ".", "#"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        '{{ lipsum["os"].popen("id").read() }}',
        "{% for x in y %}",
        "{# c #}",
        "{{ student.name }}",
        '--8<-- "secret.env"',
        "a{ onclick=x }",
        "a{ #__config }",
        "/// html | script",
        "$x$ and :smile: and ==marked== and ~~gone~~",
        "[^1] and [[wiki]] and !!! note",
        "[ ] task",
    ],
)
def test_s1_to_s13_s18_s19_s21_other_languages_are_shown_as_they_are_written(text: str) -> None:
    body = read(f"a {text}\n")

    assert body.intro.text == f"a {text}"
    assert written(body) == f"<p>a {html.text(text)}</p>"


def test_s9_a_snippet_on_a_line_of_its_own_is_shown_as_it_is_written() -> None:
    body = read('--8<-- "secret.env"\n')

    assert written(body) == '<p>--8&lt;-- "secret.env"</p>'


def test_s27_a_diagram_is_shown_as_code() -> None:
    body = read("```mermaid\n%%{init: {'themeCSS': 'x'}}%%\n```\n")

    assert written(body).startswith("<pre><code>%%{init")


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](javascript&colon;alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](vbscript:x)",
        "[a]\n\n[a]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[a](data:text/html;base64,eA==)",
        "[a](file:///etc/passwd)",
        "[a](//evil.example)",
        "[a](\\\\\\\\host\\\\share)",
        "[a](/x)",
    ],
)
def test_s17_a_link_that_harms_is_told_and_never_written(text: str) -> None:
    body = read(text)

    assert [diagnostic.code.id for diagnostic in body.diagnostics] == ["unsafe-link"]
    assert "href" not in written(body)


@pytest.mark.parametrize(
    "text", ["[a](< javascript:alert(1)>)", "[a](java&Tab;script:x)", "[a](&#1;javascript:x)"]
)
def test_s17_a_scheme_hidden_by_spaces_becomes_a_path_that_leads_nowhere(text: str) -> None:
    body = read(text)

    assert 'href="../' in written(body) or "href" not in written(body)
    assert body.links or body.diagnostics


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("<script>x</script>", "<script>"),
        ("a <img src=x onerror=x> b", "<img>"),
        ("<svg onload=x>", "<svg>"),
        ("<iframe srcdoc=x>", "<iframe>"),
        ("<base href=https://evil.example>", "<base>"),
        ("<meta http-equiv=refresh>", "<meta>"),
        ("<style>", "<style>"),
        ("a <form action=x>", "<form>"),
        ("<object data=x>", "<object>"),
        ("<!-- hidden -->", "A note for nobody to see"),
        ("<?php x ?>", "of Word."),
        ("> <div>\n> <script>", "<div>"),
    ],
)
def test_s16_html_is_told_once_and_shown_as_text(text: str, tag: str) -> None:
    body = read(text)

    [diagnostic] = body.diagnostics
    assert diagnostic.code.id == "raw-html"
    assert tag in diagnostic.message
    assert f"<{tag.strip('<>')}" not in written(body)


def test_a_block_of_html_that_starts_with_an_end_is_told_too() -> None:
    body = read("</div>\n<script>alert(1)</script>\n")

    assert [diagnostic.code.id for diagnostic in body.diagnostics] == ["raw-html"]


def test_an_image_is_told_and_its_words_are_kept() -> None:
    body = read("é ![A *chart*](https://evil.example/pixel.gif)\n")

    [diagnostic] = body.diagnostics
    assert (diagnostic.code.id, diagnostic.location.column) == ("image", 3)
    assert written(body) == "<p>é A <em>chart</em></p>"


def test_s41_a_nul_never_reaches_a_page() -> None:
    body = read("a&#0;b")

    assert "\0" not in written(body)


@pytest.mark.parametrize("entity", ["&#8238;", "&#x202E;", "&#x1b;", "&#xFEFF;"])
def test_an_entity_brings_no_invisible_character_in(entity: str) -> None:
    try:
        body = read(f"a {entity} b")
    except InvalidEntry as invalid:
        found = invalid.diagnostics
    else:
        found = list(body.diagnostics)

    assert [diagnostic.code.id for diagnostic in found] == ["control-character"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 32_768,
        "[" * 10_000 + "]" * 10_000,
        "*a **b " * 4_600,
        "<" * 32_768,
        "`" * 16_383 + "a" + "`" * 16_384,
        "<!--" * 8_000,
        "[a](" * 8_000,
        "|" * 16_000 + "\n" + "|-" * 8_000,
        "&" * 32_768,
        "_a__" * 8_000,
        "\\" * 32_768,
        "a\n" * 16_000,
        "# a\n" * 8_000,
        "- a\n" * 8_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_s39_s40_bodies_at_the_limit_end(text: str) -> None:
    body = read(text)

    assert written(body)


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "* > "])
def test_s39_a_thousand_levels_are_refused(mark: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        read(mark * 1000 + "a")

    assert [d.code.id for d in caught.value.diagnostics] == ["nested-too-deep"]
