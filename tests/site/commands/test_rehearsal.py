"""Any layer that is sound stays sound through any history of its original, and keeps every word.

Originals, histories and layers are drawn at random; what an original does has to be sound by
itself. Every update goes through the command, on real folders.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import playbook
from playbook.updates.names import Names, follow
from playbook_site.cli import main
from tests.builder import CASE, MOVE, PLAN, ROLE, SOUND, lay, over

SLOW = settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)
Files = dict[str, str]


class World:
    """Draws an original, its history and a layer; every word of the layer is told by a number."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.number = 0

    def ours(self) -> str:
        self.number += 1
        return f"ours{self.number}x"

    def some(self, names: list[str], least: int = 0) -> list[str]:
        return sorted(
            self.draw(st.sets(st.sampled_from(names), min_size=least, max_size=3)) if names else ()
        )

    def one(self, names: list[str]) -> str:
        chosen: str = self.draw(st.sampled_from(names))
        return chosen

    def original(self) -> Files:
        files = {k: v for k, v in SOUND.items() if not k.startswith(("moves/", "cases/", "roles/"))}
        for n in range(3):
            files[f"roles/r{n}.md"] = made(ROLE, [f"title: Role {n}"])
        for n in range(5):
            later = [f"m{m}" for m in range(n + 1, 5)]
            keys = [f"title: Ask in way {n}", f"roles: {self.relations(['r0', 'r1', 'r2'], 1)}"]
            keys += [
                f"prepares_for: {self.relations(later)}",
                f"pairs_with: {self.relations(later)}",
            ]
            files[f"moves/m{n}.md"] = made(MOVE, keys)
        keys = ["moves: {m0: It is shown.}", "roles: {r0: Was there.}"]
        files["cases/told.md"] = made(CASE, keys)
        return files

    def relations(self, names: list[str], least: int = 0, words: str = "") -> str:
        said = [f"{name}: {words or self.ours()}" for name in self.some(names, least)]
        return "{" + ", ".join(said) + "}"

    def layer(self) -> Files:
        moves, roles = [f"m{n}" for n in range(5)], ["r0", "r1", "r2"]
        files: Files = {}
        for n in range(self.draw(st.integers(1, 2))):
            roles_here = self.some(roles, 1)
            said = ", ".join(f"{role}: {self.ours()}" for role in roles_here)
            keys = [f"title: Walk {self.ours()}", f"roles: {{{said}}}", f"leads: [{roles_here[0]}]"]
            keys += [
                f"prepares_for: {self.relations(moves)}",
                f"pairs_with: {self.relations(moves)}",
            ]
            watch = f"{self.ours()} [{self.ours()}]({self.one(moves)}.md#steps)."
            files[f"moves/own{n}.md"] = made(MOVE, keys, watch)
        for move in self.some(moves):
            keys = [f"because: {self.ours()}"]
            if self.draw(st.booleans()):
                keys.append(f"roles: {self.relations(roles, 1)}")
            if self.draw(st.booleans()):
                keys.append(f"title: Say {self.ours()}")
            later = [m for m in moves if m > move]
            if later and self.draw(st.booleans()):
                keys.append(f"prepares_for: {self.relations(later, 1)}")
            body = f"## Watch for\n\n{self.ours()}\n" if self.draw(st.booleans()) else ""
            files[f"moves/{move}.md"] = _front(keys) + "\n" + body
        move = self.one(moves)
        keys = [f"title: {self.ours()}", f"moves: {{{move}: {self.ours()}}}"]
        keys += [f"roles: {{r1: {self.ours()}}}", f"schedule: {{{move}: 2}}"]
        files["plans/ours.md"] = made(PLAN, keys)
        files["docs/ours.md"] = (
            f"# {self.ours()}\n\n[{self.ours()}](../moves/{self.one(moves)}.md)\n"
        )
        hidden = ", ".join(
            f"moves/{m}" for m in self.some(["m3", "m4"]) if f"moves/{m}.md" not in files
        )
        files["district.yml"] = (
            f"name: {self.ours()}\nroles: {{r2: {self.ours()}}}\nhidden: [{hidden}]\n"
        )
        return files

    def changed(self, files: Files, layer: Files, at: int) -> Files:
        """The original after one more change, whatever it is."""
        entries = [path for path in files if path.startswith(("moves/", "roles/"))]
        path = self.one(entries)
        folder, _, name = path.removesuffix(".md").partition("/")
        kind = self.draw(st.sampled_from("rename merge remove title words add clash key".split()))
        none: frozenset[str] = frozenset()
        match kind:
            case "rename":
                new = f"{folder}/{name}n{at}.md"
                files = follow(files, Names({path: new}), none)
                files[new] = formerly(files.pop(path), name)
            case "merge":
                others = [p for p in entries if p.startswith(folder) and p != path]
                if others:
                    into = self.one(others)
                    files = follow(files, Names({path: into}), none)
                    former = re.findall(r"former_ids: \[(.*)\]", files.pop(path))
                    files[into] = formerly(files[into], name, *former)
            case "remove":
                files.pop(path)
                files = follow(files, Names({}, frozenset({path})), none)
            case "title" | "add":
                own = self.one([p for p in layer if p.startswith("moves/own")])
                title = re.findall(r"(?m)^title: (.*)$", layer[own])[0]
                target = f"moves/added{at}.md" if kind == "add" else path
                if target.startswith("moves/"):
                    base = files.get(target) or next(t for p, t in files.items() if "moves/" in p)
                    base = re.sub(r"(?m)^former_ids: .*\n", "", base) if kind == "add" else base
                    files[target] = made(base, [f"title: {title}"])
            case "words":
                files[path] += f"\nMore words {at}.\n"
            case "clash":
                front = [f"title: Late {at}", f"roles: {{{self.a_role(files)}: Asks.}}"]
                files[f"moves/late{at}.md"] = formerly(made(MOVE, front), "own0")
            case "key":
                files[path] = made(files[path], [f"summary: Another one {at}."])
        return files

    def a_role(self, files: Files) -> str:
        return self.one([p[6:-3] for p in files if p.startswith("roles/")])


