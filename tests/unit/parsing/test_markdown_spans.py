"""Where the elements of Markdown stand."""

from hypothesis import given
from hypothesis import strategies as st

from playbook.parsing.markdown_spans import spans

KINDS = ("Heading", "Code", "CodeBlock", "BlockQuote", "Link", "Paragraph", "Text")
PIECES = st.sampled_from(
    ["é", "`a`", "[ñ](b)", "> ", "\n", "\n\n", "```\n", "- ", "# ", "😀 ", "*"]
)


def test_places_are_counted_in_characters() -> None:
    text = "é `ñ` [😀](b)\n\n> é"

    found = {span.kind: text[span.start : span.end] for span in spans(text, *KINDS)}
    (link,) = spans(text, "Link")

    assert found["Code"] == "`ñ`"
    assert found["Link"] == "[😀](b)"
    assert found["BlockQuote"] == "> é"
    assert text[link.inner_end :].startswith("](b)")


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_place_is_in_the_text_and_text_is_where_it_is_said(text: str) -> None:
    for span in spans(text, *KINDS):
        assert 0 <= span.start <= span.inner_end <= span.end <= len(text)
        if span.kind == "Text":
            assert text[span.start : span.end] == span.details
