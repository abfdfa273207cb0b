"""A district's colors and fonts."""

import re
from pathlib import Path

import pytest
from coloraide import Color
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.layers.brand import (
    CARD,
    GENERIC,
    LEAST,
    LEAST_CHROMA,
    LEAST_DERIVED,
    LINK,
    MOST_FONTS,
    PAPER,
    TINT,
    WASHES,
    contrast,
    nearest,
    objection_to_fonts,
    objections,
    palette,
    stylesheet,
)

CSS = Path(__file__).resolve().parents[3] / "overrides" / "assets" / "playbook.css"
LIGHT = (PAPER.light, CARD.light, TINT.light)
DARK = (PAPER.dark, CARD.dark, TINT.dark)
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
patient = settings(deadline=None)  # colors take a while to convert on a busy machine
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")


def test_the_grounds_are_those_of_the_site() -> None:
    tokens = {name: both for name, *both in TOKEN.findall(CSS.read_text(encoding="utf-8"))}

    assert tokens["paper"] == [*PAPER]
    assert tokens["card"] == [*CARD]
    assert tokens["tint"] == [*TINT]
    assert tokens["brand-ink"] == ["#ffffff", PAPER.dark]
    assert tokens["link"] == [*LINK]
    assert [tokens[f"wash-{n}"] for n in (1, 2, 3)] == [[*wash] for wash in WASHES]


def test_the_site_s_own_colors_have_no_fault() -> None:
    tokens = {name: light for name, light, _ in TOKEN.findall(CSS.read_text(encoding="utf-8"))}

    assert not [*objections({"brand": tokens["brand"], "link": tokens["link"]})]


def test_the_site_s_own_fonts_have_no_fault() -> None:
    stacks = re.findall(r"--(?:serif|sans): (.+);", CSS.read_text(encoding="utf-8"))

    assert len(stacks) == 2
    assert not any(objection_to_fonts(stack) for stack in stacks)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#abc", "#aabbcc", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("written", "same"), [("#235", "#223355"), ("#2B4BB3", "#2b4bb3"), ("#000", "#000000")]
)
def test_a_color_that_passes_stays_as_it_is(written: str, same: str) -> None:
    assert nearest(written, LIGHT) == same


@patient
@given(COLORS)
@example("#ffff00")
@example("#ffffff")
@example("#000000")
def test_the_nearest_passes_on_every_ground(color: str) -> None:
    on_light = nearest(color, LIGHT)
    on_dark = nearest(color, DARK, LEAST_DERIVED)

    assert all(contrast(on_light, ground) >= LEAST for ground in LIGHT)
    assert all(contrast(on_dark, ground) >= LEAST_DERIVED for ground in DARK)
    assert nearest(on_light, LIGHT) == on_light


@patient
@given(COLORS)
def test_the_nearest_is_barely_enough(color: str) -> None:
    found = nearest(color, LIGHT)

    worst = min(contrast(found, ground) for ground in LIGHT)
    assert found == color or worst < LEAST + 0.1


@pytest.mark.parametrize("color", ["#88aaff", "#e07000", "#3cb371", "#c71585"])
def test_the_nearest_keeps_its_hue(color: str) -> None:
    found = nearest(color, LIGHT)

    turned = Color(found).convert("oklch")["hue"] - Color(color).convert("oklch")["hue"]
    assert abs(turned) < 3


def test_between_darker_and_lighter_the_closer_one_is_found() -> None:
    gray = "#8a8a8a"

    assert contrast(nearest("#707070", [gray], 3), "#ffffff") > contrast(gray, "#ffffff")
    assert contrast(nearest("#f0f0f0", [gray], 3.4), "#000000") > contrast(gray, "#000000")


def test_grounds_on_which_nothing_can_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="neither black nor white"):
        nearest("#22356f", ["#000000", "#ffffff"])


