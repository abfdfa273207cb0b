"""The front door: what no build may read, copy, follow or wait for is reported by a check."""

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook.source.file_names import is_litter
from playbook.updates.snapshots import layer_tree, original_tree
from tests.builder import MOVE

Project = Callable[[Mapping[str, str]], Path]
LAYER = {"district/district.yml": "name: Cedar Valley\n"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
LITTER = [
    *(".DS_Store", "._ask.md", "Thumbs.db", "desktop.ini", "~$plan.docx", ".ask.md.swp", "ask.md~"),
    *(".~lock.plan.odt#", "#ask.md#", "Icon\r"),
]


def codes(root: Path) -> list[str]:
    """What is reported of a folder, as `path code`."""
    return [f"{d.location.path} {d.code.id}" for d in playbook.load(root)[1]]


@pytest.mark.parametrize("layer", ["", "district/"])
@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("docs/evil.html", "<script>alert(1)</script>", "file-not-taken"),
        ("docs/sw.js", "", "file-not-taken"),
        ("docs/CNAME", "evil.example", "file-not-taken"),
        ("docs/_redirects", "/* https://evil.example", "file-not-taken"),
        ("docs/a/robots.txt", "", "file-not-taken"),
        ("docs/x.svg", SVG.format("<script>alert(1)</script>"), "unsafe-picture"),
        ("docs/x.SVG", SVG.format('<g onload="x()"/>'), "unsafe-picture"),
        ("docs/x.gif", SVG.format(""), "unsafe-picture"),
        ("docs/assets/theme.js", "alert(1)", "address-taken"),
        ("docs/assets/photo.md", "# A", "address-taken"),
        ("docs/moves/ask.md", "# Ask", "address-taken"),
        ("docs/search/search_index.json", "{}", "address-taken"),
        ("docs/pagefind/pagefind.js", "", "address-taken"),
        ("docs/playbook.json", "{}", "address-taken"),
        ("docs/aux.md", "# A", "reserved-name"),
        ("docs/a /b.md", "# A", "bad-file-name"),
        ("docs/100%.md", "# A", "bad-file-name"),
        ("docs/end./b.md", "# A", "bad-file-name"),
        ("docs/us.markdown", "# A", "bad-file-name"),
        ("overrides/sw.js", "", "file-not-taken"),
        ("overrides/assets/x.wasm", "", "file-not-taken"),
        ("overrides/assets/x.woff2", "no font", "unsafe-picture"),
        ("moves/ask.md.txt", "", "misplaced-file"),
        ("moves/ask", "", "misplaced-file"),
        ("moves/plan.docx", "", "misplaced-file"),
        ("moves/more/ask.md", "", "misplaced-file"),
    ],
)
def test_a_file_that_must_not_be_published_is_reported_where_it_is(
    project: Project, layer: str, path: str, text: str, code: str
) -> None:
    root = project({**(LAYER if layer else {}), layer + path: text})

    found = codes(root)

    assert found
    name, _, reported = found[0].rpartition(" ")
    assert (layer + path).startswith(name)
    assert reported == code


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("district/move/x.md", "district/moves/"),
        ("district/Moves/x.md", "district/moves/"),
        ("district/movse/x.md", "district/moves/"),
        ("district/notes.md", "district/moves/"),
        ("district/district.yaml", "district/district.yml"),
        ("district/moves/ask.md.txt", "ask.md."),
        ("district/moves/ask", "ask.md."),
        ("Moves/x.md", "moves/."),
        ("schools/plan.md", "schools/its-name/"),
        ("schools/lincoln/moves/x.md", "district.yml"),
    ],
)
@pytest.mark.parametrize("settings", [LAYER, {}])
def test_what_is_misplaced_is_reported_with_the_place_that_was_meant(
    project: Project, path: str, hint: str, settings: Mapping[str, str]
) -> None:
    root = project({**settings, path: "# A\n"})

    hints = [d.hint for d in playbook.load(root)[1] if d.code.id == "misplaced-file"]

    assert any(hint in each for each in hints)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("docs/our-week.md", "district/docs/."),
        ("overrides/moves.html", "district/overrides/."),
        ("macros/__init__.py", "district/overrides/."),
        ("mkdocs.yml", "district/district.yml."),
        ("district.yml", "Move it into district/."),
        ("synonyms.yml", "Move it into district/."),
        ("references.yml", "Move it into district/."),
    ],
)
def test_what_only_an_original_has_is_told_beside_a_layer_alone(
    project: Project, tmp_path: Path, path: str, hint: str
) -> None:
    original = project({})
    mine = tmp_path / "mine"
    texts = {
        "playbook.toml": f'originals = ["{Path(os.path.relpath(original, mine)).as_posix()}"]\n',
        "district/district.yml": "name: Cedar Valley\n",
        "README.md": "# Ours\n",
        path: "",
    }
    for name, text in texts.items():
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text(text, encoding="utf-8")

    [told] = playbook.load(mine)[1]

    assert (told.location.path, told.code.id) == (path.partition("/")[0], "unread-file")
    assert told.hint.endswith(hint)


