"""The site's scripts: their types, their logic, their size, and what they must not do."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from playbook import interface
from playbook_site.engine.assets import small
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

ASSETS = ROOT / "overrides" / "assets"
MINIFIED = ROOT / "src" / "playbook_site" / "engine" / "scripts.json"
SCRIPTS = [
    *sorted(ASSETS.glob("*.js")),
    *sorted((ASSETS / "editor").rglob("*.js")),
    ROOT / "src" / "playbook_site" / "building" / "live" / "follow.js",
]
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
)
COMPONENTS = {
    ".masthead",
    ".colophon",
    ".cite",
    "form.explorer",
    "form.choose",
    "section.week",
    "a.search",
    "button.theme",
    "follow",
    ".sheet",
    ".maker",
    ".material",
    ".planner",
    ".comparison",
    "main",
    ".forget",
    "[data-pick]",
    ".stock",
    ".suggest",
    "[rel=canonical]",
}
"""What scripts look up in the whole page; everything else inside of these."""


OF_EDITOR = {f"{name}.test.mjs" for name in ("edits", "entries", "sections")}
"""Tests of the web editor's scripts, which are tried as they are written alone."""


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node.js in the project's folder."""
    return subprocess.run([NODE, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_script_keeps_its_types() -> None:
    result = node(str(packages() / "typescript" / "bin" / "tsc"), "-p", "tsconfig.json")

    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("published", ["", "1"])
def test_the_logic_holds(published: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHED", published)

    tests = sorted(ROOT.glob("tests/javascript/*.test.mjs"))
    if published:
        tests = [test for test in tests if test.name not in OF_EDITOR]
    result = node("--test", *map(str, tests))

    assert result.returncode == 0, result.stdout


def test_no_function_of_a_script_is_long() -> None:
    result = node("tests/javascript/functions.mjs")

    assert result.returncode == 0, result.stderr
    functions = [(Path(file).name, *size) for file, *size in json.loads(result.stdout)]
    assert {name for name, *_ in functions} == {script.name for script in SCRIPTS}
    assert not [(name, line, lines) for name, line, lines in functions if lines > 40]


def test_only_the_root_of_a_component_is_looked_up_in_the_whole_page() -> None:
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        calls = re.findall(r"document\s*\.(?:querySelector(?:All)?|getElement\w+)\(([^)]*)\)", text)
        assert {call.strip(chr(34)) for call in calls} <= COMPONENTS, script.name


def test_no_script_turns_text_into_markup_or_code() -> None:
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        assert not [word for word in FORBIDDEN if word in text], script.name


def test_no_template_has_an_inline_script_handler_or_style() -> None:
    for template in (ROOT / "overrides").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?! type=.application/ld\+json.>)", text), (
            template.name
        )
        assert not re.search(r"\s(on\w+|style)=", text), template.name


def test_the_explorer_is_small() -> None:
    parts = [s for s in SCRIPTS if s.name in ("live.js", "logic.js", "explorer.js")]

    size = sum(len(small(part)) for part in parts)

    assert size <= 25_500  # as they are published; less than half of that with gzip


def test_what_searches_is_small() -> None:
    parts = [s for s in SCRIPTS if s.name in ("terms.js", "ranking.js", "finder.js")]

    assert sum(len(small(part)) for part in parts) <= 10_100


def test_what_plans_compares_and_takes_stock_is_small() -> None:
    own = {"plans.js", "papers.js", "plan.js", "compare.js", "profiles.js", "stock.js"}
    sizes = {s.name: len(small(s)) for s in SCRIPTS if s.name in own | {"tray.js", "picks.js"}}

    assert sum(sizes[name] for name in own) <= 26 * 1024
    assert sizes["tray.js"] + sizes["picks.js"] <= 3_400  # which lists of moves load too


def test_what_suggests_a_change_is_small() -> None:
    names = ("save.js", "passages.js", "patch.js", "suggest.js")
    parts = [s for s in SCRIPTS if s.name in names]

    assert len(parts) == len(names)
    assert sum(len(small(part)) for part in parts) <= 10_100  # 4.6 KB with gzip


def test_scripts_are_published_as_they_are_now(tmp_path: Path) -> None:
    """Who changes a script runs `python3 scripts/minify.py`."""
    result = node("scripts/minify.mjs", str(ASSETS))

    assert json.loads(result.stdout) == json.loads(MINIFIED.read_text(encoding="utf-8"))
    for script in sorted(ASSETS.glob("*.js")):
        assert len(small(script)) < 0.7 * len(script.read_bytes()), script.name


def test_a_small_script_says_every_message_of_the_script(tmp_path: Path) -> None:
    """A minifier that takes a space out of a text changes what a reader reads."""
    for script in ASSETS.glob("*.js"):
        (tmp_path / script.name).write_bytes(small(script))

    said = {text for texts in literals(tmp_path).values() for text in texts}

    messages = [(one,) if isinstance(one, str) else one for one in interface.script_messages()]
    assert {text for forms in messages for text in forms} <= said


def test_a_district_s_own_script_says_what_it_says(tmp_path: Path) -> None:
    scripts = sorted(ASSETS.glob("*.js"))  # the editor's stay whole
    before, after = tmp_path / "before", tmp_path / "after"
    for number, script in enumerate(scripts):
        own = tmp_path / script.name
        own.write_bytes(script.read_bytes() + b"// ours\n")
        for folder, text in ((before, own.read_bytes()), (after, small(own))):
            folder.mkdir(exist_ok=True)
            (folder / f"{number}-{script.name}").write_bytes(text)

    assert b"// ours" not in (after / "0-ahead.js").read_bytes()
    assert literals(after) == literals(before)


def literals(folder: Path) -> dict[str, list[str]]:
    settings = {"compilerOptions": {"allowJs": True, "noLib": True}, "include": ["*.js"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    result = node("tests/javascript/literals.mjs", str(folder / "tsconfig.json"))
    assert result.returncode == 0, result.stderr
    texts = {Path(file).name: words for file, words in json.loads(result.stdout).items()}
    assert sum(map(len, texts.values())) > 1_000, "the scripts are read"
    return texts
