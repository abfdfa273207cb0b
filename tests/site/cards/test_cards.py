"""Pictures of cards: light, the same each time, and without a letter that their fonts lack."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from playbook_site.cards.card import CannotLetter, Card, digest, rgb
from playbook_site.cards.drawing import WASHES, Hand
from playbook_site.cards.gallery import Gallery
from playbook_site.cards.icons import draw
from playbook_site.cards.lettering import Face, lines
from playbook_site.cards.mark import CONDITIONS, icon
from tests.conftest import ROOT

ASSETS = ROOT / "overrides" / "assets"
FONTS = ASSETS / "fonts"
CARD = Card(
    title="Draw a map of what already supports learning",
    name="Learning Matters, the open playbook",
    brand="#22356f",
    kicker="Learning in the daily work",
    line=("90 min", "Once a year", "Principal and District leader"),
    patterns=(1,),
)
LONG = "Anchor learning communities in a few critical questions everybody helped to word"
CARDS = [
    CARD,
    replace(CARD, title=LONG, name="Distrito escolar unificado de San Bernardino " * 2),
    replace(CARD, title="¿Qué necesita tu niñez?", patterns=(2,)),
    replace(CARD, title="Hỏi trước khi nói", patterns=(4,)),
    replace(CARD, kicker="Role", line=("District", "12 moves"), patterns=(0,)),
    replace(CARD, kicker="", line=(), text="What leaders do. " * 9, patterns=(1, 2, 3)),
]


@pytest.fixture(scope="module")
def hand() -> Hand:
    return Hand(FONTS)


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_as_large_as_asked_and_light(hand: Hand, card: Card) -> None:
    content = hand.draw(card)

    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) <= 40 * 1024


def test_a_card_is_the_same_each_time(hand: Hand) -> None:
    assert hand.draw(CARD) == Hand(FONTS).draw(CARD)


@pytest.mark.parametrize("card", CARDS)
def test_nothing_comes_near_the_edge(hand: Hand, card: Card) -> None:
    paper = picture(hand.draw(card)).crop((1128, 200, 1200, 630))

    assert {color for _, color in paper.getcolors()} <= {rgb("#faf8f3")}


@pytest.mark.parametrize("title", ["学習は大切です", "تعلّم", "Ask first 🎒", "Ask\u202efirst"])
def test_a_title_that_the_fonts_cannot_say_is_left_out(hand: Hand, title: str) -> None:
    bare = hand.draw(replace(CARD, title=""))

    assert hand.draw(replace(CARD, title=title)) == bare
    assert hand.draw(replace(CARD, title="Ask first")) != bare


def test_facts_that_find_no_room_are_left_out_from_the_end(hand: Hand) -> None:
    some = hand.draw(replace(CARD, line=("90 min", "Weekly")))

    assert hand.draw(replace(CARD, line=("90 min", "Weekly", "Principal " * 12))) == some


def test_lines_are_few_and_about_as_long() -> None:
    face = Face([FONTS / "gelasio-700-latin.woff2"])

    rows = lines("Draw a map of what already supports learning", face, 70, 1056, 3)

    assert rows == ["Draw a map of what", "already supports learning"]
    assert lines("Ask first", face, 80, 1056, 3) == ["Ask first"]
    assert lines("Ask " * 90, face, 80, 1056, 3) == []


def test_the_colors_are_those_of_pages() -> None:
    css = (ASSETS / "playbook.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6})", css))

    assert {n: rgb(light[f"condition-{n}"]) for n in (1, 2, 3)} == CONDITIONS
    assert {n: rgb(light[f"wash-{n}"]) for n in (1, 2, 3)} == WASHES


def test_a_picture_is_drawn_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "cache"))
    first, second = Gallery(FONTS), Gallery(FONTS)

    content = first.picture(CARD)

    assert second.picture(CARD) == content
    assert (first.drawn, first.reused, second.drawn, second.reused) == (1, 0, 0, 1)
    assert re.fullmatch(r"Cards: 0 drawn, 1 as they were; \d\.\d s\.", second.summary)
    second.picture(replace(CARD, title="Ask first"))
    assert second.drawn == 1


def test_a_picture_that_somebody_spoilt_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "cache"))
    content = Gallery(FONTS).picture(CARD)
    place = tmp_path / "cache" / "cards" / digest(CARD, FONTS)
    place.write_bytes(place.read_bytes()[:-1])

    again = Gallery(FONTS)

    assert again.picture(CARD) == content
    assert again.drawn == 1


def test_in_ci_no_picture_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "cache"))

    Gallery(FONTS).picture(CARD)

    assert not (tmp_path / "cache").exists()


def test_fonts_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    for file in FONTS.glob("*.woff2"):
        (tmp_path / file.name).write_bytes(b"wOF2")

    with pytest.raises(CannotLetter, match=r"Pillow cannot read inter-latin\.woff2"):
        Hand(tmp_path).draw(replace(CARD, kicker=""))


def test_the_icons_that_the_site_ships_are_what_their_script_draws(tmp_path: Path) -> None:
    draw(tmp_path)

    for size in (180, 192, 512):
        with (
            Image.open(ASSETS / f"icon-{size}.png") as ours,
            Image.open(tmp_path / f"icon-{size}.png") as drawn,
        ):
            assert ours.size == drawn.size == (size, size)
            assert ours.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


def test_whatever_shape_a_system_cuts_an_icon_to_it_cuts_nothing_of_the_mark() -> None:
    ground = rgb("#7a1f3d")
    image = picture(icon(512, ground, rgb("#ffffff")))

    marks = [(x, y) for x in range(512) for y in range(512) if image.getpixel((x, y)) != ground]

    assert marks
    assert max((x - 255.5) ** 2 + (y - 255.5) ** 2 for x, y in marks) <= (0.4 * 512) ** 2
