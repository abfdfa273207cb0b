"""What a printed page leads back with."""

import re
from typing import Any

import pytest
from jinja2 import Environment

from playbook_site.rendering.filters.paper import qr_code, whole_address


def said(address: str, **page: str) -> str:
    """What the filter makes of an address on a page."""
    environment = Environment()
    environment.filters["whole"] = whole_address
    values: dict[str, Any] = {
        "page": page,
        "address": address,
        "site": {"settings": {"edition": ""}},
    }
    return environment.from_string("{{ address | whole }}").render(values)


@pytest.mark.parametrize("url", ["", "deck/", "deck/2/"])
def test_an_address_is_whole_from_any_page(url: str) -> None:
    site = "https://example.org/playbook/"

    address = said("moves/ask-first/", url=url, canonical_url=site + url)

    assert address == "https://example.org/playbook/moves/ask-first/"


def test_a_site_that_does_not_say_where_it_is_has_no_whole_address() -> None:
    address = said("moves/ask-first/", url="deck/", canonical_url="")

    assert address == ""
    assert qr_code(address) == ""


def test_a_code_is_black_on_white_whatever_the_page_is() -> None:
    code = qr_code("https://example.org/")

    assert re.findall(r'(?:fill|stroke)="([^"]+)"', code) == ["#fff", "#000"]
    assert re.search(r'd="M4 4\.5', code)  # four modules of margin


def test_a_code_holds_no_word_of_an_address() -> None:
    code = qr_code('https://example.org/"><script>alert(1)</script>')

    assert re.fullmatch(r"<svg [^<>]*>(<path [^<>]*/>){2}</svg>", code)
    assert "script" not in code


def test_an_address_that_no_code_can_hold_has_none() -> None:
    address = f"https://example.org/{'a' * 3_000}/"

    assert qr_code(address) == ""
