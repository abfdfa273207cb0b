"""Whether it is said where a site is published, which some of its pages' words need."""

from pathlib import Path

from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.settings import FILE
from playbook.layers.upstream import editions, read_chain
from playbook_site.preflight import site_settings

_NO_ADDRESS = (
    "The site has no address yet, so it lacks what holds whole addresses (pictures for shared "
    "links, QR codes, the sitemap, feeds, llms.txt, citations and pages to embed)"
)
_NO_CARDS = "No cards are drawn, for they need the address of the site"


def address_note(root: Path, *, cards: bool = False) -> str:
    """Which setting gives the site its address, in a sentence; "" where it has one, or where there
    is no site. With `cards`, it says what cannot be drawn.
    """
    settings, _ = site_settings.read(read_originals(root).base)
    if settings is None or not settings.is_written or settings.data.get("site_url"):
        return ""
    chain, _ = read_chain(root, editions(root)[""])
    if chain.settings.site_url:
        return ""
    setting = f"set PLAYBOOK_SITE_URL, or site_url in {names_in(root).layer}/{FILE}."
    return f"{_NO_CARDS if cards else _NO_ADDRESS}: {setting}"
