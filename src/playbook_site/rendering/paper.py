"""What paper needs to lead back to the site: whole addresses, and QR codes of them."""

from functools import lru_cache

import segno
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

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
    if context["site"]["settings"]["edition"]:
        return ""  # most pages of a school that shares them are its district's
    whole: str = page["canonical_url"]
    return whole.removesuffix(page["url"]) + address if whole else ""


@lru_cache(maxsize=16_384)
def qr_code(address: str) -> Markup:
    """The filter `qr`: a drawing that a phone reads an address from; "" without one, and for one
    that no code can hold. It is black on white with its margin, whatever the colors around it.
    """
    try:
        code = segno.make_qr(address, error="m", mask=_MASK) if address else None
    except segno.DataOverflowError:
        code = None
    if code is None:
        return Markup()
    return Markup(  # noqa: S704 - segno puts numbers into it, and no word of the address
        code.svg_inline(svgclass="qr", lineclass=None, omitsize=True, light="#fff")
    )