def test_a_color_that_nobody_can_read_is_reported_with_one_that_passes() -> None:
    [(key, message, hint)] = objections({"brand": "#22356f", "link": "#88aaff"})

    assert key == "link"
    assert message == (
        "'#88aaff' is hard to read on the page: its contrast is 1.9, and 4.5 is needed."
    )
    assert hint == f"Use {nearest('#88aaff', LIGHT)}, the nearest that passes."


def test_a_contrast_that_just_fails_is_not_rounded_up_to_one_that_passes() -> None:
    [(_, message, _)] = objections({"brand": "#767676"})

    assert "its contrast is 4.2, and" in message


@pytest.mark.parametrize("color", ["navy", "", "#12", "#1234", "22356f", "#22356g", "#22356f "])
@pytest.mark.parametrize("key", ["brand", "link"])
def test_what_is_no_color_is_reported_with_an_example(key: str, color: str) -> None:
    [(found, message, hint)] = objections({key: color})

    assert found == key
    assert message == f"'{color}' is not a color as it is written here."
    assert hint.endswith(f'as in: {key}: "#22356f"')


def test_the_brand_is_not_asked_to_be_read_on_the_tint() -> None:
    color = nearest("#ff5555", (PAPER.light, CARD.light))

    assert not [*objections({"brand": color})]
    assert [*objections({"link": color})]


def test_other_keys_are_left_alone() -> None:
    assert not [*objections({"logo": "logo.svg"})]


@patient
@given(COLORS, st.sampled_from(["brand", "link"]))
def test_what_a_hint_offers_has_no_fault(color: str, key: str) -> None:
    for _, _, hint in objections({key: color}):
        offered = hint.split()[1].rstrip(",")

        assert not [*objections({key: offered})]


def test_a_stylesheet_sets_what_was_chosen() -> None:
    fonts = 'Lato, "Segoe UI", sans-serif'

    css = stylesheet({"brand": "#235", "link": "#2b4bb3"}, fonts)

    lines = css.splitlines()
    assert lines[0] == ":root {"
    assert lines[-1] == "}"
    assert [line.partition(":")[0].strip() for line in lines[1:-1]] == [
        *("--brand", "--brand-ink", "--mast", "--mast-ink", "--title", "--link"),
        *("--print", "--sans", "--serif"),
    ]
    assert "  --brand: light-dark(#223355, #" in css
    assert f"  --sans: {fonts};\n  --serif: {fonts};\n" in css


@pytest.mark.parametrize(
    ("colors", "fonts", "names"),
    [
        (
            {"brand": "#22356f"},
            None,
            ["--brand", "--brand-ink", "--mast", "--mast-ink", "--title", "--link", "--print"],
        ),
        ({"link": "#22356f"}, None, ["--link"]),
        ({}, "serif", ["--sans", "--serif"]),
        ({}, None, []),
    ],
)
def test_a_stylesheet_sets_nothing_else(
    colors: dict[str, str], fonts: str | None, names: list[str]
) -> None:
    css = stylesheet(colors, fonts)

    assert re.findall(r"--[a-z-]+(?=:)", css) == names
    assert bool(css) == bool(names)


@patient
@given(COLORS)
@example("#777777")
def test_what_stands_on_the_brand_can_always_be_read(color: str) -> None:
    css = stylesheet({"brand": color, "link": color}, None)

    tokens = {name: both for name, *both in TOKEN.findall(css)}
    for ink, brand in zip(tokens["brand-ink"], tokens["brand"], strict=True):
        assert ink in {"#ffffff", "#14171f"}
        assert contrast(ink, brand) >= LEAST
    for token in ("brand", "link"):
        assert all(contrast(tokens[token][1], ground) >= LEAST_DERIVED for ground in DARK)


