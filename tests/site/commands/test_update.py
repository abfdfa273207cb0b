"""The commands of a district: what they write, what they refuse, and what they never lose."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import playbook
from playbook_site.cli import main
from playbook_site.commands.replacing import journal
from playbook_site.commands.upstream import acceptance
from playbook_site.commands.upstream.choice import choose
from tests.builder import lay
from tests.conftest import ROOT

BASE = ROOT / "tests" / "golden" / "base"
Run = Callable[..., Result]

WITHDRAWN = """withdrawn:
  - entry: moves/walk
    day: 2026-02-03
    because: author
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def run(root: Path) -> Run:
    return lambda *words: CliRunner().invoke(main, [*words], catch_exceptions=False)


@pytest.fixture
def adapted(root: Path, run: Run) -> Path:
    """A district that adapts a move, and whose lock knows it."""
    run("adapt", "moves/ask", "--root", str(root))
    file = root / "district" / "moves" / "ask.md"
    file.write_text("---\nsummary: Ours.\nbecause: We ask.\n---\n", encoding="utf-8")
    return root


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    return {str(f.relative_to(root)): f.read_bytes() for f in root.rglob("*") if f.is_file()}


def test_an_adaptation_begins_with_a_reason_and_is_noted(root: Path, run: Run) -> None:
    told = run("adapt", "ask", "--root", str(root))

    assert told.stdout.startswith("Wrote district/moves/ask.md.")
    found = [diagnostic.code.id for diagnostic in playbook.load_and_check(root)[1]]
    assert found == ["no-reason"]
    said = json.loads((root / "district" / "upstream.lock").read_text(encoding="utf-8"))
    assert list(said["adapted"]) == ["moves/ask.md"]


@pytest.mark.parametrize("words", [("nothing",), ("moves/ask", "--layer", "../outside")])
def test_what_cannot_be_adapted_is_told(root: Path, run: Run, words: tuple[str, ...]) -> None:
    before = tree(root.parent)

    told = run("adapt", *words, "--root", str(root))

    assert told.exit_code == 1
    assert "no layer here" in told.stderr or "no one sound entry" in told.stderr
    assert tree(root.parent) == before


def test_what_is_hidden_cannot_be_adapted_and_who_hides_it_is_told(root: Path, run: Run) -> None:
    lay({"district/district.yml": "hidden: [moves/ask]\n"}, root)

    told = run("adapt", "ask", "--root", str(root))

    assert told.exit_code == 1
    assert "moves/ask.md is hidden: take it out of the list in district/district.yml" in told.stderr
    assert not (root / "district" / "moves").exists()


def test_a_change_under_an_adaptation_is_shown_with_three_texts(adapted: Path, run: Run) -> None:
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")

    told = run("update", str(adapted)).stdout

    assert "Decide this one." in told
    assert "### [Ask first](district/moves/ask.md)" in told
    for words in (
        "> ~~Ask~~**Ask,** ~~before you~~**then** tell.",
        "> Ours.",
        "--accept moves/ask`",
    ):
        assert words in told
    assert json.loads((adapted / "update-report.json").read_text("utf-8"))["items"][0]["parts"]
    assert "stale-lock" in [p.code.id for p in playbook.load_and_check(adapted)[1]]


def test_a_dry_run_writes_nothing(adapted: Path, run: Run) -> None:
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")
    before = tree(adapted)

    told = run("update", str(adapted), "--dry-run")

    assert "Changed under your adaptations" in told.stdout
    assert tree(adapted) == before


@pytest.mark.parametrize("name", ["ask", "moves/ask", "moves/ask.md", "all"])
def test_a_change_is_accepted_by_any_of_its_names(adapted: Path, run: Run, name: str) -> None:
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")

    run("update", str(adapted), "--accept", name)

    assert "Nothing has changed" in run("update", str(adapted)).stdout
    assert "stale-lock" not in [p.code.id for p in playbook.load_and_check(adapted)[1]]


def test_what_the_report_does_not_name_is_told(adapted: Path, run: Run) -> None:
    told = run("update", str(adapted), "--accept", "nothing")

    assert told.exit_code == 1
    assert "Nothing in the report is called 'nothing'." in told.stderr


def test_materials_that_changed_are_accepted_and_the_districts_own_stay(
    adapted: Path, run: Run
) -> None:
    own = "materials:\n  - {kind: card, title: Lincoln slip, lines: [A question ___]}\n"
    card = "materials:\n  - {kind: card, title: A slip, lines: [A worry ___]}\n"
    edit(adapted / "district" / "moves" / "ask.md", "because:", f"{own}because:")
    edit(adapted / "moves" / "ask.md", "status:", f"{card}status:")

    told = run("update", str(adapted), "--accept", "moves/ask").stdout

    assert "title: A slip" in told
    assert "Nothing has changed" in run("update", str(adapted)).stdout
    assert own in (adapted / "district" / "moves" / "ask.md").read_text(encoding="utf-8")
    book, found = playbook.load_and_check(adapted)
    assert "stale-lock" not in [p.code.id for p in found]
    (material,) = book[playbook.Key("moves", "ask")].meta.materials  # type: ignore[attr-defined]
    assert material.title == "Lincoln slip"


