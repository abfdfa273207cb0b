"""What somebody wrote in a move stands on its page, wherever they put it."""

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

from lxml import html

from playbook_site.building.build import build
from tests.builder import swap
from tests.site.conftest import MOVE, SMALL, framed

PLACES = {
    "above the first section": "## Why it matters\n",
    "after why": "## Steps\n",
    "after the steps": "## Critical questions\n",
    "after the questions": "## Make it yours\n",
    "before what to keep": "**Keep**\n",
    "between what to keep and to change": "**Change**\n",
    "after what to change": "## Signs of progress\n",
    "after the signs": "## Watch for\n",
}
SECTIONS = ("Steps", "Critical questions", "Make it yours", "Signs of progress", "Watch for")
KINDS = {
    "paragraph": "Watermelon is here.",
    "table": "| Who | What |\n| --- | --- |\n| Ana | Watermelon |",
    "heading": "### Watermelon",
    "quotation": "> Watermelon is here.",
}


def test_every_word_of_a_move_is_on_its_page_once(
    project: Callable[[Mapping[str, str]], Path],
) -> None:
    before = {f"before {line}": (line, "{}\n\n" + line) for line in PLACES.values()}
    below = {f"below {t}": (f"## {t}\n", f"## {t}\n\n{{}}\n") for t in SECTIONS}
    cases = list(product({**before, **below}.items(), KINDS.items()))
    files = {
        f"moves/ask-{n}.md": swap(
            swap(
                swap(MOVE, "former_ids: [ask-before]\n", ""), "title: Ask first", f"title: Ask {n}"
            ),
            old,
            new.format(words),
        )
        for n, ((_, (old, new)), (_, words)) in enumerate(cases)
    }
    root = framed(project({**SMALL, **files}))

    build(root, root / "site")

    lost = {}
    for n, ((place, _), (kind, _)) in enumerate(cases):
        page = html.parse(str(root / f"site/moves/ask-{n}/index.html")).getroot()
        (main,) = page.iter("main")
        if (count := main.text_content().count("Watermelon")) != 1:
            lost[kind, place] = count
    assert not lost
