"""What programs are told."""

from urllib.robotparser import RobotFileParser

from markdown_it import MarkdownIt

from playbook.open_data.directions import llms, robots
from tests.unit.open_data.conftest import ADDRESS, LICENSE, Publish


def test_everybody_may_read_everything(publish: Publish) -> None:
    reader = RobotFileParser()

    reader.parse(robots(publish(), "sitemap.xml").splitlines())

    for path in ("", "moves/pair/", "playbook.json", "embed/moves/pair/"):
        assert reader.can_fetch("AnyBot", ADDRESS + path)
    assert reader.site_maps() == [f"{ADDRESS}sitemap.xml"]


def test_llms_has_the_form_that_llmstxt_org_asks_for(publish: Publish) -> None:
    text = llms(publish(name="Ask [first]\n# Not a title", description="What\nleaders do."))

    kinds = [line.split(" ")[0] for line in text.splitlines() if line[:1] in ("#", ">")]
    headings = [line for line in text.splitlines() if line.startswith("#")]

    assert kinds[:2] == ["#", ">"]
    assert headings == [headings[0], "## Data", "## Pages", "## Optional"]
    assert headings[0] == "# Ask [first] # Not a title"
    assert LICENSE in text.partition("## Data")[0]


def test_each_of_its_links_is_whole(publish: Publish) -> None:
    site = publish()
    site["navigation"] = [
        {
            "title": "About [us](x)",
            "url": "about/",
            "is_home": False,
            "is_footer_only": False,
            "children": [],
        }
    ]

    tokens = MarkdownIt().parse(llms(site))

    links = [
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert f"{ADDRESS}about/" in links
    assert f"{ADDRESS}feeds/new.xml" in links
    assert all(str(link).startswith(ADDRESS) for link in links)
