"""What a host that reads `_headers` says of every file."""

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from playbook_site.building import manifest
from tests.nodejs import NODE, packages

FOR_GOOD = "public, max-age=31536000, immutable"
HASH = re.compile(r"\.[0-9a-f]{8}\.(css|js|woff2)|_[0-9a-f]{5,}\.pf_(fragment|index|meta)")


NETLIFY = """
import { parseAllHeaders } from "@netlify/headers-parser";

const [file, address] = process.argv.slice(1);
const asked = { headersFiles: [file], configHeaders: [], minimal: false };
const { headers, errors } = await parseAllHeaders(asked);
if (errors.length) throw errors[0];
const fitting = headers.filter(({ forRegExp }) => forRegExp.test(address));
console.log(JSON.stringify(Object.assign({}, ...fitting.map(({ values }) => values))));
"""
"""By its own reader, and put together as its command line does: of two rules, the later one."""


def on_netlify(site: Path, address: str) -> dict[str, Any]:
    """The headers of a file on a host that knows no line which takes one away."""
    result = subprocess.run(
        [NODE, "--input-type=module", "-e", NETLIFY, str(site / "_headers"), address],
        capture_output=True,
        encoding="utf-8",
        cwd=packages().parent,
        check=True,
    )
    found: dict[str, Any] = json.loads(result.stdout)
    return found


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


@pytest.mark.parametrize("host", [headers_of, on_netlify])
@pytest.mark.parametrize(
    ("address", "policy"),
    [
        ("/", "default-src 'none'; script-src 'self'; .*; frame-ancestors 'self'"),
        (
            "/embed/moves/ask-first/",
            "default-src 'none'; style-src 'self'; .*; frame-ancestors \\*",
        ),
        ("/book/", "frame-ancestors 'self'"),
        ("/admin/", "frame-ancestors 'self'"),
        ("/admin/index.html", "frame-ancestors 'self'"),
    ],
)
def test_what_has_a_policy_of_its_own_is_held_to_no_other(
    built: Path, host: Any, address: str, policy: str
) -> None:
    assert re.fullmatch(policy, host(built, address)["Content-Security-Policy"])


def test_netlify_too_keeps_what_has_a_hash_for_good(built: Path) -> None:
    assert on_netlify(built, "/assets/playbook.0123abcd.css")["Cache-Control"] == FOR_GOOD
    assert on_netlify(built, "/moves/ask-first/")["Cache-Control"] == "no-cache"
