"""A district's own look: two colors and a font stack, and whether everybody can read them."""

import re
from collections.abc import Collection, Iterator, Mapping
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coloraide import Color

LEAST = 4.5
"""The contrast that text needs, WCAG 2.1 SC 1.4.3, level AA."""

LEAST_DERIVED = 5.2
"""The contrast of what is chosen here: that of every pair in `playbook.css`."""

WHITE = "#ffffff"
MOST_FONTS = 300
"""The most characters that a font stack may have."""

GENERIC = ("sans-serif", "serif", "system-ui", "ui-sans-serif", "ui-serif", "monospace")
"""The families that every device has, one of which ends a font stack."""


class Ground(NamedTuple):
    """What text stands on, as `light-dark()` has it in `playbook.css`."""

    light: str
    dark: str


PAPER = Ground("#faf8f3", "#14171f")
CARD = Ground("#ffffff", "#1c212c")
TINT = Ground("#f0ece2", "#252b38")
WASHES = (
    Ground("#dcedea", "#17302f"),
    Ground("#f8ead3", "#332a1b"),
    Ground("#f3e1ee", "#33233a"),
)
"""What stands behind a move's boxes, a condition each; a link may stand in one."""

LINK = Ground("#2b4bb3", "#9db7ff")
"""The links of the site itself, for a brand that has no hue to lend them."""

LEAST_CHROMA = 0.04
"""What a color needs, in OKLCH, so that a link in it looks unlike the text around it."""

_LIGHT = {
    "brand": (PAPER.light, CARD.light),
    "link": (PAPER.light, CARD.light, TINT.light),
}
_DARK = (PAPER.dark, CARD.dark, TINT.dark)

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STRING = re.compile(r""""[^"]*"|'[^']*'""")
_WORD = r"-?[^\W\d_][\w-]*"
_NAME = re.compile(rf"{_STRING.pattern}|{_WORD}(?: +{_WORD})*")
"""A font's name as CSS takes it: one in quotes, or words that start with a letter."""


def contrast(one: str, other: str) -> float:
    """The ratio of luminances, 1 to 21, by which WCAG 2.1 SC 1.4.3 tells if text can be read."""
    return _color(one).contrast(other, method="wcag21")


def nearest(color: str, grounds: Collection[str], least: float = LEAST) -> str:
    """The color itself if it can be read on each ground, else the closest in OKLCH lightness."""
    same = _as_hex(_color(color))
    if _reads(same, grounds, least):
        return same
    lightness = _color(color).convert("oklch").get("lightness")
    candidates = [
        _toward(end, color, grounds, least)
        for end in (0.0, 1.0)
        if _reads(_lit(color, end), grounds, least)
    ]
    if not candidates:
        raise ValueError(f"neither black nor white has a contrast of {least} on {grounds}")
    return _lit(color, min(candidates, key=lambda passing: abs(passing - lightness)))


