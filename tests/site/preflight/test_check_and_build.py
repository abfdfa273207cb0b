"""What the check lets pass, the build builds; and neither ever shows a traceback."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from playbook.model.vocabulary import COLLECTIONS
from playbook_site.cli import main
from playbook_site.preflight import page_links, page_macros
from tests.site.conftest import REFERENCES, ROOT
from tests.site.engine.work import calls

WORK = REFERENCES.rstrip("\n")
PAGE = "docs/about.md"
OWN = "district/docs/ours.md"
OUTLINE = "work: a-work\nideas:\n  M01: {{kind: {0}, gist: Ask., place: Page 3}}\n"
SETTINGS = "district/district.yml"

BREACHES = {
    "a person without parts": ("references.yml", f"{WORK}\n    translator: Maria Lopez\n", "9:17"),
    "a number of people": ("references.yml", f"{WORK}\n    collection-editor: 5\n", "9:24"),
    "a year in quotes": ("references.yml", f'{WORK}\n    event-date: "2022"\n', "9:17"),
    "a group of suffixes": (
        "references.yml",
        f"{WORK}\n    editor: [{{family: A, suffix: {{a: b}}}}]\n",
        "9:34",
    ),
    "a list of particles": (
        "references.yml",
        f"{WORK}\n    editor: [{{family: A, non-dropping-particle: [a]}}]\n",
        "9:49",
    ),
    "a month that is none": (
        "references.yml",
        f"{WORK}\n    accessed: {{date-parts: [[2022, 13]]}}\n",
        "9:28",
    ),
    "a year with a point": (
        "references.yml",
        f"{WORK}\n    accessed: {{date-parts: [[2022.0]]}}\n",
        "9:30",
    ),
    "nobody": ("references.yml", f"{WORK}\n    editor: [{{}}]\n", "9:14"),
    "a variable that CSL lacks": ("references.yml", f"{WORK}\n    publsher: A\n", "9:5"),
    "a misspelt kind of idea": ("outlines/a.yml", OUTLINE.format("princple"), "3:15"),
    "a stray placeholder": (SETTINGS, 'labels: {Steps: "%(css)s steps"}\n', "1:17"),
    "a language without words": (SETTINGS, "language: vi\n", "1:11"),
    "no language": (SETTINGS, "language: spanish\n", "1:11"),
    "a page whose front matter comes late": (PAGE, "\n---\ntitle: Ours\n---\n\nA\n", "1:1"),
    "a page whose first line is lost": (PAGE, "title: Ours\ncovers: [M01]\n---\n\n# A\n", "1:1"),
    "a link to an entry that is not there": (PAGE, "# A\n\n[x](../moves/nope.md)\n", "3:5"),
    "a link to an entry that was renamed": (PAGE, "# A\n\n[x](../moves/ask-before.md)\n", "3:5"),
    "a link to a page that is not there": (PAGE, "# A\n\n[x](nope.md)\n", "3:5"),
    "a broken anchor": (PAGE, "# A\n\n[x](#nope)\n", "3:5"),
    "a broken anchor elsewhere": (PAGE, "# A\n\n[x](explore.md#nope)\n", "3:5"),
    "a broken anchor of an entry": (PAGE, "# A\n\n[x](../moves/ask-first.md#no)\n", "3:5"),
    "a picture that is not there": (PAGE, "# A\n\n![x](images/nope.png)\n", "3:6"),
    "an address that is none": (PAGE, "# A\n\n[x](http://[)\n", "3:5"),
    "an unknown macro": (PAGE, "# A\n\nAll {{ crad(1) }}\n", "3:5"),
    "a macro with a wrong argument": (PAGE, '# A\n\n{{ card("moves", "nope") }}\n', "3:1"),
    "a macro with too few arguments": (PAGE, "# A\n\n{{ card() }}\n", "3:1"),
    "a citation of nothing": (PAGE, '---\ntitle: A\n---\n\n{{ cite("nope") }}\n', "5:1"),
    "broken braces": (PAGE, "# A\n\n{% if %}\n", "3:1"),
    "words by chance": (PAGE, "# A\n\n{{ lipsum() }}\n", "3:1"),
    "a choice by chance": (PAGE, "# A\n\n{{ [1, 2] | random }}\n", "3:1"),
    "an unknown name": (PAGE, "# A\n\n{{ config.site_dir }}\n", "3:1"),
    "a way out of the macros": (PAGE, "# A\n\n{{ ''.__class__.__mro__ }}\n", "3:1"),
    "an unknown filter on a page": (PAGE, "# A\n\n{{ 1 | nope }}\n", "3:1"),
    "a title with a macro": (PAGE, '# {{ cite("a-work") }}\n', "1:3"),
    "a page of an unknown template": (PAGE, "---\ntemplate: nope.html\n---\n\nA\n", "2:11"),
    "a page of an entry's template": (PAGE, "---\ntemplate: moves.html\n---\n\nA\n", "2:11"),
    "a page of an unknown collection": (
        PAGE,
        "---\ntemplate: collection.html\ncollection: mooves\n---\n\nA\n",
        "3:13",
    ),
    "a page with an unknown key": (PAGE, "---\nignore_macros: true\n---\n\nA\n", "2:1"),
    "a page with a script": (PAGE, "# A\n\n<script>go()</script>\n", "3:1"),
    "a page with a picture from elsewhere": (PAGE, '# A\n\n<img src="//a.org/b.png">\n', "3:1"),
    "a page with our own marks": (PAGE, "# A\n\n\ue0009\ue002\n", "3:1"),
    "a page that repeats a mark": (PAGE, '# A\n\n{{ cite("a-work") }}\n\n\ue0010\ue002\n', "5:1"),
    "a page that is in no navigation": ("docs/new.md", "# New\n", "1:1"),
    "a layer's page with a broken link": (OWN, "# A\n\n[x](nope.md)\n", "3:5"),
    "a broken template": ("district/overrides/main.html", "\n{% if %}\n", "2:1"),
    "an unknown filter": ("district/overrides/main.html", "{{ 1 | nope }}\n", "1:1"),
    "a template by chance": ("district/overrides/main.html", "\n{{ [1, 2] | random }}\n", "2:1"),
    "an unknown test": ("district/overrides/main.html", "{{ 1 is nope }}\n", "1:1"),
    "an unknown parent": ("district/overrides/main.html", '\n{% extends "nope.html" %}\n', "2:1"),
    "an unknown variable": ("district/overrides/moves.html", "\n{{ page.nope.x }}\n", "2:1"),
    "a name that is not given": ("district/overrides/moves.html", "\n{{ nope }}\n", "2:1"),
    "a template with a script": ("district/overrides/main.html", "<script>a()</script>", "1:1"),
    "a template with a way out": ("district/overrides/main.html", "{{ ''.__class__ }}", "1:1"),
    "an address without a host": (SETTINGS, 'site_url: "https://["\n', "1:11"),
    "an analytics address without a host": (SETTINGS, 'analytics: "https://["\n', "1:12"),
    "an address with a space": (SETTINGS, 'site_url: "https://a.org/b c"\n', "1:11"),
    "an address with a quote": (SETTINGS, "analytics: https://a.org/b'c\n", "1:12"),
    "a repository without a host": (SETTINGS, 'repo_url: "https://["\n', "1:11"),
    "a layer that hides everything": (
        SETTINGS,
        "hidden: [ask-first, a-school-that-asked, principal, learn-every-day, first-weeks]\n",
        "1:10",
    ),
    "a pin with a character that no path has": (
        "playbook.toml",
        '[original]\npath = "a\\u0000b"\n',
        "2:1",
    ),
    "a pin nested too deep": ("playbook.toml", "a = " + "[" * 3000, "1:1"),
    "a pin with an endless name": ("playbook.toml", f'[original]\npath = "{"x" * 5000}"\n', "2:1"),
    "a broken template of the original": ("overrides/moves.html", "\n{% if %}\n", "2:1"),
    "an unknown name in the original": ("overrides/main.html", "\n\n{{ nope }}\n", "3:1"),
    "an empty template": ("overrides/moves.html", "", "1:1"),
    "a template that draws nothing": ("overrides/moves.html", "\n{# later #}\n \n", "1:1"),
    "an empty frame": ("overrides/playbook.html", "\n", "1:1"),
    "a block that replaces none": (
        "district/overrides/home.html",
        '{% extends "main.html" %}\n{% block contents %}Hi{% endblock %}\n',
        "2:1",
    ),
    "other macros": ("macros/__init__.py", "def define_env(env):\n    1 / 0\n", "1:1"),
    "more macros": ("macros/more.py", "1 / 0\n", "1:1"),
    "settings that are no YAML": ("mkdocs.yml", "theme: {\n", "2:1"),
}


@pytest.mark.parametrize(("path", "text", "place"), BREACHES.values(), ids=BREACHES)
def test_what_stops_a_build_is_reported_where_it_is_written(
    small: Path, path: str, text: str, place: str
) -> None:
    write(small / path, text)

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (1, 1), check.output + build.output
    assert f"{path}:{place}: error:" in check.output
    assert "Traceback" not in build.output


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (OWN, '# Ours\n\n<div style="color:red">x</div>\n'),
        (OWN, "# Ours\n\n<script>x()</script>\n"),
        (OWN, "---\ntemplate: nope.html\n---\n\n# Ours\n"),
        ("district/overrides/moves.html", '<div style="color:red">x</div>'),
        ("district/overrides/moves.html", "{{ entry.titel }}"),
    ],
)
def test_nobody_else_is_blamed_for_a_fault(small: Path, path: str, text: str) -> None:
    write(small / "district/overrides/partials/mine.html", "x")  # so that templates are tried
    write(small / path, text)

    told = [line for line in run(small, "check").output.splitlines() if ": error: " in line]

    assert len(told) == 1
    assert told[0].startswith(f"{path}:")


@pytest.mark.parametrize("layer", ["", "district/"])
@pytest.mark.parametrize(
    ("words", "is_checked"),
    [
        ("{% for item in site.navigation %}{{ item.label.text }}{% endfor %}", True),
        ("{% if site.assets %}{{ 1 / 0 }}{% endif %}", False),
        ("{% if not page.canonical_url %}{{ page.nope.text }}{% endif %}", False),
    ],
)
def test_a_template_that_only_a_whole_site_brings_down_is_told(
    small: Path, layer: str, words: str, is_checked: bool
) -> None:
    whole = (small / "overrides/partials/colophon.html").read_text(encoding="utf-8")
    path = f"{layer}overrides/partials/colophon.html"
    write(small / path, f"{whole}{words}\n")

    build = run(small, "build")

    assert build.exit_code == 1
    assert f"{path}:" in build.output
    assert "Traceback" not in build.output
    assert not is_checked or f"{path}:" in run(small, "check").output


def test_a_link_that_leads_too_far_up_is_told_with_the_one_that_leads_there(small: Path) -> None:
    write(small / OWN, "# Ours\n\n[Ask](../../moves/ask-first.md)\n")

    told = run(small, "check").output

    assert "This link leads too far up: from here, moves/ask-first.md is beside docs/." in told
    assert "    Link to ../moves/ask-first.md." in told
    write(small / OWN, "# Ours\n\n[Ask](../moves/ask-first.md)\n")
    assert OWN not in run(small, "check").output


def test_of_two_layers_the_nearest_is_told_of_its_template(small: Path) -> None:
    write(small / SETTINGS, "name: Cedar Valley\n")
    write(small / "schools/lincoln/district.yml", "name: Lincoln\n")
    whole = (small / "overrides/moves.html").read_text("utf-8")
    write(small / "district/overrides/moves.html", whole)
    write(small / "schools/lincoln/overrides/moves.html", "{{ entry.titel }}")

    told = [line for line in run(small, "check").output.splitlines() if ": error: " in line]

    assert told
    assert all(line.startswith("schools/lincoln/overrides/moves.html:") for line in told)


def test_a_template_that_extends_itself_is_told(small: Path) -> None:
    write(small / "district/overrides/main.html", '{% extends "main.html" %}')

    told = run(small, "check")

    assert told.exit_code == 1
    assert "district/overrides/main.html:" in told.output


def test_a_layer_is_told_to_use_its_own_folder(small: Path) -> None:
    write(small / "district/overrides/moves.html", '<div style="color:red">x</div>')

    told = run(small, "check").output

    assert "Put scripts and styles into files under district/overrides/assets/." in told


def test_a_label_that_nobody_says_and_nothing_fills_is_told(small: Path) -> None:
    write(small / SETTINGS, 'labels: {"%(count)s moves": "%(cnt)s activities"}\n')

    check, build = run(small, "check"), run(small, "build")

    assert "The interface does not say '%(count)s moves'. [unknown-label]" in check.output
    assert (check.exit_code, build.exit_code) == (0, 0)


def test_a_template_that_nothing_reads_is_told_with_the_one_that_was_meant(small: Path) -> None:
    write(small / "district/overrides/move.html", "<p>Ours</p>")
    write(small / "district/overrides/cards.html", "<p>Ours</p>")
    write(small / "district/overrides/new.html", "<p>Ours</p>")  # like none but in its end
    write(small / "district/overrides/partials/banner.html", "<p>Ours</p>")
    whole = (small / "overrides/map.html").read_text("utf-8")
    write(small / "district/overrides/map.html", '{% include "partials/banner.html" %}' + whole)

    style = small / "district/overrides/assets/our-week.css"
    write(style, "/* our-week.css */ .week { color: black }")  # which it alone names

    told = run(small, "check").output

    assert told.count("[unread-file]") == 4
    assert told.count("    Name it in a template, or delete it.") == 2
    (small / "district/overrides/new.html").unlink()
    assert "district/overrides/assets/our-week.css:1:1: warning: Nothing reads this file" in told
    style.unlink()
    for meant in ("moves.html", "partials/cards.html"):
        assert f"    Rename it: district/overrides/{meant}." in told
    for name, meant in (("move.html", "moves.html"), ("cards.html", "partials/cards.html")):
        text = (small / "overrides" / meant).read_text("utf-8")
        (small / "district/overrides" / name).unlink()
        write(small / "district/overrides" / meant, text)
    assert "[unread-file]" not in run(small, "check").output


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# A\n\nOur week: ![](images/week.png)\n", "3:11"),
        ("# A\n\n![ ][week]\n\n[week]: images/week.png\n", "3:1"),
        ('# A\n\n<img src="../images/week.png">\n', "3:1"),
        ("# A\n\n![Our week](images/week.png)\n", ""),
        ('# A\n\n<img alt="" src="../images/week.png">\n', ""),
        ("# A\n\n`![](images/week.png)`\n", ""),
        ('# A\n\n<img title="a > b" alt="A week" src="../images/week.png">\n', ""),
        ('# A\n\n<img alt src="../images/week.png">\n', ""),
        ('# A\n\n<img data-alt="x" src="../images/week.png">\n', "3:1"),
        ("# A\n\n<!-- ![](images/week.png) -->\n", ""),
    ],
)
def test_a_picture_without_words_is_told(small: Path, text: str, place: str) -> None:
    (small / "docs" / "images").mkdir(exist_ok=True)
    Image.new("RGB", (2, 2)).save(small / "docs" / "images" / "week.png")
    write(small / PAGE, text)

    told = run(small, "check").output

    assert (f"{PAGE}:{place}: warning: This picture has no words" in told) == bool(place)
    assert ("picture-without-words" in told) == bool(place)


def test_an_option_that_no_page_can_be_converted_with_is_told(small: Path) -> None:
    settings = small / "mkdocs.yml"
    own = "footnotes: {BACKLINK_TEXT: 2024-01-01}"
    write(settings, settings.read_text(encoding="utf-8").replace("footnotes: {}", own))

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (1, 1)
    assert "error: This page cannot be converted" in check.output


def test_a_broken_link_that_stands_twice_is_told_twice(small: Path) -> None:
    write(small / PAGE, "# A\n\n[x](nope.md) [x](explore.md)\n\n[x](nope.md)\n")

    check = run(small, "check")

    assert re.findall(rf"{PAGE}:(.+): error:", check.output) == ["3:5", "5:5"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Write `[a](nope.md)`, as in [a](nope.md)\n", "3:33"),
        ("A nope.md is [nope.md](nope.md)\n", "3:24"),
        ("<!-- [a](nope.md) -->\n\nSee [a](nope.md)\n", "5:9"),
        ("[a](explore.md) [b](plore.md)\n", "3:21"),
        ("R&amp;D [a](nope.md?a=1&amp;b=2)\n", "3:13"),
        ("!!! note\n\n    See [a](nope.md)\n", "5:13"),
        ("See [a][one].\n\n[one]: nope.md\n", "5:8"),
    ],
)
def test_a_broken_link_is_told_where_its_address_is(small: Path, body: str, place: str) -> None:
    write(small / PAGE, f"# A\n\n{body}")

    check = run(small, "check")

    assert re.findall(rf"{PAGE}:(.+): error:", check.output) == [place]


@pytest.mark.parametrize(
    "link",
    [
        *("[a](exploer.md)", "[a](../moves/ask-frst.md)", "[a](../moves/ask-before.md)"),
        *("[a](explore.md#detials)", "![a](images/phot.png)"),
    ],
)
def test_a_hint_for_a_link_can_be_followed(small: Path, link: str) -> None:
    write(small / "docs/explore.md", "# Explore\n\n## Details\n\nA\n")
    (small / "docs/images").mkdir()
    shutil.copy(ROOT / "overrides/assets/icon-180.png", small / "docs/images/photo.png")
    write(small / PAGE, f"# A\n\n{link}\n")
    told = run(small, "check").output

    [new] = re.findall(r"(?:Did you mean '|Link to )([^']+?)'?[?.]\n", told)
    old = re.sub(r"^!?\[a\]\(|\)$", "", link)
    write(small / PAGE, f"# A\n\n{link.replace(old.rpartition('#')[2], new)}\n")

    assert f"{PAGE}:" not in run(small, "check").output, told


def test_what_editions_share_is_told_once(small: Path) -> None:
    write(small / "schools/north/district.yml", "name: North\nhidden: [moves/ask-first]\n")
    write(small / PAGE, "# A\n\n[a](../moves/ask-frst.md)\n")

    check = run(small, "check")

    assert check.output.count("There is no page moves/ask-frst.md.") == 1
    assert "Did you mean '../moves/ask-first.md'?" in check.output


def test_where_nothing_is_wrong_no_link_is_looked_for(small: Path) -> None:
    links = "[x](explore.md)\n\n" * 9
    with calls(page_links._Finder.locate, "url") as sound:
        write(small / PAGE, f"# A\n\n{links}")
        run(small, "check")
    with calls(page_links._Finder.locate, "url") as broken:
        write(small / PAGE, f"# A\n\n{links}[x](nope.md)\n")
        run(small, "check")

    assert not sound
    assert (broken['"explore.md"'], broken['"nope.md"']) == (9, 1)


def test_a_playbook_of_drafts_alone_can_be_built(small: Path) -> None:
    for name in COLLECTIONS:
        for file in (small / name).glob("*.md"):
            text = file.read_text(encoding="utf-8")
            write(file, text.replace("status: published", "status: draft"))
    write(small / PAGE, "# A\n")

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output


def test_the_page_of_an_editor_that_may_be_turned_on_is_tried(small: Path) -> None:
    write(small / "overrides/editor.html", "\n{{ nope }}\n")

    check = run(small, "check")

    assert check.exit_code == 1
    assert "overrides/editor.html:2:1: error:" in check.output


def test_a_district_may_hide_what_pages_of_the_original_link_to(small: Path) -> None:
    write(small / SETTINGS, "hidden: [moves/ask-first, cases/a-school-that-asked]\n")
    write(small / OWN, "# Ours\n\n[The move](../moves/ask-first.md)\n")

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output
    assert "docs/about.md:3:16: note: " in check.output
    assert "district/docs/ours.md:3:12: warning: " in check.output
    about = (small / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert "See <span>the move</span>." in about


QUOTES = 'Write words in quotes and in parentheses, such as {{ card("moves", "its-id") }}.'


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        ('card("moves")', "'card' lacks 'entry'.", "It takes: card(collection, entry)."),
        ("card()", "'card' lacks 'collection' and 'entry'.", "It takes: card(collection, entry)."),
        (
            'moves(roles="principal")',
            "'moves' does not take 'roles'.",
            "It takes: moves(condition, role, setting, case, cards=true).",
        ),
        (
            'count("moves", 3)',
            "'count' is given more than it takes.",
            "It takes: count(collection).",
        ),
        (
            'moves("a", condition="b")',
            "'moves' gets 'condition' twice.",
            "It takes: moves(condition, role, setting, case, cards=true).",
        ),
        (
            "playbook_map",
            "This names 'playbook_map' and does not call it.",
            "It takes: playbook_map().",
        ),
        *(
            (words, "This names 'card' and does not call it.", "It takes: card(collection, entry).")
            for words in ("card", "card|upper", "card ~ ' of it'", "[card]", "card|pprint")
        ),
        (
            "nope",
            "There is nothing named 'nope' here.",
            "Take it out, or call a macro that is there: moves, card,",
        ),
        ("moves[0]", "A page may call macros, and nothing below them.", "Take it out."),
        ('card("moves", 3)', "This cannot be worked out as it is written.", QUOTES),
        ("'%(a)s' % {}", "This cannot be worked out as it is written.", QUOTES),
        ("1/0", "This cannot be worked out as it is written.", QUOTES),
        (
            'moves(setting="nowhere")',
            "There is no setting 'nowhere'.",
            "Choose from: individual, team, school, district, network.",
        ),
    ],
)
def test_a_macro_that_is_called_in_another_way_is_told_what_it_takes(
    small: Path, call: str, message: str, hint: str
) -> None:
    write(small / PAGE, f"# A\n\n{{{{ {call} }}}}\n")

    told = run(small, "check").output

    assert f"{PAGE}:3:1: error: {message} [bad-macro]\n    {hint}" in told


def test_an_address_of_a_heading_is_told_how_it_is_written_here(small: Path) -> None:
    write(small / PAGE, "# A\n\n## Walk {#walk}\n\nSee [it](#walk).\n")
    told = run(small, "check").output
    assert f"{PAGE}:3:9: error: A note begins with '{{#'" in told

    written = told.partition("write ")[2].partition(" after it")[0].replace("its-name", "walk")
    write(small / PAGE, f"# A\n\n## Walk {written}\n\nSee [it](#walk).\n")

    assert run(small, "check").exit_code == 0


def test_a_macro_of_a_hidden_entry_leaves_nothing(small: Path) -> None:
    macros = '{{ card("moves", "ask-first") }}\n\n{{ moves(case="a-school-that-asked") }}\n'
    write(small / SETTINGS, "hidden: [moves/ask-first, cases/a-school-that-asked]\n")
    write(small / PAGE, f"# A\n\nBefore.\n\n{macros}\nAfter.\n")
    write(small / OWN, '# Ours\n\nBefore.\n\n{{ card("moves", "ask-first") }}\n')

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output
    assert "docs/about.md:5:1: note: 'ask-first' is hidden here" in check.output
    assert "docs/about.md:7:1: note: 'a-school-that-asked' is hidden here" in check.output
    assert "district/docs/ours.md:5:1: warning: 'ask-first' is hidden here" in check.output
    assert "    district/district.yml hides it. Take the macro out." in check.output
    about = (small / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert "<p>Before.</p>\n<p>After.</p>" in about


def test_each_macro_of_a_hidden_entry_is_told_where_it_stands(small: Path) -> None:
    cards = [
        f'{{{{ card("moves", "{id_}") }}}}' for id_ in ("asks-first", "ask-first", "ask-first")
    ]
    write(small / "moves/asks-first.md", (small / "moves/ask-first.md").read_text("utf-8"))
    write(small / SETTINGS, "hidden: [moves/ask-first]\n")
    write(small / PAGE, "\n\n".join(["# A", "ask-first", *cards]))

    told = run(small, "check").output

    lines = re.findall(r"docs/about.md:(\d+:\d+): note: 'ask-first' is hidden", told)
    assert lines == ["7:1", "9:1"]


def test_a_page_of_a_district_may_name_what_one_school_hides(small: Path) -> None:
    hides = "hidden: [moves/ask-first]\n"
    names = '# A\n\n[The move](../moves/ask-first.md)\n\n{{ card("moves", "ask-first") }}\n'
    write(small / SETTINGS, "name: A district\n")
    write(small / OWN, names)
    for school in ("north", "south"):
        write(small / f"schools/{school}/district.yml", f"name: {school.title()}\n{hides}")
    write(small / "schools/north/docs/mine.md", names)

    told = run(small, "check").output

    for place in ("3:12", "5:1"):
        assert told.count(f"district/docs/ours.md:{place}: note: ") == 1, told
        assert f"schools/north/docs/mine.md:{place}: warning: " in told
    assert "schools/north/district.yml hides it. Adapt the page if it reads oddly" in told
    assert "schools/north/district.yml hides it. Take the macro out." in told


def test_a_page_of_a_school_is_told_what_its_district_hides(small: Path) -> None:
    hides = "hidden: [moves/ask-first]\n"
    write(small / SETTINGS, hides)
    write(small / "schools/north/district.yml", f"name: North\n{hides}")
    write(small / "schools/north/docs/mine.md", "# A\n\n[The move](../moves/ask-first.md)\n")

    told = run(small, "check").output

    warning = "mine.md:3:12: warning: moves/ask-first.md is hidden here"
    assert re.search(rf"{warning}.*\n    district/district.yml hides it\.", told), told


LOCK = '{"version": "", "adapted": {}, "files": {"moves/ask-before.md": "x"}}\n'


def test_what_is_hidden_by_its_former_name_is_told_with_who_hides_it(small: Path) -> None:
    write(small / SETTINGS, "hidden: [moves/ask-before]\n")
    write(small / "district/upstream.lock", LOCK)
    write(small / OWN, '# A\n\n[It](../moves/ask-first.md)\n\n{{ card("moves", "ask-first") }}\n')

    told = run(small, "check").output

    assert told.count("district/district.yml hides it. Take the ") == 2, told
    assert "moves/ask-first.md hides it" not in told


ADAPTED = "---\nbecause: We say it so.\n---\n\n## Watch for\n\nNoise in the room.\n"


def test_words_that_a_layer_has_for_what_is_hidden_are_told(small: Path) -> None:
    write(small / SETTINGS, "name: A district\n")
    write(small / "district/moves/ask-first.md", ADAPTED)
    for school in ("north", "south"):
        write(small / f"schools/{school}/district.yml", f"name: {school.title()}\n")
        write(small / f"schools/{school}/moves/ask-first.md", ADAPTED)
    assert "nothing of this file is shown" not in run(small, "check").output

    write(small / "schools/north/district.yml", "name: North\nhidden: [moves/ask-first]\n")
    told = run(small, "check").output

    warning = "warning: This entry is hidden here, so nothing of this file is shown."
    assert re.findall(rf"(\S+):1:1: {warning}", told) == ["schools/north/moves/ask-first.md"]

    write(small / SETTINGS, "name: A district\nhidden: [moves/ask-first]\n")
    told = run(small, "check").output

    layers = ("district", "schools/north", "schools/south")
    assert re.findall(rf"(\S+)/moves/ask-first.md:1:1: {warning}", told) == [*layers]
    assert told.count("    district/district.yml hides it. Take it out of the list there") == 3


@pytest.mark.parametrize("quote", ["'", '"', ""])
@pytest.mark.parametrize("url", ["../moves/ask-first.md", "../moves/nope.md#steps"])
def test_a_link_in_html_that_no_page_has_is_told(small: Path, url: str, quote: str) -> None:
    write(small / PAGE, f"# A\n\nSee <A class=x href={quote}{url}{quote}>it</A>.\n")

    told = run(small, "check").output

    column = len("See <A class=x href=") + len(quote) + 1
    assert f"docs/about.md:3:{column}: error: This link is HTML" in told
    assert f"    Write it in Markdown: [its words]({url})" in told


@pytest.mark.parametrize(
    "text",
    [
        '`<a href="x.md">`',
        '    <a href="x.md">',
        '<!-- <a href="x.md"> -->',
        '<a href="https://example.org/x.md">it</a>',
        '<a href="../explore/">it</a>',
        '<a href="http://[x.md">it</a>',
        '<a href="mailto:x@example.md">it</a>',
        "<https://example.org/x.md>",
    ],
)
def test_what_leads_to_no_file_of_ours_is_no_broken_link_in_html(small: Path, text: str) -> None:
    write(small / PAGE, f"# A\n\n{text}\n")

    assert run(small, "check").exit_code == 0


@pytest.mark.parametrize(
    ("written", "hint"),
    {
        "../moves/nope-xyz.md": "Link to a file, such as ../moves/its-id.md.",
        "../moves/lunch-club.md": "Link to a file, such as ../moves/its-id.md.",
        "../moves/ask-frist.md": "Did you mean '../moves/ask-first.md'?",
        "ask-first.md": "Did you mean '../moves/ask-first.md'?",
        "explor.md": "Did you mean 'explore.md'?",
    }.items(),
)
def test_a_page_is_guessed_by_its_name_alone(small: Path, written: str, hint: str) -> None:
    write(small / PAGE, f"# A\n\n[x]({written})\n")

    assert f"[broken-link]\n    {hint}\n" in run(small, "check").output


def test_a_work_that_a_macro_misspells_is_guessed(small: Path) -> None:
    write(small / PAGE, "# A\n\n{{ cite('a-wrk') }}\n")

    assert "Did you mean 'a-work'?" in run(small, "check").output


def test_a_script_that_a_build_reads_is_missed(small: Path) -> None:
    write(small / SETTINGS, "language: es\n")
    (small / "overrides" / "assets" / "words.js").unlink()

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (1, 1)
    assert "overrides/assets/words.js:1:1: error: This file is missing." in check.output


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("\ndef (\n", "2:1", "This cannot be run: invalid syntax."),
        ("import nothing_there\n", "1:1", "This cannot be run: No module named 'nothing_there'."),
        ("X = 1\n\n\nX / 0\n", "4:1", "This cannot be run: division by zero."),
    ],
)
def test_macros_that_cannot_be_run_are_told_and_followed(
    small: Path, monkeypatch: pytest.MonkeyPatch, code: str, place: str, words: str
) -> None:
    monkeypatch.setattr(page_macros, "RELEASE", small)
    sound = (small / "macros" / "__init__.py").read_text(encoding="utf-8")
    write(small / "macros" / "__init__.py", code)
    told = run(small, "check")

    assert (told.exit_code, type(told.exception)) == (1, SystemExit)
    assert f"macros/__init__.py:{place}: error: {words} [bad-macro]" in told.output

    write(small / "macros" / "__init__.py", sound)
    assert run(small, "check").exit_code == 0


def test_a_template_that_names_another_almost_is_told_its_name(small: Path) -> None:
    file = small / "overrides" / "roles.html"
    write(file, file.read_text(encoding="utf-8").replace("playbook.html", "playbok.html"))

    told = run(small, "check").output

    message = (
        "There is no template 'playbok.html'. [bad-template]\n    Did you mean 'playbook.html'?"
    )
    assert f"overrides/roles.html:1:1: error: {message}" in told


def test_a_template_that_is_gone_is_one_fault_where_it_was(small: Path) -> None:
    (small / "overrides" / "playbook.html").unlink()

    errors = [line for line in run(small, "check").output.splitlines() if ": error: " in line]

    [error] = errors
    assert error.startswith("overrides/playbook.html:1:1: error: This file is missing")


def test_a_page_that_cannot_be_read_is_told_and_no_link_to_it(small: Path) -> None:
    write(small / PAGE, "---\ntitle: a: b\n---\n\n# A\n")
    words = (small / "docs/explore.md").read_text(encoding="utf-8")
    write(small / "docs/explore.md", f"{words}\n[x](about.md)\n")

    errors = [line for line in run(small, "check").output.splitlines() if ": error: " in line]

    assert [line.partition(":")[0] for line in errors] == [PAGE]


def test_a_new_name_is_told(small: Path) -> None:
    write(small / PAGE, "# A\n\n[x](../moves/ask-before.md)\n")

    assert "Link to ../moves/ask-first.md." in run(small, "check").output


def test_a_language_that_is_missing_is_told_with_those_that_exist(small: Path) -> None:
    write(small / SETTINGS, "language: vi\n")

    assert "Choose from: en, es." in run(small, "check").output


@pytest.mark.parametrize(
    ("path", "text"),
    {
        "an address with a question": (SETTINGS, "analytics: https://a.org/b.js?c=1&d=2\n"),
        "a region of a language": (SETTINGS, "language: es-MX\n"),
        "a label that loses a placeholder": (SETTINGS, "labels: {'%(count)s min': A while}\n"),
        "a first line that looks like a key": (PAGE, "Note: this stays.\n\nA\n"),
        "a title in digits": (PAGE, "---\ntitle: 2026\n---\n\nA\n"),
        "a title that says yes": (PAGE, "---\ntitle: yes\n---\n\nA\n"),
        "braces shown as they are": (PAGE, "# A\n\n{{ '{{ this }}' }}\n"),
        "every macro": (
            PAGE,
            '# A\n\n{{ card("moves", "ask-first") }}\n\n{{ cite("a-work") }} {{ count("moves") }}'
            '\n\n{{ moves(cards=true) }}\n\n{{ playbook_map() }}\n\n{{ field_table("moves") }}\n',
        ),
        "a template of a layer": (
            "district/overrides/main.html",
            '{% extends "playbook.html" %}{% block content %}{{ page.content }}{% endblock %}',
        ),
        "the original's templates as a layer's": (
            "district/overrides/moves.html",
            (ROOT / "overrides" / "moves.html").read_text(encoding="utf-8"),
        ),
        "an anchor of an entry": (PAGE, "# A\n\n[x](../moves/ask-first.md#e-steps)\n"),
        "an anchor in HTML": (PAGE, '# A\n\n[x](#here)\n\n<p id="here">A</p>\n'),
    }.values(),
)
def test_what_is_fine_is_built(small: Path, path: str, text: str) -> None:
    write(small / path, text)

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output


def run(root: Path, command: str) -> Result:
    return CliRunner().invoke(main, [command, str(root)], catch_exceptions=False)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", ["mkdocs.yml", "site", "overrides", "references.yml"])
def test_a_link_to_itself_is_told_by_the_check_and_the_build(small: Path, name: str) -> None:
    place = small / name
    shutil.rmtree(place, ignore_errors=True) if place.is_dir() else place.unlink(missing_ok=True)
    place.symlink_to(name)

    check, build = run(small, "check"), run(small, "build")

    assert build.exit_code == 1
    assert name == "site" or check.exit_code == 1
    assert name in build.output