@patient
@given(COLORS, st.none() | COLORS)
@example("#ffff00", None)
@example("#d9d9d9", None)
@example("#000000", None)
def test_every_pair_that_a_brand_makes_can_be_read(color: str, link: str | None) -> None:
    tokens = palette({"brand": color} | ({"link": link} if link else {}))

    for name in ("brand", "title"):
        assert all(contrast(tokens[name].light, ground) >= LEAST for ground in LIGHT[:2])
    assert all(contrast(tokens["link"].light, ground) >= LEAST for ground in LIGHT)
    for wash in WASHES:
        assert contrast(tokens["link"].light, wash.light) >= LEAST
        assert contrast(tokens["link"].dark, wash.dark) >= LEAST_DERIVED
    for name in ("brand", "title", "link"):
        assert all(contrast(tokens[name].dark, ground) >= LEAST_DERIVED for ground in DARK)
    for ink, ground in zip(tokens["mast-ink"], tokens["mast"], strict=True):
        assert contrast(ink, ground) >= LEAST


@pytest.mark.parametrize("color", ["#7a1f3d", "#0b4f6c", "#006b3f", "#ffff00"])
def test_links_take_the_color_of_the_brand(color: str) -> None:
    link = palette({"brand": color})["link"]

    turned = Color(link.light).convert("oklch")["hue"] - Color(color).convert("oklch")["hue"]
    assert abs(turned) < 3


@pytest.mark.parametrize("color", ["#000000", "#d9d9d9", "#444748", "#ffffff"])
def test_a_brand_without_a_hue_leaves_links_as_they_are(color: str) -> None:
    assert Color(color).convert("oklch")["chroma"] < LEAST_CHROMA
    assert palette({"brand": color})["link"] == LINK


def test_a_color_for_links_is_taken_before_that_of_the_brand() -> None:
    both = palette({"brand": "#7a1f3d", "link": "#0a5a7c"})

    assert both["link"].light == "#0a5a7c"
    assert both["link"] == palette({"link": "#0a5a7c"})["link"]


@pytest.mark.parametrize(
    "fonts",
    [
        "serif",
        "System-UI",
        'Lato, "Source Sans 3", sans-serif',
        "-apple-system, 'Segoe UI', system-ui",
        '"Bob\'s Own, Bold", ui-serif',
        "Größe, monospace",
    ],
)
def test_a_font_stack_may_be_published(fonts: str) -> None:
    assert objection_to_fonts(fonts) == ""


@pytest.mark.parametrize(
    ("fonts", "objection"),
    [
        ("Lato; } body { display: none", "The font stack holds ';', and only letters"),
        ("url(https://example.org/a), serif", "The font stack holds '(', and only letters"),
        ("Lato,\nserif", r"The font stack holds '\n', and only letters"),
        ("“Lato”, serif", "The font stack holds '“', and only letters"),
        ("</style>, serif", "The font stack holds '<', and only letters"),
        ("Lato\\, serif", r"The font stack holds '\\', and only letters"),
        ('"Lato, serif', "A quotation mark in the font stack has no partner."),
        ("'Lato\", serif", "A quotation mark in the font stack has no partner."),
        ("Lato", "The font stack needs to end in one of sans-serif, serif,"),
        ("", "The font stack needs to end in one of"),
        ('Lato, "serif"', "The font stack needs to end in one of"),
        ('Lato, "a, serif"', "The font stack needs to end in one of"),
        ("Lato, serif,", "The font stack needs to end in one of"),
        ("Lato,, serif", "The font stack has a comma too many."),
        ("Source Sans 3, serif", 'as in "Source Sans 3": Source Sans 3'),
        ('"Segoe" UI, serif', 'as in "Source Sans 3": "Segoe" UI'),
        ("a" * MOST_FONTS + ", serif", "The font stack has more than 300 characters"),
    ],
)
def test_a_font_stack_is_refused(fonts: str, objection: str) -> None:
    assert objection in objection_to_fonts(fonts)


@given(st.text() | st.text("ab3 ,-\"'", max_size=20).map(lambda text: text + ", serif"))
def test_no_font_stack_without_a_fault_can_leave_its_place(fonts: str) -> None:
    if objection_to_fonts(fonts):
        return

    css = stylesheet({}, fonts)

    assert css.count("{") == css.count("}") == 1
    assert css.count(";") == 2
    assert fonts.lower().rstrip(" ").endswith(GENERIC)