@pytest.mark.parametrize("folder", ["", "drafts/", "our moves/"])
def test_an_entry_in_no_folder_of_entries_is_told(project: Project, folder: str) -> None:
    notes = {f"{folder}notes.md": "# What we may write next\n", f"{folder}walk.md": MOVE}
    root = project(notes)

    told = [d for d in playbook.load(root)[1] if "This is a move" in d.message]

    assert [d.location.path for d in told] == [f"{folder}walk.md"]
    assert told[0].code.id == ("unread-file" if folder else "misplaced-file")
    assert told[0].hint.startswith("Move the file into moves/.")


@pytest.mark.parametrize("target", ["/proc/self/environ", ".", "..", "nowhere", "pipe", "../moves"])
@pytest.mark.parametrize(
    "path",
    [
        *("docs", "docs/env.txt", "docs/a.md", "docs/.hidden", "overrides", "overrides/assets"),
        *("macros", "macros/a.py", "outlines", "moves", "moves/a.md", "moves/a", "mkdocs.yml"),
        *(
            "playbook.toml",
            "references.yml",
            "accessibility.yml",
            "district",
            "district/docs",
            "district/notes",
        ),
        *("district/district.yml", "schools/lincoln"),
    ],
)
def test_a_link_is_reported_and_never_followed(tmp_path: Path, path: str, target: str) -> None:
    link = tmp_path / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)

    assert f"{path} symlink" in codes(tmp_path)


