"""Which logos may be published."""

import io
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from playbook.layers.logos import ELEMENTS, MOST_BYTES, MOST_PIXELS, objection

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
BOMB_SIDE = 20_000
"""As many pixels on a side as would take a gigabyte in memory."""


def picture(kind: str, wide: int = 9, high: int = 9) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (wide, high), "green").save(stream, kind)
    return stream.getvalue()


JPEG, WEBP = picture("JPEG"), picture("WEBP")
GOOD = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Drawn by hand -->
<svg {NS} viewBox="0 0 10 10" role="img" aria-label="Oak (logo)" class="oak">
  <title>Oak &amp; Elm &lt; Ash</title>
  <defs>
    <linearGradient id="a"><stop offset="0" stop-color="rgb(1, 2, 3)"/></linearGradient>
    <radialGradient id="b" xlink:href="#a"/>
    <clipPath id="c"><circle r="5"/></clipPath>
    <path id="d" d="M0 0h9" style="fill: url( '#a' ); stroke: none"/>
  </defs>
  <g clip-path="url(#c)" transform="rotate(4)"><use id="e" href="#d"/><use xlink:href="#d"/></g>
  <text><tspan fill='url("#b")'>Oak</tspan></text>
</svg>
"""


def svg(inside: str = "", attributes: str = "") -> bytes:
    return f"<svg {NS} {attributes}>{inside}</svg>".encode()


def png(wide: int, high: int) -> bytes:
    """A picture of that size; beyond what can be drawn, one that only says so."""
    if max(wide, high) <= MOST_PIXELS:
        return picture("PNG", wide, high)
    header = b"IHDR" + wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x06\0\0\0"
    check = zlib.crc32(header).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + header + check + END


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", GOOD.encode()),
        ("logo.svg", b"\xef\xbb\xbf" + GOOD.encode()),
        ("logo.svg", svg("<!----><desc>Größe</desc>")),
        ("logo.svg", svg("".join(f"<{name}/>" for name in sorted(ELEMENTS)))),
        ("logo.svg", f'<s:svg {NS} xmlns:s="http://www.w3.org/2000/svg"/>'.encode()),
        ("LOGO.SVG", svg()),
        ("our.new.logo.png", png(MOST_PIXELS, 1)),
        ("logo.jpg", JPEG),
        ("logo.jpeg", JPEG),
        ("logo.webp", WEBP),
        ("logo.png", png(9, 9) + b"\0" * (MOST_BYTES - len(png(9, 9)))),
    ],
)
def test_a_good_logo_has_no_fault(name: str, data: bytes) -> None:
    assert objection(name, data) == ""


@pytest.mark.parametrize("name", ["logo.gif", "logo", "png", "logo.svgz", "logo.png.exe", ""])
def test_a_logo_of_another_kind_is_refused(name: str) -> None:
    assert objection(name, png(9, 9)) == (
        f"The logo '{name}' needs a name that ends in .svg, .png, .jpg, .jpeg, .webp."
    )


@pytest.mark.parametrize("name", ["logo.svg", "logo.png", "logo.jpg", "logo.webp"])
def test_an_empty_file_is_refused(name: str) -> None:
    assert objection(name, b"") == f"The logo '{name}' is an empty file."


def test_a_large_file_is_refused_before_it_is_read() -> None:
    data = svg() + b" " * MOST_BYTES

    assert (
        objection("logo.svg", data)
        == "The logo 'logo.svg' has 201 KB, and a logo may have at most 200."
    )


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("logo.png", b"<html><body>Not found</body></html>", "PNG"),
        ("logo.png", JPEG, "PNG"),
        ("logo.png", svg(), "PNG"),
        ("logo.jpg", png(9, 9), "JPEG"),
        ("logo.webp", b"RIFF\x10\x00\x00\x00WAVEfmt ", "WebP"),
        ("logo.png", WEBP, "PNG"),
        ("logo.jpg", b"GIF89a" + b"\0" * 20, "JPEG"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(name: str, data: bytes, kind: str) -> None:
    assert f"is not a {kind} file, whatever its name says" in objection(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", png(9, 9)[:-12]),
        ("logo.png", png(9, 9)[:20]),
        ("logo.png", png(9, 9)[:8]),
        ("logo.png", png(9, 9).replace(b"IDAT", b"IDAT\1")),
        ("logo.jpg", JPEG[: len(JPEG) // 2]),
        ("logo.jpg", JPEG[:-2]),
        ("logo.webp", WEBP[:-1]),
    ],
)
def test_a_file_that_is_cut_short_is_refused(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does

    assert "is cut short" in objection(name, data)


@pytest.mark.parametrize(("wide", "high"), [(4001, 1), (1, 4001), (2**32 - 1, 2**32 - 1)])
def test_a_huge_picture_is_refused(wide: int, high: int) -> None:
    assert objection("logo.png", png(wide, high)) == (
        f"The logo 'logo.png' is {wide} by {high} pixels, and 4000 is the most on a side."
    )


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_size(name: str, kind: str) -> None:
    data = png(BOMB_SIDE, BOMB_SIDE) if kind == "PNG" else _of_size(JPEG, BOMB_SIDE)

    message = objection(name, data)

    assert f"is {BOMB_SIDE} by {BOMB_SIDE} pixels, and 4000 is the most on a side" in message


def _of_size(jpeg: bytes, side: int) -> bytes:
    """A picture whose header says another size."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + side.to_bytes(2, "big") * 2 + jpeg[at + 4 :]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="#b"><path/></a>',
        "<style>@import 'https://example.org'</style>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        "<metadata/>",
        "<Path/>",
        '<title xmlns="http://www.w3.org/1999/xhtml">T</title>',
        '<x:path xmlns:x="http://example.org/"/>',
        '<path xmlns=""/>',
        "<title><g><script/></g></title>",
    ],
)
def test_what_no_drawing_needs_is_refused(inside: str) -> None:
    message = objection("logo.svg", svg(inside))

    assert "The logo 'logo.svg' holds <" in message
    assert ">, which a picture may not have; " in message


