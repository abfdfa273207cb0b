"""A state's playbook on the original, a district's on the state's, a school's on the district's:
four folders, real builds, and three releases.
"""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

import playbook
from playbook_site.building.build import build
from playbook_site.cli import main
from tests.builder import lay
from tests.site.conftest import MOVE, SMALL, framed

ASK = "moves/ask-first"
LATER = "moves/ask-before-all"
LISTEN = MOVE.replace("title: Ask first", "title: Listen").replace(
    "former_ids: [ask-before]\n", "pairs_with: {ask-first: It comes before.}\n"
)
STATE = """---
because: Texas has a rule on meetings.
purpose: The state's purpose.
---

## Watch for

The state's warning.
"""
DISTRICT = """---
because: We meet on Fridays.
summary: The district's summary.
---

## Watch for

The district's warning.
"""
SCHOOL = """---
because: We are small.
title: Ask at our school
---
"""


def run(*words: str, code: int = 0) -> str:
    told = CliRunner().invoke(main, words, catch_exceptions=False)
    assert told.exit_code == code, told.output
    return told.output


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def report(root: Path, *words: str) -> list[tuple[str, str, list[str]]]:
    """What an update tells: kind, path, and the parts that changed under the layer."""
    run("update", str(root), *words)
    content = json.loads((root / "update-report.json").read_text(encoding="utf-8"))
    return [
        (item["kind"], item["path"], [part["part"] for part in item["parts"]])
        for item in content["items"]
    ]


def words(root: Path, path: str) -> str:
    """What a reader reads on a page of a built site."""
    page = (root / "site" / path / "index.html").read_text(encoding="utf-8").replace("’", "'")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def errors(root: Path) -> list[tuple[str, str]]:
    _, diagnostics = playbook.load_and_check(root)
    return [(d.code.id, d.location.path) for d in diagnostics if d.severity == "error"]


@pytest.fixture
def chain(tmp_path: Path) -> list[Path]:
    """The original, and the three playbooks on it, each with its first words."""
    base = framed(lay({**SMALL, "moves/listen.md": LISTEN}, tmp_path / "base"))
    state, district, school = (tmp_path / f"{one}-playbook" for one in ("lone", "cedar", "lincoln"))
    run("init", str(state), "--original", str(base), "--name", "Lone Star State")
    edit(state / "playbook.toml", "\n", '\n\n[layer]\nfolder = "state"\n')
    (state / "district").rename(state / "state")
    lay({"state/district.yml": (
        "name: Lone Star State\ncolors: {brand: '#0b4f6c'}\nsite_url: https://state.example/\n"
        "repo_url: https://github.com/state/playbook\nhidden: [moves/listen]\n"
        "roles: {principal: Campus leader}\nlabels: {Print: Print it for Texas}\n"
    )}, state)  # fmt: skip
    run("adapt", ASK, "--root", str(state))
    (state / "state" / f"{ASK}.md").write_text(STATE, encoding="utf-8")
    for folder, below, name, text in (
        (district, state, "Cedar Valley", DISTRICT),
        (school, district, "Lincoln School", SCHOOL),
    ):
        run("init", str(folder), "--original", str(below), "--name", name)
        run("adapt", ASK, "--root", str(folder))
        (folder / "district" / f"{ASK}.md").write_text(text, encoding="utf-8")
    return [base, state, district, school]


def test_each_playbook_shows_what_those_before_it_say(chain: list[Path]) -> None:
    _, *playbooks = chain

    for root in playbooks:
        build(root, root / "site")

    _, district, school = playbooks
    page = words(school, ASK)
    assert "Ask at our school" in page
    assert "The state's purpose." in page
    assert "The district's warning." in page
    changes = re.findall(r"(\w[\w ]*): ([^():]+\.) \( ?(\w[\w ]+\w) ?\)", page)
    assert [(why, who) for _, why, who in changes] == [
        ("Texas has a rule on meetings.", "Lone Star State"),
        ("Texas has a rule on meetings.", "Lone Star State"),
        ("We meet on Fridays.", "Cedar Valley"),
        ("We meet on Fridays.", "Cedar Valley"),
        ("We are small.", "Lincoln School"),
    ]
    assert "Campus leader" in words(school, "roles/principal")
    assert not (school / "site" / "moves" / "listen").exists()
    assert "listen" not in {move.key.id for move in playbook.load(district)[0].collection("moves")}
    settings = playbook.load(school)[0].chain.settings
    assert settings.colors.brand == "#0b4f6c"
    assert (settings.site_url, settings.repo_url) == (None, None)
    assert errors(school) == []


