"""What `mkdocs.yml` may say: the check refuses what no site can be made with."""

import re
from pathlib import Path

import pytest

from tests.site.preflight.test_check_and_build import run

NAME = "site_name: Learning Matters, the open playbook\n"
URL, REPOSITORY = '!ENV [PLAYBOOK_SITE_URL, ""]', '!ENV [PLAYBOOK_REPOSITORY, ""]'
PAGE = "  - About: docs/about.md\n"
EXTENSION = "  def_list: {}\n"
BREACHES = {
    "no name": (NAME, "", "site_description"),
    "a name in digits": (NAME, "site_name: 2026\n", "site_name"),
    "an empty name": (NAME, 'site_name: " "\n', "site_name"),
    "a key that MkDocs does not know": (NAME, f"{NAME}site_nam: A\n", "site_nam: A"),
    "a key that nothing reads": (NAME, f"{NAME}extra_css: [a.css]\n", "extra_css"),
    "a program": (NAME, f"{NAME}hooks: [hook.py]\n", "hooks"),
    "other settings": (NAME, f"{NAME}INHERIT: other.yml\n", "INHERIT"),
    "a key that is a number": (NAME, f"{NAME}5: A\n", "5: A"),
    "a key that is written twice": (NAME, f"{NAME}{NAME}", NAME.strip()),
    "a tag that imports": (NAME, f"{NAME}watch: !!python/name:os.system\n", "!!python"),
    "a tag of MkDocs": (NAME, f"{NAME}watch: !relative $docs_dir\n", "!relative"),
    "an alias": (NAME, f"{NAME}watch: &a [*a]\n", "*a"),
    "an address without a scheme": (URL, "example.org", "site_url"),
    "an address without a host": (URL, '"https://["', "site_url"),
    "an address from the environment": (URL, "!ENV PATH", "site_url"),
    "a repository that is none": (REPOSITORY, "ours", "repo_url"),
    "repositories": (REPOSITORY, "[a]", "repo_url"),
    "a way to edit that is an address": ("edit/HEAD/", '"http://["', "edit_uri"),
    "a picture from elsewhere on all pages": ('<a href="https', '<img src="https', "copyright"),
    "another folder of pages": ("docs_dir: docs", "docs_dir: moves", "docs_dir"),
    "no navigation": ("nav:\n", "navigation:\n", "site_name"),
    "a navigation that is no list": (PAGE, "  About: docs/about.md\n", ""),
    "a page with two titles": (PAGE, "  - {A: docs/about.md, B: docs/about.md}\n", "nav"),
    "a title in digits": (PAGE, "  - 2026: docs/about.md\n", "nav"),
    "an empty group": (PAGE, "  - About:\n", "nav"),
    "a page that is not there": (PAGE, "  - About: docs/abut.md\n", "docs/abut.md"),
    "a page of another site": (PAGE, "  - About: https://a.org/\n", "https://a.org/"),
    "a page that is named twice": (PAGE, f"{PAGE}  - docs/about.md\n", "docs/about.md\n"),
    "a pattern that is none": ("  /moves/\n", "  !!\n", "not_in_nav"),
    "another theme": ("name: material", "name: mkdocs", "name: mkdocs"),
    "a theme that is a word": ("  name: material\n  custom_dir: overrides\n", "", "theme"),
    "other templates": ("custom_dir: overrides", "custom_dir: templates", "custom_dir"),
    "a language without words": ("language: en", "language: vi", "language"),
    "a part of the theme that nothing reads": ("font: false", "features: [a]", "features"),
    "a plugin that is not there": ("  playbook:", "  nope: {}\n  playbook:", "nope"),
    "a plugin of somebody else": ("  playbook:", "  search: {}\n  playbook:", "search"),
    "an option that a plugin lacks": ("editor: false", "edtior: false", "edtior"),
    "a switch that is a number": ("editor: false", "full_text: 1", "full_text"),
    "layers elsewhere": ("editor: false", "home: /tmp", "home"),
    "macros that may fail": ("on_error_fail: true", "on_error_fail: false", "macros"),
    "other macros": ("module_name: macros", "module_name: ours", "macros"),
    "a number in the place of true": ("on_error_fail: true", "on_error_fail: 1", "macros"),
    "an extension that is not there": (EXTENSION, "  deflist: {}\n", "deflist"),
    "an extension of the folder": (EXTENSION, "  macros: {}\n", "macros"),
    "a part that an extension lacks": (EXTENSION, "  pymdownx.nope: {}\n", "pymdownx.nope"),
    "an extension that reads files": (EXTENSION, "  pymdownx.b64: {}\n", "pymdownx.b64"),
    "an option that an extension lacks": (EXTENSION, "  smarty: {a: b}\n", "smarty"),
    "a list of options": (EXTENSION, "  def_list: [a]\n", "def_list"),
    "another check of links": ("anchors: warn", "anchors: ignore", "validation"),
    "a list in the place of a name": ("short_name: Learning Matters", "short_name: [a]", "short"),
    "no YAML": (NAME, "site_name: [\n", ""),
}
FINE = {
    "an address": (URL, "https://example.org/ours/"),
    "no address": (URL, ""),
    "a repository": (REPOSITORY, "https://example.org/a/b"),
    "no way to edit": ("edit_uri: edit/HEAD/ # each host's own way, on its default branch\n", ""),
    "nothing beside the navigation": ("not_in_nav: |\n  /moves/\n", "not_in_nav: |\n"),
    "pages in a group": (PAGE, "  - Us:\n      - docs/about.md\n"),
    "a page without a title": (PAGE, "  - docs/about.md\n"),
    "another language": ("language: en", "language: es"),
    "a direction": ("language: en", "direction: rtl"),
    "a plugin without options": ("    editor: false # true puts a web editor at /admin/\n", ""),
    "more extensions": (EXTENSION, "  def_list:\n  pymdownx.keys: {}\n  abbr: {}\n"),
    "fewer extensions": (EXTENSION, ""),
}