@pytest.mark.parametrize("make", [os.mkfifo, "socket"])
@pytest.mark.parametrize(
    "path",
    [
        *("docs/pipe.md", "docs/a/b.png", "docs", "overrides/main.html", "macros/__init__.py"),
        *("outlines/a.yml", "outlines/a", "moves/a.md", "moves/a", "mkdocs.yml", "playbook.toml"),
        *(
            "references.yml",
            "language.yml",
            "accessibility.yml",
            "pyproject.toml",
            "district/district.yml",
        ),
        *("district/notes", "district/upstream.lock"),
    ],
)
def test_s15_a_pipe_or_a_socket_is_reported_and_never_waited_for(
    tmp_path: Path, path: str, make: Callable[[Path], None] | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if callable(make):
        make(place)
    else:
        monkeypatch.chdir(place.parent)  # the path of a socket has to be short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)

    assert f"{path} unreadable-file" in codes(tmp_path)


@pytest.mark.parametrize("path", ["docs/a.md", "docs/a/b.md", "overrides/assets/a.css"])
def test_bytes_that_are_no_text_are_reported_with_their_place(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(b"# A\n\nCaf\xe9\n")

    diagnostics = playbook.load(tmp_path)[1]

    assert [(d.code.id, d.location.line) for d in diagnostics] == [("not-utf-8", 3)]
    assert "byte 9 of the file" in diagnostics[0].message


def test_a_page_saved_as_utf_16_is_reported(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes(b"\xff\xfe#\0")

    assert codes(tmp_path) == ["docs/a.md not-utf-8"]


@pytest.mark.parametrize("path", ["docs/big.png", "docs/big.md", "overrides/assets/big.js"])
def test_a_file_of_100_mb_is_refused_by_its_size(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    with (tmp_path / path).open("wb") as file:
        file.truncate(100 << 20)

    assert codes(tmp_path) == [f"{path} file-too-large"]


def test_a_lock_that_no_program_would_write_is_refused_by_its_size(project: Project) -> None:
    root = project(LAYER)
    with (root / "district" / "upstream.lock").open("wb") as file:
        file.truncate(1 << 30)

    assert codes(root) == ["district/upstream.lock file-too-large"]


def test_a_picture_of_too_many_dots_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    size = (30_000).to_bytes(4, "big") * 2
    (tmp_path / "docs" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size)

    assert codes(tmp_path) == ["docs/a.png unsafe-picture"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("docs/us.md", "docs/us/index.md"),
        ("docs/us/README.md", "docs/us/index.md"),
        ("docs/us.md", "district/docs/us/index.md"),
    ],
)
def test_two_pages_of_one_address_are_reported(project: Project, one: str, other: str) -> None:
    root = project({**LAYER, one: "# A\n", other: "# B\n"})

    [diagnostic] = playbook.load(root)[1]

    assert diagnostic.code.id == "address-taken"
    assert {diagnostic.location.path, diagnostic.message.split()[3]} == {one, other}


def test_a_page_of_a_layer_takes_the_place_of_the_originals(project: Project) -> None:
    assert codes(project({**LAYER, "docs/us.md": "# A\n", "district/docs/us.md": "# B\n"})) == []


def test_names_that_one_computer_takes_for_the_same_are_reported(project: Project) -> None:
    root = project({"docs/Map.gif": "GIF89a", "docs/map.gif": "GIF89a"})

    assert len(list((root / "docs").iterdir())) == 1 or codes(root) == ["docs/map.gif id-collision"]


@pytest.mark.parametrize("name", LITTER)
def test_what_a_system_left_behind_is_ignored_everywhere(project: Project, name: str) -> None:
    folders = [
        "docs",
        "moves",
        "outlines",
        "district",
        "district/docs",
        "district/moves",
        "schools",
    ]
    root = project({**LAYER, **{f"{folder}/{name}": "x" for folder in folders}})

    assert codes(root) == []
    assert original_tree(root) == {}
    assert layer_tree(root / "district") == {"district.yml": LAYER["district/district.yml"]}


@pytest.mark.parametrize(
    "name", ["ask.md", "index.md", "a~b.md", "theme.js", ".htaccess", "swap.md"]
)
def test_a_file_of_somebodys_own_is_no_litter(name: str) -> None:
    assert not is_litter(name)


def test_a_folder_that_leads_to_itself_has_an_end(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("one", ".two", ".#three"):
        (tmp_path / "docs" / name).symlink_to(".")

    assert codes(tmp_path) == [f"docs/{name} symlink" for name in (".#three", ".two", "one")]


def test_editions_take_no_address_of_a_page(project: Project) -> None:
    pin = '[editions]\nfolder = "plan"\none = "area"\nmany = "areas"\n'

    root = project({"playbook.toml": pin, "docs/plan.md": "# A plan", "docs/other.md": "# Other"})

    assert codes(root) == ["docs/plan.md address-taken"]


@pytest.mark.parametrize("name", ["schools", "districts"])
def test_a_folder_of_editions_that_is_a_link_is_told(
    project: Project, tmp_path: Path, name: str
) -> None:
    root = project({"playbook.toml": f'[editions]\nfolder = "{name}"\n'})
    other = tmp_path / "other" / "lincoln"
    other.mkdir(parents=True)
    (other / "district.yml").write_text("name: Lincoln\n", encoding="utf-8")
    (root / name).symlink_to(other.parent)

    assert codes(root) == [f"{name} symlink"]


@pytest.mark.parametrize("name", ["loop", "mkdocs.yml", "moves/ask.md", "district"])
def test_a_link_that_leads_to_itself_is_told(project: Project, name: str) -> None:
    root = project({"playbook.toml": 'originals = ["loop"]\n'} if name == "loop" else {})
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(name.rpartition("/")[2])

    assert codes(root)