def test_an_image_inside_a_drawing_is_refused_with_a_way_out() -> None:
    message = objection("logo.svg", svg('<image href="https://example.org/a.png"/>'))

    assert message == (
        "The logo 'logo.svg' holds <image>, which a picture may not have; "
        "draw it as shapes, or save all of it as a PNG."
    )


@pytest.mark.parametrize(
    ("attribute", "wrong"),
    [
        ('onload="alert(1)"', "has 'onload', which runs a script"),
        ('ONCLICK="alert(1)"', "has 'ONCLICK', which runs a script"),
        ('xlink:onload="alert(1)"', "has 'onload', which runs a script"),
        ('href="javascript:alert(1)"', "leads to 'javascript:alert(1)' with a link"),
        ('xlink:href="https://example.org/#a"', "leads to 'https://example.org/#a' with a link"),
        ('href=""', "leads to '' with a link"),
        ('href=" #a"', "leads to ' #a' with a link"),
        ('xml:base="https://example.org/"', "has 'xml:base', which leads outside"),
        ('fill="url(https://example.org/#a)"', "has a 'fill' that may load something"),
        ('fill="url(#a) URL ( //example.org/b )"', "has a 'fill' that may load something"),
        ('fill="u&#114;l(//example.org)"', "has a 'fill' that may load something"),
        ('mask="u\\72l(//example.org)"', "has a 'mask' that may load something"),
        ("style=\"background: url('a.png')\"", "has a 'style' that may load something"),
        (
            "style=\"background: -webkit-image-set('a' 1x)\"",
            "has a 'style' that may load something",
        ),
        ("style=\"background: image-set('#a' 1x, '//b' 2x)\"", "has a 'style' that may load"),
    ],
)
@pytest.mark.parametrize("root", [True, False])
def test_what_runs_or_leads_elsewhere_is_refused(attribute: str, wrong: str, root: bool) -> None:
    data = svg(attributes=attribute) if root else svg(f"<g><use {attribute}/></g>")

    assert f"The logo 'logo.svg' {wrong}" in objection("logo.svg", data)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml-stylesheet href="a.css"?>' + svg(),
        svg("<g><?php echo 1 ?></g>"),
        svg() + b"<?a b?>",
    ],
)
def test_instructions_to_programs_are_refused(data: bytes) -> None:
    assert "has an instruction to programs, <?" in objection("logo.svg", data)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("<text>&a;</text>"),
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + svg("<text>&a;</text>"),
        b"<!DOCTYPE svg SYSTEM 'https://example.org/a.dtd'>" + svg(),
        f'<!DOCTYPE svg [<!ENTITY a0 "ha">{BOMB}]>'.encode() + svg("<text>&a9;</text>"),
        f'<!DOCTYPE svg [<!ENTITY a0 "ha">{BOMB}]>'.encode() + svg(attributes='id="&a9;"'),
        b"<!DOCTYPE html><html><body>Not found</body></html>",
    ],
)
def test_a_drawing_that_declares_things_is_refused(data: bytes) -> None:
    assert objection("logo.svg", data) == (
        "The logo 'logo.svg' has a line that starts with <!DOCTYPE; "
        "delete it, up to the > that ends it."
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<title><![CDATA[x><img src=x onerror=alert(1)>]]></title>",
        "<!--><img src=x onerror=alert(1)>-->",
    ],
)
def test_what_a_page_would_read_otherwise_than_a_drawing_is_refused(inside: str) -> None:
    assert objection("logo.svg", svg(inside)).endswith('save it as a "plain" or "optimized" SVG.')


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-7", "written in 'utf-7'"), ("ISO-2022-JP", "written in 'ISO-2022-JP'")],
)
def test_a_drawing_in_another_encoding_is_refused(encoding: str, told: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?>".encode() + svg("+ADw-script/+AD4-")

    assert told in objection("logo.svg", data)


@pytest.mark.parametrize("data", [svg().decode().encode("utf-16"), b"\xff\xfe", png(9, 9)])
def test_a_drawing_that_is_not_utf_8_is_refused(data: bytes) -> None:
    assert "is not an SVG file in UTF-8" in objection("logo.svg", data)


@pytest.mark.parametrize(
    "data",
    [
        b"Our logo",
        b" ",
        b"\0",
        GOOD.encode()[:-8],
        svg("<g>"),
        svg("&nbsp;"),
        svg(attributes="a='1' a='2'"),
        svg("<g>" * 5000 + "</g>" * 5000),
        b"<svg><x:path/></svg>",
    ],
)
def test_a_drawing_that_is_broken_is_refused(data: bytes) -> None:
    assert "is not a whole SVG file, for it breaks off or goes wrong on line" in objection(
        "logo.svg", data
    )


@pytest.mark.parametrize(
    "data",
    [b"<svg/>", b"<html/>", f"<g {NS}/>".encode(), b'<svg xmlns="http://example.org/"/>'],
)
def test_a_document_of_another_kind_is_refused(data: bytes) -> None:
    assert "is not an SVG file, for it does not start with <svg xmlns=" in objection(
        "logo.svg", data
    )


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><use href="#c"/></g>',
        '<g id="a"><use href="#a"/></g>',
        '<use id="a" href="#b"/><use href="#%61"/>',
    ],
)
def test_copies_of_copies_are_refused(inside: str) -> None:
    assert "copies with <use> what holds a <use>" in objection("logo.svg", svg(inside))