def test_what_is_missing_below_a_key_is_written_as_the_hint_says(small: Path) -> None:
    file = small / "mkdocs.yml"
    words = file.read_text(encoding="utf-8")
    own = re.search(r"  playbook:\n(?:    .*\n)*", words)
    assert own
    rest = words.replace(own[0], "")
    file.write_text(rest, encoding="utf-8")

    told = run(small, "check").output

    hint = re.search(r"Below 'plugins:', write a line, after (\d) spaces: (.+)", told)
    assert hint
    line = " " * int(hint[1]) + hint[2]
    file.write_text(rest.replace("plugins:\n", f"plugins:\n{line}\n"), encoding="utf-8")
    assert run(small, "check").exit_code == 0


@pytest.mark.parametrize(
    "text", ["theme: {\n", "- a\n", "a: " + "[" * 3000], ids=["open", "list", "deep"]
)
def test_settings_that_cannot_be_read_are_told_with_a_way_out(small: Path, text: str) -> None:
    (small / "mkdocs.yml").write_text(text, encoding="utf-8")

    assert "Fix it, or undo what was changed in it since it worked." in run(small, "check").output


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("\n  - Home", "\n\t- Home", "This line starts with a tab."),
        ("site_name: ", "site_name: Ours: ", "There is a second colon in this line."),
        (
            "site_name: ",
            'site_name: "',
            "A quotation mark opens the text here",
        ),
    ],
)
def test_a_slip_is_told_as_in_an_entry(small: Path, before: str, after: str, message: str) -> None:
    file = small / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")

    assert message in run(small, "check").output


def test_a_page_that_is_gone_is_not_taken_for_one_that_is_named(small: Path) -> None:
    file = small / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("docs/about.md", "docs/abuot.md"), encoding="utf-8")
    assert "Did you mean 'docs/about.md'?" in run(small, "check").output

    again = text.replace("docs/about.md\n", "docs/about.md\n  - Gone: docs/abuot.md\n", 1)
    file.write_text(again, encoding="utf-8")
    assert "Write the page, or take the line out." in run(small, "check").output


@pytest.mark.parametrize(
    ("before", "after"),
    [("  playbook:\n", "  playbok:\n"), ("site_name:", "sitename:"), ("nav:\n", "navs:\n")],
)
def test_one_slip_in_a_name_is_one_fault(small: Path, before: str, after: str) -> None:
    file = small / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace(before, after, 1), encoding="utf-8")

    lines = run(small, "check").output.splitlines()

    name = before.strip(" :\n")
    [at] = [n for n, line in enumerate(lines) if ": error: " in line]
    assert lines[at + 1] == f"    Did you mean '{name}'?"


@pytest.mark.parametrize(("old", "new", "place"), BREACHES.values(), ids=BREACHES)
def test_what_no_site_can_be_made_with_is_reported_where_it_is_written(
    small: Path, old: str, new: str, place: str
) -> None:
    text = change(small / "mkdocs.yml", old, new)

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (1, 1), check.output + build.output
    assert any(rest.startswith(place) for rest in reported(check.output, text)), check.output
    assert "mkdocs.yml:" in build.output
    assert "Traceback" not in build.output


@pytest.mark.parametrize(("old", "new"), FINE.values(), ids=FINE)
def test_what_is_fine_is_built(small: Path, old: str, new: str) -> None:
    change(small / "mkdocs.yml", old, new)

    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output


def test_what_an_environment_says_is_checked(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/")
    good = run(small, "check")
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "example.org")
    bad = run(small, "check")

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "'example.org' is no address, and PLAYBOOK_SITE_URL says so here." in bad.output
    assert "such as PLAYBOOK_SITE_URL=https://example.org/, or to nothing." in bad.output


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("extra_css: [x.css]\n", "Colors, fonts and the logo go into district/district.yml"),
        ("site_author: Ann\n", "Each entry names its own authors."),
        ("dev_addr: 0.0.0.0:80\n", "--port 8001"),
        ("watch: !!python/name:os.system\n", "A word with !! or ! calls a program"),
        ("site_url: https://example.org/a b/\n", "'site_url' takes an address"),
    ],
)
def test_what_people_know_from_mkdocs_is_told_with_what_there_is_here(
    small: Path, line: str, words: str
) -> None:
    key = line.partition(":")[0]
    file = small / "mkdocs.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    others = [one for one in lines if not one.startswith(f"{key}:")]
    file.write_text("".join([line, *others]), encoding="utf-8")

    build = run(small, "build")

    assert words in build.output
    assert build.output.endswith(
        "\n\nThe site was not built. The last good site, if any, is as it was.\n"
    )


def change(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return text


def reported(output: str, text: str) -> list[str]:
    """What stands at each reported place of the settings."""
    lines = text.splitlines(keepends=True)
    places = re.findall(r"(?m)^mkdocs\.yml:(\d+):(\d+): error:", output)
    return [lines[int(line) - 1][int(column) - 1 :] for line, column in places]
