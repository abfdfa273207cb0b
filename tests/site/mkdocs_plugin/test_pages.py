"""What stands on the pages of a real build."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from lxml import html as markup

from playbook.records.schemas import playbook_schema
from playbook_site.building.build import build


def text(site: Path, page: str) -> str:
    """The words of a page, without its frame."""
    tree = markup.fromstring((site / page / "index.html").read_text(encoding="utf-8"))
    return " ".join(tree.get_element_by_id("content").text_content().split())


def test_a_move_shows_both_directions_of_its_relations(built: Path) -> None:
    page = text(built, "moves/ask-first")

    assert "Asks, and waits." in page
    assert "Asking makes a meeting a place to learn." in page
    assert "The principal asked in every meeting." in page


def test_a_move_shows_its_first_step_and_minutes(built: Path) -> None:
    page = text(built, "moves/ask-first")

    assert "First step this week 1Step 1 is done Choose a question." in page
    assert "20 min Ask it." in page


def test_a_condition_shows_its_moves_and_cases(built: Path) -> None:
    page = text(built, "conditions/learn-every-day")

    assert "Asking makes a meeting a place to learn." in page
    assert "It learned in its meetings." in page


def test_a_role_shows_where_to_start_and_what_is_asked(built: Path) -> None:
    page = text(built, "roles/principal")

    assert "Start with this Learn every day Ask first It costs nothing." in page
    assert "Asks, and waits." in page


def test_a_case_links_to_the_move_as_it_happens(built: Path) -> None:
    page = (built / "cases/a-school-that-asked/index.html").read_text(encoding="utf-8")

    assert '<a href="../../moves/ask-first/#e-steps">asked</a>' in page


def test_a_citation_is_set_in_apa_style_and_escaped(built: Path) -> None:
    page = (built / "moves/ask-first/index.html").read_text(encoding="utf-8")

    assert "Writer, A. (2020). <i>A &lt;work&gt; &amp; more</i>. Press." in page
    assert '<a href="https://example.org/work">' in page
    assert "(Page 3)" in page


def test_a_former_id_leads_to_the_entry(built: Path) -> None:
    page = (built / "moves/ask-before/index.html").read_text(encoding="utf-8")

    assert 'content="0; url=../ask-first/"' in page


def test_playbook_json_keeps_its_schema(built: Path) -> None:
    data = json.loads((built / "playbook.json").read_text(encoding="utf-8"))

    jsonschema.validate(data, playbook_schema())
    assert [entry["id"] for entry in data["entries"]] == [
        "learn-every-day",
        "principal",
        "ask-first",
        "a-school-that-asked",
        "first-weeks",
    ]


def test_every_link_and_file_of_the_site_is_there(built: Path) -> None:
    broken = [
        (page.relative_to(built).as_posix(), address)
        for page in built.rglob("*.html")
        for address in links(page)
        if not leads_somewhere(built, page, address)
    ]

    assert not broken


def test_ids_are_unique_on_every_page(built: Path) -> None:
    for page in built.rglob("*.html"):
        text = re.sub("(?s)<template>.*?</template>", "", page.read_text(encoding="utf-8"))
        ids = re.findall(r'\sid="([^"]*)"', text)  # a template is a document of its own
        assert len(ids) == len(set(ids)), page


def test_improve_this_page_leads_to_the_right_file(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", "https://github.com/a/b/")

    build(small, small / "site")

    page = (small / "site/moves/ask-first/index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/a/b/edit/HEAD/moves/ask-first.md"' in page
    assert "Say it our way" not in page


def test_changes_go_to_the_branch_that_is_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", "https://gitlab.com/a/b")
    monkeypatch.setenv("PLAYBOOK_BRANCH", "trunk")

    build(small, small / "site")

    page = (small / "site/moves/ask-first/index.html").read_text(encoding="utf-8")
    assert 'href="https://gitlab.com/a/b/-/edit/trunk/moves/ask-first.md"' in page


def test_a_draft_is_not_published(small: Path) -> None:
    move = small / "moves" / "ask-first.md"
    draft = move.read_text(encoding="utf-8").replace("status: published", "status: draft")
    draft = draft.replace("Ask first", "Ask later").replace("former_ids: [ask-before]\n", "")
    (small / "moves" / "ask-later.md").write_text(draft, encoding="utf-8")

    build(small, small / "site")
    build(small, small / "preview", drafts=True)

    assert not (small / "site/moves/ask-later").exists()
    assert "This is a draft." in text(small / "preview", "moves/ask-later")


def links(page: Path) -> set[str]:
    """Every address that a page asks for or leads to."""
    tree = markup.fromstring(page.read_text(encoding="utf-8"))
    return {address for _, _, address, _ in tree.iterlinks()}


def leads_somewhere(site: Path, page: Path, address: str) -> bool:
    """Whether an address is elsewhere, or a file of the site with that anchor."""
    if address.startswith(("https://", "mailto:", "data:")):
        return True
    path, _, anchor = address.partition("#")
    path, _, entry = path.partition("?e=")  # whose words the page for suggestions reads
    if entry and not (site / entry / "source.txt").is_file():
        return False
    base = site if path.startswith("/") else page.parent
    target = (base / path.lstrip("/")).resolve() if path else page
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return False
    holds_plan = re.match(r"(start~)?v1~", anchor)
    return not anchor or bool(holds_plan) or f'id="{anchor}"' in target.read_text(encoding="utf-8")


def test_macros_give_what_pages_ask_for(small: Path) -> None:
    about = small / "docs" / "about.md"
    about.write_text(
        "# About\n\n"
        '{{ moves(condition="learn-every-day", role="principal", setting="team") }}\n\n'
        '{{ moves(case="a-school-that-asked", cards=true) }}\n\n'
        '{{ card("roles", "principal") }}\n\n'
        '{{ count("moves") }} move\n\n{{ playbook_map() }}\n\n{{ cite("a-work") }}\n\n'
        '{{ field_table("roles") }}\n',
        encoding="utf-8",
    )

    build(small, small / "site")

    page = (small / "site/about/index.html").read_text(encoding="utf-8")
    assert page.count('<a href="../moves/ask-first/">Ask first</a>') == 2
    assert '<a href="../roles/principal/">Principal</a></strong>' in page
    assert "1 move" in page
    assert "<td>1</td>" in page
    assert "Writer, A. (2020). <i>A &lt;work&gt; &amp; more</i>. Press." in page
    assert "<td><code>start_with</code></td>" in page


def test_every_link_on_every_page_leads_to_something_that_is_there(built: Path) -> None:
    lychee = str(Path(sys.executable).parent / "lychee")
    words = (
        "--offline",
        "--no-progress",
        "--include-fragments=full",
        "--index-files",
        "index.html",
        "--exclude=/plan#(start~)?v1~",  # which holds a plan, and names no place
    )

    told = subprocess.run(
        [lychee, *words, "--root-dir", str(built), str(built)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout
    assert "🔍" in told.stdout or " OK " in told.stdout
