"""HTML: the writer, and the second lock after it."""

import pytest

from playbook.parsing import html


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        '<img src="x" onerror="x">',
        '<svg onload="x"></svg>',
        '<iframe srcdoc="x"></iframe>',
        '<base href="https://evil.example">',
        '<meta http-equiv="refresh" content="0">',
        "<style>*{}</style>",
        '<form action="https://evil.example"></form>',
        '<object data="x"></object>',
    ],
    ids=lambda markup: markup.strip("<").split()[0].partition(">")[0],
)
def test_s16_s20_s28_to_s30_the_lock_lets_no_tag_through_that_an_entry_never_holds(
    markup: str,
) -> None:
    cleaned = html.clean(markup)

    assert "<" not in cleaned


def test_s18_the_lock_takes_event_attributes_off() -> None:
    markup = '<p onclick="x" style="position:fixed" id="__config">a</p>'

    cleaned = html.clean(markup)

    assert cleaned == "<p>a</p>"


def test_s17_the_lock_takes_foreign_schemes_off() -> None:
    markup = '<a href="JaVaScRiPt:x">a</a>'

    cleaned = html.clean(markup)

    assert cleaned == "<a>a</a>"


def test_the_lock_lets_headings_keep_their_ids() -> None:
    markup = '<h3 id="e-a">A</h3>'

    cleaned = html.clean(markup)

    assert cleaned == markup


def test_an_address_that_stands_in_a_text_becomes_a_link() -> None:
    markup = "See https://a.example/?b=1&amp;c=2"

    shown = html.with_link(markup, "https://a.example/?b=1&c=2")

    link = '<a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a>'
    assert shown == f"See {link}"


def test_an_address_that_does_not_stand_in_a_text_is_added() -> None:
    markup = "A book"

    shown = html.with_link(markup, "https://a.example")

    assert shown == 'A book <a href="https://a.example">https://a.example</a>'


def test_without_an_address_nothing_is_linked() -> None:
    markup = "A book"

    shown = html.with_link(markup, "")

    assert shown == markup


def test_an_address_cannot_leave_its_attribute() -> None:
    url = 'https://a.example/" onclick="x'

    shown = html.clean(html.with_link("A", url))

    assert 'onclick="' not in shown.split(">")[0]


def test_text_keeps_its_quotes_and_loses_its_tags() -> None:
    content = 'He said "<b>".'

    shown = html.text(content)

    assert shown == 'He said "&lt;b&gt;".'
