"""What an author means by a line."""

import pytest

from playbook.model.hints import amounts, items
from tests.growth import is_slow


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Bell and Carl Dow, Hale County", ["Ana Bell", "Carl Dow, Hale County"]),
        ("Ana Bell, Carl Dow, and Eve Fox", ["Ana Bell", "Carl Dow", "Eve Fox"]),
        ("Ana Bell; Carl Dow & Eve Fox", ["Ana Bell", "Carl Dow", "Eve Fox"]),
        ("Written by Ann Lee and Sam Hill (Hale County)", ["Ann Lee", "Sam Hill (Hale County)"]),
        ("Ann Lee (Hale and Dow, Ohio)", ["Ann Lee (Hale and Dow, Ohio)"]),
        ("Lee, Ann", ["Lee, Ann"]),
        ("Lee, A., & Hill, Sam B.", ["Lee, A.", "Hill, Sam B."]),
        ("Kim Tran, PhD, principal", ["Kim Tran, PhD, principal"]),
        ("Ana Bell, Bo", ["Ana Bell", "Bo"]),
    ],
)
def test_a_name_is_whole(line: str, names: list[str]) -> None:
    assert items.of_line("authors", line) == names


@pytest.mark.parametrize(
    ("key", "line", "pieces"),
    [
        ("aliases", 'Strolls, "walk, talk"', ["Strolls", "walk, talk"]),
        ("aliases", "Walk and talk, Strolls", ["Walk and talk", "Strolls"]),
        ("needs", "Paper (lined, white), pens", ["Paper (lined, white)", "pens"]),
        ("needs", 'A 6" rule, tape', ['A 6" rule', "tape"]),
        ("needs", "“glue, white”; pens", ["glue, white", "pens"]),
    ],
)
def test_what_stands_in_quotes_or_brackets_is_one_item(
    key: str, line: str, pieces: list[str]
) -> None:
    assert items.of_line(key, line) == pieces


@pytest.mark.parametrize("sign", ["“", '"', "(", "a,(b),", " ", "1", "and ", '",'])
def test_no_line_takes_long(sign: str) -> None:
    assert not is_slow(lambda line: items.of_line("authors", line), sign)
    assert not is_slow(amounts.number, sign)
