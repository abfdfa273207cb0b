"""Messages in a language, and in a district's own words."""

import pytest

from playbook import interface
from playbook.i18n import translations
from playbook.i18n.messages import Translation, Words, placeholders
from playbook.model.vocabulary import LABELS

POLISH = Translation(
    {"%(count)s move": ("%(count)s ruch", "%(count)s ruchy", "%(count)s ruchów")},
    "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
)
SPANISH = Translation({"Effort": ("Esfuerzo",), "move": ("práctica", "prácticas")})
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def moves(words: Words, n: int) -> str:
    return words.plural("%(count)s move", "%(count)s moves", n)


def test_english_needs_no_catalogue() -> None:
    words = Words()

    assert words("Effort") == "Effort"
    assert [moves(words, n) for n in (0, 1, 2)] == ["0 moves", "1 move", "2 moves"]


def test_a_message_says_what_the_catalogue_says() -> None:
    assert Words("es", SPANISH)("Effort") == "Esfuerzo"


def test_a_message_that_no_catalogue_knows_stays_english() -> None:
    assert Words("es", SPANISH)("Use %(entry)s instead.", entry="it") == "Use it instead."


def test_values_stand_in_their_places() -> None:
    assert Words()("%(min)s to %(max)s", min=3, max="100%") == "3 to 100%"


def test_only_places_are_filled_and_the_rest_stays_as_it_is_written() -> None:
    words = Words(labels={"%(count)s moves": "%(count)s moves, 100% of them"})

    assert words("50% of %(who)s, %s %%, %(x)s", who="us") == "50% of us, %s %%, %(x)s"
    assert moves(words, 2) == "2 moves, 100% of them"


def test_a_language_may_have_more_forms_than_english() -> None:
    words = Words("pl", POLISH)

    assert [moves(words, n) for n in (1, 3, 5, 22)] == ["1 ruch", "3 ruchy", "5 ruchów", "22 ruchy"]


def test_a_message_that_is_not_translated_is_english_in_every_form() -> None:
    words = Words("pl", POLISH)

    assert [words.plural("case", "cases", n) for n in (1, 3, 5)] == ["case", "cases", "cases"]


def test_a_language_may_have_one_form() -> None:
    words = Words("ja", Translation({"%(count)s move": ("実践 %(count)s",)}, "0"))

    assert [moves(words, n) for n in (1, 2)] == ["実践 1", "実践 2"]


def test_a_message_with_two_forms_can_be_said_alone() -> None:
    assert Words("es", SPANISH)("move") == "práctica"


def test_renamed_words_win_over_the_catalogue() -> None:
    words = Words("es", SPANISH, {"Effort": "Trabajo", "move": "acción", "moves": "acciones"})

    assert words("Effort") == "Trabajo"
    assert [words.plural("move", "moves", n) for n in (1, 2)] == ["acción", "acciones"]


def test_renamed_words_hold_in_english_too() -> None:
    words = Words(labels={"In a team": "In a PLC"})

    assert words.labels["setting"]["team"] == "In a PLC"
    assert words.labels["setting"]["school"] == LABELS["setting"]["school"]


def test_renamed_words_have_no_places_of_their_own() -> None:
    with pytest.raises(ValueError, match="'Effort' has no placeholder for 'role'"):
        Words(labels={"Effort": "Effort of %(role)s"})


def test_a_browser_is_told_only_what_differs() -> None:
    messages = ["Effort", "Close", ("move", "moves")]

    assert Words().for_scripts(messages) == {}
    assert Words("es", SPANISH).for_scripts(messages)["texts"] == {
        "Effort": ["Esfuerzo"],
        "move": ["práctica", "prácticas"],
    }


def test_a_browser_is_told_renamed_words() -> None:
    words = Words(labels={"moves": "plays"})

    assert words.for_scripts([("move", "moves")]) == {
        "rule": "n != 1",
        "texts": {"move": ["move", "plays"]},
    }


def test_places_are_found_in_order() -> None:
    assert placeholders("%(a)s, 100%, %(b)s") == ["a", "b"]


def test_a_language_is_read_from_its_file() -> None:
    assert interface.read_words("es")("Effort") == "Esfuerzo"


@pytest.mark.parametrize("language", ["en", "en-US"])
def test_english_has_no_file(language: str) -> None:
    words = interface.read_words(language, {"Effort": "Work"})

    assert (words.language, words("Effort"), words("Light")) == (language, "Work", "Light")


def test_a_region_is_read_from_its_language() -> None:
    words = interface.read_words("es-MX")

    assert (words.language, words("Effort")) == ("es-MX", "Esfuerzo")


@pytest.mark.parametrize("language", ["tlh", "../es", "playbook", ""])
def test_an_unknown_language_is_told_with_those_that_exist(language: str) -> None:
    with pytest.raises(LookupError, match=r"no words for the language '.*', only: en, es"):
        interface.read_words(language)


@pytest.mark.parametrize("entry", ['#, fuzzy\nmsgid "a"\nmsgstr "b"\n', 'msgid "a"\nmsgstr ""\n'])
def test_what_is_not_translated_for_certain_stays_english(entry: str) -> None:
    catalogue = translations.parse((HEADER + entry).encode())

    assert Words("es", catalogue)("a") == "a"


def test_scripts_say_some_of_the_messages() -> None:
    said = list(interface.script_messages())

    assert ("move", "moves") in said
    assert "Whose story" not in said
