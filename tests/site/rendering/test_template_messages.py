"""The site in another language, and the catalogue that it comes from."""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.jslexer import tokenize
from babel.messages.pofile import read_po, write_po
from jinja2 import DictLoader, Environment

from playbook import interface
from playbook.i18n.messages import Translation, Words, placeholders
from playbook_site.building.build import BuildFailed, build
from playbook_site.commands.message_extraction import collect, translation_files
from playbook_site.engine.assets import small
from playbook_site.rendering.template_messages import install
from tests.conftest import published, typed

ROOT = Path(__file__).resolve().parents[3]
LOCALES = ROOT / "src" / "playbook" / "i18n" / "locales"
LANGUAGES = sorted(LOCALES.glob("*.po"))
SHOWN = ("aria-label", "title", "alt", "placeholder")
PAGES = (
    "index.html",
    "404.html",
    "explore/index.html",
    "moves/index.html",
    "moves/ask-first/index.html",
    "moves/ask-before/index.html",
    "cases/a-school-that-asked/index.html",
    "conditions/learn-every-day/index.html",
    "roles/index.html",
    "roles/principal/index.html",
    "roles/principal/learn-every-day/index.html",
    "about/index.html",
)
KEYS = {
    *("End", "Enter", "PageDown", "PageUp", "Tab"),
    *("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Escape", "INPUT|TEXTAREA|SELECT", "WebP"),
    *("Tab", "End", "PageDown", "PageUp"),
}


class Texts(HTMLParser):
    """Every text of a page that somebody sees or hears; what is marked ⟦so⟧ is left out."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:  # a script that holds data
            return
        rest = ""
        for piece in re.split("([⟦⟧])", data):
            self.depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
            rest += piece if self.depth == 0 and piece != "⟧" else "\n"
        self._keep(rest)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept, self.depth = self.depth, 0
        for name, value in attrs:
            if name in SHOWN or (name == "content" and ("name", "description") in attrs):
                self.handle_data(value or "")
        self.depth = kept

    def _keep(self, text: str) -> None:
        parts = (" ".join(part.split()).strip(" ·,.:()#") for part in re.split(r"[\n·]|: ", text))
        self.found += [part for part in parts if re.search(r"[^\W\d]", part)]


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream)


def messages(file: Path) -> list[Message]:
    return [message for message in catalogue(file) if message.id]


def forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def spoken(root: Path, language: str) -> Path:
    """Build a playbook in a language; gives its site."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("language: en", f"language: {language}"), encoding="utf-8")
    build(root, root / "site")
    return root / "site"


@pytest.fixture
def spanish(small: Path) -> Path:
    return spoken(small, "es")


