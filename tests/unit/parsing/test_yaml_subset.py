"""The subset of YAML."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.parsing import yaml_subset
from playbook.source.diagnostics import InvalidEntry
from tests.growth import is_slow

yamlish = st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t\\0~<é😀", max_size=60).map("{}\n".format)


def refused(text: str) -> list[str]:
    """Where and why a text is refused."""
    with pytest.raises(InvalidEntry) as caught:
        yaml_subset.parse(text, "a.md")
    return [f"{d.location.line}:{d.location.column} {d.code.id}" for d in caught.value.diagnostics]


@example("\x1f")
@given(st.one_of(st.text(max_size=100), yamlish))
def test_any_text_is_a_mapping_or_refused(text: str) -> None:
    with suppress(InvalidEntry):
        data, _ = yaml_subset.parse(text, "a.md")

        assert isinstance(data, dict)


@given(yamlish)
def test_every_place_lies_inside_the_text(text: str) -> None:
    lines = text.split("\n")
    try:
        yaml_subset.parse(text, "a.md")
        keys, values = yaml_subset.places(text, "a.md")
    except InvalidEntry as invalid:
        places = [(d.location.line, d.location.column) for d in invalid.diagnostics]
    else:
        places = [*keys.values(), *values.values()]

    for line, column in places:
        assert 1 <= line <= len(lines)
        assert column >= 1


@given(
    st.dictionaries(
        st.from_regex("[a-z]{1,5}", fullmatch=True), st.from_regex("[ -~]*", fullmatch=True)
    )
)
def test_what_is_written_in_quotes_comes_back_as_it_is(data: dict[str, str]) -> None:
    quoted = {k: "'" + v.replace("'", "''") + "'" for k, v in data.items()}
    text = "".join(f"{key}: {value}\n" for key, value in quoted.items())

    read, _ = yaml_subset.parse(text, "a.md")

    assert read == data


@pytest.mark.parametrize("word", ["no", "yes", "1.10", "12:30", "010", ".nan", "2026-11-24"])
def test_every_word_stays_the_text_it_is(word: str) -> None:
    text = f"country: {word}"

    data, _ = yaml_subset.parse(text, "a.md")

    assert data == {"country": word}


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_nothing_is_none(word: str) -> None:
    text = f"a: {word}"

    data, _ = yaml_subset.parse(text, "a.md")

    assert data == {"a": None}


def test_a_quoted_null_is_text() -> None:
    text = "a: 'null'"

    data, _ = yaml_subset.parse(text, "a.md")

    assert data == {"a": "null"}


def test_an_empty_text_is_an_empty_mapping() -> None:
    text = "# nothing but a comment\n"

    data, _ = yaml_subset.parse(text, "a.md")

    assert data == {}


def test_a_literal_text_keeps_its_lines() -> None:
    text = "a: |\n  one\n  two\n"

    data, _ = yaml_subset.parse(text, "a.md")

    assert data == {"a": "one\ntwo\n"}


def test_keys_and_values_have_their_places_after_accents_and_emoji() -> None:
    text = "été: {😀é: [ü, ö]}\n"

    keys, values = yaml_subset.places(text, "a.md", first_line=2)

    assert keys[("été", "😀é")] == (2, 7)
    assert values[("été", "😀é", 1)] == (2, 15)


def test_a_key_written_twice_is_refused_with_every_other_one() -> None:
    text = "a: 1\na: 2\nb: {c: 1, c: 2}\n"

    found = refused(text)

    assert found == ["2:1 duplicate-key", "3:11 duplicate-key"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c", "1:5", 'a: "b: c"'),
        ("a: 1\n\tb: 2", "2:1", "tab"),
        ("a: [x\nb: 1\n", "1:4", "bracket"),
        ("a: 1\nplain\n", "2:1", "colon"),
        ("a: @x", "1:4", "cannot start with the sign @"),
        ("a: 'x\n", "1:1", "quotation"),
        (r'a: "\ud83d\ude0d"', "1:7", "Type the letter itself"),
        (r'a: "\ud800"', "1:7", "Type the letter itself"),
        ("just text", "1:1", "title: …"),
        ("- a", "1:1", "title: …"),
        ("*x", "1:1", "title: …"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_mistakes_are_explained_near_where_they_stand(text: str, place: str, words: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        yaml_subset.parse(text, "a.md")

    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code.id == "bad-yaml"
    assert words in str(diagnostic)
    assert str(diagnostic.location.line) == place.partition(":")[0]


@pytest.mark.parametrize(
    ("text", "place", "way"),
    [
        ("a: 1\nbrand: #22356f\n", "2:8", 'brand: "#22356f"'),
        ("colors:\n  brand: #22356f # our blue\n", "2:10", 'brand: "#22356f"'),
        ('colors: {brand: #22356f, link: "#8a2346"}\n', "1:17", 'brand: "#22356f"'),
        ('colors: {link: "#8a2346", brand: #22356f}\n', "1:34", 'brand: "#22356f"'),
        ('colors: {link: "#8a2346", brand: #22356f}\na: b\n', "1:34", 'brand: "#22356f"'),
        ("colors: {\n  brand: #22356f,\n  link: b\n}\n", "2:10", 'brand: "#22356f"'),
        ("colors: {\n  brand: #22356f\n}\n", "2:10", 'brand: "#22356f"'),
        ("a: [x, the #1 y, z]\n", "1:12", '"the #1 y"'),
        ("a:\n  - #1 of all\n", "2:5", '- "#1 of all"'),
        ('labels:\n  "In a team": #us\n', "2:16", '"In a team": "#us"'),
    ],
)
def test_a_value_that_would_be_a_note_is_told_with_the_way_to_write_it(
    text: str, place: str, way: str
) -> None:
    with pytest.raises(InvalidEntry) as caught:
        yaml_subset.parse(text, "a.md")

    [diagnostic] = caught.value.diagnostics
    assert str(diagnostic).startswith(
        f"a.md:{place}: error: From the # on, this line would be lost"
    )
    assert diagnostic.hint == f"Put only the value in double quotes: {way}"


@pytest.mark.parametrize(
    "text",
    [
        "a: # none",
        "a: #who\n  b: 1",
        "a: |\n  see: #tag",
        'a: "x\n  y: #z"',
        "a: b#c",
        "#a: #b\na:",
    ],
)
def test_a_note_that_hides_nothing_stays_a_note(text: str) -> None:
    data, _ = yaml_subset.parse(text, "a.md")

    assert list(data) == ["a"]


@pytest.mark.parametrize(
    ("before", "sign", "after"), [("a: {", ":", "\n- "), ("a:\n  -", " ", "\n  - x")]
)
def test_a_long_line_is_judged_at_once(before: str, sign: str, after: str) -> None:
    def read(line: str) -> None:
        with suppress(InvalidEntry):
            yaml_subset.parse(before + line + after, "a.md")

    assert not is_slow(read, sign)
