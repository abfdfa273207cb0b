"""Every word that somebody may contribute, in every place where it comes out.

A marker with every sign that means something to a parser goes through each field of each kind of
entry, each setting and label of a layer, references and outlines. Wherever the whole site holds its
start, it holds all of it, as text.
"""

import copy
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from lxml import html as markup

import playbook
from playbook.i18n.translations import messages
from playbook.interface import LOCALES
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import Holds, fields_of
from playbook.parsing import yaml_subset
from playbook_site.building.build import build
from tests.conftest import published, typed
from tests.site.conftest import SMALL, framed

START, END = "⟦", "⟧"
HOSTILE = "`x`{: tabindex=0 onfocus=alert(1) } <img src=x onerror=alert(1)>\"'&</script><!--{{7*7}}"
SHORT = "`x`{: onfocus=alert(1) }<b x=\"'&{{7*7}}"
"""What fits into a title of 80 letters."""
TINY = "<b x=\"'&{{7*7}}"
"""What fits into a short name of 30 letters."""

WORDS = {
    "moves/ask-first.md": """needs: [A quiet room.]
cautions: [Ask for consent.]
aliases: [Listen first]
authors: [Ana Ruiz]
draws_on: [purpose]
evidence:
  - {outcome: Trust, fit: near, study: trial, tier: '4', direction: helps, sources: [a-work]}
covers: [A1]
materials:
  - kind: sheet
    title: What we have
    how: Write before you talk.
    columns: [Strength, Who knows more]
    labels: [Staff, Families]
  - {kind: agenda, title: Twenty minutes, items: [{minutes: 20, text: Ask.}]}
  - {kind: card, title: A slip, lines: [A question ___, Thank you.], copies: 1}
  - {kind: example, title: One row, columns: [Strength, Where], filled: [Maps | At home]}
  - {kind: note, title: A letter, text: Dear families}
measure: {what: Questions asked, who: The principal, when: In May}
from_source:
  a-work: Says to ask first.
prepares_for:
  listen: It makes room.
pairs_with:
  wait: Neither comes first.
""",
    "conditions/learn-every-day.md": "short: Learning together\n",
    "cases/a-school-that-asked.md": """period: In the fall
authors: [Ana Ruiz]
moves_changed:
  ask-first: They asked in writing.
""",
}
"""Keys that the small playbook leaves out."""

OUTLINE = """work: a-work
ideas:
  A1: {kind: move, gist: Ask first., place: Page 3}
"""
DOCS = (
    '\n\n{{ moves() }}\n\n{{ moves(cards=true) }}\n\n{{ card("moves", "ask-first") }}\n\n'
    '{{ playbook_map() }}\n\n> {{ cite("a-work") }}\n\n{{ ideas("A1") }}\n\n'
    '{{ outline_table("a-work") }}\n\n{{ field_table("moves") }}\n'
)
TEXT = (Holds.TEXT, Holds.TEXTS, Holds.KEYS, Holds.RELATIONS)
NO_WORDS = frozenset(
    "replaced_by former_ids leads covers group_size minutes language schedule".split()
)
"""Keys that hold ids, numbers and tags."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The site of a playbook whose every word is an attack, and the keys that hold one."""
    root = framed(tmp_path_factory.mktemp("hostile"))
    for path, text in SMALL.items():
        own = WORDS.get(path, "")
        _write(root / path, text.replace("\nstatus:", f"\n{own}status:", 1))
    for name in ("listen", "wait"):
        text = SMALL["moves/ask-first.md"].replace("former_ids: [ask-before]\n", "")
        _write(root / "moves" / f"{name}.md", text.replace("Ask first", name.capitalize()))
    _write(root / "outlines" / "a.yml", OUTLINE)
    _write(root / "docs" / "about.md", SMALL["docs/about.md"] + DOCS)
    paths = [path for path in SMALL if path.partition("/")[0] in MODELS]
    keys = {key for path in paths for key in _attack(root, path)}
    works = SMALL["references.yml"].rstrip("\n") + "\n    annote: Forty schools.\n"
    _write(root / "references.yml", works)
    _attack_yaml(root / "references.yml", {"title", "family", "publisher", "annote"}, HOSTILE)
    _attack_yaml(root / "outlines" / "a.yml", {"gist", "place"}, HOSTILE)
    labels = {message: _label(message) for message in _messages()}
    settings = {
        "name": f"{START}{SHORT}{END}",
        "labels": labels,
        "site_url": "https://example.org/playbook/",
        "accessibility_contact": {"email": "a@example.org"},
    }
    _write(root / "district" / "district.yml", yaml.safe_dump(settings, allow_unicode=True))
    school = {"name": f"{START}{SHORT}{END}", "roles": {"principal": f"{START}{TINY}{END}"}}
    _write(root / "schools" / "oak" / "district.yml", yaml.safe_dump(school, allow_unicode=True))
    build(root, root / "site", cards=True)
    return root / "site", keys


