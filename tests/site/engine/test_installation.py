"""A site on the screen of a phone: its manifest and its icons."""

import json
from pathlib import Path

from PIL import Image

from playbook_site.building.build import build
from tests.site.rendering.test_head import SITE, head

SCHOOL = "name: High\ncolors: {brand: '#7a1f3d'}\n"


def test_a_manifest_names_the_site_and_icons_that_are_there(built: Path) -> None:
    manifest = json.loads((built / head(built, "")["manifest"]).read_text(encoding="utf-8"))

    assert (manifest["name"], manifest["short_name"]) == (SITE, "Learning Matters")
    assert (manifest["start_url"], manifest["lang"]) == ("./", "en")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(built / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert image.mode == "P"
    with Image.open(built / head(built, "")["apple-touch-icon"]) as image:
        assert image.size == (180, 180)


def test_a_district_has_icons_of_its_own_color(small: Path) -> None:
    (small / "district").mkdir()
    text = "name: Valley\ncolors: {brand: '#7a1f3d'}\n"
    (small / "district" / "district.yml").write_text(text, encoding="utf-8")

    build(small, small / "site")

    manifest = json.loads((small / "site" / "site.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["theme_color"]) == ("Valley", "#7a1f3d")
    for size in (180, 192, 512):
        with Image.open(small / "site" / "assets" / f"icon-{size}.png") as image:
            assert image.convert("RGB").getpixel((0, 0)) == (0x7A, 0x1F, 0x3D)


def test_a_school_that_shares_pages_has_icons_of_its_own_color(small: Path) -> None:
    for layer, text in (("district", "name: Valley\n"), ("schools/high", SCHOOL)):
        (small / layer).mkdir(parents=True)
        (small / layer / "district.yml").write_text(text, encoding="utf-8")

    build(small, small / "site")

    icon = head(small / "site" / "schools" / "high", "")["apple-touch-icon"]
    with Image.open(small / "site" / "schools" / "high" / icon) as image:
        assert image.convert("RGB").getpixel((0, 0)) == (0x7A, 0x1F, 0x3D)
    assert not (small / "site" / "schools" / "high" / "site.webmanifest").exists()
    assert head(small / "site" / "schools" / "high", "")["manifest"] == "../../site.webmanifest"


def test_an_icon_that_a_district_brings_is_the_one(small: Path) -> None:
    (small / "district" / "overrides" / "assets").mkdir(parents=True)
    text = "name: Valley\ncolors: {brand: '#7a1f3d'}\n"
    (small / "district" / "district.yml").write_text(text, encoding="utf-8")
    own = small / "district" / "overrides" / "assets" / "icon-180.png"
    Image.new("RGB", (180, 180), "#00ff00").save(own)

    build(small, small / "site")

    assert (small / "site" / "assets" / "icon-180.png").read_bytes() == own.read_bytes()