def test_accepting_what_changes_nothing_leaves_what_can_be_taken_back(
    adapted: Path, run: Run
) -> None:
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")
    before = tree(adapted / "district")
    first = run("update", str(adapted), "--accept", "all").stderr
    second = run("update", str(adapted), "--accept", "all").stderr

    run("update", str(adapted), "--undo")

    assert tree(adapted / "district") == before
    assert ("was changed" in first, "was changed" in second) == (True, False)


def test_undo_takes_back_what_was_accepted_and_nothing_else(adapted: Path, run: Run) -> None:
    (adapted / "moves" / "ask.md").rename(adapted / "moves" / "inquire.md")
    edit(adapted / "moves" / "inquire.md", "created:", "former_ids: [ask]\ncreated:")
    edit(adapted / "cases" / "a-school.md", "ask:", "inquire:")
    before = tree(adapted / "district")
    run("update", str(adapted), "--accept", "all")
    assert (adapted / "district" / "moves" / "inquire.md").exists()
    (adapted / "district" / "moves" / "precious.md").write_text("ours", encoding="utf-8")

    first = run("update", str(adapted), "--undo").stdout

    assert tree(adapted / "district") == {**before, "moves/precious.md": b"ours"}
    assert first == "district/ is as it was before the last change that was accepted.\n"
    second = run("update", str(adapted), "--undo").stdout
    assert second == "district/ has again the last change that was accepted.\n"
    assert (adapted / "district" / "moves" / "inquire.md").exists()
    assert run("update", str(adapted), "--undo").stdout == first


def test_what_is_withdrawn_elsewhere_leaves_a_way_back(adapted: Path, run: Run) -> None:
    """The words of an entry that a layer never had are in nothing that is kept for an undo."""
    other = (adapted / "moves" / "ask.md").read_text(encoding="utf-8")
    other = other.replace("title: Ask first", "title: Walk the halls")
    (adapted / "moves" / "walk.md").write_text(other, encoding="utf-8")
    run("update", str(adapted), "--accept", "all")
    before = tree(adapted / "district")
    (adapted / "moves" / "walk.md").unlink()
    lay({"withdrawn.yml": WITHDRAWN}, adapted)
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")

    told = run("update", str(adapted), "--accept", "all").stderr

    assert "To undo it: playbook update --undo" in told
    assert tree(adapted / "district") != before
    run("update", str(adapted), "--undo")
    assert tree(adapted / "district") == before


@pytest.mark.parametrize("holds", ["it names the entry", "it adapted the entry before"])
def test_words_that_are_withdrawn_are_in_nothing_that_is_kept(
    adapted: Path, run: Run, holds: str
) -> None:
    other = (adapted / "moves" / "ask.md").read_text(encoding="utf-8")
    other = other.replace("title: Ask first", "title: Walk the halls")
    other = other.replace("Ask before you tell.", "A secret of somebody.")
    (adapted / "moves" / "walk.md").write_text(other, encoding="utf-8")
    own = adapted / "district" / "moves"
    if holds == "it names the entry":
        edit(own / "ask.md", "because:", "pairs_with: {walk: So.}\nbecause:")
        run("update", str(adapted), "--accept", "all")
        edit(own / "ask.md", "pairs_with: {walk: So.}\n", "")
    else:
        run("adapt", "moves/walk", "--root", str(adapted))
        (own / "walk.md").write_text("---\nbecause: So.\neffort: moderate\n---\n", "utf-8")
        run("update", str(adapted), "--accept", "all")
        (own / "walk.md").unlink()
        run("update", str(adapted), "--accept", "all")
    (adapted / "moves" / "walk.md").unlink()
    lay({"withdrawn.yml": WITHDRAWN}, adapted)
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")

    run("update", str(adapted), "--accept", "all")

    kept = (adapted / ".playbook").rglob("*")
    assert not [f for f in kept if f.is_file() and b"A secret of somebody." in f.read_bytes()]


def test_undo_never_takes_what_was_written_since(adapted: Path, run: Run) -> None:
    (adapted / "moves" / "ask.md").rename(adapted / "moves" / "inquire.md")
    edit(adapted / "moves" / "inquire.md", "created:", "former_ids: [ask]\ncreated:")
    edit(adapted / "cases" / "a-school.md", "ask:", "inquire:")
    run("update", str(adapted), "--accept", "all")
    edit(adapted / "district" / "moves" / "inquire.md", "Ours.", "Ours, and more.")
    before = tree(adapted / "district")

    told = run("update", str(adapted), "--undo")

    assert told.exit_code == 1
    assert "You have changed district/moves/inquire.md since" in told.stderr
    assert tree(adapted / "district") == before


