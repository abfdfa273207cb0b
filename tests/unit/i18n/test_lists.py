"""Names as a sentence has them."""

import pytest

from playbook.i18n.lists import all_of
from playbook.i18n.messages import Words
from playbook.interface import read_words


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Directora"], "Directora"),
        (["Directora", "docente"], "Directora y docente"),
        (["Directora", "docente", "familia"], "Directora, docente y familia"),
        (["Docente", "intérprete"], "Docente e intérprete"),
        (["Docente", "Historiadora"], "Docente e Historiadora"),
        (["Agua", "hielo"], "Agua y hielo"),
        (["Docente", "«Iris»"], "Docente e «Iris»"),
        (["Docente", "yoga"], "Docente y yoga"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(names: list[str], said: str) -> None:
    assert all_of(names, read_words("es-MX")) == said


def test_english_says_and() -> None:
    assert all_of(["Teacher", "Principal", "Iris"], Words()) == "Teacher, Principal and Iris"
