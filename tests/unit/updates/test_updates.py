"""A new original beside a layer: what is told, and that nothing a layer wrote is ever lost."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.layers.lockfile import Lock, Tree, lock, parse
from playbook.layers.merge import BECAUSE
from playbook.parsing import frontmatter
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.apply import apply, effective, standalone
from playbook.updates.comparison import KINDS, Item, Update, compare
from playbook.updates.texts import Three, document_of, is_entry, mentions

PAGE = "docs/about.md"
ALL = frozenset({"all"})
ODD = [
    "",
    ": b",
    "# c",
    "'q'",
    '"r"',
    "é — ñ",
    "--- -",
    "- x",
    "null",
    "[y](z.md)",
    "*w*",
    "\\",
    "|",
]
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


# a small world: originals, their history, and a layer


@dataclass(frozen=True)
class Doc:
    """A file of front matter and sections, in an original or a layer."""

    keys: Mapping[str, Any]
    sections: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        front = [f"# {note}" for note in self.notes]
        front += [f"{key}: {json.dumps(value)}" for key, value in self.keys.items()]
        body = [f"{_heading(title)}{words}\n" for title, words in self.sections.items()]
        return "\n".join(["---", *front, "---", "", *body])

    @property
    def parts(self) -> dict[str, str]:
        said = {key: _plain(value) for key, value in self.keys.items() if key != BECAUSE}
        sections = {f"## {title}": _heading(title) + text for title, text in self.sections.items()}
        return said | sections


def _heading(title: str) -> str:
    return f"## {title}\n\n" if title else ""


def _plain(value: Any) -> str:
    match value:
        case dict():
            return "\n".join(f"{key}: {said or ''}" for key, said in value.items())
        case list():
            return "\n".join(value)
        case _:
            return str(value)


Release = Mapping[str, Doc | str]


@dataclass
class World:
    """Releases of an original, oldest first, and a layer that was made on the oldest."""

    releases: list[Release]
    layer: Release
    removed: bool = False
    """Whether a release removed anything."""

    def tree(self, number: int) -> Tree:
        return _tree(self.releases[number])

    @property
    def written(self) -> Tree:
        return _tree(self.layer)

    def run(self, steps: list[int]) -> tuple[Tree, Lock]:
        """The layer after all that some releases bring was accepted, one after the other."""
        made, known = self.written, lock("0", self.tree(0), self.written)
        for number in steps:
            tree = self.tree(number)
            update = compare(known, str(number), tree, made)
            made, known = apply(update, known, tree, made, ALL)
        return made, known

    @property
    def several(self) -> list[int]:
        return list(range(1, len(self.releases)))

    @property
    def one(self) -> list[int]:
        return [len(self.releases) - 1]


def _tree(release: Release) -> Tree:
    return {path: doc if isinstance(doc, str) else doc.text for path, doc in release.items()}


@dataclass
class _Maker:
    """Draws a world; every word that it writes is told apart by its number."""

    draw: Any
    tangled: bool
    """Whether what was renamed may be removed later, and a name come to meet another."""
    number: int = 0
    releases: list[Release] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    removed: bool = False

    def words(self, who: str) -> str:
        self.number += 1
        return f"{who} {self.number} {self.draw(st.sampled_from(ODD))}".strip()

    def fresh(self) -> str:
        self.number += 1
        return f"moves/new-{self.number}.md"

    def chosen(self, given: Any) -> Any:
        return self.draw(st.sampled_from(sorted(given)))

    def entry(self, who: str) -> Doc:
        keys: dict[str, Any] = {name: self.words(who) for name in ("title", "summary")}
        keys["roles"] = {"principal": self.words(who), "coach": self.words(who)}
        return Doc(keys, {title: self.words(who) for title in ("A", "B")})

    def world(self) -> World:
        first: dict[str, Doc | str] = {
            f"moves/old-{n}.md": self.entry("up") for n in range(self.draw(st.integers(3, 6)))
        }
        first[PAGE] = f"# About\n\n{self.words('up')}\n"
        first["mkdocs.yml"] = f"site_name: {self.number}\n"
        self.releases.append(first)
        layer = self.layer(first)
        for _ in range(self.draw(st.integers(1, 4))):
            release = dict(self.releases[-1])
            for _ in range(self.draw(st.integers(1, 4))):
                self.change(release, layer)
            self.releases.append(release)
        return World(self.releases, layer, self.removed)

    def layer(self, original: Release) -> dict[str, Doc | str]:
        made: dict[str, Doc | str] = {}
        for path in original:
            if is_entry(path) and self.draw(st.booleans()):
                made[path] = self.adaptation()
        for number in range(self.draw(st.integers(0, 2))):
            made[f"moves/own-{number}.md"] = self.entry("ours")
        if self.draw(st.booleans()):
            made[PAGE] = f"# Ours\n\n{self.words('ours')}\n"
        return made

    def adaptation(self) -> Doc:
        keys: dict[str, Any] = {BECAUSE: f"{self.words('ours')}\n{self.words('ours')}"}
        for name in self.draw(st.sets(st.sampled_from(["title", "summary", "aliases"]))):
            keys[name] = [self.words("ours")] if name == "aliases" else self.words("ours")
        for id_ in self.draw(st.sets(st.sampled_from(["principal", "coach", "board"]))):
            removed = id_ == "coach" and self.draw(st.booleans())
            keys.setdefault("roles", {})[id_] = None if removed else self.words("ours")
        titles = sorted(self.draw(st.sets(st.sampled_from(["", "A", "B", "C"]))))
        notes = (self.words("ours"),) if self.draw(st.booleans()) else ()
        return Doc(keys, {title: self.words("ours") for title in titles}, notes)

    def change(self, release: dict[str, Doc | str], layer: Release) -> None:
        paths = [path for path in release if is_entry(path)]
        kinds = ["key", "section", "roles", "add", "page", "code", "respell"]
        kinds += ["rename", "deprecate", "remove", "collide"] if len(paths) > 2 else []
        path, kind = self.chosen(paths), self.draw(st.sampled_from(kinds))
        doc = release[path]
        assert isinstance(doc, Doc)
        match kind:
            case "key":
                release[path] = _with(doc, self.chosen(["title", "summary"]), self.words("up"))
            case "roles":
                said = {**doc.keys["roles"], self.chosen(["principal", "board"]): self.words("up")}
                release[path] = _with(doc, "roles", said)
            case "section":
                sections = {**doc.sections, self.chosen(["A", "B", "C"]): self.words("up")}
                release[path] = dataclasses.replace(doc, sections=sections)
            case "respell":
                release[path] = dataclasses.replace(doc, notes=(self.words("up"),))
            case "add":
                release[self.fresh()] = self.entry("up")
            case "page":
                release[PAGE] = f"# About\n\n{self.words('up')}\n"
            case "code":
                release["mkdocs.yml"] = f"site_name: {self.words('up')}\n"
            case "collide":
                self.collide(release, layer)
            case "deprecate":
                deprecated = _with(doc, "status", "deprecated")
                release[path] = _with(deprecated, "replaced_by", self.chosen(paths)[6:-3])
            case _ if path in self.taken and not self.tangled:
                pass
            case "rename":
                new = self.fresh()
                former = [*doc.keys.get("former_ids", []), path[6:-3]]
                release[new] = _with(doc, "former_ids", former)
                self.moved.add(new)
                del release[path]
            case "remove" if self.tangled or path not in self.moved:
                del release[path]
                self.removed = True

    def collide(self, release: dict[str, Doc | str], layer: Release) -> None:
        ours = {path for path in layer if "/own-" in path} - self.taken
        if ours:
            path = self.chosen(ours)
            self.taken.add(path)
            release[path] = self.entry("up")


def _with(doc: Doc, key: str, value: Any) -> Doc:
    return dataclasses.replace(doc, keys={**doc.keys, key: value})


@st.composite
def worlds(draw: Any, tangled: bool = True) -> World:
    return _Maker(draw, tangled).world()


def wrote(tree: Tree) -> set[str]:
    """Every value and every line of a layer, as they are read; its reasons and notes by line."""
    found: set[str] = set()
    for path, text in tree.items():
        document = document_of(text) if is_entry(path) else None
        if document is None:
            found |= set(text.split("\n"))
            continue
        front = text[: document.source.body].split("\n")
        found |= {line.lstrip("# ") for line in front if line.startswith("#")}
        found |= set(document.body.split("\n"))
        for key, value in document.data.items():
            found |= set(_lines(key, value))
    return {
        words.strip().removeprefix("because: ")
        for words in found
        if words.startswith(("ours", "because: ours"))
    }


def _lines(key: str, value: Any) -> list[str]:
    match value:
        case dict():
            return [line for name, said in value.items() for line in _lines(name, said)]
        case list():
            return [line for said in value for line in _lines(key, said)]
        case None:
            return []
        case _:
            return str(value).split("\n")


# properties


@SLOW
@given(worlds())
def test_nothing_that_a_layer_wrote_is_ever_lost(world: World) -> None:
    before = wrote(world.written)

    for steps in (world.one, world.several):
        made, _ = world.run(steps)

        assert before <= wrote(made)
        assert len(made) >= len(world.written)


@SLOW
@given(worlds())
def test_what_was_accepted_is_told_no_more_and_changes_nothing(world: World) -> None:
    for steps in (world.one, world.several):
        made, known = world.run(steps)
        tree = world.tree(-1)

        again = compare(known, known.version, tree, made)

        assert again.items == ()
        assert apply(again, known, tree, made, ALL) == (made, known)
        assert known == lock(str(world.one[0]), tree, made, mentions(made))


@SLOW
@given(worlds(tangled=False))
def test_one_step_and_several_end_the_same(world: World) -> None:
    one, several = world.run(world.one), world.run(world.several)

    assert one[0].keys() == several[0].keys()
    assert wrote(one[0]) == wrote(several[0])
    if not world.removed:
        assert one == several


@SLOW
@given(worlds())
def test_a_report_changes_nothing_and_is_the_same_twice(world: World) -> None:
    known = lock("0", world.tree(0), world.written)
    tree = world.tree(-1)

    update = compare(known, "1", tree, world.written)

    assert compare(parse(known.text, "a"), "1", tree, dict(reversed(world.written.items()))) == (
        update
    )
    assert apply(update, known, tree, world.written, ()) == (world.written, known)
    order = [list(KINDS).index(item.kind) for item in update.items]
    assert order == sorted(order)


@SLOW
@given(worlds())
def test_what_is_under_is_what_changed_and_is_adapted(world: World) -> None:
    before, after = world.releases[0], world.releases[-1]
    known = lock("0", world.tree(0), world.written)

    update = compare(known, "1", world.tree(-1), world.written)

    under = {item.path: set(item.parts) for item in update.items if item.kind == "under"}
    assert under == dict(_expected(before, after, world.layer))


def _expected(before: Release, after: Release, layer: Release) -> Any:
    for path in before.keys() & after.keys() & layer.keys():
        was, now, yours = before[path], after[path], layer[path]
        if isinstance(was, Doc) and isinstance(now, Doc) and isinstance(yours, Doc):
            texts = (
                Three(part, was.parts.get(part, ""), now.parts.get(part, ""), said)
                for part, said in yours.parts.items()
            )
            if parts := {three for three in texts if three.was != three.now}:
                yield path, parts
        elif was != now:
            yield path, {Three("the whole page", str(was), str(now), str(yours))}


def test_an_address_that_is_taken_is_told_until_it_is_decided() -> None:
    """Also when the entry that had it before was accepted first."""
    ours = "---\ntitle: Ours\n---\n"
    tree = {"moves/new.md": "---\ntitle: New\nformer_ids: [own]\n---\n"}
    layer = {"moves/own.md": ours}
    known = lock("0", {}, layer)
    both = compare(known, "1", tree, layer)
    assert [item.kind for item in both.items] == ["collides", "added"]

    made, known = apply(both, known, tree, layer, {"moves/new.md"})

    left = compare(known, "1", tree, made)
    assert [(item.kind, item.path) for item in left.items] == [("collides", "moves/own.md")]
    assert apply(left, known, tree, made, {"moves/own.md"})[0] == {"moves/own-ours.md": ours}


@SLOW
@given(worlds())
def test_every_file_that_changed_is_told(world: World) -> None:
    before, after = world.tree(0), world.tree(-1)
    known = lock("0", before, world.written)

    update = compare(known, "1", after, world.written)

    told = {item.path for item in update.items if not item.note.endswith("before.")} | {
        item.note for item in update.items if item.kind.startswith("renamed")
    }
    assert told == {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}


@SLOW
@given(worlds(), st.randoms(use_true_random=False))
def test_accepting_one_after_the_other_ends_as_accepting_all(world: World, random: Any) -> None:
    made, known = world.written, lock("0", world.tree(0), world.written)
    tree = world.tree(-1)

    while items := compare(known, "1", tree, made).items:
        path = random.choice(items).path
        update = compare(known, "1", tree, made)
        made, known = apply(update, known, tree, made, {path})
        assert path not in {item.path for item in compare(known, "1", tree, made).items}

    assert wrote(world.written) <= wrote(made)
    whole, last = world.run(world.one)
    assert (made, known.files) == (whole, last.files)
    assert known.originals == last.originals


@SLOW
@given(worlds())
def test_an_adaptation_on_its_own_says_what_it_said_over_its_original(world: World) -> None:
    original = world.tree(0)

    made = effective(original, [world.written])

    for path, doc in world.layer.items():
        if isinstance(doc, Doc) and path in original:
            assert standalone(original[path], doc.text, path) == made[path]
            document = frontmatter.parse(made[path], path)
            for key, said in doc.keys.items():
                if key not in (BECAUSE, "roles"):
                    assert document.data[key] == said
        elif path not in original:
            assert made[path] == world.written[path]


def test_an_adaptation_on_its_own_keeps_the_style_of_both_files() -> None:
    base = (
        "---\ntitle: 'A b'\nsummary: Old\nroles: {coach: C, principal: P}\n"
        "created: 2026-11-24\n---\n\n## A\n\nOne.\n"
    )
    over = (
        "---\n# head\nroles: # ours\n    principal: >-\n        Ours\n    coach:\n    board: B\n"
        'because: Fridays\nsummary: "New"  # so\n---\n'
    )

    text = standalone(base, over, "moves/a.md")

    assert text == (
        "# because: Fridays\n"
        "title: 'A b'\nsummary: \"New\"  # so\n"
        "# head\nroles: # ours\n    principal: >-\n        Ours\n    board: B\n"
        "created: 2026-11-24\n---\n\n## A\n\nOne.\n"
    ).join(["---\n", ""])


@pytest.mark.parametrize("end", ["In X", "Two spaces  "])
def test_an_entry_is_one_file_in_its_own_order_and_words(end: str) -> None:
    words = " ".join(["École"] * 40)
    front = f"title: {words}\nneeds:\n  - A\n  - B\nminutes:\n  run: '30'\n"
    base = f"---\n{front}---\n\n{end}\n\n\n"

    text = standalone(base, "---\nbecause: a\n---\n", MOVE)

    assert text == f"---\n# because: a\n{front}---\n\n{end}\n"


def test_an_adaptation_of_words_alone_keeps_the_front_matter_of_its_original() -> None:
    front = "# keep \"at risk\": the law says so\ntitle:   'A b'  # for now\nneeds: [ A, B ]\n"

    text = standalone(f"---\n{front}---\n\nOld.\n", "---\nbecause: a\n---\n\nNew.\n", MOVE)

    assert text.startswith(f"---\n# because: a\n{front}---\n")


# every kind


def entry(title: str = "Pair", **keys: Any) -> str:
    return Doc({"title": title, **keys}, {"A": "One.", "B": "Two."}).text


OVER = "---\nbecause: So.\ntitle: Ours\n---\n"
MOVE = "moves/pair.md"
NEW = "moves/duo.md"
MIGRATION = "migrations/0.5.0.yml"


def told(before: Tree, after: Tree, layer: Tree, hidden: tuple[str, ...] = ()) -> tuple[Item, ...]:
    return compare(lock("1", before, layer, mentions(layer)), "2", after, layer, hidden).items


WITHDRAWN = "withdrawn.yml"
BACK = """withdrawn:
  - entry: moves/pair
    day: 2026-02-03
    because: author