def test_no_path_of_another_folder_is_published(chain: list[Path], tmp_path: Path) -> None:
    *_, school = chain
    local = SMALL["moves/ask-first.md"].replace("title: Ask first", "title: Ask Texas")
    local = local.replace("former_ids: [ask-before]\n", "").replace("It costs", "It costs them")
    lay({"state/moves/ask-texas.md": local, "state/docs/rules.md": "# Rules\n"}, chain[1])
    lay({"district/district.yml": "repo_url: https://github.com/a/b\n"}, school)

    build(school, school / "site")

    texts = {file: file.read_bytes() for file in (school / "site").rglob("*") if file.is_file()}
    for sign in (str(tmp_path), "cedar-playbook", "lone-playbook", "state/moves", "state/docs"):
        assert not [str(file) for file, text in texts.items() if sign.encode() in text], sign
    assert "Written by Lone Star State." in words(school, "moves/ask-texas")
    edits = re.findall(rb'https://github.com/a/b/edit/[^"]+', b"".join(texts.values()))
    assert set(edits) == {
        b"https://github.com/a/b/edit/HEAD/district/moves/ask-first.md",
        b"https://github.com/a/b/edit/HEAD/__FOLDER__/__NAME__",  # which a script fills in
    }


def test_three_releases_are_told_once_where_they_matter(chain: list[Path]) -> None:
    base, state, district, school = chain
    assert [report(root) for root in (state, district, school)] == [[], [], []]

    # the original edits what the state says otherwise, and what nobody does
    edit(base / f"{ASK}.md", "Answering your own question.", "Asking too much.")
    edit(base / f"{ASK}.md", "- People ask back.", "- People ask first.")
    edit(base / "roles" / "principal.md", "You open doors.", "You hold doors open.")
    of_state = [
        ("under", f"{ASK}.md", ["## Watch for"]),
        ("flows", f"{ASK}.md", []),
        ("flows", "roles/principal.md", []),
    ]
    of_others = [("flows", f"{ASK}.md", []), ("flows", "roles/principal.md", [])]
    assert report(state) == of_state
    assert report(district) == report(school) == of_others
    assert ("stale-lock", f"state/{ASK}.md") in warnings(state)
    for root in (state, district, school):
        report(root, "--accept", "all")
        assert report(root) == []
        assert "stale-lock" not in {code for code, _ in warnings(root)}

    # the state says it in another way, under the district's words
    edit(state / "state" / f"{ASK}.md", "The state's warning.", "The state's second warning.")
    assert report(district) == [("under", f"{ASK}.md", ["## Watch for"])]
    assert "The state's **second** warning." in (district / "update-report.md").read_text("utf-8")
    assert warnings(district) == [("stale-lock", f"district/{ASK}.md")]
    assert report(school) == []
    report(district, "--accept", "ask-first")
    assert report(district) == []

    # the original renames it
    (base / f"{ASK}.md").rename(base / f"{LATER}.md")
    edit(base / f"{LATER}.md", "former_ids: [ask-before]", "former_ids: [ask-before, ask-first]")
    for name in ("cases/a-school-that-asked.md", "plans/first-weeks.md", "roles/principal.md"):
        text = (base / name).read_text(encoding="utf-8").replace("ask-first", "ask-before-all")
        (base / name).write_text(text, encoding="utf-8")
    edit(base / "moves" / "listen.md", "ask-first", "ask-before-all")
    about = base / "docs" / "about.md"
    edit(about, "ask-first", "ask-before-all")
    for root in (state, district, school):
        told = report(root, "--accept", "all")
        assert ("renamed-adapted", f"{ASK}.md", []) in told
        assert [path for _, path, _ in told].count(f"{ASK}.md") == 1
        assert report(root) == []
    build(school, school / "site")

    assert errors(school) == []
    page = words(school, LATER)
    for name in ("Lone Star State", "Cedar Valley", "Lincoln School", "The district's warning."):
        assert name in page
    assert (school / "site" / ASK / "index.html").is_file()


def warnings(root: Path) -> list[tuple[str, str]]:
    _, diagnostics = playbook.load_and_check(root)
    return [(d.code.id, d.location.path) for d in diagnostics if d.code.id == "stale-lock"]