def test_no_text_field_is_left_out(hostile: tuple[Path, set[str]]) -> None:
    _, keys = hostile
    fields = {
        field.name.partition(".")[0]
        for collection in MODELS
        for field in fields_of(collection)
        if field.holds in TEXT and not field.choices
    }

    assert fields - NO_WORDS <= keys | {"district"}


def test_in_every_page_each_marker_is_whole_and_is_text(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    count = 0
    for page in site.rglob("*.html"):
        tree = markup.fromstring(page.read_bytes())
        assert not tree.xpath("//@onfocus | //@onerror | //b | //img[@src='x']"), page
        for text in _texts(tree):
            count += _whole(text, page)
    assert count > 1000
    assert (site / "schools" / "oak" / "moves" / "ask-first" / "index.html").is_file()


def test_every_part_of_every_material_is_an_attack(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    records = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]
    papers = next(record["materials"] for record in records if record["id"] == "ask-first")
    for paper in papers:
        page = markup.fromstring((site / paper["url"] / "index.html").read_bytes())
        told = page.get_element_by_id("content").text_content()
        shown = [paper[key] for key in ("title", "how", "columns", "paragraphs")]
        assert all(typed(words) in typed(told) for words in _strings(shown))
    parts = {key for paper in papers for key, value in paper.items() if START in str(value)}
    assert parts == {"title", "how", "columns", "rows", "agenda", "lines", "paragraphs"}


def test_the_note_on_a_study_is_an_attack_and_is_shown(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    page = markup.fromstring((site / "moves" / "ask-first" / "index.html").read_bytes())

    [note] = page.find_class("study")

    assert typed(note.text_content()).startswith(f"{START}{HOSTILE}{END}")


def test_in_every_script_and_record_each_marker_is_whole(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    for name in ("explore/index.js", "assets/words.js"):
        script = published(site, name).read_text(encoding="utf-8")
        assert "</script" not in script
        assert "<!--" not in script
    for file in (published(site, "explore/index.js"), *(site / "explore").rglob("[0-9]*.js")):
        script = file.read_text(encoding="utf-8")
        assert "</script" not in script
        value = script.rpartition("Index=" if file.parent.name == "explore" else "]=")[2][:-2]
        assert sum(_whole(text, file) for text in _strings(json.loads(value)))
    records = json.loads((site / "playbook.json").read_text(encoding="utf-8"))
    assert sum(_whole(text, site) for text in _strings(records))


def test_in_a_manifest_each_marker_is_whole(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile

    manifest = json.loads((site / "site.webmanifest").read_text(encoding="utf-8"))

    assert sum(_whole(text, site) for text in _strings(manifest)) == 2


def test_every_page_of_an_entry_says_what_it_is_in_one_block(
    hostile: tuple[Path, set[str]],
) -> None:
    site, _ = hostile
    pages = [page for name in MODELS for page in (site / name).glob("*/index.html")]
    assert len(pages) > 4

    for page in pages:
        if 'http-equiv="refresh"' in (text := page.read_text(encoding="utf-8")):
            continue
        [data] = re.findall(r"<script type=\"application/ld\+json\">([^<]*)</script>", text)
        assert sum(_whole(words, page) for words in _strings(json.loads(data))) >= 2
        assert len(markup.fromstring(text).xpath("//head/title")) == 1


def test_other_files_are_well_formed(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile

    for file in site.rglob("*.xml"):
        etree.parse(file)
    assert START not in (site / "_headers").read_text(encoding="utf-8")


def test_in_the_book_each_marker_is_whole_and_every_page_is_well_formed(
    hostile: tuple[Path, set[str]],
) -> None:
    site, _ = hostile
    count = 0
    with zipfile.ZipFile(site / "book" / "playbook.epub") as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                root = etree.fromstring(book.read(name))
                assert not root.xpath("//*[local-name()='b' or local-name()='script']"), name
                texts = ["".join(root.itertext()), *root.xpath("//@*")]
                count += sum(_whole(str(text), site) for text in texts)

    assert count > 200


def test_a_title_runs_no_script_where_a_page_lists_ideas(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    tree = markup.fromstring((site / "about" / "index.html").read_bytes())

    words = tree.get_element_by_id("content").text_content()

    assert words.count("{: onfocus=alert(1) }") > 5
    assert not tree.xpath("//*[@tabindex='0'][not(@role)]")


def _attack(root: Path, path: str) -> Iterator[str]:
    """Make every text of an entry hostile that may be any text; gives the keys that hold one."""
    file = root / path
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    data, _ = yaml_subset.parse(front, path)
    for way in list(_leaves(data, ())):
        hostile = _put(data, way, _marker(way))
        text = f"---\n{yaml.safe_dump(hostile, allow_unicode=True, sort_keys=False)}---\n{body}"
        _write(file, text)
        if not any(d.location.path == path for d in _errors(root)):
            data = hostile
            yield str(way[0])
    text = f"---\n{yaml.safe_dump(data, allow_unicode=True, sort_keys=False)}---\n{body}"
    _write(file, text)
    assert not _errors(root)


def _attack_yaml(file: Path, keys: set[str], marker: str) -> None:
    data, _ = yaml_subset.parse(file.read_text(encoding="utf-8"), file.name)
    for way in list(_leaves(data, ())):
        if way[-1] in keys:
            data = _put(data, way, f"{START}{marker}{END}")
    _write(file, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _marker(way: tuple[Any, ...]) -> str:
    key = next(step for step in reversed(way) if isinstance(step, str))
    text = {"title": SHORT, "columns": SHORT, "short": TINY}.get(key, HOSTILE)
    ends = {"critical_questions": "?", "filled": " | x", "lines": " ___"}
    return f"{START}{text}{END}{ends.get(key, '')}"


def _errors(root: Path) -> list[playbook.Diagnostic]:
    _, diagnostics = playbook.load_and_check(root, advise=False)
    return [d for d in diagnostics if d.severity is playbook.Severity.ERROR]


def _leaves(value: Any, way: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    match value:
        case Mapping():
            for key, item in value.items():
                yield from _leaves(item, (*way, key))
        case list():
            for place, item in enumerate(value):
                yield from _leaves(item, (*way, place))
        case str():
            yield way


def _put(data: Any, way: tuple[Any, ...], text: str) -> Any:
    changed = copy.deepcopy(data)
    at = changed
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = text
    return changed


def _label(message: str) -> str:
    places = " ".join(re.findall(r"%\(\w+\)s", message))
    return f"{START}{SHORT}{END} {places}"


def _messages() -> list[str]:
    return sorted(messages((LOCALES / "playbook.pot").read_bytes()))


def _texts(tree: Any) -> Iterator[str]:
    for data in tree.xpath("//script[@type='application/ld+json']"):
        yield from _strings(json.loads(data.text))
        data.text = ""
    for form in tree.xpath("//textarea[@readonly]"):
        match form.get("aria-labelledby"):
            case "csl":
                yield from _strings(json.loads(form.text))
                form.text = ""
            case (
                "bibtex"
            ):  # no program here reads all of it; its own tests hold its fields together
                assert form.text.count("{") == form.text.count("}")
                form.text = ""
    for element in tree.iter():
        yield from (str(value) for value in element.attrib.values())
    yield tree.text_content()


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for item in value.values():
                yield from _strings(item)
        case list():
            for item in value:
                yield from _strings(item)


def _whole(text: str, file: Path) -> int:
    """How many markers a text holds; each has to be whole, or cut with the text that ends there."""
    markers = re.findall(rf"{START}[^{END}]*{END}?", text)
    for marker in markers:
        if marker.endswith("…") and text.endswith(marker):
            assert any(words.startswith(marker[1:-1]) for words in (HOSTILE, SHORT, TINY)), file
            continue
        plain = typed(unescape(marker)).replace("`", "")  # some words are HTML, some backticks code
        assert any(words.replace("`", "") in plain for words in (HOSTILE, SHORT, TINY)), (
            file,
            marker,
        )
    return len(markers)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
