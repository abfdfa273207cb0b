"""What a hint says can be done, where the name that it would give is taken, or is nowhere."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main
from tests.builder import SOUND, lay, tell

TAKEN = """\
copy moves/ask.md to moves/Ask.md.txt
copy moves/ask.md to moves/ask.markdown
write district/district.yml
+name: Cedar Valley
write district/district.yaml
+name: Cedar Valley
copy moves/ask.md to district/move/walk.md
copy moves/ask.md to district/moves/wait.md
write district/docs/us.md
+# Us
write district/docs/us.markdown
+# Us
write district/synonyms.yaml
+- [ask, inquire]
write move/walk.md
+x
write references.yaml
+- id: a-work
write Synonyms.yml
+- [ask, inquire]
copy moves/ask.md to moves/2024.md
write district/buildings.yml
+name: x
"""
SLIPS = {
    'name: X\n colors: {brand: "#7a1f3d"}\n': (
        "Delete the spaces; if it belongs to the line above, leave nothing after its colon.",
        'name: X\ncolors: {brand: "#7a1f3d"}\n',
    ),
    'colors:\n    brand: "#7a1f3d"\n  link: "#8a2346"\n': (
        'Put 4 before it, if both belong together: link: "#8a2346"',
        'colors:\n    brand: "#7a1f3d"\n    link: "#8a2346"\n',
    ),
    'colors:\nbrand: "#7a1f3d"\n': (
        "If it belongs to 'colors', put two spaces before it:   brand: \"#7a1f3d\"",
        'colors:\n  brand: "#7a1f3d"\n',
    ),
    "roles: {principal: {title: Head}}\n": (
        "Write the words alone: principal: Head",
        "roles: {principal: Head}\n",
    ),
    "hidden: {cases/a-school: null}\n": (
        "Give each item a line of its own that starts with two spaces, a dash, and a space: "
        "- cases/a-school",
        "hidden:\n  - cases/a-school\n",
    ),
    f"name: {'A' * 93}\n": ("Take out 13 characters or more.", f"name: {'A' * 80}\n"),
    "---\nname: X\n---\n": (
        "Delete this line. Lines --- stand around the first part of an entry alone.",
        "---\nname: X\n",
    ),
}
"""Settings with a slip, what its hint says, and the settings after it was followed."""
HIDDEN = """\
copy moves/ask.md to cases/ask.md
write district/district.yml
+name: Cedar Valley
+hidden:
+  - docs/about
+  - docs/nowhere.md
+  - moves/nothing
+  - moves/aks
+  - ask
+  - no-such-thing
write docs/about.md
+# About
"""
OF_A_HIDDEN = """\
copy moves/ask.md to moves/Ask!.md
write district/district.yml
+name: Cedar Valley
+hidden: [moves/ask]
"""
PINNED = """\
write playbook.toml
+[layer]
+folder = "state"
write state/district.yml
+name: Cedar Valley
write district/moves/walk.md
+x
"""
UNREAD = """\
write schools/grant/district.yml
+name: Grant Elementary
+mascot: a bear
write schools/ours/district.yml
+name: Grant
"""
OF_A_PAGE = """\
write district/district.yml
+name: Cedar Valley
+hidden: [docs/about]
write docs/about.md
+# About
write district/upstream.lock
+{"version": "0.0.1", "files": {"docs/about.md": "x"}, "adapted": {}}
"""
MERGE = "If not, move what only this one says into that file, and delete this one."


@pytest.mark.parametrize(
    ("story", "place", "hint"),
    [
        (TAKEN, "moves/Ask.md.txt", "There is a file ask.md too."),
        (TAKEN, "moves/ask.markdown", "There is a file ask.md too."),
        (TAKEN, "district/district.yaml", "There is a file district/district.yml too."),
        (TAKEN, "district/docs/us.markdown", "There is a file us.md too."),
        (TAKEN, "references.yaml", "There is a file references.yml too."),
        (TAKEN, "district/move", "Move its files into district/moves/. Where both have a file"),
        (TAKEN, "move", "Move its files into moves/. Where both have a file"),
        (TAKEN, "district/synonyms.yaml", "Rename it: district/synonyms.yml."),
        (TAKEN, "district/buildings.yml", "Delete it, or move it out of district/."),
        (TAKEN, "Synonyms.yml", "Rename the file: synonyms.yml."),
        (TAKEN, "moves/2024.md", "Rename the file: a word or two, such as bring-a-team.md."),
        (PINNED, "district", "Move its files into state/, as playbook.toml says. Where both"),
        (OF_A_HIDDEN, "moves/Ask!.md", "There is a file ask.md too."),
        (
            HIDDEN,
            "district/district.yml:3",
            "A page of yours replaces it: write district/docs/about.md.",
        ),
        (
            OF_A_PAGE,
            "district/district.yml:2",
            "A page of yours replaces it: write district/docs/about.md.",
        ),
        (HIDDEN, "district/district.yml:4", "Take this line out, or look up the folder and the id"),
        (HIDDEN, "district/district.yml:5", "Take this line out, or look up the folder and the id"),
        (HIDDEN, "district/district.yml:6", "Did you mean 'moves/ask'?"),
        (HIDDEN, "district/district.yml:7", "Write its folder too: moves/ask, or cases/ask."),
    ],
)
def test_a_way_out_writes_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: str, place: str, hint: str
) -> None:
    lines = check(story, tmp_path, monkeypatch)

    [at] = [n for n, line in enumerate(lines) if line.startswith(f"{place}:") and "error" in line]
    assert hint in lines[at + 1]
    assert not hint.startswith("There is a file") or lines[at + 1].endswith(MERGE)


def test_a_file_whose_name_has_capitals_is_told_and_nobody_who_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = SOUND["moves/ask.md"]
    linked = move.replace("People like", "[People](../conditions/learn.md) like", 1)
    lay({**SOUND, "moves/ask.md": linked}, tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("conditions/learn.md").rename("conditions/Learn.md")

    told = CliRunner().invoke(main, ["check", "."]).stdout

    assert "Rename the file: learn.md." in told
    assert told.count(": error: ") == 1

    lay({"moves/ask.md": linked.replace("  learn:", "  leern:", 1)}, tmp_path)
    misspelt = CliRunner().invoke(main, ["check", "."]).stdout
    assert "There is no 'leern' in conditions/." in misspelt
    assert "Create conditions/leern.md, or remove this line." in misspelt


ADD = (
    "Add it to references.yml, in its list references:, such as "
    "- {{id: {}, type: book, title: Its title}}, or remove this line."
)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("lopez-2022", "Did you mean 'lopes-2022'?"),
        ("lopes-2021", "Did you mean 'lopes-2022'?"),
        ("lopes", "Did you mean 'lopes-2022'?"),
        ("sosa-2022", ADD.format("sosa-2022")),
        ("lo-2022", ADD.format("lo-2022")),
        ("gomez-2022", ADD.format("gomez-2022")),
    ],
)
def test_nobody_is_asked_to_cite_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, hint: str
) -> None:
    work = SOUND["references.yml"].replace("a-work", "lopes-2022")
    move = SOUND["moves/ask.md"].replace("status:", f"sources: {{{key}: Page 1}}\nstatus:", 1)
    lay({**SOUND, "references.yml": work, "moves/ask.md": move}, tmp_path)
    monkeypatch.chdir(tmp_path)

    lines = CliRunner().invoke(main, ["check", "."]).stdout.splitlines()

    [at] = [n for n, line in enumerate(lines) if f"There is no work '{key}'" in line]
    assert lines[at + 1].strip() == hint


def test_a_school_that_cannot_be_read_says_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = check(UNREAD, tmp_path, monkeypatch)

    assert any("'mascot' is not a key here." in line for line in lines)
    assert not any("same-name" in line for line in lines)


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Keep it short.", "- Keep it short."),
        ("Keep 3 chairs free.", "- Keep 3 chairs free."),
        ("Keep “quiet time”.", "- Keep “quiet time”."),
        ("### Keep it short", "- Keep it short"),
        ("**Keep** the chairs", "- the chairs"),
        ("Keep – the chairs", "- the chairs"),
        ("Keep: the chairs", "- the chairs"),
    ],
)
def test_a_sentence_that_begins_as_a_list_is_called_is_left_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, item: str
) -> None:
    [keep] = [part for part in SOUND["moves/ask.md"].split("\n\n") if part.startswith("**Keep")]
    words = SOUND["moves/ask.md"].replace(keep, line)
    lay({**SOUND, "moves/ask.md": words}, tmp_path)
    monkeypatch.chdir(tmp_path)

    lines = CliRunner().invoke(main, ["check"], catch_exceptions=False).stdout.splitlines()

    assert any(said.endswith(f"starts with a dash: {item}") for said in lines), lines


def check(story: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the check says of a sound playbook with what a story makes odd about it."""
    lay({**SOUND, **tell(story, SOUND)}, root)
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["check"], catch_exceptions=False).stdout.splitlines()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_hint_on_settings_is_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    hint, mended = SLIPS[slip]
    lay(SOUND, tmp_path)
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "district" / "district.yml"
    settings.parent.mkdir()

    settings.write_text(slip, encoding="utf-8")
    before = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    settings.write_text(mended, encoding="utf-8")
    after = CliRunner().invoke(main, ["check"], catch_exceptions=False)

    assert before.exit_code == 1
    assert f"\n    {hint}\n" in before.stdout
    assert "district/district.yml" not in after.stdout


def test_a_hint_in_a_layer_leads_into_the_layer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(SOUND, tmp_path)
    move = SOUND["moves/ask.md"]
    texts = {
        "district/moves/sub/walk.md": move,
        "district/docs/moves/ours.md": "# Ours\n",
        "district/cases/walk.md": move,
        "district/moves/talk.md": re.sub(
            "title: .*", "title: Talk", move.replace("roles:", "roles:\n  librarian: Helps.")
        ),
    }
    lay(texts, tmp_path)
    monkeypatch.chdir(tmp_path)

    told = CliRunner().invoke(main, ["check"], catch_exceptions=False).stdout

    assert "Move its files into district/moves/." in told
    assert "An entry goes into district/moves/." in told
    assert "Move the file into district/moves/." in told
    assert "create district/roles/librarian.md first." in told