def test_a_check_changes_nothing_in_another_playbook(chain: list[Path]) -> None:
    base, state, district, school = chain
    edit(state / "state" / f"{ASK}.md", "because: Texas", "because:    Texas")
    others = {
        file: file.read_bytes()
        for root in (base, state, district)
        for file in root.rglob("*")
        if file.is_file()
    }

    run("check", str(school), "--fix")
    run("update", str(school), "--layer", "../cedar-playbook/district", code=1)

    assert {file: file.read_bytes() for file in others} == others


def test_an_update_moves_the_line_that_it_is_about(chain: list[Path], tmp_path: Path) -> None:
    _, state, district, _ = chain
    newer = tmp_path / "newer" / "lone-playbook"
    lay({file.relative_to(state).as_posix(): file.read_text("utf-8") for file in state.rglob("*")
         if file.is_file()}, newer)  # fmt: skip
    edit(newer / "playbook.toml", "../", "../../")
    edit(newer / "state" / f"{ASK}.md", "The state's warning.", "The state's next warning.")
    pin = district / "playbook.toml"
    pin.write_text(f'# Ours.\n{pin.read_text("utf-8")}\n[editions]\none = "Campus"\n', "utf-8")

    run("update", str(district), "--dry-run", "--to", str(newer))
    assert "../lone-playbook" in pin.read_text("utf-8")
    told = report(district, "--to", str(newer))

    assert told == [("under", f"{ASK}.md", ["## Watch for"])]
    assert "../lone-playbook" in pin.read_text("utf-8")
    run("update", str(district), "--to", str(newer), "--accept", "all")
    assert pin.read_text("utf-8") == (
        '# Ours.\noriginals = ["../newer/lone-playbook"]\n\n[editions]\none = "Campus"\n'
    )


def test_a_playbook_begins_on_nothing_that_is_no_original(tmp_path: Path) -> None:
    lay({"state/playbook.toml": 'originals = ["nowhere"]\n'}, tmp_path)

    told = run("init", str(tmp_path / "mine"), "--original", str(tmp_path / "state"), code=1)

    assert "There is no folder nowhere, which ../state stands on." in told
    assert not (tmp_path / "mine").exists()


def test_the_editions_of_a_state_are_districts_everywhere(chain: list[Path]) -> None:
    _, state, *_ = chain
    pin = state / "playbook.toml"
    names = '[editions]\nfolder = "districts"\none = "District"\nmany = "Districts"\n'
    pin.write_text(f"{pin.read_text('utf-8')}\n{names}", "utf-8")
    lay(
        {
            "districts/cedar/district.yml": "layers: [state, districts/cedar]\nname: Cedar\n",
            f"districts/cedar/{ASK}.md": DISTRICT,
            "districts/plan.md": "x\n",
        },
        state,
    )
    assert "A district has a folder of its own: districts/its-name/." in run(
        "check", str(state), code=1
    )
    (state / "districts" / "plan.md").unlink()

    told = run("build", str(state))

    assert "chools" not in told
    page = words(state, f"districts/cedar/{ASK}")
    assert "The district's warning." in page
    assert "The state's purpose." in page
    assert "District: choose yours" in words(state, ASK)
    assert "Cedar" in words(state, "districts")
    assert "There is no districts/cedar/upstream.lock yet" in run(
        "update", str(state), "--layer", "districts/cedar"
    )
    run("new", "move", "Walk over", "--root", str(state))
    assert (state / "state" / "moves" / "walk-over.md").is_file()


def test_what_a_state_takes_back_is_told_to_its_districts_first(chain: list[Path]) -> None:
    base, state, district, school = chain
    ours = (base / "cases" / "a-school-that-asked.md").read_text(encoding="utf-8")
    edit_of = "---\nbecause: We were there.\nsummary: It asked us.\n---\n"
    lay({"state/cases/ours.md": ours.replace("A school that asked", "Our state asked")}, state)
    for root in (district, school):
        report(root, "--accept", "all")
    run("adapt", "cases/ours", "--root", str(district))
    (district / "district" / "cases" / "ours.md").write_text(edit_of, encoding="utf-8")
    assert errors(district) == []

    run("withdraw", "cases/ours", "--because", "consent", "--root", str(state))

    assert "withdrawn-entry" in {code for code, _ in errors(district)}
    [first, *_] = report(district, "--accept", "all")
    assert first[:2] == ("withdrawn-yours", "cases/ours.md")
    assert "## Take this down first (1)" in (district / "update-report.md").read_text("utf-8")
    assert errors(district) == []
    assert not (district / "district" / "cases" / "ours.md").exists()
    assert [kind for kind, path, _ in report(school) if path == "cases/ours.md"] == ["withdrawn"]