@pytest.mark.parametrize("path", ["moves/ask.md", "moves/new.md", "district.yml"])
def test_what_is_saved_while_an_update_is_accepted_is_kept(
    path: str, adapted: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(adapted / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")
    file = adapted / "district" / path
    text = "name: Ours\n" if path == "district.yml" else "---\nbecause: Later.\n---\n"

    def save(*given: Any) -> Any:
        file.write_text(text, encoding="utf-8")
        return choose(*given)

    with monkeypatch.context() as patch:
        patch.setattr(acceptance, "choose", save)
        told = run("update", str(adapted), "--accept", "all")

    assert told.exit_code == 1
    sentence = f"district/{path} was changed while the update ran, so nothing is written. Run it"
    assert sentence in told.stderr
    assert file.read_text(encoding="utf-8") == text
    assert "There is nothing to undo." in run("update", str(adapted), "--undo").stderr


def test_with_nothing_accepted_there_is_nothing_to_take_back(adapted: Path, run: Run) -> None:
    told = run("update", str(adapted), "--undo")

    assert told.exit_code == 1
    assert "There is nothing to undo." in told.stderr


def test_an_odd_file_of_a_layer_is_told_and_left_and_stops_nothing(adapted: Path, run: Run) -> None:
    (adapted / "district" / "moves" / "late.md").write_bytes(b"caf\xe9")
    edit(adapted / "moves" / "ask.md", "title: Ask", "title: Ask them")

    told = run("update", str(adapted), "--accept", "all")

    assert told.exit_code == 0
    assert (
        "district/moves/late.md:1:4: error: A letter here, byte 4 of the file, is not saved as"
        in told.stderr
    )
    assert "moves/ask.md" in told.stdout
    assert (adapted / "district" / "moves" / "late.md").read_bytes() == b"caf\xe9"
    assert "Nothing has changed" in run("update", str(adapted)).stdout


def test_what_a_lock_says_of_an_odd_file_is_kept_until_it_can_be_read(
    adapted: Path, run: Run
) -> None:
    file = adapted / "district" / "moves" / "ask.md"
    words = file.read_bytes()
    before = json.loads((adapted / "district" / "upstream.lock").read_text(encoding="utf-8"))
    edit(adapted / "moves" / "ask.md", "summary: ", "summary: Now, ")
    file.write_bytes(words + b"caf\xe9")

    told = run("update", str(adapted), "--accept", "all")

    assert "`moves/ask.md`" not in told.stdout
    after = json.loads((adapted / "district" / "upstream.lock").read_text(encoding="utf-8"))
    assert after["adapted"] == before["adapted"]
    file.write_bytes(words)
    assert "Changed under your adaptations." in run("update", str(adapted)).stdout


def test_nothing_is_written_over_an_odd_file(adapted: Path, run: Run) -> None:
    (adapted / "moves" / "ask.md").rename(adapted / "moves" / "inquire.md")
    edit(adapted / "moves" / "inquire.md", "created:", "former_ids: [ask]\ncreated:")
    (adapted / "district" / "moves" / "inquire.md").write_bytes(b"caf\xe9")
    before = tree(adapted / "district")

    told = run("update", str(adapted), "--accept", "all")

    assert told.exit_code == 1
    assert "district/moves/inquire.md cannot be read, and an update would write over" in told.stderr
    assert tree(adapted / "district") == before


def test_a_school_without_a_lock_is_told_its_own_command(adapted: Path, run: Run) -> None:
    lay({"schools/lincoln/district.yml": "name: Lincoln\n"}, adapted)

    told = run("update", str(adapted), "--layer", "schools/lincoln")

    assert "Write it with: playbook update --layer schools/lincoln --accept all" in told.stderr
    accepted = run("update", str(adapted), "--layer", "schools/lincoln", "--accept", "all")
    assert accepted.exit_code == 0
    assert (adapted / "schools" / "lincoln" / "upstream.lock").is_file()
    undo = re.search("To undo it: playbook (.*)", accepted.stderr)
    assert undo is not None
    run(*shlex.split(undo[1]), str(adapted))
    assert not (adapted / "schools" / "lincoln" / "upstream.lock").is_file()


def test_without_a_lock_that_is_said(root: Path, run: Run) -> None:
    (root / "district" / "moves").mkdir(parents=True)
    file = root / "district" / "moves" / "ask.md"
    file.write_text("---\nbecause: We ask.\n---\n", encoding="utf-8")

    told = run("update", str(root))

    assert "There is no district/upstream.lock yet" in told.stderr
    assert "Adapted, and not noted yet" in told.stdout
    run("update", str(root), "--accept", "all")
    assert "Nothing has changed" in run("update", str(root)).stdout


def test_a_school_stands_on_its_district(adapted: Path, run: Run) -> None:
    school = adapted / "schools" / "lincoln"
    school.mkdir(parents=True)
    (school / "district.yml").write_text("name: Lincoln\n", encoding="utf-8")
    run("adapt", "moves/ask", "--root", str(adapted), "--layer", "schools/lincoln")
    told = run("update", str(adapted), "--layer", "schools/lincoln").stdout
    assert "Nothing has changed" in told

    edit(adapted / "district" / "moves" / "ask.md", "Ours.", "Ours, changed.")
    edit(school / "moves" / "ask.md", "because:", "because: We are Lincoln.\nsummary: Lincoln's.")

    told = run("update", str(adapted), "--layer", "schools/lincoln").stdout
    assert "Ours, changed." in told


def test_a_district_hears_of_schools_that_wait(adapted: Path, run: Run) -> None:
    lay({"schools/lincoln/district.yml": "name: Lincoln\n"}, adapted)
    lay({"schools/grant/district.yml": "name: Grant\n"}, adapted)
    (adapted / "district" / "moves" / "ask.md").unlink()
    run("adapt", "moves/ask", "--root", str(adapted), "--layer", "schools/lincoln")
    school = adapted / "schools" / "lincoln" / "moves" / "ask.md"
    school.write_text("---\nbecause: We are Lincoln.\neffort: moderate\n---\n", encoding="utf-8")
    run("update", str(adapted), "--accept", "all")
    assert "schools/" not in run("update", str(adapted)).stderr
    (adapted / "moves" / "ask.md").rename(adapted / "moves" / "inquire.md")
    edit(adapted / "moves" / "inquire.md", "created:", "former_ids: [ask]\ncreated:")
    edit(adapted / "cases" / "a-school.md", "ask:", "inquire:")

    told = run("update", str(adapted), "--accept", "all").stderr

    line = "schools/lincoln/ has something to take over too. Look: playbook update --layer "
    assert f"{line}schools/lincoln\n" in told
    assert "schools/grant" not in told
    run("update", str(adapted), "--layer", "schools/lincoln", "--accept", "all")
    assert not [d for d in playbook.check_editions(adapted)[1] if d.severity.value == "error"]
    assert "schools/" not in run("update", str(adapted)).stderr


def test_a_school_looks_at_the_release_that_its_district_looks_at(
    adapted: Path, tmp_path: Path, run: Run
) -> None:
    lay({"schools/lincoln/district.yml": "name: Lincoln\n"}, adapted)
    (adapted / "district" / "moves" / "ask.md").unlink()
    run("adapt", "moves/ask", "--root", str(adapted), "--layer", "schools/lincoln")
    school = adapted / "schools" / "lincoln" / "moves" / "ask.md"
    school.write_text("---\nbecause: We are Lincoln.\neffort: moderate\n---\n", encoding="utf-8")
    run("update", str(adapted), "--layer", "schools/lincoln", "--accept", "all")
    newer = shutil.copytree(adapted, tmp_path / "a newer one")
    edit(newer / "moves" / "ask.md", "summary: ", "summary: Now, ")

    told = run("update", str(adapted), "--to", str(newer)).stderr
    advice = re.search("Look: playbook update (.*)", told)
    assert advice is not None
    looked = run("update", str(adapted), *shlex.split(advice[1]))

    assert "1 flows in." in looked.stdout


def test_a_hidden_entry_stays_hidden_when_it_is_renamed(adapted: Path, run: Run) -> None:
    settings = adapted / "district" / "district.yml"
    settings.write_text("hidden: [moves/ask]\n", encoding="utf-8")
    (adapted / "district" / "moves" / "ask.md").unlink()
    (adapted / "moves" / "ask.md").rename(adapted / "moves" / "inquire.md")
    edit(adapted / "moves" / "inquire.md", "created:", "former_ids: [ask]\ncreated:")
    edit(adapted / "cases" / "a-school.md", "ask:", "inquire:")
    release = '[project]\nversion = "9.0"\n'
    (adapted / "pyproject.toml").write_text(release, encoding="utf-8")

    book, diagnostics = playbook.load_and_check(adapted)

    assert not book.collection("moves")
    assert {diagnostic.code.id for diagnostic in diagnostics} == {"points-to-hidden"}


def test_a_small_repository_goes_on_with_the_release_that_is_installed(
    tmp_path: Path, run: Run
) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine), "--name", 'Cedar: "Valley" #1')
    assert playbook.load_and_check(mine)[0].chain.settings.name == 'Cedar: "Valley" #1'
    (mine / "playbook.toml").write_text('[original]\nversion = "0.0.1"\n', encoding="utf-8")
    needed = mine / "requirements.txt"
    needed.write_text("learning-matters[docx]==0.0.1\nother==1\n", encoding="utf-8")

    run("update", str(mine), "--dry-run")
    run("update", str(mine))
    assert "0.0.1" in (mine / "playbook.toml").read_text(encoding="utf-8")
    run("update", str(mine), "--accept", "all")

    assert 'version = "0.1.0"' in (mine / "playbook.toml").read_text(encoding="utf-8")
    assert needed.read_text(encoding="utf-8") == "learning-matters[docx]==0.1.0\nother==1\n"
    assert not [p for p in playbook.load_and_check(mine)[1] if p.severity == "error"]


