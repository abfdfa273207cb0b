"""What a site is when somebody puts it on the screen of a phone: its manifest and its icons."""

from collections.abc import Iterator
from functools import partial

from playbook.layers.brand import ink
from playbook.source.encoders import as_json
from playbook_site.engine.assets import Content
from playbook_site.engine.edition import Edition

MANIFEST = "site.webmanifest"
_SIZES = (180, 192, 512)
_ICON = "assets/icon-{0}.png"


def installation(edition: Edition) -> Iterator[tuple[str, Content]]:
    """The manifest, and icons in the color of a brand where `overrides/` of no layer has some."""
    yield MANIFEST, partial(_manifest, edition)
    chain = edition.book.chain
    if chain.settings.colors.brand:
        folders = [edition.home / layer.path / "overrides" for layer in chain.layers]
        for size in _SIZES:
            name = _ICON.format(size)
            if not any((folder / name).is_file() for folder in folders):
                yield name, partial(_icon, size, chain.theme.light)


def _manifest(edition: Edition) -> str:
    settings = edition.site["settings"]
    icons = [
        {
            "src": _ICON.format(size),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in _SIZES[1:]
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "name": settings["name"],
        "short_name": settings["short_name"],
        "description": settings["description"],
        "lang": settings["language"],
        "dir": settings["direction"],
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": settings["light_theme"],
        "theme_color": settings["light_theme"],
        "icons": icons,
    }
    return f"{as_json(manifest)}\n"


def _icon(size: int, brand: str) -> bytes:
    from playbook_site.cards.card import rgb
    from playbook_site.cards.mark import icon  # loads Pillow, and most sites have icons already

    return icon(size, rgb(brand), rgb(ink(brand)))
