"""Addresses from the root of a site, as they stand on a page."""

import re
from urllib.parse import urljoin

from jinja2 import pass_context
from jinja2.runtime import Context

ASSETS = (".css", ".js", ".woff2")
"""How the names end of what a site itself loads, which is published under other names."""

_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#]")
"""The start of an address that is the same from everywhere."""


_LINK = re.compile(r'( (?:href|src)=")([^"]*)')


@pass_context
def moved_from(context: Context, html: str, url: str) -> str:
    """The filter `moved`: HTML of an entry at a url, as it stands on another page; links of it that
    are relative lead where they did.
    """

    def moved(match: re.Match[str]) -> str:
        if _WHOLE.match(match[2]) and not match[2].startswith("#"):
            return match[0]
        return match[1] + str(address_from(context, urljoin(f"/{url}", match[2])[1:]))

    return _LINK.sub(moved, html)


@pass_context
def address_from(context: Context, address: str) -> str:
    """The filter `url`: an address from the site's root, made relative to the current page.

    A script, a style sheet and a font get the names that they are published under. The address goes
    by way of the root, so that a part of a page is the same on every page of a depth.
    """
    if _WHOLE.match(address):
        return address
    if address.endswith(ASSETS):
        address = context["site"]["assets"].get(address, address)
    page = context["page"]
    url: str = dict.__getitem__(page, "url")  # nothing but its depth counts: no read of it is noted
    root: str = dict.__getitem__(page, "root") or "../" * url.count("/")
    return root + address.removeprefix("./") or "./"
