"""The site's scripts: their types, their logic, their size, and what they must not do."""

import json
import re
import subprocess
from pathlib import Path

from playbook_site.engine.assets import small
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

SCRIPTS = [
    *sorted((ROOT / "overrides" / "assets").glob("*.js")),
    *sorted((ROOT / "overrides" / "assets" / "editor").rglob("*.js")),
    ROOT / "src" / "playbook_site" / "building" / "follow.js",
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
    ".forget",
    "[data-pick]",
    ".stock",
    ".suggest",
    "[rel=canonical]",
}
"""What scripts look up in the whole page; everything else inside of these."""


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node.js in the project's folder."""
    return subprocess.run([NODE, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_script_keeps_its_types() -> None:
    result = node(str(packages() / "typescript" / "bin" / "tsc"), "-p", "tsconfig.json")

    assert result.stdout == ""
    assert result.returncode == 0, result.stderr


def test_the_logic_holds() -> None:
    result = node("--test", *map(str, sorted(ROOT.glob("tests/javascript/*.test.mjs"))))

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

    assert size <= 33_350  # as they are published; a third of that with gzip


def test_what_searches_is_small() -> None:
    parts = [s for s in SCRIPTS if s.name in ("terms.js", "ranking.js", "finder.js")]

    assert sum(len(small(part)) for part in parts) <= 14_250


def test_what_plans_and_compares_is_small() -> None:
    names = ("plans.js", "papers.js", "plan.js", "tray.js", "picks.js", "compare.js")
    parts = [s for s in SCRIPTS if s.name in names]

    assert len(parts) == len(names)
    assert sum(len(small(part)) for part in parts) <= 31_300  # names and all


def test_what_takes_stock_is_small() -> None:
    sizes = {s.name: len(small(s)) for s in SCRIPTS if s.name in ("profiles.js", "stock.js")}

    assert sizes["stock.js"] <= 5_100
    assert sizes["profiles.js"] <= 1_450  # both together 2.8 KB with gzip


def test_what_suggests_a_change_is_small() -> None:
    names = ("save.js", "passages.js", "patch.js", "suggest.js")
    parts = [s for s in SCRIPTS if s.name in names]

    assert len(parts) == len(names)
    assert sum(len(small(part)) for part in parts) <= 13_000  # 5.4 KB with gzip


def test_a_small_script_says_what_the_script_says(tmp_path: Path) -> None:
    """A minifier that takes a space out of a text changes what a reader reads."""
    scripts = sorted((ROOT / "overrides" / "assets").glob("*.js"))  # the editor's stay whole
    before, after = tmp_path / "before", tmp_path / "after"
    for number, script in enumerate(scripts):
        for folder, text in ((before, script.read_bytes()), (after, small(script))):
            folder.mkdir(exist_ok=True)
            (folder / f"{number}-{script.name}").write_bytes(text)

    assert literals(after) == literals(before)


def literals(folder: Path) -> dict[str, list[str]]:
    settings = {"compilerOptions": {"allowJs": True, "noLib": True}, "include": ["*.js"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    result = node("tests/javascript/literals.mjs", str(folder / "tsconfig.json"))
    assert result.returncode == 0, result.stderr
    texts = {Path(file).name: words for file, words in json.loads(result.stdout).items()}
    assert sum(map(len, texts.values())) > 1_000, "the scripts are read"
    return texts
