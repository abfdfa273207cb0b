"""For maintainers: makes the fonts that the site ships, and their rules in playbook.css.

    python3 scripts/fonts.py [FOLDER]

Whole fonts come from npm by their hash; what the site needs of them goes to `fonts/`. A fallback
is a font that devices have, scaled as wide and high as ours, so that nothing moves when ours come.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import environment
import node

ASSETS = environment.ROOT / "overrides" / "assets"
INTER = node.MODULES / "inter-ui"
GELASIO = node.MODULES / "@fontsource" / "gelasio"
FEATURES = "--layout-features=kern,liga,locl,ccmp,mark,mkmk,lnum,tnum,case"
SUBSET = (FEATURES, "--no-hinting", "--flavor=woff2", "--name-IDs=0,1,2,3,4,5,6,13,14")

LATIN = (
    "U+20-7E, U+A0-FF, U+131, U+152-153, U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+202F, "
    "U+2030, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2122, U+2190-2193, U+2212, U+2215, "
    "U+2248, U+2260, U+2264-2265, U+25A0, U+25B2, U+25CF, U+2713"
)
VIETNAMESE = (
    "U+102-103, U+110-111, U+128-129, U+168-169, U+1A0-1A1, U+1AF-1B0, U+300-301, U+303, U+309, "
    "U+31B, U+323, U+1EA0-1EF9, U+20AB"
)
EXTENDED = "U+100-101, U+104-10F, U+112-127, U+12A-130, U+132-151, U+154-167, U+16A-17F, U+218-21B"
"""Letters in the names of people and places that the others lack, from Polish to Turkish."""

SAMPLE = (
    "What leaders do so that every student has a teacher who goes on learning: "
    "moves, cases and conditions for professional learning, ready to use."
)


START = "/* Fonts, made by scripts/fonts.py up to the next mark */\n\n"
END = "\n/* End of the fonts */\n"
TABLES = ("-t", "head", "-t", "hhea", "-t", "hmtx", "-t", "cmap")


class Metrics(NamedTuple):
    """What decides how much room text takes, in ems: a letter of the sample, and a line."""

    width: float
    ascent: float
    descent: float


class Face(NamedTuple):
    """One file of a font."""

    family: str
    file: str
    weight: str
    source: Path
    characters: str
    axes: tuple[str, ...] = ()
    """What is kept of a font with weights and sizes between."""


class Fallback(NamedTuple):
    """A font that a device may have, and how wide the sample is in it, in ems a letter."""

    family: str
    name: str
    regular: float
    bold: float
    locals: tuple[str, ...]


def _inter(part: str, characters: str) -> Face:
    source = INTER / "variable" / "InterVariable.woff2"
    axes = ("opsz=14", "wght=400:700")
    return Face("Inter", f"inter-{part}.woff2", "400 700", source, characters, axes)


def _gelasio(weight: str, part: str, characters: str) -> Face:
    source = GELASIO / "files" / f"gelasio-{part}-{weight}-normal.woff2"
    return Face("Gelasio", f"gelasio-{weight}-{part}.woff2", weight, source, characters)


PARTS = {"latin": LATIN, "latin-ext": EXTENDED, "vietnamese": VIETNAMESE}
FACES = [
    *(_inter(part, characters) for part, characters in PARTS.items()),
    *(_gelasio(w, part, chars) for w in ("400", "700") for part, chars in PARTS.items()),
]
FALLBACKS = [
    Fallback("Inter", "Inter Arial", 0.4482, 0.4825, ("Arial", "Liberation Sans")),
    Fallback("Inter", "Inter Roboto", 0.4461, 0.4525, ("Roboto",)),
    Fallback("Inter", "Inter DejaVu", 0.5093, 0.575, ("DejaVu Sans",)),
    Fallback("Gelasio", "Gelasio Georgia", 0.4392, 0.513, ("Georgia",)),
    Fallback("Gelasio", "Gelasio Noto", 0.4769, 0.5064, ("Noto Serif",)),
    Fallback("Gelasio", "Gelasio Times", 0.3997, 0.4245, ("Times New Roman", "Liberation Serif")),
    Fallback("Gelasio", "Gelasio DejaVu", 0.5126, 0.565, ("DejaVu Serif",)),
]


def main(assets: Path) -> int:
    """Make the files beside the old ones, and take their place when all of them are there."""
    node.ensure()
    sheet = assets / "playbook.css"
    before, start, rest = sheet.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{sheet} has lost the lines between which the fonts stand.")
    with tempfile.TemporaryDirectory(dir=assets) as place:
        folder = Path(place, "fonts")
        rules = make(folder)
        shutil.rmtree(assets / "fonts", ignore_errors=True)
        folder.rename(assets / "fonts")
    sheet.write_text(before + start + rules + end + after, encoding="utf-8", newline="\n")
    return 0


def make(folder: Path) -> str:
    """Fill a folder with the fonts and their licences; gives the rules for the style sheet."""
    folder.mkdir()
    for face in FACES:
        cut(face, folder / face.file)
    shutil.copyfile(INTER / "LICENSE.txt", folder / "LICENSE-Inter.txt")
    shutil.copyfile(GELASIO / "LICENSE", folder / "LICENSE-Gelasio.txt")
    return "".join([*map(shipped, FACES), *fallbacks(folder)])


def cut(face: Face, target: Path) -> None:
    """Keep the characters and the weights that the site uses."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, face.file) if face.axes else target
        unicodes = f"--unicodes={face.characters.replace(' ', '')}"
        _run("subset", str(face.source), unicodes, *SUBSET, f"--output-file={part}")
        if face.axes:
            _run(
                "varLib.instancer",
                "-q",
                "--no-recalc-timestamp",
                str(part),
                *face.axes,
                "-o",
                str(target),
            )