"""
EXAMPLES: Mapping[str, tuple[Tree, Tree, Tree, tuple[str, ...], list[Item]]] = {
    "under": (
        {MOVE: entry()},
        {MOVE: entry("Duo")},
        {MOVE: OVER},
        (),
        [Item("under", MOVE, "Duo", parts=(Three("title", "Pair", "Duo", "Ours"),))],
    ),
    "renamed-adapted": (
        {MOVE: entry()},
        {NEW: entry(former_ids=["pair"])},
        {MOVE: OVER},
        (),
        [Item("renamed-adapted", MOVE, "Pair", NEW)],
    ),
    "removed-adapted": (
        {MOVE: entry()},
        {},
        {MOVE: OVER},
        (),
        [Item("removed-adapted", MOVE, "Pair", parts=(Three("title", "Pair", "", "Ours"),))],
    ),
    "collides": (
        {},
        {MOVE: entry()},
        {MOVE: entry("Ours")},
        (),
        [Item("collides", MOVE, "Pair")],
    ),
    "deprecated": (
        {MOVE: entry()},
        {MOVE: entry(status="deprecated", replaced_by="duo")},
        {},
        (),
        [
            Item("deprecated", MOVE, "Pair", "Use duo in its place."),
            Item("flows", MOVE, "Pair"),
        ],
    ),
    "hidden-link": (
        {},
        {MOVE: entry(pairs_with={"trio": "Then."})},
        {},
        ("moves/trio.md",),
        [
            Item("hidden-link", MOVE, "Pair", "It names moves/trio.md."),
            Item("added", MOVE, "Pair"),
        ],
    ),
    "added": ({}, {MOVE: entry()}, {}, (), [Item("added", MOVE, "Pair")]),
    "flows": (
        {MOVE: entry()},
        {MOVE: entry(summary="New")},
        {MOVE: OVER},
        (),
        [Item("flows", MOVE, "Pair", "In an entry that you adapt: summary.")],
    ),
    "renamed": (
        {MOVE: entry()},
        {NEW: entry(former_ids=["pair"])},
        {},
        (),
        [Item("renamed", MOVE, "Pair", NEW)],
    ),
    "merged-adapted": (
        {MOVE: entry(), NEW: entry("Duo")},
        {NEW: entry("Duo", former_ids=["pair"])},
        {MOVE: OVER},
        (),
        [
            Item("merged-adapted", MOVE, "Pair", NEW, (Three("title", "Pair", "Duo", "Ours"),)),
            Item("flows", NEW, "Duo"),
        ],
    ),
    "merged": (
        {MOVE: entry(), NEW: entry("Duo")},
        {NEW: entry("Duo", former_ids=["pair"])},
        {},
        (),
        [Item("flows", NEW, "Duo"), Item("merged", MOVE, "Duo", NEW)],
    ),
    "removed-named": (
        {MOVE: entry()},
        {},
        {"moves/own.md": entry("Own", pairs_with={"pair": "Then."})},
        (),
        [Item("removed-named", MOVE, "Pair")],
    ),
    "migration": (
        {},
        {MIGRATION: "labels: {Old: New}\n"},
        {"district.yml": "labels: {Old: Ours}\n"},
        (),
        [Item("migration", MIGRATION)],
    ),
    "removed": ({MOVE: entry()}, {}, {}, (), [Item("removed", MOVE)]),
    "executable": (
        {"macros/a.py": "1\n", "macros/b.py": "1\n"},
        {"macros/a.py": "2\n", "overrides/c.html": "1\n"},
        {},
        (),
        [
            Item("executable", "macros/a.py"),
            Item("executable", "macros/b.py", note="Removed."),
            Item("executable", "overrides/c.html"),
        ],
    ),
    "withdrawn-yours": (
        {MOVE: entry()},
        {WITHDRAWN: BACK},
        {MOVE: OVER},
        (),
        [
            Item("withdrawn-yours", MOVE, note="Whoever wrote it asked for it."),
            Item("other", WITHDRAWN),
        ],
    ),
    "withdrawn": (
        {MOVE: entry()},
        {WITHDRAWN: BACK},
        {},
        (),
        [Item("withdrawn", MOVE, note="Whoever wrote it asked for it."), Item("other", WITHDRAWN)],
    ),
    "withdrawn-part": (
        {MOVE: entry()},
        {WITHDRAWN: f"{BACK}    only: detail\n", MOVE: entry(summary="Less.")},
        {MOVE: OVER},
        (),
        [
            Item("withdrawn-part", MOVE, note="Whoever wrote it asked for it."),
            Item("other", WITHDRAWN),
        ],
    ),
    "other": (
        {PAGE: "A\n", "references.yml": "a: 1\n"},
        {PAGE: "B\n"},
        {},
        (),
        [Item("other", PAGE), Item("other", "references.yml", note="Removed.")],
    ),
}


def test_there_is_an_example_of_every_kind() -> None:
    assert {*EXAMPLES, "unnoted"} == set(KINDS)


def test_an_adaptation_that_no_lock_knows_is_told_and_noted_when_it_is_accepted() -> None:
    original, layer = {MOVE: entry()}, {MOVE: OVER}
    before = lock("1", original, {})

    update = compare(before, "1", original, layer)
    made, after = apply(update, before, original, layer, ALL)

    assert update == Update("1", "1", (Item("unnoted", MOVE, "Pair"),))
    assert made == layer
    assert after.originals == original
    assert compare(after, "1", original, layer).items == ()


def test_programs_that_an_installed_release_does_not_hold_are_not_lost() -> None:
    before = {MOVE: entry(), "src/a.py": "1\n", "scripts/b.py": "1\n"}

    assert told(before, {MOVE: entry()}, {}) == ()


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_of_change_is_told(kind: str) -> None:
    before, after, layer, hidden, items = EXAMPLES[kind]

    assert list(told(before, after, layer, hidden)) == items


@pytest.mark.parametrize(
    ("was", "now", "over", "part"),
    [
        (entry(summary="A"), entry(), "summary: Ours\n---\n", Three("summary", "A", "", "Ours")),
        (entry(), entry(summary="A"), "summary: Ours\n---\n", Three("summary", "", "A", "Ours")),
        (
            entry(),
            entry().replace("Two.", "Three."),
            "---\n\n## B\n\nOurs.\n",
            Three("## B", "## B\n\nTwo.", "## B\n\nThree.", "## B\n\nOurs."),
        ),
    ],
)
def test_a_part_is_told_as_it_was_as_it_is_and_as_the_layer_says_it(
    was: str, now: str, over: str, part: Three
) -> None:
    items = told({MOVE: was}, {MOVE: now}, {MOVE: f"---\nbecause: So.\n{over}"})

    assert items == (Item("under", MOVE, "Pair", parts=(part,)),)


def test_materials_that_changed_under_an_adaptation_are_told() -> None:
    def papers(*titles: str) -> str:
        cards = "\n".join(f"  - {{kind: card, title: {t}, lines: [A line]}}" for t in titles)
        return f"materials:\n{cards}\n"

    was, now = (
        entry().replace("---\n", f"---\n{papers(*titles)}", 1)
        for titles in (["A slip"], ["A slip", "A card"])
    )
    over = f"---\nbecause: So.\n{papers('Our slip')}---\n"

    (item,) = told({MOVE: was}, {MOVE: now}, {MOVE: over})

    (three,) = item.parts
    assert (item.kind, three.part) == ("under", "materials")
    assert "title: A card" in three.now
    assert "title: A card" not in three.was
    assert "title: Our slip" in three.yours


def test_what_a_lock_does_not_hold_was_nothing() -> None:
    update = compare(lock("1", {MOVE: entry()}, {}), "2", {MOVE: entry("Duo")}, {MOVE: OVER})

    assert update.items[0].parts == (Three("title", "", "Duo", "Ours"),)


def test_all_that_flows_into_an_adaptation_is_named() -> None:
    (item,) = told({MOVE: entry()}, {MOVE: entry(summary="A", order="1")}, {MOVE: OVER})

    assert item.note == "In an entry that you adapt: order, summary."


def test_what_has_no_title_is_told_without_one() -> None:
    assert told({}, {MOVE: "no front matter\n"}, {}) == (Item("added", MOVE, ""),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({MOVE: entry(), NEW: entry()}, {NEW: entry(former_ids=["pair"])}),
        ({"moves/p.md": entry()}, {NEW: entry(former_ids="p")}),
    ],
)
def test_only_a_new_entry_with_a_list_of_ids_is_a_renamed_one(before: Tree, after: Tree) -> None:
    assert "renamed" not in {item.kind for item in told(before, after, {})}


def test_a_change_of_no_words_is_told_and_lists_no_parts() -> None:
    respelled = entry().replace('"Pair"', "Pair")

    assert told({MOVE: entry()}, {MOVE: respelled}, {MOVE: OVER}) == (Item("flows", MOVE, "Pair"),)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("[it](trio.md)", False),
        ("[it](../docs/../moves/trio.md)", True),
        ("`../moves/trio.md`", False),
        ("[it](../moves/trio.md)", True),
        ("[it](../moves/trio.md#steps)", True),
        ("[it]\n\n[it]: ../moves/trio.md", True),
        ("[it](../moves/trio.mdx)", False),
        ("A trio: three.", False),
    ],
)
def test_a_link_to_what_is_hidden_is_found(words: str, names: bool) -> None:
    after = {"cases/one.md": Doc({"title": "string-trio: A"}, {"A": words}).text}

    found = told({}, after, {}, ("moves/trio.md",))

    assert ("hidden-link" in {item.kind for item in found}) is names


def test_a_page_and_a_neighbor_may_link_to_what_is_hidden() -> None:
    after = {
        PAGE: "---\na: b\n---\n[it](../moves/trio.md)\n",
        MOVE: Doc({"title": "Pair"}, {"A": "[it](trio.md)"}).text,
        "overrides/a.html": "[it](../moves/trio.md)",
    }

    found = told({}, after, {}, ("moves/trio.md",))

    assert [item.path for item in found if item.kind == "hidden-link"] == [PAGE, MOVE]


@pytest.mark.parametrize(
    ("path", "keys", "names"),
    [
        (MOVE, {"prepares_for": {"trio": "A"}}, True),
        (MOVE, {"replaced_by": "trio"}, True),
        (MOVE, {"roles": {"trio": "A"}}, False),
        (MOVE, {"prepares_for": None}, False),
        ("roles/a.md", {"start_with": {"trio": "A"}}, True),
        ("moves/trio.md", {}, False),
    ],
)
def test_a_relation_to_what_is_hidden_is_found(
    path: str, keys: dict[str, Any], names: bool
) -> None:
    found = told({}, {path: entry(**keys)}, {}, ("moves/trio.md",))

    assert ("hidden-link" in {item.kind for item in found}) is names


def test_a_file_in_a_folder_of_its_own_is_no_entry() -> None:
    assert [is_entry(path) for path in (MOVE, "moves/a/b.md", "moves/a.txt", PAGE)] == [
        True,
        *[False] * 3,
    ]


# what meets under one name


def after_all(before: Tree, after: Tree, layer: Tree) -> tuple[Tree, Lock, Update]:
    known = lock("1", before, layer)
    update = compare(known, "2", after, layer)
    made, new = apply(update, known, after, layer, ALL)
    assert compare(new, "2", after, made).items == ()
    return made, new, update


def test_two_that_collide_both_stay() -> None:
    ours = entry("Ours")

    made, new, _ = after_all({}, {MOVE: entry()}, {MOVE: ours})

    assert made == {"moves/pair-ours.md": ours}
    assert new.originals == {}


def test_the_name_that_one_gets_is_free_in_both() -> None:
    ours = {MOVE: "a", "moves/pair-ours.md": "b"}

    made, _, _ = after_all({}, {MOVE: "c", "moves/pair-ours-2.md": "d"}, ours)

    assert made == {"moves/pair-ours-3.md": "a", "moves/pair-ours.md": "b"}


def test_a_page_that_both_have_stays_the_layers() -> None:
    made, new, update = after_all({}, {PAGE: "up\n"}, {PAGE: "ours\n"})

    assert made == {PAGE: "ours\n"}
    assert new.originals == {PAGE: "up\n"}
    assert update.items == (
        Item("under", PAGE, parts=(Three("the whole page", "", "up\n", "ours\n"),)),
    )


@pytest.mark.parametrize("adapted", [True, False])
def test_a_rename_to_a_name_that_the_layer_has_keeps_both(adapted: bool) -> None:
    layer = {NEW: entry("Mine")} | ({MOVE: OVER} if adapted else {})

    made, new, _ = after_all({MOVE: entry()}, {NEW: entry(former_ids=["pair"])}, layer)

    assert made["moves/duo-ours.md"] == entry("Mine")
    assert made.get(NEW) == (OVER if adapted else None)
    assert MOVE not in made
    assert list(new.originals) == [NEW] * adapted


def test_two_that_become_one_keep_both_adaptations() -> None:
    before = {MOVE: entry(), "moves/trio.md": entry("Trio")}
    layer = {MOVE: OVER, "moves/trio.md": OVER.replace("Ours", "Our trio")}

    made, _, _ = after_all(before, {NEW: entry(former_ids=["pair", "trio"])}, layer)

    assert made[NEW] == OVER
    trio = frontmatter.parse(made["moves/duo-ours.md"], "")
    assert trio.data["title"] == "Our trio"
    assert "One." in trio.body


def test_two_that_become_one_keep_both_where_the_lock_holds_no_original() -> None:
    before = {MOVE: entry(), "moves/trio.md": entry("Trio")}
    after = {NEW: entry(former_ids=["pair", "trio"])}
    layer = {MOVE: OVER, "moves/trio.md": OVER.replace("Ours", "Our trio")}
    known = lock("1", before, {})

    made, _ = apply(compare(known, "2", after, layer), known, after, layer, ALL)

    assert made == {NEW: OVER, "moves/duo-ours.md": layer["moves/trio.md"]}


def test_an_adaptation_that_is_newer_than_the_lock_moves_along() -> None:
    known = lock("1", {MOVE: entry()}, {})
    after = {NEW: entry(former_ids=["pair"])}

    made, _ = apply(compare(known, "2", after, {MOVE: OVER}), known, after, {MOVE: OVER}, ALL)

    assert made == {NEW: OVER}


def test_what_was_removed_becomes_an_entry_of_its_own() -> None:
    over = (
        "---\n# a note\nbecause: |\n  Fridays.\n  title: no\n"
        "roles:\n  coach: 'Asks #2'\n  board: # as voted\n---\n"
        "\n## B\n\nOurs.\n\n## B\n\nOurs too.\n"
    )
    base = entry(roles={"board": "Pays.", "coach": "x"}, created="2026-11-24", order="07")

    made, new, _ = after_all({MOVE: base}, {}, {MOVE: over})

    document = frontmatter.parse(made[MOVE], MOVE)
    assert document.data == {
        "title": "Pair",
        "roles": {"coach": "Asks #2"},
        "created": "2026-11-24",
        "order": "07",
    }
    assert made[MOVE].startswith("---\n# as voted\n# because: Fridays.\n# title: no\ntitle")
    assert "\n# a note\nroles:\n" in made[MOVE]
    assert document.body == "\n## A\n\nOne.\n\n## B\n\nOurs.\n\n## B\n\nOurs too.\n"
    assert new.originals == {}


@pytest.mark.parametrize("broken", ["no front matter\n", "---\ntitle: [\n---\n", ""])
def test_what_cannot_be_read_stays_as_it_is(broken: str) -> None:
    made, _, _ = after_all({MOVE: entry()}, {}, {MOVE: broken})
    kept, _, _ = after_all({MOVE: entry()}, {MOVE: entry("New")}, {MOVE: broken})

    assert made == kept == {MOVE: broken}


def test_an_original_that_cannot_be_read_loses_no_adaptation() -> None:
    made, _, _ = after_all({MOVE: entry()}, {MOVE: "broken"}, {MOVE: OVER})

    assert made == {MOVE: OVER}


def test_only_what_is_named_is_accepted() -> None:
    before = {MOVE: entry(), "moves/trio.md": entry("Trio")}
    after = {MOVE: entry("New"), "moves/trio.md": entry("New trio")}
    layer = {MOVE: OVER, "moves/trio.md": OVER}
    known = lock("1", before, layer)

    made, new = apply(compare(known, "2", after, layer), known, after, layer, {MOVE})

    assert made == layer
    assert new.version == "1"
    assert new.originals == {MOVE: after[MOVE], "moves/trio.md": before["moves/trio.md"]}
    assert [item.path for item in compare(new, "2", after, made).items] == ["moves/trio.md"]


def test_an_adaptation_whose_original_no_lock_holds_stays_and_is_told_again() -> None:
    before = lock("1", {MOVE: entry(), PAGE: "a\n"}, {})
    update = compare(before, "2", {}, {MOVE: OVER})

    made, after = apply(update, before, {}, {MOVE: OVER}, {MOVE, PAGE})

    assert [item.kind for item in update.items] == ["removed-adapted", "other"]
    assert (made, after) == ({MOVE: OVER}, lock("1", {MOVE: entry()}, {}))
    assert compare(after, "2", {}, made).items == update.items[:1]


def test_a_page_that_was_removed_is_told_no_more_once_it_is_accepted() -> None:
    before = lock("1", {PAGE: "a\n"}, {})
    update = compare(before, "2", {}, {})

    _, after = apply(update, before, {}, {}, {PAGE})

    assert [(item.kind, item.path) for item in update.items] == [("other", PAGE)]
    assert compare(after, "2", {}, {}).items == ()


def test_an_empty_line_of_a_reason_stays_a_line_of_its_comment() -> None:
    over = "---\nbecause: |\n  One.\n\n  Two.\n---\n"

    assert standalone(entry(), over, MOVE).startswith("---\n# because: One.\n#\n# Two.\ntitle")


@pytest.mark.parametrize("kind", sorted({*EXAMPLES} - {"hidden-link"}))
def test_accepting_every_name_is_accepting_all(kind: str) -> None:
    before, after, layer, hidden, items = EXAMPLES[kind]
    known = lock("1", before, layer)
    update = compare(known, "2", after, layer, hidden)

    made, new = apply(update, known, after, layer, {item.path for item in items})

    assert (made, dataclasses.replace(new, version="2")) == apply(update, known, after, layer, ALL)


def test_a_page_that_both_had_stays_the_layers_and_leaves_the_lock() -> None:
    known, layer = lock("1", {PAGE: "a\n"}, {PAGE: "ours\n"}), {PAGE: "ours\n"}

    made, new = apply(compare(known, "2", {}, layer), known, {}, layer, {PAGE})

    assert (made, new) == (layer, Lock("1"))


def test_what_a_layer_adapts_no_more_leaves_the_lock() -> None:
    known, after = lock("1", {MOVE: entry()}, {MOVE: OVER}), {MOVE: entry("New")}

    _, new = apply(compare(known, "2", after, {}), known, after, {}, {MOVE})

    assert new == lock("1", after, {})


def test_a_link_to_the_hidden_is_accepted_with_the_change_that_brought_it() -> None:
    known = lock("1", {MOVE: entry()}, {MOVE: OVER})
    after = {NEW: entry(former_ids=["pair"], pairs_with={"trio": "A"})}
    update = compare(known, "2", after, {MOVE: OVER}, ["moves/trio.md"])

    made, new = apply(update, known, after, {MOVE: OVER}, {NEW})

    assert (made, new) == ({MOVE: OVER}, known)


# locks


@given(st.text(), st.dictionaries(st.text(), st.text()), st.dictionaries(st.text(), st.text()))
def test_a_lock_is_read_as_it_was_written(version: str, files: Tree, adapted: Tree) -> None:
    known = Lock(version, files, adapted)

    assert parse(known.text, "a") == known
    assert parse(known.text, "a").text == known.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        "{}",
        '{"version": "1", "files": {}}',
        '{"version": 1, "files": {}, "adapted": {}}',
        '{"version": "1", "files": [], "adapted": {}}',
        '{"version": "1", "files": {"a": 1}, "adapted": {}}',
        '{"version": "1", "files": {}, "adapted": {"a": null}}',
        '{"version": "1", "files": {}, "adapted": {"a": "\\ud800"}}',
        '{"version": "1", "files": {"\\udfff": ""}, "adapted": {}}',
        "[" * 200_000,
        "1" * 10_000,
        "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
    ],
)
def test_a_broken_lock_is_refused(text: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        parse(text, "district/upstream.lock")

    (found,) = caught.value.diagnostics
    assert (found.code.id, found.location.path) == ("bad-lock", "district/upstream.lock")


@given(st.text())
def test_any_text_is_a_lock_or_refused(text: str) -> None:
    with pytest.raises(InvalidEntry):
        parse(text, "a")


# a school on top of a district


def test_a_school_stands_on_what_its_district_says() -> None:
    original = {MOVE: entry(), PAGE: "up\n", "mkdocs.yml": "a\n"}
    own = entry("Walk")
    district = {MOVE: OVER, "moves/walk.md": own, PAGE: "district\n"}

    made = effective(original, [district])

    assert frontmatter.parse(made[MOVE], MOVE).data == {"title": "Ours"}
    assert "One." in made[MOVE]
    assert made["moves/walk.md"] == own
    assert (made[PAGE], made["mkdocs.yml"]) == ("district\n", "a\n")
    assert effective(original, []) == original


def test_a_school_is_told_what_its_district_changed() -> None:
    original, school = {MOVE: entry()}, {MOVE: OVER.replace("Ours", "School")}
    before = effective(original, [{}])
    after = effective(original, [{MOVE: OVER.replace("Ours", "District")}])

    (found,) = told(before, after, school)

    assert (found.kind, found.parts) == ("under", (Three("title", "Pair", "District", "School"),))


def test_the_files_of_an_original_are_not_gathered_for_each_that_is_gone() -> None:
    class Counted(dict[str, str]):
        count = 0

        def __iter__(self) -> Iterator[str]:
            self.count += 1
            return super().__iter__()

    def work(size: int) -> int:
        original = Counted({f"moves/m{n}.md": "---\ntitle: A\n---\n" for n in range(size)})
        old = lock("1", dict(original), {})
        original.count = 0
        compare(old, "2", original, {})
        return original.count

    assert work(40) == work(4)
