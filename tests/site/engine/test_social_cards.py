"""Which pages show which card where they are shared."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from playbook_site.building.build import build
from playbook_site.cli import main
from tests.site.rendering.test_head import ADDRESS, SITE, change, head

PAGES = ("", "moves/ask-first/", "cases/a-school-that-asked/", "roles/principal/", "moves/")
SETTING = "set PLAYBOOK_SITE_URL, or site_url in district/district.yml."
Run = Callable[..., Result]


@pytest.fixture
def addressed(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook that knows where it is published."""
    monkeypatch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
    return small


@pytest.fixture
def run(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command over the small playbook, outside of CI."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "memory"))

    def run(command: str, *options: str) -> Result:
        return CliRunner().invoke(main, [command, str(small), *options], catch_exceptions=False)

    return run


def card(site: Path, page: str, below: str = "") -> Path:
    """The picture that a page shows where it is shared."""
    address = head(site / below, page)["og:image"]
    assert address.startswith(ADDRESS)
    return site / address.removeprefix(ADDRESS)


def lay(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_every_page_shows_a_picture_that_is_there(addressed: Path) -> None:
    site = addressed / "site"
    build(addressed, site, cards=True)

    cards = {page: card(site, page) for page in PAGES}

    assert len({*cards.values()}) == 4
    assert cards[""] == cards["moves/"]
    for page, file in cards.items():
        with Image.open(file) as image:
            assert image.size == (1200, 630)
        said = head(site, page)
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["twitter:card"] == "summary_large_image"
    alt = head(site, "moves/ask-first/")["og:image:alt"]
    assert alt == "Learn every day. Ask first. 20 min · Every week · Principal"
    assert len(list((site / "assets" / "cards").iterdir())) == 6


def test_nobody_gets_cards_who_asks_for_none(addressed: Path) -> None:
    build(addressed, addressed / "site")

    assert "og:image" not in head(addressed / "site", "moves/ask-first/")
    assert not (addressed / "site" / "assets" / "cards").exists()


def test_a_new_title_has_a_new_card_and_no_other_page_is_drawn_for_it(
    addressed: Path, run: Run
) -> None:
    first = run("build", "--cards")
    before = {page: card(addressed / "site", page) for page in PAGES}
    change(addressed, "moves/ask-first.md", "title: Ask first", "title: Ask before all")

    second = run("build", "--cards")

    after = {page: card(addressed / "site", page) for page in PAGES}
    assert {page for page in PAGES if before[page] != after[page]} == {"moves/ask-first/"}
    assert "Cards: 6 drawn, 0 as they were; " in first.stdout
    assert "Cards: 1 drawn, 5 as they were; " in second.stdout


def test_with_cards_and_without_are_two_sites(addressed: Path, run: Run) -> None:
    run("build")

    assert run("build", "--cards").stdout.startswith("Built ")
    assert run("build", "--cards").stdout.startswith("Nothing has changed")
    assert run("build").stdout.startswith("Built ")
    assert "og:image" not in head(addressed / "site", "moves/ask-first/")


def test_the_same_playbook_gives_the_same_cards(addressed: Path) -> None:
    sites = [addressed / name for name in ("one", "two")]
    for site in sites:
        build(addressed, site, cards=True)

    one, two = ((site / "manifest.sha256").read_bytes() for site in sites)

    assert one == two
    assert b"assets/cards/moves-ask-first." in one


def test_without_an_address_a_sentence_names_the_setting(small: Path, run: Run) -> None:
    told = [run("build"), run("build"), run("check"), run("check"), run("build", "--cards")]

    lines = [[x for x in result.stderr.splitlines() if SETTING in x] for result in told]

    assert [len(found) for found in lines] == [1, 1, 1, 1, 1]
    assert lines[-1] == [f"No cards are drawn, for they need the address of the site: {SETTING}"]
    assert all(result.exit_code == 0 for result in told)
    assert not (small / "site" / "assets" / "cards").exists()
    assert run("build", "--cards", "--quiet").output == ""


def test_with_an_address_nothing_is_said_of_it(addressed: Path, run: Run) -> None:
    assert SETTING not in run("build").output
    assert SETTING not in run("check").output
    assert SETTING not in run("check", "--format", "json").output


def test_a_district_may_say_its_address_itself(small: Path, run: Run) -> None:
    lay(small, {"district/district.yml": f"name: Valley\nsite_url: {ADDRESS}\n"})

    told = run("build", "--cards")

    assert SETTING not in told.output
    assert card(small / "site", "moves/ask-first/").is_file()


def test_a_playbook_without_a_site_needs_no_address(small: Path, run: Run) -> None:
    (small / "mkdocs.yml").unlink()

    assert SETTING not in run("check").output


SCHOOL = {
    "district/district.yml": "name: Valley\ncolors: {brand: '#7a1f3d'}\n",
    "schools/high/district.yml": "name: High\n",
    "schools/high/roles/principal.md": ("---\nbecause: We say head.\ntitle: Head of school\n---\n"),
}


@pytest.mark.parametrize("more", ["", "language: es\n"])
def test_a_school_shows_the_districts_card_where_an_entry_is_the_districts(
    addressed: Path, more: str
) -> None:
    lay(addressed, SCHOOL)
    change(addressed, "schools/high/district.yml", "name: High\n", f"name: High\n{more}")
    site = addressed / "site"
    build(addressed, site, cards=True)

    role = card(site, "roles/principal/", "schools/high/")

    assert role.is_file()
    assert role != card(site, "roles/principal/")
    assert role.is_relative_to(site / "schools" / "high")
    home = card(site, "", "schools/high/")
    assert home.is_relative_to(site / "schools" / "high")
    if more:  # then the facts of moves are in another language
        return
    own = {f.name.partition(".")[0] for f in (site / "schools/high/assets/cards").iterdir()}
    assert own == {"site", "roles-principal", "moves-ask-first"}  # which the principal leads


def test_a_district_has_a_card_of_its_own_color(addressed: Path) -> None:
    build(addressed, addressed / "site", cards=True)
    ours = card(addressed / "site", "moves/ask-first/").read_bytes()
    lay(addressed, SCHOOL)
    build(addressed, addressed / "site", cards=True)

    with Image.open(card(addressed / "site", "moves/ask-first/")) as image:
        assert image.convert("RGB").getpixel((600, 184)) == (0x7A, 0x1F, 0x3D)
    assert ours != card(addressed / "site", "moves/ask-first/").read_bytes()
    assert head(addressed / "site", "moves/ask-first/")["og:site_name"] == "Valley" != SITE
