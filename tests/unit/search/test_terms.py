"""Words become terms in Python as in the browser."""

import json
import subprocess

import pytest

from playbook.loader import texts
from playbook.search.terms import STEMMERS, stemmer, words
from tests.conftest import ROOT
from tests.nodejs import NODE

ASSETS = ROOT / "overrides" / "assets"
STRANGE = (
    "The District’s “Élan”, don't! a-b_c 30 % ½ Ⅳ ﬁn",
    "会議室 かな 한국어 x会y議z",
    "niño NIÑO İstanbul straße ΣΑΣ naïve co-op e-mail's ’s'",
    "it's it’s leaders' leaders’ 'quoted' ‘quoted’ 5'10\" 5′10″ \"Élan\" «\u202fÉlan\u202f»",
    "हिन्दी தமிழ் عَرَبي",
    "\U0001f600 \u200d a\u0301 \u00ad \u2019s",
)
RUN = """
const vm = require("node:vm"), fs = require("node:fs");
const load = (name) => vm.runInThisContext(fs.readFileSync(process.argv[1] + "/" + name, "utf8"));
load("terms.js");
const { texts, language } = JSON.parse(fs.readFileSync(0, "utf8"));
if (language) load("stemmers/" + language + ".js");
const stem = (word) => (language ? playbookStemmers[language].stemWord(word) : word);
const said = texts.flatMap((text) => playbookTerms.words(text));
process.stdout.write(JSON.stringify(said.map((word) => [word, stem(word)])));
"""


def in_the_browser(language: str, said: list[str]) -> list[list[str]]:
    asked = json.dumps({"texts": said, "language": language})
    told = subprocess.run(
        [NODE, "-e", RUN, str(ASSETS)],
        input=asked,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    result: list[list[str]] = json.loads(told.stdout)
    return result


@pytest.mark.parametrize("language", [*STEMMERS, ""])
def test_the_browser_takes_every_word_as_the_index_does(language: str) -> None:
    lines = [line[:390] for _, text in texts(ROOT) for line in text.split("\n")]
    if language == "es":
        po = ROOT / "src" / "playbook" / "i18n" / "locales" / "es.po"
        lines = [line[:390] for line in po.read_text("utf-8").split("\n")]
    every = [*STRANGE, *lines]
    stem = stemmer(language)

    found = in_the_browser(language, every)

    assert found == [[word, stem(word)] for line in every for word in words(line)]
    assert len(found) > 5_000


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Coaching, coached", "en-US", ["coach", "coach"]),
        ("Reuniones", "es-MX", ["reunion"]),
        ("Réunions", "fr", ["reunions"]),
    ],
)
def test_a_language_has_its_stems_or_its_words(
    text: str, language: str, expected: list[str]
) -> None:
    assert [stemmer(language)(word) for word in words(text)] == expected
