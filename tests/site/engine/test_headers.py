"""What a host that reads `_headers` says of every file."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from playbook_site.building import manifest

FOR_GOOD = "public, max-age=31536000, immutable"
HASH = re.compile(r"\.[0-9a-f]{8}\.(css|js|woff2)|_[0-9a-f]{5,}\.pf_(fragment|index|meta)")


def headers_of(site: Path, address: str) -> dict[str, str]:
    """The headers of a file, as a host puts them together: rule after rule, values joined."""
    headers: dict[str, str] = {}
    applies = False
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            assert line.count("*") <= 1, "a host takes one in a pattern"
            applies = fnmatch(address, line)
        elif applies and line.startswith("  ! "):
            headers.pop(line.removeprefix("  ! "), None)
        elif applies:
            name, _, value = line.strip().partition(": ")
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def test_a_browser_keeps_what_has_a_hash_and_asks_again_for_the_rest(built: Path) -> None:
    files = [path for path in manifest.files(built) if path != "_headers"]

    kept = {path for path in files if headers_of(built, f"/{path}")["Cache-Control"] == FOR_GOOD}

    named = {path for path in files if HASH.search(path)}
    data = {
        path for path in named if path.startswith(("explore/", "plan/", "search/"))
    }  # named after what reads it
    assert kept == named - data
    assert len(data) == 3
    assert len(kept) > 15
    assert {headers_of(built, f"/{p}")["Cache-Control"] for p in {*files} - kept} == {"no-cache"}


@pytest.mark.parametrize("address", ["/", "/moves/ask-first/", "/assets/playbook.0123abcd.css"])
def test_every_answer_keeps_its_security_headers(built: Path, address: str) -> None:
    headers = headers_of(built, address)

    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
