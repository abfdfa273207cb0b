"""Where links may lead."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.parsing.links import Link, UnsafeLink, address, home, href, read, relative, slug

HERE = "moves/pair.md"
names = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
paths = st.one_of(
    st.builds("{}/{}.md".format, st.sampled_from(["moves", "cases", "roles"]), names),
    st.builds("docs/{}.md".format, names),
    st.builds("docs/{}/{}.md".format, names, names),
    st.builds("docs/{}/index.md".format, names),
    st.just("docs/index.md"),
)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("district/moves/pair.md", "ask.md"),
        ("district/moves/pair.md", "../../moves/ask.md"),
        ("schools/oak/moves/pair.md", "../../../state/moves/ask.md"),
        ("schools/oak/moves/pair.md", "../../../campuses/elm/moves/ask.md"),
    ],
)
def test_a_link_between_layers_leads_where_the_entry_is_whatever_they_are_called(
    base: str, url: str
) -> None:
    assert home(read(url, base), base, HERE).path == "moves/ask.md"


@pytest.mark.parametrize("path", ["docs/moves/a.md", "docs/contributing/docs/a.md", "moves/a.md"])
def test_what_is_in_no_layer_stays(path: str) -> None:
    base = "district/moves/pair.md"

    assert home(read(f"../../{path}", base), base, HERE).path == path


@given(paths, paths)
def test_a_relative_address_leads_from_one_page_to_the_other(path: str, base: str) -> None:
    steps = relative(path, base)

    reached = posixpath.normpath(posixpath.join("/", address(base), steps))

    assert reached == posixpath.normpath(f"/{address(path)}")


@given(paths)
def test_an_address_is_empty_or_ends_in_a_slash_and_never_starts_with_one(path: str) -> None:
    found = address(path)

    assert not found or found.endswith("/")
    assert not found.startswith("/")


@given(st.text(max_size=60))
def test_any_link_is_taken_apart_or_refused(url: str) -> None:
    try:
        link = read(url, HERE)
    except UnsafeLink:
        return

    shown = href(link, HERE).lower()
    assert shown.startswith(("http://", "https://", "mailto:", "#", ".", "..")) or ":" not in shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "view-source:x",
        "C:\\x",
        "//evil.example/x",
        "/etc/passwd",
        "\\\\host\\share",
        "a\\b.md",
        "https:evil.example",
        "https://",
        "http://",
        "https://[your-district].org",
        "https://a:b",
        "https://a:99999",
    ],
)
def test_s17_a_link_to_where_no_reader_must_be_sent_is_unsafe(url: str) -> None:
    with pytest.raises(UnsafeLink):
        read(url, HERE)


@pytest.mark.parametrize("url", ["https://x.example", "HTTP://x.example", "mailto:a@b.example"])
def test_addresses_of_other_sites_are_kept_as_they_are(url: str) -> None:
    link = read(url, HERE)

    assert link == Link(url)
    assert href(link, HERE) == url


def test_a_relative_link_is_read_from_the_folder_of_its_file() -> None:
    url = "../cases/one.md#steps"

    link = read(url, HERE)

    assert link == Link(url, "cases/one.md", "steps")


def test_a_link_out_of_the_repository_leads_to_no_page() -> None:
    url = "../../../etc/passwd"

    link = read(url, HERE)

    assert link.path == "../../etc/passwd"


def test_an_anchor_alone_stays_on_the_page() -> None:
    link = read("#steps", HERE)

    shown = href(link, HERE)

    assert shown == "#e-steps"


def test_an_anchor_in_an_entry_has_the_prefix_of_entries() -> None:
    link = read("trio.md#steps", HERE)

    shown = href(link, HERE)

    assert shown == "../trio/#e-steps"


def test_an_anchor_in_a_page_has_no_prefix() -> None:
    link = read("../docs/about.md#who", HERE)

    shown = href(link, HERE)

    assert shown == "../../about/#who"


def test_an_empty_link_leads_to_its_own_page() -> None:
    link = read("", HERE)

    shown = href(link, HERE)

    assert shown == "."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/index.md", ""),
        ("docs/moves/index.md", "moves/"),
        ("moves/reindex.md", "moves/reindex/"),
        ("docs/about.md", "about/"),
    ],
)
def test_the_address_of_a_page(path: str, expected: str) -> None:
    found = address(path)

    assert found == expected


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Why it matters", "why-it-matters"),
        ("What's next?", "whats-next"),
        ("Élan & joy", "élan--joy"),
        ("!!!", ""),
    ],
)
def test_a_heading_has_the_anchor_that_github_gives_it(title: str, anchor: str) -> None:
    found = slug(title)

    assert found == anchor
