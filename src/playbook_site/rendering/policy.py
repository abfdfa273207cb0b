"""What a page may load and run, said to the browser, and held against every page that is drawn."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
}

EMBEDDED = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "font-src 'self'", "img-src 'self'"),
        *("base-uri 'none'", "form-action 'none'"),
    )
)
"""The policy of a page that other sites may show in a frame: it runs nothing and sends nothing."""

_FOR_GOOD = "public, max-age=31536000, immutable"

_ATTRIBUTES = r"""(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)*?"""
"""Attributes of an element, as few as will do: what stands in quotes is a value, and no name."""

_INLINE = re.compile(
    rf"""<script(?!\ type="application/ld\+json">)    # but for data, which nothing runs
        (?=[\s>])(?!{_ATTRIBUTES}\s++src\s*=)         # a script that stands in the page
    | <style[\s>]
    | <[a-z][^\s<>/]*+{_ATTRIBUTES}\s++(?:
          (?:style|on[a-z]++)\s*+=                     # a style or a handler
        | (?:href|src|action|formaction)\s*+=\s*+["']?+\s*+(?:javascript|vbscript|data:text)
      )""",
    re.IGNORECASE | re.VERBOSE,
)
_FOREIGN = re.compile(
    rf"""<(?!a[\s>])(?P<tag>[a-z][^\s<>/]*+)(?P<before>{_ATTRIBUTES})
        \s++(?:src|srcset|href|action|poster|data)\s*+=\s*+["']?+\s*+
        (?P<address>(?:[a-z]++:)?//[^\s"'<>]++)""",
    re.IGNORECASE | re.VERBOSE,
)


class BrokenPolicy(Exception):
    """A page would hold what its policy forbids."""


def content_policy(analytics: str = "") -> str:
    """The Content-Security-Policy of a page, as a `meta` element carries it.

    `analytics` is the address of the one script of another host that a district may have named.
    """
    sources = dict(_SOURCES)
    if analytics:
        parts = urlsplit(analytics)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        sources["script-src"] += f" {origin}"
        sources["connect-src"] += f" {origin}"
    return "; ".join(f"{name} {source}" for name, source in sources.items())


def headers(analytics: str = "", lasting: Iterable[str] = ()) -> str:
    """The file `_headers` of hosts that take one; `/admin/` and `/book/` have policies of their own
    in their pages, and what is below `/embed/` may be shown on any site.

    Some hosts join the values of all rules that fit, and take one away where a line begins with
    `!`; others pass over such a line, and let a later rule stand for an earlier one. So no rule
    only takes away.

    `lasting` are patterns of addresses whose files never change; a browser asks for any other file
    each time whether it did.
    """
    kept = "".join(
        f"{pattern}\n  ! Cache-Control\n  Cache-Control: {_FOR_GOOD}\n" for pattern in lasting
    )
    policy = content_policy(analytics)
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy}; frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Cache-Control: no-cache\n"
        f"{kept}"
        "/embed/*\n"
        "  ! Content-Security-Policy\n"
        f"  Content-Security-Policy: {EMBEDDED}; frame-ancestors *\n"
        "/book/*\n"
        "  ! Content-Security-Policy\n"
        "  Content-Security-Policy: frame-ancestors 'self'\n"
        "/admin/*\n"
        "  ! Content-Security-Policy\n"
        "  Content-Security-Policy: frame-ancestors 'self'\n"
    )


def breaches(page: str, analytics: str = "") -> Iterator[str]:
    """What stands in the HTML of a page that its policy forbids, each as it stands there."""
    yield from (match[0][:80] for match in _INLINE.finditer(page))
    for match in _FOREIGN.finditer(page):
        is_canonical = match["tag"] == "link" and 'rel="canonical"' in match["before"]
        if not is_canonical and unescape(match["address"]) != analytics:
            yield match[0][:120]


@lru_cache(maxsize=512)
def first_breach(page: str, analytics: str) -> str:
    """The first thing on a page that its policy forbids; "" for none. Editions share most pages."""
    return next(breaches(page, analytics), "")


def hold_to_policy(html: str, page: str, analytics: str) -> None:
    """Raise `BrokenPolicy` for a page that its policy would break, or that asks other hosts."""
    if breach := next(breaches(html, analytics), None):
        raise BrokenPolicy(
            f"{page}: The page would hold what its policy forbids, {breach!r}. "
            "Put scripts and styles into files of their own under overrides/assets/, and let "
            "every file come from this site."
        )