def test_a_folder_may_be_looked_at_where_a_release_is_named(
    tmp_path: Path, root: Path, run: Run
) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    (mine / "playbook.toml").write_text('[original]\nversion = "0.1.0"\n', encoding="utf-8")

    looked = run("update", str(mine), "--to", str(root), "--dry-run")
    taken = run("update", str(mine), "--to", str(root), "--accept", "all")

    assert looked.stdout.startswith("# Update from ")
    assert "names a release. Give --to a release, too." in taken.stderr


def test_a_list_goes_on_with_the_release_that_is_installed(tmp_path: Path, run: Run) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    pin = "# Ours.\noriginals = [\n  '{0}',  # ours\n]\n\n[editions]\none = 'Campus'\n"
    old, new = ("learning-matters==0.0.1", '"learning-matters==0.1.0"')
    (mine / "playbook.toml").write_text(pin.format(old), encoding="utf-8")

    run("update", str(mine), "--accept", "all")

    assert (mine / "playbook.toml").read_text("utf-8") == pin.replace("'{0}'", new)


def test_a_fork_that_only_names_its_editions_is_a_fork(
    adapted: Path, tmp_path: Path, run: Run
) -> None:
    (adapted / "playbook.toml").write_text('[editions]\nfolder = "districts"\n', "utf-8")
    newer = shutil.copytree(adapted, tmp_path / "newer")
    edit(newer / "moves" / "ask.md", "summary: ", "summary: Now, ")

    told = run("update", str(adapted), "--to", str(newer))

    assert told.exit_code == 0
    assert "Changed under your adaptations." in told.stdout
    run("new", "move", "Walk over", "--root", str(adapted))
    assert (adapted / "district" / "moves" / "walk-over.md").is_file()