def shipped(face: Face) -> str:
    """The rule of a file: it is asked for when a page has one of its characters."""
    return (
        f"@font-face {{ font-family: {face.family}; font-weight: {face.weight}; "
        f'font-display: swap;\n  src: url(fonts/{face.file}) format("woff2");\n'
        f"  unicode-range: {face.characters}; }}\n"
    )


def fallbacks(folder: Path) -> Iterator[str]:
    """The rules that make each fallback as wide and as high as the font it stands in for."""
    ours = {
        "Inter": (
            measure(folder / "inter-latin.woff2"),
            measure(folder / "inter-latin.woff2", "700"),
        ),
        "Gelasio": (
            measure(folder / "gelasio-400-latin.woff2"),
            measure(folder / "gelasio-700-latin.woff2"),
        ),
    }
    for fallback in FALLBACKS:
        regular, bold = ours[fallback.family]
        yield _scaled(fallback, "400", "", regular, regular.width / fallback.regular)
        yield _scaled(fallback, "700", " Bold", bold, bold.width / fallback.bold)


def measure(file: Path, weight: str = "") -> Metrics:
    """Read a font's own tables; of one with many weights, at the one asked for."""
    with tempfile.TemporaryDirectory() as folder:
        if weight:
            one = Path(folder, file.name)
            _run("varLib.instancer", "-q", str(file), f"wght={weight}", "-o", str(one))
            file = one
        tables = Path(folder, "tables.ttx")
        _run("ttx", "-q", *TABLES, "-o", str(tables), str(file))
        font = ET.parse(tables).getroot()  # noqa: S314 - written by the line above
    glyphs = {int(m.get("code", ""), 16): m.get("name") for m in font.iterfind("cmap/*/map")}
    widths = {m.get("name"): float(m.get("width", "")) for m in font.iterfind("hmtx/mtx")}
    em = _number(font, "head/unitsPerEm")
    width = sum(widths[glyphs[ord(character)]] for character in SAMPLE) / len(SAMPLE)
    return Metrics(
        width / em, _number(font, "hhea/ascent") / em, -_number(font, "hhea/descent") / em
    )


def _scaled(fallback: Fallback, weight: str, style: str, ours: Metrics, scale: float) -> str:
    sources = ", ".join(f'local("{name}{style}")' for name in fallback.locals)
    return (
        f'@font-face {{ font-family: "{fallback.name}"; font-weight: {weight}; src: {sources};\n'
        f"  size-adjust: {scale:.2%}; ascent-override: {ours.ascent / scale:.2%}; "
        f"descent-override: {ours.descent / scale:.2%}; line-gap-override: 0%; }}\n"
    )


def _number(font: ET.Element, path: str) -> float:
    element = font.find(path)
    return float(element.get("value", "")) if element is not None else 0.0


def _run(module: str, *arguments: str) -> None:
    command = [str(environment.ensure()), "-m", f"fontTools.{module}", *arguments]
    subprocess.run(command, check=True, cwd=environment.ROOT)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS))
