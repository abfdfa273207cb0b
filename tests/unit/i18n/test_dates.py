"""Days as readers write them."""

import pytest

from playbook.i18n.dates import day_in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "November 4, 2026"),
        ("es", "4 de noviembre de 2026"),
        ("es-MX", "4 de noviembre de 2026"),
        ("tlh", "November 4, 2026"),
    ],
)
def test_a_day_is_written_out(language: str, said: str) -> None:
    assert day_in_words("2026-11-04", language) == said


def test_what_is_no_day_stays_as_it_is() -> None:
    assert day_in_words("soon", "en") == "soon"