def test_a_fork_accepts_only_the_original_that_it_holds(
    adapted: Path, tmp_path: Path, run: Run
) -> None:
    newer = shutil.copytree(adapted, tmp_path / "a newer one")
    edit(newer / "moves" / "ask.md", "summary: ", "summary: Now, ")
    before = tree(adapted / "district")

    looked = run("update", str(adapted), "--to", str(newer))
    refused = run("update", str(adapted), "--to", str(newer), "--accept", "all")

    assert refused.exit_code == 1
    assert "This is a fork, and the original in it is another one than " in refused.stderr
    assert "git merge" in refused.stderr
    assert tree(adapted / "district") == before
    (words,) = re.findall("take all of it: `playbook (update .* --accept all)`", looked.stdout)
    assert words in refused.stderr
    accepted = run(*shlex.split(words.replace("update", f"update {adapted}", 1)))
    assert accepted.exit_code == 0, accepted.output
    assert "Now, " in (adapted / "moves" / "ask.md").read_text(encoding="utf-8")
    here = run("update", str(adapted), "--to", str(adapted), "--accept", "all")
    assert here.exit_code == 0, here.output


def test_a_replacement_is_undone_after_what_was_accepted_on_it(naming: Path, run: Run) -> None:
    newer = released(naming)
    edit(newer / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")
    before = (naming / "moves" / "ask.md").read_bytes()
    run("update", str(naming), "--to", str(newer), "--replace", "--accept", "all")
    after = tree(naming / "moves")

    refused = run("move-in", str(naming), "--undo")

    assert refused.exit_code == 1
    assert "district/ stands on it since. Undo that first: playbook update --undo" in refused.stderr
    assert tree(naming / "moves") == after
    assert run("update", str(naming), "--undo").exit_code == 0
    assert run("move-in", str(naming), "--undo").stdout == "It is as it was.\n"
    assert (naming / "moves" / "ask.md").read_bytes() == before
    assert not errors(naming)


@pytest.mark.parametrize("words", [(), ("--accept", "all"), ("--undo",)])
def test_an_update_first_finishes_a_replacement_that_was_stopped(
    words: tuple[str, ...], naming: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = released(naming)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_put", stop)
        run("update", str(naming), "--to", str(newer), "--replace")
    assert (naming / journal.IN_HAND).exists()

    told = run("update", str(naming), *words)

    assert "What was stopped before is done now. To undo it: playbook move-in" in told.stderr
    assert not (naming / journal.IN_HAND).exists()
    assert (naming / "roles" / "school-leader.md").is_file()


def stop(*given: Any) -> None:
    raise OSError("The disk is full")


def test_an_update_is_refused_where_the_pin_cannot_be_read(tmp_path: Path, run: Run) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    (mine / "playbook.toml").write_text('[original]\npath = "nowhere"\n', encoding="utf-8")

    told = run("update", str(mine))

    assert told.exit_code == 1
    assert "[bad-pin]" in told.output
    assert (mine / "playbook.toml").read_text(encoding="utf-8") == '[original]\npath = "nowhere"\n'


def test_a_small_repository_may_stand_on_a_folder(tmp_path: Path, root: Path, run: Run) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    (mine / "playbook.toml").write_text('[original]\npath = "../book"\n', encoding="utf-8")
    other = tmp_path / "other's"
    shutil.copytree(root, other)

    told = run("update", str(mine), "--to", str(other), "--accept", "all")

    assert told.exit_code == 0
    assert 'path = "../other\'s"' in (mine / "playbook.toml").read_text(encoding="utf-8")
    assert len(playbook.load_and_check(mine)[0]) == 4


@pytest.mark.parametrize(
    "pin",
    [
        'original = { path = "../book" }\n',
        'original.path = "../book"\n',
        '[original]\n"path" = "../book"\n',
        '[original]\npath = """\n../book"""\n',
        'originals = ["\\u002e./book"]\n',
    ],
)
def test_a_pin_in_a_shape_of_its_own_is_left_to_who_wrote_it(
    tmp_path: Path, root: Path, run: Run, pin: str
) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    (mine / "playbook.toml").write_text(pin, encoding="utf-8")
    shutil.copytree(root, tmp_path / "newer")

    told = run("update", str(mine), "--to", str(tmp_path / "newer"), "--accept", "all")

    assert told.exit_code == 1
    sentence = 'Write this into playbook.toml yourself: originals = ["../newer"]'
    assert sentence in told.stderr
    assert (mine / "playbook.toml").read_text(encoding="utf-8") == pin


def test_a_folder_that_is_no_playbook_is_no_release(
    adapted: Path, tmp_path: Path, run: Run
) -> None:
    newer = shutil.copytree(adapted, tmp_path / "newer")

    for words in ((), ("--dry-run",)):
        told = run("update", str(adapted), "--to", str(newer / "moves"), *words)
        assert told.exit_code == 1
        assert f"There is no playbook in {newer / 'moves'}" in told.stderr

    assert run("update", str(adapted), "--to", str(newer)).exit_code == 0


def test_a_release_that_does_not_exist_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    run("init", str(tmp_path / "mine"))

    told = run("update", str(tmp_path / "mine"), "--to", "9.9.9")

    assert told.exit_code == 1
    assert "There is no folder and no release '9.9.9'." in told.stderr


def rename_role(root: Path) -> None:
    (root / "roles" / "principal.md").rename(root / "roles" / "school-leader.md")
    edit(root / "roles" / "school-leader.md", "created:", "former_ids: [principal]\ncreated:")
    edit(root / "moves" / "ask.md", "principal:", "school-leader:")
    edit(root / "cases" / "a-school.md", "principal:", "school-leader:")


@pytest.fixture
def naming(adapted: Path, run: Run) -> Path:
    """A district that says a role's name, hides nothing, and has a move of its own."""
    district = adapted / "district"
    (district / "district.yml").write_text("roles: {principal: Head}\n", encoding="utf-8")
    own = (adapted / "moves" / "ask.md").read_text(encoding="utf-8")
    own = own.replace("title: Ask first", "title: Walk together").replace("Asks, and", "Walks, and")
    (district / "moves" / "walk.md").write_text(own, encoding="utf-8")
    run("update", str(adapted), "--accept", "all")
    assert not errors(adapted)
    return adapted


def errors(root: Path) -> list[str]:
    found = playbook.load_and_check(root)[1]
    return [str(one) for one in found if one.severity is playbook.Severity.ERROR]


def test_a_renamed_role_is_told_by_its_new_name_and_followed(naming: Path, run: Run) -> None:
    rename_role(naming)
    assert all("It is called 'school-leader' now." in one for one in errors(naming))
    assert len(errors(naming)) == 2

    told = run("update", str(naming)).stdout

    assert "We take care of these 3." in told
    assert "- Renamed: [Principal](roles/school-leader.md) to `roles/school-leader.md`." in told
    assert "  -roles: {principal: Head}\n  +roles: {school-leader: Head}\n" in told
    assert len(errors(naming)) == 2
    run("update", str(naming), "--accept", "all")
    assert not errors(naming)
    settings = (naming / "district" / "district.yml").read_text(encoding="utf-8")
    assert settings == "roles: {school-leader: Head}\n"


def test_a_fix_follows_what_was_renamed(naming: Path, run: Run) -> None:
    rename_role(naming)

    told = run("check", str(naming), "--fix")

    assert "+roles: {school-leader: Head}" in told.stderr
    assert not errors(naming)


def test_what_would_break_the_site_is_refused_and_nothing_changes(naming: Path, run: Run) -> None:
    page = naming / "district" / "docs" / "guides" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Ours\n", encoding="utf-8")
    (naming / "playbook.toml").write_text('[original]\npath = "."\n', encoding="utf-8")
    other = naming.with_name("next")
    shutil.copytree(naming, other, ignore=lambda *_: ["district", "playbook.toml"])
    (other / "docs").mkdir()
    (other / "docs" / "guides.md").write_text("# Theirs\n", encoding="utf-8")
    before = tree(naming / "district")

    told = run("update", str(naming), "--to", str(other), "--accept", "all")

    assert told.exit_code == 1
    assert "Nothing was changed, since the site could not be built afterwards." in told.stderr
    assert "district/docs/guides/index.md" in told.stderr
    assert "### This page and docs/guides.md would have the same address." in told.stdout
    assert tree(naming / "district") == before


def test_an_older_release_is_taken_only_when_it_is_named(tmp_path: Path, run: Run) -> None:
    mine = tmp_path / "mine"
    run("init", str(mine))
    newer = '[original]\nversion = "9.0.0"\n'
    (mine / "playbook.toml").write_text(newer, encoding="utf-8")

    told = run("update", str(mine), "--accept", "all")

    assert told.exit_code == 1
    assert "asks for release 9.0.0, and the older 0.1.0 is installed" in told.stderr
    assert (mine / "playbook.toml").read_text(encoding="utf-8") == newer
    run("update", str(mine), "--to", "0.1.0", "--accept", "all")
    assert "0.1.0" in (mine / "playbook.toml").read_text(encoding="utf-8")
    run("update", str(mine), "--undo")
    assert (mine / "playbook.toml").read_text(encoding="utf-8") == newer


def test_what_was_removed_and_is_named_stays_as_the_districts_own(naming: Path, run: Run) -> None:
    edit(naming / "district" / "moves" / "walk.md", "rhythm:", "pairs_with: {pair: So.}\nrhythm:")
    pair = (naming / "moves" / "ask.md").read_text(encoding="utf-8").replace("Ask first", "Pair up")
    (naming / "moves" / "pair.md").write_text(pair, encoding="utf-8")
    run("update", str(naming), "--accept", "all")
    (naming / "moves" / "pair.md").unlink()

    told = run("update", str(naming), "--accept", "all").stdout

    assert "Removed, and your entries name it." in told
    assert (naming / "district" / "moves" / "pair.md").read_text(encoding="utf-8") == pair
    assert not errors(naming)


def released(naming: Path) -> Path:
    """A repository with a newer release of the original, `v2`."""
    newer = naming.with_name("newer")
    shutil.copytree(naming, newer, ignore=lambda *_: ["district", ".playbook"])
    rename_role(newer)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "two"], ["tag", "v2"]):
        name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *name, *words], cwd=newer, check=True)
    return newer


