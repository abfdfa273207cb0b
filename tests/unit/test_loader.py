"""Reading a playbook from a folder."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook import Key, loader
from playbook.catalog import files
from playbook.source.decoding import MAX_FILE
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text

Project = Callable[[Mapping[str, str]], Path]
Told = Callable[[Mapping[str, str]], list[str]]
PAIR = "moves/pair.md"


def codes(root: Path) -> list[str]:
    """What is told of a folder, as `path code`."""
    return [f"{d.location.path} {d.code.id}" for d in playbook.load(root)[1]]


def test_nothing_is_told_of_a_sound_playbook(told: Told, sound: dict[str, str]) -> None:
    found = told(sound)

    assert found == []


def test_an_empty_folder_is_an_empty_playbook(tmp_path: Path) -> None:
    book, problems = playbook.load_and_check(tmp_path)

    assert len(book) == 0
    assert problems == []


def test_only_visible_markdown_files_are_entries(project: Project) -> None:
    root = project({"moves/a.md": "", "moves/.b.md": "", "moves/c.txt": "", "moves/D.MD": ""})

    keys = list(loader.entry_keys(root))

    assert keys == [Key("moves", "a")]
    assert "moves/D.MD bad-file-name" in codes(root)


def test_every_broken_file_is_told_in_one_run(told: Told, sound: dict[str, str]) -> None:
    broken = [
        "",
        "x",
        "---\na: [\n---\n",
        "---\na: &a 1\n---\n",
        "---\n",
        "\0",
        "---\n\tb: 1\n---\n",
    ]
    sound |= {f"roles/r{number}.md": text for number, text in enumerate(broken)}

    found = told(sound)

    assert [place.partition(":")[0] for place in found] == [
        f"roles/r{number}.md" for number in range(len(broken))
    ]


def test_places_are_right_with_a_byte_order_mark_other_line_ends_and_accents(
    tmp_path: Path, sound: dict[str, str], project: Project
) -> None:
    text = sound[PAIR].replace("Work in pairs", "Été 😀").replace("can take notes", "é😀 <b>")
    project(sound)
    (tmp_path / PAIR).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    line = next(n for n, words in enumerate(text.split("\n"), start=1) if "<b>" in words)

    _, [problem] = playbook.load(tmp_path)

    assert str(problem.location) == f"{PAIR}:{line}:15"


def test_a_playbook_reads_the_same_with_any_line_ends(
    tmp_path: Path, sound: dict[str, str], project: Project
) -> None:
    project(sound)
    before = playbook.load(tmp_path)[0][Key("moves", "pair")]
    (tmp_path / PAIR).write_bytes(sound[PAIR].replace("\n", "\r").encode())

    after = playbook.load(tmp_path)[0][Key("moves", "pair")]

    assert after == before


def test_front_matter_and_body_are_told_together(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = sound[PAIR].replace("effort: light", "effort: lite").replace("One person", "<b>")

    found = [place.split()[1] for place in told(sound)]

    assert found == ["not-one-of", "raw-html"]


def test_a_broken_key_causes_no_second_finding(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] = sound[PAIR].replace("rhythm: monthly", "rhythm: often")

    [found] = told(sound)

    assert found.endswith("not-one-of")


def test_a_body_too_deep_causes_no_second_finding(told: Told, sound: dict[str, str]) -> None:
    sound[PAIR] += "- " * 20 + "a\n"

    [found] = told(sound)

    assert found.endswith("nested-too-deep")


def test_a_file_that_cannot_be_read_causes_no_second_finding(
    told: Told, sound: dict[str, str]
) -> None:
    sound[PAIR] = sound[PAIR].replace("title: Work", "title: Work: ")

    found = [place.split()[1] for place in told(sound)]

    assert found == ["bad-yaml"]


def test_evidence_of_a_broken_entry_still_cites(told: Told, sound: dict[str, str]) -> None:
    evidence = "evidence:\n  - {outcome: A, tier: '4', direction: mixed, sources: [schein-1992]}"
    sound[PAIR] = (
        sound[PAIR]
        .replace("sources:\n  schein-1992: Chapter 1", evidence)
        .replace("rhythm: monthly", "rhythm: often")
    )

    found = [place.split()[1] for place in told(sound)]

    assert found == ["not-one-of"]


def test_a_file_over_the_limit_is_told(project: Project) -> None:
    root = project({"moves/a.md": "a" * (MAX_FILE + 1)})

    assert codes(root) == ["moves/a.md file-too-large"]


@pytest.mark.parametrize(
    "target", ["/etc/hostname", "/proc/self/environ", "b.md", "nowhere", "a.md"]
)
def test_s11_s14_s15_a_symlink_is_told_and_never_followed(target: str, project: Project) -> None:
    root = project({"moves/b.md": ""})
    (root / "moves" / "a.md").symlink_to(target)

    assert codes(root)[0] == "moves/a.md symlink"


def test_a_folder_that_is_a_symlink_is_told(project: Project, tmp_path: Path) -> None:
    root = project({"elsewhere/a.md": ""})
    (root / "moves").symlink_to("elsewhere")

    assert codes(root) == ["moves symlink"]


def test_a_folder_that_leads_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "moves").mkdir()
    (tmp_path / "moves" / "a.md").symlink_to(".")
    (tmp_path / "roles").symlink_to("roles")

    assert codes(tmp_path) == ["moves/a.md symlink", "roles symlink"]


def test_s15_a_pipe_is_told_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "moves").mkdir()
    os.mkfifo(tmp_path / "moves" / "a.md")

    assert codes(tmp_path) == ["moves/a.md unreadable-file"]


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "moves" / "a.md").mkdir(parents=True)

    assert codes(tmp_path) == ["moves/a.md unreadable-file"]


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match="no such file"):
        read_text(tmp_path, "moves/a.md")


def test_a_bibliography_that_is_a_symlink_is_told(tmp_path: Path) -> None:
    (tmp_path / "references.yml").symlink_to("/etc/hostname")

    works, [problem] = files.read_bibliography([("", tmp_path)])

    assert works is None
    assert problem.code.id == "symlink"


def test_a_bibliography_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "references.yml").symlink_to("nowhere")

    assert codes(tmp_path) == ["references.yml symlink"]


def test_pages_are_known_with_their_headings(project: Project) -> None:
    root = project(
        {"docs/a.md": "---\nhide: [toc]\n---\n# A\n\n## Who we are\n", "docs/x/b.md": "\0"}
    )

    pages, diagnostics = loader.read_pages([("", root)])

    assert {page.path: page.anchors for page in pages} == {
        "docs/a.md": {"a", "who-we-are"},
        "docs/x/b.md": None,
    }
    assert [d.location.path for d in diagnostics] == ["docs/x/b.md"]


def test_a_page_that_cannot_be_read_breaks_no_link_to_it(told: Told, sound: dict[str, str]) -> None:
    sound["docs/a.md"] = "\0"
    sound[PAIR] = sound[PAIR].replace("One person", "[One](../docs/a.md#who) person")

    assert [place.split()[1] for place in told(sound)] == ["control-character"]
