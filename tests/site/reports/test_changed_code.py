"""Which files of a pull request a reviewer is told to read as code."""

import pytest

from playbook.layers.originals.pin import Names
from playbook_site.reports import changed_code

OURS = Names("state", "districts")


def as_notice(paths: list[str], names: Names | None = None) -> str:
    return changed_code.as_notice(paths, names or Names())


@pytest.mark.parametrize(
    "path",
    [
        "moves/ask.md",
        "references.yml",
        "synonyms.yml",
        "headings.yml",
        "withdrawn.yml",
        "district/references.yml",
        "schools/lincoln/synonyms.yml",
        "outlines/a-work.yml",
        "district/district.yml",
        "schools/lincoln/roles/principal.md",
        "docs/images/move.png",
    ],
)
def test_words_are_not_named(path: str) -> None:
    assert as_notice([path]) == ""


@pytest.mark.parametrize("path", ["state/moves/ask.md", "districts/elm/district.yml"])
def test_layers_of_other_names_have_words_too(path: str) -> None:
    assert as_notice([path], OURS) == ""
    assert "Code and settings" in as_notice([path])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (".github/workflows/check.yml", "Workflows"),
        (".github/CODEOWNERS", "Workflows"),
        ("overrides/main.html", "Templates, styles and scripts of the site"),
        ("district/overrides/404.html", "Templates, styles and scripts of the site"),
        ("macros/x.py", "Macros"),
        ("docs/about.md", "Pages, which may call macros"),
        ("requirements.lock", "Lock files"),
        ("package-lock.json", "Lock files"),
        ("playbook.toml", "Lock files"),
        ("mkdocs.yml", "Code and settings"),
        (".gitattributes", "Code and settings"),
        ("moves/sub/ask.md", "Code and settings"),
        ("moves/run.py", "Code and settings"),
        ("moves/ask.md\n", "Code and settings"),
        ("a file without a name", "Code and settings"),
    ],
)
def test_what_a_build_or_a_workflow_runs_is_named_by_its_kind(path: str, kind: str) -> None:
    assert f"\n- {kind}: " in as_notice(["moves/ask.md", path])


def test_a_name_formats_nothing_calls_nobody_and_a_hundred_are_counted() -> None:
    names = [f"src/@ana/<img>{number:03}.py" for number in range(100)]

    notice = as_notice(names)

    assert "@ana" not in notice
    assert "<img>" not in notice
    assert notice.endswith(", and 90 more")