def test_a_release_is_looked_at_before_it_is_put_in_place(
    naming: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = released(naming)
    monkeypatch.chdir(naming)
    before = tree(naming)

    for address in (f"{newer}#v2", "../newer#v2", "../newer"):
        told = run("update", "--to", address, "--replace", "--dry-run").stdout
        assert "- Renamed: " in told
        assert f"playbook update --replace --to {shlex.quote(address)} --accept all`" in told
    wrong = run("update", "--to", "../newer#v9", "--replace", "--dry-run")
    none = run("update", "--to", "../nowhere", "--replace")

    assert (wrong.exit_code, none.exit_code) == (1, 1)
    assert "There is no 'v9' at " in wrong.stderr
    assert "does not appear to be a git repository" in none.stderr
    assert tree(naming) == before


def test_a_fork_without_a_common_history_takes_a_release_whole(naming: Path, run: Run) -> None:
    newer = released(naming)
    edit(naming / "moves" / "ask.md", "Answering your own question.", "Our own warning.")
    told = run("update", str(naming), "--replace")
    assert "Say with --to what to put in place" in told.stderr

    told = run("update", str(naming), "--to", f"file://{newer}#v2", "--replace", "--accept", "all")

    assert told.exit_code == 0, told.output
    assert (naming / "roles" / "school-leader.md").is_file()
    assert not (naming / "roles" / "principal.md").exists()
    assert "Our own warning." in (naming / "district" / "moves" / "ask.md").read_text("utf-8")
    assert not errors(naming)
    assert (
        "No network"
        in run("update", str(naming), "--to", "https://nowhere.invalid/a.git", "--replace").stderr
    )


def test_an_adaptation_that_a_release_makes_invalid_goes_on_as_it_was(
    naming: Path, run: Run
) -> None:
    edit(naming / "moves" / "ask.md", "rhythm:", "group_size: {min: 1, max: 9}\nrhythm:")
    edit(naming / "district" / "moves" / "ask.md", "because:", "group_size: {min: 3}\nbecause:")
    run("update", str(naming), "--accept", "all")
    edit(naming / "moves" / "ask.md", "max: 9", "max: 2")
    assert errors(naming)

    told = run("update", str(naming), "--accept", "all").stdout

    assert "`district/moves/ask.md` would be wrong by then, and is mended" in told
    assert not errors(naming)


def test_what_a_report_advises_works_when_it_is_followed(naming: Path, run: Run) -> None:
    (naming / "playbook.toml").write_text('[original]\npath = "."\n', encoding="utf-8")
    newer = naming.with_name("a newer one")
    shutil.copytree(naming, newer, ignore=lambda *_: ["district", "playbook.toml", ".playbook"])
    edit(newer / "moves" / "ask.md", "Ask before you tell.", "Ask, then tell.")

    told = run("update", str(naming), "--to", str(newer)).stdout
    (advice,) = re.findall(r"- `playbook (update .* --accept moves/ask)`", told)
    run(*shlex.split(advice.replace("update", f"update {naming}", 1)))

    assert "a newer one" in (naming / "playbook.toml").read_text(encoding="utf-8")
    assert "Nothing has changed" in run("update", str(naming)).stdout


def newer_than(naming: Path) -> Path:
    """A newer original beside a district that stands on its own folder so far."""
    (naming / "playbook.toml").write_text('[original]\npath = "."\n', encoding="utf-8")
    (naming / "district" / "cases").mkdir()
    case = "---\nbecause: We tell it.\nsummary: Ours.\n---\n"
    (naming / "district" / "cases" / "a-school.md").write_text(case, encoding="utf-8")
    CliRunner().invoke(main, ["update", str(naming), "--accept", "all"])
    newer = naming.with_name("newer")
    shutil.copytree(naming, newer, ignore=lambda *_: ["district", "playbook.toml", ".playbook"])
    edit(newer / "cases" / "a-school.md", "summary: ", "summary: Now, ")
    return newer


def advice_in(told: str, naming: Path) -> list[str]:
    (words,) = re.findall(r"playbook (update .* --accept .*)", told)
    return shlex.split(words.replace("update", f"update {naming}", 1))


def test_a_change_is_taken_alone_with_what_is_done_without_asking(naming: Path, run: Run) -> None:
    newer = newer_than(naming)
    rename_role(newer)
    told = run("update", str(naming), "--to", str(newer)).stdout
    assert "Decide this one. We take care of these" in told
    (line,) = re.findall(r"^- `(playbook update .* --accept cases/a-school)`", told, re.MULTILINE)

    accepted = run(*advice_in(line, naming))

    assert accepted.exit_code == 0, accepted.output
    settings = (naming / "district" / "district.yml").read_text(encoding="utf-8")
    assert settings == "roles: {school-leader: Head}\n"
    assert not [one for one in errors(naming) if one.startswith("district/")]


def test_what_can_only_be_taken_together_is_said_with_a_command_that_works(
    naming: Path, run: Run
) -> None:
    newer = newer_than(naming)
    (newer / "moves" / "ask.md").rename(newer / "moves" / "wander.md")
    edit(newer / "moves" / "wander.md", "title: Ask first", "title: Wander")
    edit(newer / "cases" / "a-school.md", "{ask: ", "{wander: ")

    alone = run("update", str(naming), "--to", str(newer), "--accept", "cases/a-school")

    assert alone.exit_code == 1
    assert "the site cannot be built with a part of this. Take it together: " in alone.stderr
    assert "--accept cases/a-school --accept moves/ask" in alone.stderr
    together = run(*advice_in(alone.stderr, naming))
    assert together.exit_code == 0, together.output
    assert not [one for one in errors(naming) if one.startswith("district/")]


def test_a_layer_of_another_name_takes_in_what_was_changed_outside(naming: Path, run: Run) -> None:
    (naming / "district").rename(naming / "state")
    names = '[layer]\nfolder = "state"\n\n[editions]\nfolder = "districts"\n'
    (naming / "playbook.toml").write_text(names, encoding="utf-8")
    newer = naming.with_name("newer")
    shutil.copytree(naming, newer, ignore=lambda *_: ["state", "playbook.toml", ".playbook"])
    rename_role(newer)
    edit(naming / "moves" / "ask.md", "Answering your own question.", "Our own warning.")
    own = naming / "districts" / "cedar" / "district.yml"
    own.parent.mkdir(parents=True)
    own.write_text("name: Cedar\n", encoding="utf-8")

    told = run("update", str(naming), "--to", str(newer), "--replace", "--accept", "all")

    assert told.exit_code == 0, told.output
    assert "Our own warning." in (naming / "state" / "moves" / "ask.md").read_text("utf-8")
    assert own.read_text(encoding="utf-8") == "name: Cedar\n"
    assert not (naming / "district").exists()
    assert not errors(naming)
