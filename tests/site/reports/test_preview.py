"""Where a reviewer finds the page of a changed file in the site that a pull request has built."""

import pytest

from playbook.layers.originals.pin import Names
from playbook_site.reports.preview import as_preview, file_of


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("moves/ask.md", "moves/ask/index.html"),
        ("docs/about.md", "about/index.html"),
        ("docs/index.md", "index.html"),
        ("docs/contributing/README.md", "contributing/index.html"),
        ("district/moves/ask.md", "moves/ask/index.html"),
        ("district/docs/ours.md", "ours/index.html"),
        ("schools/lincoln/moves/own.md", "schools/lincoln/moves/own/index.html"),
        ("schools/lincoln/docs/ours.md", "schools/lincoln/ours/index.html"),
        ("schools/lincoln/district.yml", ""),
        ("tests/golden/base/moves/ask.md", ""),
        ("references.yml", ""),
    ],
)
def test_a_source_has_its_page_where_its_edition_is(path: str, file: str) -> None:
    assert file_of(path, Names()) == file


def test_layers_of_other_names_are_known() -> None:
    names = Names("state", "districts")

    told = as_preview(["state/moves/ask.md", "districts/elm/moves/own.md"], names)

    assert "- moves/ask/index.html" in told
    assert "- districts/elm/moves/own/index.html" in told
