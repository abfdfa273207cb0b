"""Links that open a file, or a new one, in the editor of a host."""

from urllib.parse import parse_qs, urlsplit

import pytest

from playbook.contributing.hosts.file_links import edit_link, new_file_link

PATH, TEXT = "district/moves/listen.md", "---\nbecause:\n# A & B\n---\n"


@pytest.mark.parametrize(
    ("host", "way"),
    [
        ("github.com", "edit/trunk"),
        ("gitlab.example.org", "-/edit/trunk"),
        ("codeberg.org", "_edit/trunk"),
        ("gitea.example.org", "_edit/trunk"),
        ("code.example", "edit/trunk"),
    ],
)
def test_every_host_edits_in_its_own_way(host: str, way: str) -> None:
    address = edit_link(f"https://{host}/a/b.git", "trunk", PATH)

    assert address == f"https://{host}/a/b/{way}/{PATH}"


@pytest.mark.parametrize(
    ("host", "path", "answers"),
    [
        ("github.com", "new/trunk/district/moves", {"filename": ["listen.md"], "value": [TEXT]}),
        ("gitlab.com", "-/new/trunk", {"file_name": [PATH], "content": [TEXT]}),
        ("codeberg.org", "_new/trunk/district/moves", {"filename": ["listen.md"], "value": [TEXT]}),
    ],
)
def test_a_new_file_has_its_name_and_its_text(
    host: str, path: str, answers: dict[str, list[str]]
) -> None:
    address = urlsplit(new_file_link(f"https://{host}/a/b/", "trunk", PATH, TEXT))

    assert address.path == f"/a/b/{path}"
    assert parse_qs(address.query) == answers


@pytest.mark.parametrize(
    "repository", ["", "https://bitbucket.org/a/b", "https://code.example/a/b"]
)
def test_a_host_that_opens_no_new_file_has_no_link(repository: str) -> None:
    assert new_file_link(repository, "trunk", PATH, TEXT) == ""


def test_without_a_repository_nothing_is_edited() -> None:
    assert edit_link("", "trunk", PATH) == ""
