"""Links that open a form."""

from urllib.parse import parse_qs, urlsplit

import pytest

from playbook.contributing.hosts.form_links import form_link

ANSWERS = {"title": "A & B", "moves": "Ask first"}


def test_github_opens_its_form_with_the_answers() -> None:
    address = urlsplit(form_link("https://github.com/a/b/", "used", ANSWERS))

    assert address.path == "/a/b/issues/new"
    assert parse_qs(address.query) == {
        "template": ["4-used.yml"],
        "title": ["A & B"],
        "moves": ["Ask first"],
    }


def test_gitlab_opens_an_issue_with_the_questions() -> None:
    address = urlsplit(form_link("https://gitlab.example.org/a/b", "used", ANSWERS))

    assert address.path == "/a/b/-/issues/new"
    assert parse_qs(address.query) == {
        "issue[title]": ["A & B"],
        "issue[description]": ["### Title\n\nA & B\n\n### Moves\n\nAsk first"],
    }


@pytest.mark.parametrize("host", ["codeberg.org", "notgithub.evil.org"])
def test_others_open_an_issue(host: str) -> None:
    address = urlsplit(form_link(f"https://{host}/a/b", "used", ANSWERS))

    assert parse_qs(address.query)["body"] == ["### Title\n\nA & B\n\n### Moves\n\nAsk first"]


def test_an_address_to_clone_leads_to_the_same_form() -> None:
    page, clone = "https://github.district.org/a/b", "https://github.district.org/a/b.git/"

    assert form_link(page, "used", ANSWERS) == form_link(clone, "used", ANSWERS)
    assert "template=4-used.yml" in form_link(clone, "used", ANSWERS)


def test_without_a_repository_there_is_no_link() -> None:
    assert form_link("", "used", ANSWERS) == ""
