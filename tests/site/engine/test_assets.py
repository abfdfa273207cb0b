"""Scripts, style sheets and fonts are published under names that change with what is in them."""

import gzip
import hashlib
import re
from pathlib import Path

from playbook_site.building.build import build
from playbook_site.engine import assets
from playbook_site.engine.assets import ASSETS, Assets, plain_name
from tests.conftest import ROOT, published

MOVE = "moves/ask-first.md"


def address_of(site: Path, page: str, name: str) -> str:
    """The address by which a page names a file, from the root of the site."""
    text = (site / page).read_text(encoding="utf-8")
    stem, _, suffix = name.rpartition(".")
    [address] = set(re.findall(rf'"(?:\.\./)*({stem}\.[0-9a-f]{{8}}\.{suffix})"', text))
    return address


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_name_holds_the_hash_of_what_is_published(built: Path) -> None:
    files = [file for file in (built / "assets").rglob("*") if file.suffix in ASSETS]

    assert len(files) > 15
    for file in files:
        assert hashlib.sha256(file.read_bytes()).hexdigest()[:8] in file.name
        assert plain_name(file.name) != file.name


def test_the_index_has_the_name_of_the_scripts_that_read_it(small: Path) -> None:
    build(small, small / "site")
    before = address_of(small / "site", "explore/index.html", "explore/index.js")
    change(small / MOVE, "title: Ask first", "title: Ask before all")
    build(small, small / "site")
    same = address_of(small / "site", "explore/index.html", "explore/index.js")
    change(small / "overrides/assets/finder.js", '"use strict";', '"use strict"; 0;')

    build(small, small / "site")

    after = address_of(small / "site", "explore/index.html", "explore/index.js")
    assert before == same != after
    cards = (small / "site/explore/cards/0.js").read_text(encoding="utf-8")
    assert "Ask before all" in cards
    assert not (small / "site" / before).exists()


def test_what_only_the_text_of_a_page_says_leaves_every_name_as_it_is(small: Path) -> None:
    build(small, small / "site")
    before = {file.name for file in (small / "site").rglob("*.js")}
    change(small / MOVE, "People like to be asked.", "Nobody likes to be told.")

    build(small, small / "site")

    assert {file.name for file in (small / "site").rglob("*.js")} == before


def test_a_style_sheet_of_a_district_takes_the_place_of_ours_and_names_fonts(small: Path) -> None:
    own = small / "district" / "overrides" / "assets"
    own.mkdir(parents=True)
    (own.parent.parent / "district.yml").write_text("name: Ours\n", encoding="utf-8")
    (own / "playbook.css").write_text(
        "@font-face { src: url( 'fonts/inter-latin.woff2' ) }", encoding="utf-8"
    )

    build(small, small / "site")

    sheet = small / "site" / address_of(small / "site", "index.html", "assets/playbook.css")
    font = published(small / "site", "assets/fonts/inter-latin.woff2").name
    assert sheet.read_text("utf-8") == f"@font-face{{src:url('fonts/{font}')}}"


def test_a_style_sheet_follows_one_that_it_imports_and_may_name_itself() -> None:
    sheets = {"a/one.css": "@import 'two.css'; url(../x.png)", "a/two.css": "@import url(one.css)"}

    made = Assets({path: text.encode for path, text in sheets.items()})
    other = Assets({path: text.upper().encode for path, text in sheets.items()})

    two = made["a/two.css"].name.removeprefix("a/")
    assert made["a/one.css"].content().decode() == f"@import '{two}'; url(../x.png)"
    assert other["a/two.css"].name != made["a/two.css"].name


def test_what_only_people_read_is_not_published_and_a_license_is(tmp_path: Path) -> None:
    sheet, script, other = (tmp_path / name for name in ("a.css", "a.js", "a.txt"))
    sheet.write_text("/*! MIT */\n/* why */\na :hover { width: calc(1px + 2px); }\n")
    script.write_text("/*! MIT */\n// why\nconst a = `\n  b ${ 1 + 2 }`;\nrun(a)\n(b)\n")
    other.write_text("/* why */\n")

    published_sheet, published_script = assets.small(sheet).decode(), assets.small(script).decode()

    assert published_sheet == "/*! MIT */a :hover{width:calc(1px + 2px)}"
    assert published_script.startswith("/*! MIT */")
    assert "why" not in published_script
    assert "`\n  b ${ 1 + 2 }`" in published_script
    assert "run(a)\n(b)" in published_script
    assert assets.small(other) == b"/* why */\n"


def test_scripts_that_go_together_are_one_in_their_order_with_those_of_a_district(
    small: Path,
) -> None:
    own = small / "district" / "overrides" / "assets"
    own.mkdir(parents=True)
    (own.parent.parent / "district.yml").write_text("name: Ours\n", encoding="utf-8")
    (own / "logic.js").write_text("globalThis.ours = true;\n", encoding="utf-8")

    build(small, small / "site")

    page = (small / "site/explore/index.html").read_text("utf-8")
    script = published(small / "site", "assets/explorer.js").read_text("utf-8")
    given = ("playbookLive=", "ours=true", "playbookFinder=", "form.explorer")
    places = [script.index(name) for name in given]
    assert places == sorted(places)
    assert "playbookLogic=" not in script
    assert [*re.findall(r'src="[./]*assets/(\w+)', page)] == [
        "theme", "words", "search", "explorer"
    ]  # fmt: skip
    assert not list((small / "site/assets").glob("logic.*"))


def test_our_own_are_a_fifth_smaller_on_the_way() -> None:
    files = (ROOT / "overrides" / "assets").glob("*.*s")
    own = [file for file in files if file.stem not in ("editor", "edition")]

    written = sum(len(gzip.compress(file.read_bytes())) for file in own)
    sent = sum(len(gzip.compress(assets.small(file))) for file in own)

    assert sent < 0.8 * written
