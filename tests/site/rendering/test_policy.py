"""What a page may load and run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook_site.building.build import BuildFailed, build
from playbook_site.rendering.policy import breaches, content_policy

ANALYTICS = "https://stats.example.org/count.js"


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        "<SCRIPT\n>alert(1)</SCRIPT>",
        '<script type="application/ld+json" type="module">alert(1)</script>',
        '<script type="application/ld+json2">alert(1)</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<p class="a" onclick="alert(1)">',
        "<svg\nonload=alert(1)>",
        '<a href="javascript:alert(1)">',
        "<a href=' JAVASCRIPT:alert(1)'>",
        '<img src="https://elsewhere.example/pixel.gif">',
        '<img alt="" srcset="//elsewhere.example/a.png 2x">',
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<script src="https://elsewhere.example/a.js"></script>',
        '<form action="https://elsewhere.example/">',
        '<iframe src="//elsewhere.example"></iframe>',
        '<base href="https://elsewhere.example/">',
    ],
)
def test_what_a_policy_forbids_is_seen(html: str) -> None:
    assert list(breaches(f"<p>Before.</p>{html}<p>After.</p>"))


@pytest.mark.parametrize(
    "html",
    [
        '<script src="../assets/theme.js"></script>',
        '<script defer src="assets/words.js"></script>',
        '<script type="application/ld+json">{"name":"Ask"}</script>',
        '<a href="https://example.org/">A study</a>',
        '<link rel="canonical" href="https://playbook.example.org/moves/">',
        "<p>Type &lt;script&gt; or onclick=go, as <code>&lt;p style=&quot;&quot;&gt;</code>.</p>",
        "<p>Turn it on = a switch.</p>",
        '<nav aria-label="x onfocus=alert(1) y">',
        "<p title='a href=javascript:go'>",
        '<img src="../images/move.png" alt="">',
    ],
)
def test_what_it_allows_is_no_breach(html: str) -> None:
    assert not list(breaches(html))


def test_only_the_one_script_that_a_district_names_may_come_from_elsewhere() -> None:
    page = f'<script defer src="{ANALYTICS}"></script>'

    assert not list(breaches(page, ANALYTICS))
    assert list(breaches(page))
    assert list(breaches(page.replace("count", "other"), ANALYTICS))


def test_the_policy_names_every_source_and_allows_nothing_inline() -> None:
    policy = content_policy()

    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    own = "script-src 'self' https://stats.example.org;"
    assert own in content_policy(ANALYTICS)
    assert own in content_policy(ANALYTICS.replace("//", "//name@"))


def test_every_page_carries_the_policy_before_anything_is_loaded(built: Path) -> None:
    for page in built.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        first = min(text.find(mark) for mark in ("<link", "<script", "<meta name") if mark in text)
        assert 0 < text.find('http-equiv="Content-Security-Policy"') < first, page
    assert (built / "_headers").exists()


def _page(small: Path) -> None:
    about = small / "docs" / "about.md"
    about.write_text("# About\n\nBe <span onclick='go()'>here</span>.\n", encoding="utf-8")


def _template(small: Path) -> None:
    frame = small / "overrides" / "404.html"
    text = frame.read_text(encoding="utf-8")
    inline = "{% block content %}<script>go()</script>"
    frame.write_text(text.replace("{% block content %}", inline), encoding="utf-8")


def _picture(small: Path) -> None:
    about = small / "docs" / "about.md"
    about.write_text("# About\n\n![A chart](https://elsewhere.example/a.png)\n", encoding="utf-8")


@pytest.mark.parametrize("fault", [_page, _template, _picture])
def test_a_page_that_breaks_its_policy_is_not_published(
    small: Path, fault: Callable[[Path], None]
) -> None:
    fault(small)

    with pytest.raises(BuildFailed, match="what its policy forbids"):
        build(small, small / "site")

    assert not (small / "site").exists()