@pytest.fixture
def marked(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a language in which every message stands in ⟦brackets⟧."""
    locales = tmp_path / "locales"
    locales.mkdir()
    shutil.copy(LOCALES / "playbook.pot", locales)
    made = Catalog(locale="es", fuzzy=False)
    for message in messages(LOCALES / "playbook.pot"):
        brackets = tuple(f"⟦{form}⟧" for form in forms(message.id))
        made.add(message.id, brackets[0] if isinstance(message.id, str) else brackets)
    with (locales / "es.po").open("wb") as stream:
        write_po(stream, made)
    monkeypatch.setattr(interface, "LOCALES", locales)
    move = small / "moves" / "ask-first.md"
    more = "group_size: {min: 2, max: 9}\ndraws_on: [purpose, mastery]\nneeds: [Chairs.]\nstatus:"
    move.write_text(move.read_text(encoding="utf-8").replace("status:", more), encoding="utf-8")
    return spoken(small, "es")


def said_by_authors(root: Path, site: Path) -> str:
    """Everything that stands in the files of a playbook, as it may be shown."""
    files = [*root.glob("*/*.md"), *root.glob("docs/**/*.md"), root / "mkdocs.yml"]
    entries = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]
    cited = [work["text"] + work["where"] for entry in entries for work in entry["citations"]]
    paths = [file.relative_to(root).as_posix() for file in files]
    texts = [file.read_text(encoding="utf-8") for file in files]
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)|<[^>]+>|[*`]", r"\1", " ".join(texts))
    return typed(" ".join(" ".join([plain, *paths, *cited]).split()).lower())


def test_every_text_of_the_interface_is_a_message(small: Path, marked: Path) -> None:
    own = said_by_authors(small, marked)

    for path in PAGES:
        found = Texts((marked / path).read_text(encoding="utf-8")).found
        assert not [text for text in found if typed(text).lower() not in own], path


def test_no_message_is_left_in_english(small: Path, spanish: Path) -> None:
    own = said_by_authors(small, spanish)
    english = [
        _pattern(typed(form))
        for message in messages(LOCALES / "es.po")
        for form in forms(message.id)
        if form not in forms(message.string)
    ]

    for path in PAGES:
        found = Texts((spanish / path).read_text(encoding="utf-8")).found
        left = [text for text in found if any(known.fullmatch(typed(text)) for known in english)]
        assert not [text for text in left if typed(text).lower() not in own], path


@pytest.mark.parametrize("path", PAGES)
def test_the_page_says_its_language(spanish: Path, path: str) -> None:
    assert '<html lang="es"' in (spanish / path).read_text(encoding="utf-8")


def test_headings_of_entries_are_shown_in_the_language(spanish: Path) -> None:
    page = (spanish / "moves/ask-first/index.html").read_text(encoding="utf-8")

    assert '<h3 id="e-watch-for">Posibles tropiezos</h3>' in page


def test_records_and_facets_speak_the_language(spanish: Path) -> None:
    labels = json.loads((spanish / "playbook.json").read_text(encoding="utf-8"))["labels"]
    index = published(spanish, "explore/index.js").read_text(encoding="utf-8")

    assert labels["setting"]["team"] == "En equipo"
    assert '["team","En equipo"]' in index


def test_scripts_are_given_every_message_that_they_say(spanish: Path) -> None:
    script = published(spanish, "assets/words.js").read_text(encoding="utf-8")
    head, _, rest = script.partition("\n")

    texts = json.loads(head[head.index("texts:") + 6 : -2])

    first = [
        message if isinstance(message, str) else message[0]
        for message in interface.script_messages()
    ]
    assert list(texts) == [one for one in first if one in texts]
    assert set(first) - set(texts) <= {"%(count)s min"}  # the same in both languages
    assert rest.encode() == small(ROOT / "overrides/assets/words.js")


def test_english_scripts_are_given_nothing(built: Path) -> None:
    own = ROOT / "overrides" / "assets" / "words.js"

    assert published(built, "assets/words.js").read_bytes() == small(own)


def test_a_site_in_an_unknown_language_is_refused(small: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        spoken(small, "tlh")

    report = str(failed.value)
    assert "no words for the language 'tlh'. [not-one-of]\n    Choose from: en, es." in report


def test_a_translation_is_text_and_never_markup() -> None:
    text = "<b>Q&A</b> %(x)s"
    known = {"a": ("<b>Q&A</b>",), "b %(x)s": (text,), "c %(x)s": (text, text)}
    env = Environment(autoescape=True, loader=DictLoader({}))
    install(env, Words("es", Translation(known)))

    shown = env.from_string(
        '{{ _("a") }}|{{ _("b %(x)s", x="<i>") }}|{{ ngettext("c %(x)s", "d %(x)s", 2, x="<i>") }}'
        '|{{ _("b %(x)s", x="<i>" | safe) }}|<p title="{{ _(\'a\') }}">{{ _("a") | upper }}'
    ).render()

    bold = "&lt;b&gt;Q&amp;A&lt;/b&gt;"
    assert shown.split("|") == [
        bold,
        f"{bold} &lt;i&gt;",
        f"{bold} &lt;i&gt;",
        f"{bold} <i>",
        f'<p title="{bold}">&lt;B&gt;Q&amp;A&lt;/B&gt;',
    ]


def test_a_block_is_a_message_too() -> None:
    env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    install(env, Words("es", Translation({"%(n)s day": ("%(n)s día & más", "%(n)s días & más")})))

    shown = env.from_string(
        "{% trans n=2 %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}"
    ).render()

    assert shown == "2 días &amp; más"


def test_the_catalogues_are_in_step_with_the_sources() -> None:
    made = translation_files(ROOT)

    assert len(made) == 1 + len(LANGUAGES)
    assert not [p for p, text in made.items() if (ROOT / p).read_text(encoding="utf-8") != text]


def test_every_message_in_python_is_collected() -> None:
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "macros").rglob("*.py")]
    said = {text for file in files for text in _said(ast.parse(file.read_text(encoding="utf-8")))}

    assert said - _known() == set()
    assert "To learn it" in said


def test_no_message_stands_within_another_text() -> None:
    """Whether Babel finds one in an f-string depends on the version of Python."""
    for file in [*(ROOT / "src").rglob("*.py"), *(ROOT / "macros").rglob("*.py")]:
        texts = [
            node
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.JoinedStr)
        ]
        assert not [said for text in texts for said in _said(text)], file


def test_every_sentence_in_a_script_is_collected() -> None:
    assets = ROOT / "overrides" / "assets"
    scripts = [*assets.glob("*.js"), *assets.glob("editor/*.js")]
    known = _known() | KEYS
    for file in scripts:
        tokens = tokenize(file.read_text(encoding="utf-8"), jsx=False)
        texts = {token.value[1:-1] for token in tokens if token.type == "string"}
        assert not [text for text in texts if re.match("[A-Z][a-z]", text) and text not in known]


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: file.stem)
def test_a_language_is_complete(file: Path) -> None:
    language = catalogue(file)

    assert str(language.locale) == file.stem
    for message in messages(file):
        texts = forms(message.string)
        assert all(texts), message.id
        assert not message.fuzzy, message.id
        assert len(texts) == (1 if isinstance(message.id, str) else language.num_plurals)
        for text in texts:
            assert sorted(placeholders(text)) == sorted(placeholders(forms(message.id)[-1])), (
                message.id
            )
            assert text % dict.fromkeys(placeholders(text), "") is not None


def test_a_playbook_without_the_sources_has_no_catalogues(small: Path) -> None:
    assert translation_files(small) == {}


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"(%\(\w+\)s)", text)
    wild = {"%(count)s": r"\d+"}
    return re.compile(
        "".join(wild.get(p, ".+") if p.startswith("%(") else re.escape(p) for p in parts)
    )


def _known() -> set[str]:
    return {form for message in collect(ROOT) if message.id for form in forms(message.id)}


def _said(tree: ast.AST) -> Iterator[str]:
    """The texts that a Python file gives to `words` or `word`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="words" | "word") | ast.Attribute(attr="words"),
                args=[ast.Constant(value=str(text)), *_],
            ):
                yield text