def objections(colors: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The key, what is wrong with its color on light grounds, and which color would do."""
    for key, grounds in _LIGHT.items():
        if key not in colors:
            continue
        color = colors[key]
        if not _HEX.fullmatch(color):
            yield (
                key,
                f"'{color[:60]}' is not a color as it is written here.",
                "Write # and six digits or letters from a to f, in quotes, as in: "
                f'{key}: "#22356f"',
            )
        elif (ratio := min(contrast(color, ground) for ground in grounds)) < LEAST:
            yield (
                key,
                f"'{color}' is hard to read on the page: "
                f"its contrast is {floor(ratio * 10) / 10}, and {LEAST} is needed.",
                f"Use {nearest(color, grounds)}, the nearest that passes.",
            )


def stylesheet(colors: Mapping[str, str], fonts: str | None) -> str:
    """The CSS that sets what a district chose, or nothing; `fonts` must be sound."""
    tokens = palette(colors)
    lines = [f"--{name}: light-dark({light}, {dark});" for name, (light, dark) in tokens.items()]
    if "brand" in tokens:
        lines.append(f"--print: {tokens['brand'].light};")
    if fonts is not None:
        lines += [f"--sans: {fonts};", f"--serif: {fonts};"]
    text = "".join(f"  {line}\n" for line in lines)
    return f":root {{\n{text}}}\n" if lines else ""


def palette(colors: Mapping[str, str]) -> dict[str, Ground]:
    """What two colors, or one, give the site: each token of `playbook.css` that takes part.

    Every text in it can be read on the grounds where it stands. A link has the color of the brand,
    unless there is one for links, or the brand is black, white or gray.
    """
    tokens: dict[str, Ground] = {}
    if brand := colors.get("brand"):
        ground = _pair("brand", brand)
        text = Ground(*map(ink, ground))
        tokens = {"brand": ground, "brand-ink": text, "mast": ground, "mast-ink": text}
        tokens |= {"title": ground, "link": _pair("link", brand) if _has_hue(brand) else LINK}
    if link := colors.get("link"):
        tokens["link"] = _pair("link", link)
    return tokens


def _pair(key: str, color: str) -> Ground:
    washes = WASHES if key == "link" else ()
    light = nearest(color, (*_LIGHT[key], *(wash.light for wash in washes)))
    return Ground(light, nearest(color, (*_DARK, *(wash.dark for wash in washes)), LEAST_DERIVED))


def _has_hue(color: str) -> bool:
    return float(_color(color).convert("oklch").get("chroma")) >= LEAST_CHROMA


def theme(color: str | None) -> Ground:
    """A brand in light and dark, as style sheets have it; without one, the paper of pages."""
    return PAPER if color is None else _pair("brand", color)


def objection_to_fonts(fonts: str) -> str:
    """Why a font stack cannot go into a stylesheet as it is, in one sentence, or nothing."""
    if len(fonts) > MOST_FONTS:
        return f"The font stack has more than {MOST_FONTS} characters; three or four fonts will do."
    if strange := next((s for s in fonts if not (s.isalnum() or s in " ,-\"'")), ""):
        return (
            f"The font stack holds {strange!r}, and only letters, digits, spaces, commas, hyphens "
            "and straight quotes may stand in it."
        )
    if not {"'", '"'}.isdisjoint(_STRING.sub("", fonts)):
        return "A quotation mark in the font stack has no partner."
    apart = _STRING.sub(lambda match: match[0].replace(",", " "), fonts).split(",")
    names = [name.strip() for name in apart]
    if names[-1].lower() not in GENERIC:
        return (
            f"The font stack needs to end in one of {', '.join(GENERIC)}, which every device has."
        )
    if "" in names:
        return "The font stack has a comma too many."
    if odd := next((name for name in names if not _NAME.fullmatch(name)), ""):
        return f'A font\'s name needs quotes around all of it, as in "Source Sans 3": {odd}'
    return ""


def ink(ground: str) -> str:
    """What can be read on a color: white, or nearly black."""
    return max(WHITE, PAPER.dark, key=lambda ink: contrast(ink, ground))


def _reads(color: str, grounds: Collection[str], least: float) -> bool:
    return all(contrast(color, ground) >= least for ground in grounds)


def _toward(end: float, color: str, grounds: Collection[str], least: float) -> float:
    """The lightness that passes, closest to the color's own on the way to an end that passes."""
    failing, passing = _color(color).convert("oklch").get("lightness"), end
    for _ in range(16):
        middle = (failing + passing) / 2
        if _reads(_lit(color, middle), grounds, least):
            passing = middle
        else:
            failing = middle
    return passing


def _lit(color: str, lightness: float) -> str:
    other = _color(color).convert("oklch").set("lightness", lightness)
    return _as_hex(other.convert("srgb").fit(method="oklch-chroma", jnd=0))


def _color(text: str) -> "Color":
    from coloraide import Color  # large, and most layers choose no color

    return Color(text)


def _as_hex(color: "Color") -> str:
    return color.to_string(hex=True, alpha=False)
