"""What leads back to the site from elsewhere: whole addresses and QR codes of them on paper,
citations, and the code that shows a move on another site.
"""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from playbook.open_data.citations import CitationForms, citation
from playbook.open_data.embedding import embed_code

if TYPE_CHECKING:
    from segno import QRCode

_MOST = 2331
"""The most bytes that a code of this level holds (ISO/IEC 18004, table 7)."""

_MASK = 3
"""The pattern that modules are crossed with. The standard tries all eight, which takes five times
as long; whatever reads a code learns from it which one it is.
"""


@pass_context
def whole_address(context: Context, address: str) -> str:
    """The filter `whole`: an address from the site's root, with the site's own before it; "" where
    that is not said.
    """
    page = context["page"]
    whole: str = page["canonical_url"]
    if not whole or context["site"]["settings"]["edition"]:
        return ""  # most pages of a school that shares them are its district's
    return _root(context) + address


@pass_context
def cited(context: Context, entry: Mapping[str, Any]) -> CitationForms:
    """The filter `cited`: a citation of an entry in each form."""
    return citation(context["site"], entry, _root(context) + entry["url"])


@pass_context
def embed_code_of(context: Context, move: Mapping[str, Any]) -> str:
    """The filter `embed_code`: the HTML that shows a move on another site."""
    return embed_code(move, _root(context))


def _root(context: Context) -> str:
    page = context["page"]
    whole: str = page["canonical_url"]
    return whole.removesuffix(page["url"])


def has_code(address: str) -> bool:
    """Whether a code can hold an address."""
    return 0 < len(address.encode()) <= _MOST


@lru_cache(maxsize=16_384)
def qr_code(address: str) -> Markup:
    """The filter `qr`: a drawing that a phone reads an address from; "" without one, and for one
    that no code can hold. It is black on white with its margin, whatever the colors around it.
    """
    if not has_code(address):
        return Markup()
    return Markup(  # noqa: S704 - segno puts numbers into it, and no word of the address
        _code(address).svg_inline(svgclass="qr", lineclass=None, omitsize=True, light="#fff")
    )


def qr_file(address: str) -> bytes:
    """The same drawing as a file of its own."""
    file = BytesIO()
    _code(address).save(
        file, "svg", xmldecl=False, lineclass=None, svgclass=None, omitsize=True, light="#fff"
    )
    return file.getvalue()


def _code(address: str) -> "QRCode":
    import segno  # loads ssl, and a site without an address needs no code

    return segno.make_qr(address, error="m", mask=_MASK)
