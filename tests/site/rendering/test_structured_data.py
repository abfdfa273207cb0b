"""What machines are told of a page, in the words of schema.org."""

import json
import re
from pathlib import Path

import pytest
from lxml import html as markup

from playbook_site.building.build import build
from playbook_site.rendering.structured_data import script
from tests.site.rendering.test_head import ADDRESS, SITE, change, head

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def test_a_move_is_a_how_to_whose_steps_lie_on_its_page(small: Path) -> None:
    change(small, "moves/ask-first.md", "learn: 5,", "learn: 5, prepare: 10, follow_up: 15,")
    change(small, "moves/ask-first.md", "status:", "authors: [Ana Ruiz]\nstatus:")
    build(small, small / "site")

    data = head(small / "site", "moves/ask-first/")["data"]

    assert data == {
        "@context": "https://schema.org",
        "@type": ["HowTo", "LearningResource"],
        "url": "./",
        "name": "Ask first",
        "description": "Ask before you tell.",
        "inLanguage": "en",
        "license": LICENSE,
        "totalTime": "PT45M",
        "audience": [{"@type": "EducationalAudience", "educationalRole": "Principal"}],
        "author": [{"@type": "Person", "name": "Ana Ruiz"}],
        "dateModified": data["dateModified"],
        "isPartOf": {"@type": "WebSite", "name": SITE, "url": "../../"},
        "step": [
            {"@type": "HowToStep", "position": number, "url": f"#step-{number}"}
            for number in (1, 2, 3)
        ],
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["dateModified"])
    tree = markup.fromstring((small / "site/moves/ask-first/index.html").read_bytes())
    texts = [tree.get_element_by_id(step["url"][1:]).text_content() for step in data["step"]]
    assert [text.split()[-1] for text in texts] == ["question.", "it.", "Wait."]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("cases/a-school-that-asked/", ["Article", "LearningResource"]),
        ("roles/principal/", "LearningResource"),
        ("conditions/learn-every-day/", "LearningResource"),
    ],
)
def test_another_entry_is_something_to_learn_from(built: Path, page: str, kind: object) -> None:
    data = head(built, page)["data"]

    assert data["@type"] == kind
    assert data["license"] == LICENSE
    assert data["isPartOf"]["name"] == SITE
    assert "step" not in data


def test_home_is_the_site_and_a_list_is_nothing_more(built: Path) -> None:
    data = head(built, "")["data"]

    assert (data["@type"], data["name"], data["url"]) == ("WebSite", SITE, "./")
    assert not head(built, "moves/")["data"]
    assert not head(built, "404.html")["data"]


def test_with_an_address_every_address_is_whole(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
    build(small, small / "site")

    data = head(small / "site", "moves/ask-first/")["data"]

    assert data["url"] == f"{ADDRESS}moves/ask-first/"
    assert data["isPartOf"]["url"] == ADDRESS
    assert data["step"][0]["url"] == f"{ADDRESS}moves/ask-first/#step-1"
    assert head(small / "site", "")["data"]["url"] == ADDRESS


def test_an_entry_in_another_language_says_so(small: Path) -> None:
    change(small, "cases/a-school-that-asked.md", "status:", "language: es\nstatus:")
    build(small, small / "site")

    said = head(small / "site", "cases/a-school-that-asked/")

    assert said["data"]["inLanguage"] == "es"
    assert said["og:locale"] == "es_US"


def test_no_title_ends_the_data(small: Path) -> None:
    hostile = "</script><!--<script>alert(1)&amp;"
    change(small, "moves/ask-first.md", "title: Ask first", f"title: {json.dumps(hostile)}")
    build(small, small / "site")

    page = (small / "site" / "moves/ask-first/index.html").read_text(encoding="utf-8")
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    assert json.loads(text)["name"] == hostile
    assert not set("<>&") & set(text)
    assert script({"name": "\u2028"}).isascii()
