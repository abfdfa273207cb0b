"""What a keyboard typed, as print has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.i18n.typography import typeset, typeset_markup
from playbook.loader import texts
from playbook.search.terms import words
from tests.conftest import ROOT

NARROW = "\u202f"
TYPED = st.text(alphabet="ab c.A19&;#-'\"()/\n…“”‘’«»—", max_size=60)

ENGLISH = {
    # quotations, one in the other, and their neighbors
    '"Hello," she said.': "“Hello,” she said.",
    "\"'Equity' is ours,\" he said.": "“‘Equity’ is ours,” he said.",
    "She said, \"Ask 'why.'\"": "She said, “Ask ‘why.’”",
    'strengths (or "assets") and ["needs"]': "strengths (or “assets”) and [“needs”]",
    'x—"no." "Yes"—y': "x—“no.” “Yes”—y",
    '"One"/"two" "a "b" c"': "“One”/“two” “a “b” c”",
    'the "Class of 2026" and "6"': "the “Class of 2026” and “6”",
    'ends in "..."': "ends in “…”",
    '""': "“”",
    "a lone \" or ' stays": "a lone \" or ' stays",
    # apostrophes
    "it's the teachers' o'clock": "it’s the teachers’ o’clock",
    "the \"A\"'s and 1990's": "the “A”’s and 1990’s",
    "the '90s, 'tis, rock 'n' roll": "the ’90s, ’tis, rock ’n’ roll",
    "Class of '26": "Class of ’26",
    "'tis 'the teachers' lounge'": "’tis ‘the teachers’ lounge’",
    # primes
    "5'10\" tall, a 6\" board, 5' long": "5′10″ tall, a 6″ board, 5′ long",
    '"He is 5\'10" tall," she said': "“He is 5′10″ tall,” she said",
    "5′10″": "5′10″",
    # ellipses and dashes
    "wait... and... so": "wait… and… so",
    "..., ../..., .../x and four....": "…, ../..., .../x and four....",
    "we ask - then wait -- and act": "we ask – then wait — and act",
    "one word--another, three---four": "one word—another, three—four",
    "Monday - Friday": "Monday – Friday",
    # what is no text
    "--fix, a-b, bad-yaml--tab, x/y--z, a_b--c": "--fix, a-b, bad-yaml--tab, x/y--z, a_b--c",
    "2026-11-26, 2 - 3, 5 -- 6, x - 3": "2026-11-26, 2 - 3, 5 -- 6, x - 3",
    "see https://a.org/it--is/...": "see https://a.org/it--is/...",
    '"https://a.org"': "“https://a.org”",
    '<b>&quot;</b> & "R&D\'s"': "<b>&quot;</b> & “R&D’s”",
}
OTHERS = {
    "es": {"\"¿Qué?\" y 'así'": "“¿Qué?” y ‘así’", '¿"Qué"?': "¿“Qué”?", "a -- b": "a — b"},
    "es-MX": {'"Sí"': "“Sí”"},
    "fr": {
        '"L\'école"': f"«{NARROW}L’école{NARROW}»",
        "\"Le 'mot' juste\"": f"«{NARROW}Le “mot” juste{NARROW}»",
        "« déjà »": "« déjà »",
    },
    "de": {
        "\"Wort\" und 'Satz'": "„Wort“ und ‚Satz‘",
        "\"Sie sagt 'ja'\"": "„Sie sagt ‚ja‘“",
        "wie geht's -- gut": "wie geht’s – gut",
    },
    "vi": {'"lời"': "“lời”"},
    "": {'"x"': "“x”"},
}
CASES = [
    (language, *case) for language, own in {"en": ENGLISH, **OTHERS}.items() for case in own.items()
]


@pytest.mark.parametrize(("language", "typed", "shown"), CASES)
def test_a_text_is_set_by_the_custom_of_its_language(language: str, typed: str, shown: str) -> None:
    assert typeset(typed, language) == shown


@pytest.mark.parametrize("quote", ["&#39;", "&#039;", "&#x27;", "&apos;", "'"])
@pytest.mark.parametrize("double", ["&#34;", "&#x22;", "&quot;", '"'])
def test_html_writes_quotes_in_several_ways(quote: str, double: str) -> None:
    markup = f"{double}R&amp;D isn{quote}t {quote}&lt;all&gt;{quote}{double}"

    assert typeset_markup(markup, "en") == "“R&amp;D isn’t ‘&lt;all&gt;’”"


@given(st.text(alphabet="ab cÀ.,:;!?()-_/<>1“”’…—\n"))
def test_a_text_without_such_signs_stays(text: str) -> None:
    plain = text.replace("...", "").replace("--", "").replace(" -", "")

    assert typeset(plain, "en") == plain


@given(TYPED, st.sampled_from(["en", "es", "fr", "de"]))
def test_a_text_that_is_set_stays(text: str, language: str) -> None:
    once = typeset(text, language)

    assert typeset(once, language) == once


@given(TYPED)
def test_nothing_but_its_signs_changes(text: str) -> None:
    def bare(text: str) -> str:
        return "".join(c for c in text.replace("…", "...") if c not in "'\"“”‘’′″—–-")

    assert bare(typeset(text, "en")) == bare(text)


def test_every_word_is_found_as_it_is_shown_and_as_it_is_typed() -> None:
    lines = [line for _, text in texts(ROOT) for line in text.split("\n")]
    lines += ['5\'10" and "it\'s"', *ENGLISH]

    for line in lines:
        assert words(typeset(line, "en")) == words(line)


def test_a_text_of_signs_alone_takes_no_time() -> None:
    hostile = "'a " * 20_000 + "\"'" * 20_000

    assert len(typeset(hostile, "en")) == len(hostile)