def test_one_fault_is_told_in_one_sentence() -> None:
    message = objection("logo.svg", svg('<script/><image href="a"/>'))

    assert message.count("The logo") == 1
    assert "\n" not in message


PIECES = st.sampled_from(
    [
        *("<svg ", NS, "/>", ">", "</svg>", "<g>", "</g>", "<g ", "<use ", "<script>", "&#0;"),
        *('href="', "#a", '"', "<!--", "-->", "<![CDATA[", "]]>", "<?x ", "?>", "<!DOCTYPE "),
        *("&a;", "onload=", "\0", "é", "\ud7ff", 'xmlns:a="', "a:", " ", "url(", "\\", "]"),
    ]
)


@given(st.sampled_from(["a.svg", "a.png", "a.jpg", "a.webp", "a"]), st.binary())
@example("a.svg", b"\xef\xbb\xbf")
def test_no_bytes_bring_it_down(name: str, data: bytes) -> None:
    assert objection(name, data).startswith("The logo")


@given(st.sampled_from([png(9, 9), JPEG, WEBP]), st.binary(max_size=40), st.integers(0, 60))
def test_no_picture_brings_it_down(start: bytes, rest: bytes, kept: int) -> None:
    for name in ("a.png", "a.jpg", "a.webp"):
        assert isinstance(objection(name, start[:kept] + rest), str)


@given(st.lists(PIECES, max_size=20).map("".join), st.booleans())
def test_no_drawing_brings_it_down_or_slips_a_script_in(inside: str, whole: bool) -> None:
    data = svg(inside) if whole else inside.encode()

    message = objection("a.svg", data)

    assert not message or message.startswith("The logo")
    assert message or b"<script" not in data