def formerly(text: str, *ids: str) -> str:
    """An entry that had these ids before, and those that it says already."""
    said = re.findall(r"(?m)^former_ids: \[(.*)\]\n", text)
    text = re.sub(r"(?m)^former_ids: .*\n", "", text)
    return text.replace("created:", f"former_ids: [{', '.join([*ids, *said])}]\ncreated:", 1)


def made(base: str, keys: list[str], watch: str = "") -> str:
    """An entry with other keys, and other words in its section on what to watch for."""
    body = base.split("---\n", 2)[2]
    if watch:
        body = f"{body.partition('## Watch for')[0]}## Watch for\n\n{watch}\n"
    return over(base, _front(keys) + body)


def _front(keys: list[str]) -> str:
    return "\n".join(["---", *keys, "---", ""])


@st.composite
def histories(draw: Any) -> tuple[list[Files], Files]:
    world = World(draw)
    original, layer = world.original(), world.layer()
    releases = [original]
    for at in range(draw(st.integers(1, 3))):
        files = dict(releases[-1])
        for step in range(draw(st.integers(1, 3))):
            changed = world.changed(dict(files), layer, at * 10 + step)
            if not errors_of(changed):
                files = changed
        releases.append(files)
    return releases, layer


def errors_of(original: Files, layer: Files | None = None) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = lay(original, Path(folder))
        if layer is not None:
            lay({f"district/{path}": text for path, text in layer.items()}, root)
        return errors_at(root)


def errors_at(root: Path) -> list[str]:
    found = playbook.load_and_check(root, advise=False)[1]
    return [str(one) for one in found if one.severity is playbook.Severity.ERROR]


def words_in(folder: Path) -> set[str]:
    texts = (
        file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.suffix != ".lock" and file.is_file()
    )
    return {word for text in texts for word in re.findall(r"ours\d+x", text)}


def accept(root: Path, *words: str) -> str:
    told = CliRunner().invoke(
        main, ["update", str(root), *words, "--accept", "all"], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    return told.stdout


def small_repository(root: Path, releases: list[Files]) -> Iterator[str]:
    """Takes each release from a folder of its own."""
    for number, files in enumerate(releases):
        place = lay(files, root.with_name(f"{root.name}-{number}"))
        if number == 0:
            (root / "playbook.toml").write_text(f'[original]\npath = "{place}"\n', "utf-8")
        yield accept(root, "--to", str(place))


def fork(root: Path, releases: list[Files]) -> Iterator[str]:
    """Merges each release into its own folder first, and so may be broken until it accepts."""
    for before, files in zip([{}, *releases], releases, strict=False):
        for path in before:
            (root / path).unlink()
        lay(files, root)
        yield accept(root)


@SLOW
@given(histories(), st.sampled_from([small_repository, fork]), st.booleans())
def test_a_sound_layer_stays_sound_and_keeps_its_words(
    history: tuple[list[Files], Files],
    way: Callable[[Path, list[Files]], Iterator[str]],
    leaps: bool,
) -> None:
    releases, layer = history
    assume(not errors_of(releases[0], layer))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        lay({f"district/{path}": text for path, text in layer.items()}, root)
        before = words_in(root / "district")
        for _ in way(root, [releases[0], releases[-1]] if leaps else releases):
            assert errors_at(root) == []
            assert words_in(root / "district") >= before
