"""What was changed outside of the layers: it is seen and moved in, and no word is lost."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.layers.lockfile import Lock, Tree, digest, lock
from playbook.layers.merge import BECAUSE, lay, raw_entry
from playbook.parsing import frontmatter
from playbook.updates.comparison import compare
from playbook.updates.outside.adaptation import REASON
from playbook.updates.outside.changes import Change, Moving, changed_outside, moved_in
from tests.builder import MOVE

SETTINGS = (
    'site_name: The original\nsite_url: !ENV [ADDRESS, ""]\nnav:\n  - Home: docs/index.md\n'
    "theme:\n  name: material\n"
)
ORIGINAL = {
    "moves/ask.md": MOVE,
    "docs/about.md": "# About\n\nThe original.\n",
    "overrides/main.html": "<p>The original</p>\n",
    "headings.yml": "headings:\n  - {place: Steps, words: [How]}\n",
    "synonyms.yml": "synonyms:\n  - words: [a, b]\n",
    "references.yml": "a-work: {}\n",
    "mkdocs.yml": SETTINGS,
    "src/playbook/a.py": "A = 1\n",
}
LOCK = lock("1", ORIGINAL, {})
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def edit(old: str, new: str, path: str = "moves/ask.md") -> dict[str, str]:
    assert ORIGINAL[path].count(old) == 1
    return {**ORIGINAL, path: ORIGINAL[path].replace(old, new)}


def move(now: Tree, layer: Tree | None = None, release: Tree | None = None) -> Moving:
    changes = changed_outside(LOCK, now, release)
    return moved_in(changes, LOCK, now, layer or {}, ORIGINAL, release)


def told(moving: Moving) -> list[str]:
    return [note.fate for note in moving.notes]


def test_a_lock_goes_on_with_what_the_layer_names() -> None:
    named = Lock("1", LOCK.files, {}, {"moves/other.md": MOVE})

    moving = moved_in([], named, ORIGINAL, {}, ORIGINAL)

    assert moving.lock.neighbors == {"moves/other.md": MOVE}


# what was changed


def test_what_is_as_the_lock_knows_it_was_not_changed() -> None:
    assert changed_outside(LOCK, ORIGINAL) == []


def test_what_was_edited_added_or_deleted_is_told() -> None:
    now = {**edit("Ask before", "Before"), "moves/own.md": MOVE}
    del now["docs/about.md"]

    assert changed_outside(LOCK, now) == [
        Change("docs/about.md", "deleted"),
        Change("moves/ask.md", "edited"),
        Change("moves/own.md", "added"),
    ]


def test_what_the_release_has_was_changed_by_the_release() -> None:
    now = {**edit("Ask before", "Before"), "moves/new.md": MOVE}
    del now["docs/about.md"]

    assert changed_outside(LOCK, now, now) == []


# entries


def test_of_an_edited_entry_only_what_differs_goes_into_the_layer() -> None:
    now = edit("Ask before you tell.", "Ask in Cedar Valley. # ours")
    now["moves/ask.md"] = now["moves/ask.md"].replace("Answering your own", "Talking over their")

    moving = move(now)

    assert moving.layer["moves/ask.md"] == (
        f"---\nsummary: Ask in Cedar Valley. # ours\nbecause: {REASON}\n---\n\n"
        "## Watch for\n\nTalking over their question.\n"
    )
    assert moving.outside == {"moves/ask.md": MOVE}
    assert told(moving) == ["adapted"]
    assert moving.patch == ""


def test_of_a_group_of_keys_only_those_that_differ_go() -> None:
    moving = move(edit("run: 20", "run: 25"))

    assert moving.layer["moves/ask.md"] == (f"---\nminutes: {{run: 25}}\nbecause: {REASON}\n---\n")


def test_a_role_that_was_taken_out_is_out() -> None:
    moving = move(edit("  principal: Asks, and waits.", "  teacher: Asks, and waits."))

    text = moving.layer["moves/ask.md"]
    assert effective(MOVE, text).data["roles"] == {"teacher": "Asks, and waits."}


def test_a_comment_goes_along() -> None:
    more = "effort: light # or not\nneeds: [A room] # or a hall"
    now = edit("effort: light", f"# we doubt this\n{more}")

    text = move(now).layer["moves/ask.md"]

    assert "# or not\n" in text
    assert "# we doubt this\n" in text
    assert "needs: [A room] # or a hall\n" in text


def test_what_a_layer_cannot_say_is_kept_in_a_patch() -> None:
    now = edit("rhythm: weekly\n", "")
    now["moves/ask.md"] = now["moves/ask.md"].replace("effort: light", "effort: heavy")

    moving = move(now)

    assert told(moving) == ["adapted", "partly"]
    assert "\n-rhythm: weekly\n" in moving.patch


@pytest.mark.parametrize("text", ["no entry\n", "---\ntitle: [\n---\n", MOVE + "\n"])
def test_what_makes_no_adaptation_is_kept_in_a_patch(text: str) -> None:
    moving = move({**ORIGINAL, "moves/ask.md": text})

    assert told(moving) == ["patch"]
    assert moving.layer == {}
    assert moving.patches["moves/ask.md"]


def test_an_entry_that_was_added_is_an_entry_of_the_layer() -> None:
    moving = move({**ORIGINAL, "moves/own.md": MOVE})

    assert moving.layer == {"moves/own.md": MOVE}
    assert moving.outside == {"moves/own.md": None}


def test_an_entry_that_was_deleted_is_hidden() -> None:
    now = {path: text for path, text in ORIGINAL.items() if path != "moves/ask.md"}

    moving = move(now, {"district.yml": "name: Cedar # ours\nhidden: [moves/x]\n"})

    assert moving.layer == {"district.yml": "name: Cedar # ours\nhidden: [moves/x, moves/ask]\n"}
    assert moving.outside == {"moves/ask.md": MOVE}


def test_an_adaptation_takes_in_what_it_says_nothing_of() -> None:
    own = "---\nneeds: [A room]\nbecause: We have one.\n---\n\n## Steps\n\n1. Go.\n"

    moving = move(edit("Answering your own", "Talking over their"), {"moves/ask.md": own})

    entry = effective(MOVE, moving.layer["moves/ask.md"])
    assert moving.layer["moves/ask.md"].startswith(own)
    assert "Talking over their question." in entry.body
    assert "1. Go." in entry.body
    assert told(moving) == ["adapted"]


def test_where_an_adaptation_says_the_same_part_the_other_stands_beside_it_as_a_draft() -> None:
    own = "---\nsummary: Ours.\nbecause: We say so.\n---\n"
    layer = {"moves/ask.md": own, "moves/ask-ours.md": "---\n---\n"}

    moving = move(edit("Ask before you tell.", "Ask twice."), layer)

    assert told(moving) == ["beside"]
    assert list(moving.layer) == ["moves/ask-ours-2.md"]
    copy = frontmatter.parse(moving.layer["moves/ask-ours-2.md"], "").data
    assert (copy["title"], copy["summary"], copy["status"]) == (
        "Ask first (ours)",
        "Ask twice.",
        "draft",
    )


def test_an_entry_that_the_release_adds_too_stands_beside_it() -> None:
    release = {**ORIGINAL, "moves/own.md": MOVE.replace("Ask first", "Theirs")}

    moving = move({**ORIGINAL, "moves/own.md": MOVE}, release=release)

    assert moving.layer == {"moves/own-ours.md": MOVE}


def test_an_entry_that_the_release_drops_becomes_the_districts_own() -> None:
    now = edit("Ask before", "Before")
    release = {path: text for path, text in ORIGINAL.items() if path != "moves/ask.md"}

    moving = move(now, release=release)

    assert moving.layer == {"moves/ask.md": now["moves/ask.md"]}
    assert "moves/ask.md" not in moving.lock.files


def test_an_entry_that_the_release_renames_is_adapted_under_its_new_name() -> None:
    release = {path: text for path, text in ORIGINAL.items() if path != "moves/ask.md"}
    release["moves/inquire.md"] = MOVE.replace("effort:", "former_ids: [ask]\neffort:")

    moving = move(edit("Ask before you tell.", "Ask twice."), release=release)

    assert list(moving.layer) == ["moves/inquire.md"]
    assert "summary: Ask twice.\n" in moving.layer["moves/inquire.md"]


def test_the_next_update_shows_what_the_original_said() -> None:
    release = {**ORIGINAL, "moves/ask.md": MOVE.replace("Ask before you tell.", "Ask them.")}

    moving = move(edit("Ask before you tell.", "Ask twice."), release=release)

    (item,) = compare(moving.lock, "2", release, moving.layer).items
    assert item.kind == "under"
    assert item.parts == (("summary", "Ask before you tell.", "Ask them.", "Ask twice."),)


# pages, settings, programs


@pytest.mark.parametrize(
    "path", ["docs/about.md", "overrides/main.html", "synonyms.yml", "headings.yml"]
)
def test_a_page_is_the_layers_whole_file_of_the_same_path(path: str) -> None:
    now = {**ORIGINAL, path: "ours: 1\n"}

    moving = move(now)

    assert moving.layer == {path: "ours: 1\n"}
    assert moving.outside == {path: ORIGINAL[path]}


def test_a_page_that_the_layer_has_stays_and_the_other_stands_beside_it() -> None:
    moving = move({**ORIGINAL, "docs/about.md": "ours\n"}, {"docs/about.md": "the layer's\n"})

    assert moving.layer == {"docs/about-ours.md": "ours\n"}
    assert told(moving) == ["beside"]


def work(id_: str, title: str) -> str:
    return f"  - {{id: {id_}, type: book, title: {title}}}\n"


THEIRS = {"references.yml": "references:\n" + work("a", "A") + work("b", "B")}


def move_works(text: str, layer: Tree | None = None) -> Moving:
    known = lock("1", THEIRS, {})
    now = {"references.yml": text}
    return moved_in(changed_outside(known, now), known, now, layer or {}, THEIRS)


def test_works_that_were_added_or_corrected_become_the_layers() -> None:
    text = THEIRS["references.yml"].replace("title: B", "title: The B")
    moving = move_works(text + work("ours", "'1: Ours'"))

    ours = "references:\n" + work("b", "The B") + work("ours", "'1: Ours'")
    assert moving.layer == {"references.yml": ours}
    assert (moving.outside, moving.patch) == (THEIRS, "")
    assert told(moving) == ["works"]


def test_works_that_the_release_has_by_now_stay_its_own() -> None:
    text = THEIRS["references.yml"] + work("ours", "Ours") + work("other", "Other")
    release = {"references.yml": THEIRS["references.yml"] + work("ours", "Ours")}
    known, now = lock("1", THEIRS, {}), {"references.yml": text}

    moving = moved_in(changed_outside(known, now, release), known, now, {}, THEIRS, release)

    assert moving.layer == {"references.yml": "references:\n" + work("other", "Other")}


def test_works_join_those_that_the_layer_has() -> None:
    own = {"references.yml": "references:\n  # from our study\n" + work("c", "C")}
    moving = move_works(THEIRS["references.yml"] + work("ours", "Ours"), own)

    assert moving.layer == {"references.yml": own["references.yml"] + work("ours", "Ours")}


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        ("references:\n" + work("a", "A"), ["patch"]),
        (THEIRS["references.yml"] + "# a note\n", ["patch"]),
        (THEIRS["references.yml"] + "  # a note\n" + work("ours", "Ours"), ["works", "partly"]),
        ("references:\n" + work("a", "A") + work("ours", "Ours"), ["works", "partly"]),
        (THEIRS["references.yml"] + work("c", "Another C"), ["patch"]),
        (THEIRS["references.yml"] + "  - {id: ours}\n", ["patch"]),
        ("works: none\n", ["patch"]),
    ],
)
def test_what_no_list_of_a_layer_can_say_is_in_the_patch(text: str, fates: list[str]) -> None:
    moving = move_works(text, {"references.yml": "references:\n" + work("c", "C")})

    assert told(moving) == fates
    lines = [line for line in text.splitlines() if line not in THEIRS["references.yml"]]
    assert all(f"+{line}\n" in moving.patch for line in lines)


def test_settings_move_by_name_and_others_are_told() -> None:
    now = edit("The original", "Cedar Valley learns", "mkdocs.yml")
    now["mkdocs.yml"] = (
        now["mkdocs.yml"].replace('""', '"https://cedar.example/"')
        + '  palette: {primary: "#7a1f3d"}\ncopyright: Ours\n'
    )

    moving = move(now)

    assert moving.layer["district.yml"] == (
        "name: Cedar Valley learns\nsite_url: https://cedar.example/\ncolors:\n  brand: '#7a1f3d'\n"
    )
    assert [note.place for note in moving.notes if note.fate == "carry"] == ["copyright"]
    assert "+copyright: Ours\n" in moving.patch


@pytest.mark.parametrize(
    ("settings_text", "line"),
    [
        ("name: Cedar\n", "site_name: Another"),
        ("", "site_url: no address"),
        ("", 'theme: {palette: {primary: "#ffff00"}}'),
    ],
)
def test_a_setting_that_the_layer_has_or_cannot_hold_is_told(settings_text: str, line: str) -> None:
    now = {**ORIGINAL, "mkdocs.yml": f"{line}\n"}

    moving = move(now, {"district.yml": settings_text})

    assert moving.layer == {}
    assert line.partition(":")[0] in [n.place for n in moving.notes if n.fate == "carry"]


def test_a_program_is_kept_as_a_patch_where_a_release_replaces_it() -> None:
    now = edit("A = 1", "A = 2", "src/playbook/a.py")

    moving = move(now, release=ORIGINAL)

    assert moving.layer == {}
    assert "-A = 1\n+A = 2\n" in moving.patch


def test_a_program_stays_where_nothing_replaces_it() -> None:
    moving = move(edit("A = 1", "A = 2", "src/playbook/a.py"))

    assert told(moving) == ["stays"]
    assert (moving.outside, moving.patch) == ({}, "")


def test_what_nobody_knows_stays_where_no_release_is_at_hand() -> None:
    now = edit("Ask before", "Before")

    moving = moved_in(changed_outside(LOCK, now), LOCK, now, {}, {})

    assert told(moving) == ["unknown"]
    assert moving.outside == {}


@pytest.mark.parametrize("ending", ["\n", ""])
def test_git_applies_the_patch(ending: str, tmp_path: Path) -> None:
    now = {**ORIGINAL, "src/playbook/a.py": f"A = 2{ending}", "references.yml": "b: {}\n"}
    moving = move(now, release=ORIGINAL)
    for path in moving.patches:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(ORIGINAL[path], encoding="utf-8", newline="\n")

    subprocess.run(["git", "apply", "-"], input=moving.patch.encode(), cwd=tmp_path, check=True)

    assert {path: (tmp_path / path).read_bytes().decode() for path in moving.patches} == {
        path: now[path] for path in moving.patches
    }


# properties

ODD = ["", ": b", "# c", "'q'", '"r"', "é — ñ", "- x", "null", "[y](z.md)", "*w*", "\\", "|"]
PATHS = [f"moves/old-{number}.md" for number in range(3)]


@dataclass
class World:
    """An original, what a district made of it in its place, a layer, and a release."""

    draw: Any
    number: int = 0
    written: list[str] = field(default_factory=list)

    def words(self, who: str = "ours") -> str:
        self.number += 1
        words = f"{who}{self.number}x {self.draw(st.sampled_from(ODD))}".strip()
        if who == "ours":
            self.written.append(f"ours{self.number}x")
        return words

    def entry(self, who: str) -> dict[str, Any]:
        roles = {"principal": self.words(who), "coach": self.words(who)}
        keys = {"title": self.words(who), "summary": self.words(who), "roles": roles}
        return {"keys": keys, "sections": {"A": self.words(who), "B": self.words(who)}, "notes": []}

    def edited(self, entry: Mapping[str, Any], who: str = "ours") -> dict[str, Any]:
        keys, sections = dict(entry["keys"]), dict(entry["sections"])
        notes = list(entry["notes"])
        for kind in self.draw(st.sets(st.sampled_from(["key", "list", "role", "section", "note"]))):
            match kind:
                case "key":
                    keys[self.draw(st.sampled_from(["title", "summary"]))] = self.words(who)
                case "list":
                    keys["aliases"] = [self.words(who), self.words(who)]
                case "role":
                    roles = dict(keys["roles"])
                    roles[self.draw(st.sampled_from(["principal", "board"]))] = self.words(who)
                    if self.draw(st.booleans()):
                        roles.pop("coach", None)
                    keys["roles"] = roles
                case "section":
                    sections[self.draw(st.sampled_from(["A", "B", "C"]))] = self.words(who)
                case "note":
                    notes.append(self.words(who))
        return {"keys": keys, "sections": sections, "notes": notes}


def text_of(entry: Mapping[str, Any]) -> str:
    lines = [f"# {note}" for note in entry["notes"]]
    lines += [f"{key}: {json.dumps(value)}" for key, value in entry["keys"].items()]
    body = [f"## {title}\n\n{words}\n" for title, words in entry["sections"].items()]
    return "\n".join(["---", *lines, "---", "", *body])


def effective(original: str, over: str) -> Any:
    document = frontmatter.parse(over, "")
    return lay(raw_entry(frontmatter.parse(original, ""), ""), document, "", "", "moves").entry


@st.composite
def worlds(draw: Any) -> tuple[list[str], Tree, Tree, Tree, Tree | None]:
    world = World(draw)
    entries = {path: world.entry("up") for path in PATHS}
    first = {path: text_of(entry) for path, entry in entries.items()}
    first |= {"docs/a.md": "# up\n", "src/a.py": "up\n", "mkdocs.yml": SETTINGS}
    now, layer = dict(first), dict[str, str]()
    for path, entry in entries.items():
        now[path] = text_of(world.edited(entry))
        if draw(st.booleans()):
            layer[path] = text_of({**world.edited(entry, "layer"), "notes": []}).replace(
                "---\n", f"---\n{BECAUSE}: layer\n", 1
            )
    for path in draw(st.sets(st.sampled_from(["docs/a.md", "docs/b.md", "moves/own.md"]))):
        now[path] = text_of(world.entry("ours"))
    if draw(st.booleans()):
        layer["docs/a.md"] = "layer\n"
    if draw(st.booleans()):
        now["mkdocs.yml"] = SETTINGS.replace("The original", world.words().replace('"', ""))
    release = None
    if draw(st.booleans()):
        now["src/a.py"] = f"{world.words()}\n"
        release = {**first, "docs/b.md": "# up\n"}
        for path in draw(st.sets(st.sampled_from(PATHS))):
            release[path] = text_of(world.edited(entries[path], "up"))
        for path in draw(st.sets(st.sampled_from(PATHS), max_size=1)):
            del release[path]
    return world.written, first, now, layer, release


@SLOW
@given(worlds(), st.booleans())
def test_no_word_is_lost(world: Any, is_known: bool) -> None:
    written, first, now, layer, release = world
    known = lock("1", first, {})
    words = [word for word in written if any(word in text for text in now.values())]

    originals = first if is_known else {}
    moving = moved_in(changed_outside(known, now, release), known, now, layer, originals, release)

    after = {**now, **moving.outside} if release is None else release
    kept = "\n".join([*moving.layer.values(), moving.patch, *(t for t in after.values() if t)])
    assert [word for word in words if word not in kept] == []
    assert all(
        line in "".join(moving.layer.get(path, text))
        for path, text in layer.items()
        for line in text.split("\n")
        if "layer" in line
    )


@SLOW
@given(worlds())
def test_entries_read_as_they_did(world: Any) -> None:
    _, first, now, layer, release = world
    known = lock("1", first, {})

    moving = moved_in(changed_outside(known, now, release), known, now, layer, first, release)

    new = release or first
    for path in PATHS:
        if new.get(path) != first[path] or path in layer or now[path] == new[path]:
            continue
        was = raw_entry(frontmatter.parse(now[path], path), path)
        entry = effective(new[path], moving.layer[path])
        assert entry.data == was.data
        assert [p.text.strip() for p in entry.passages if p.text.strip()] == [
            p.text.strip() for p in was.passages if p.text.strip()
        ]


def test_a_lock_keeps_what_it_knows_of_everything_else() -> None:
    moving = move(edit("Ask before", "Before"))

    assert moving.lock.files == LOCK.files
    assert moving.lock.originals == {"moves/ask.md": MOVE}
    assert moving.lock == Lock("1", LOCK.files, {"moves/ask.md": MOVE})
    assert moving.lock.files["moves/ask.md"] == digest(MOVE)
