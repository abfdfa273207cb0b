"""A layer of 85 marked words goes through six releases, in every way that a district can take."""

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.updates.names import Names, follow
from playbook_site.cli import main
from tests.builder import CASE, MOVE, PLAN, SOUND, lay
from tests.site.commands.test_rehearsal import (
    Files,
    accept,
    errors_at,
    fork,
    formerly,
    made,
    small_repository,
    words_in,
)

MIGRATION = """
labels: {"Give up one thing:": "Remove a filter:"}
pages: {overrides/assets/extra.css: overrides/assets/more.css}
required: {moves: {measure: {question: "What is counted, by whom, and when?"}}}
"""


def original() -> Files:
    files = dict(SOUND)
    files["moves/listen.md"] = made(MOVE, ["title: Listen", "pairs_with: {ask: It answers.}"])
    files["moves/wait.md"] = made(MOVE, ["title: Wait", "pairs_with: {listen: It is quiet.}"])
    return files


def releases() -> list[Files]:
    """A role renamed; a move removed; two merged; one split; a migration; words edited."""
    none: frozenset[str] = frozenset()
    each = [original()]

    def step(names: Names) -> Files:
        files = follow(each[-1], names, none)
        each.append(files)
        return files

    files = step(Names({"roles/principal.md": "roles/school-leader.md"}))
    files["roles/school-leader.md"] = formerly(files.pop("roles/principal.md"), "principal")
    step(Names({}, frozenset({"moves/wait.md"}))).pop("moves/wait.md")
    files = step(Names({"moves/listen.md": "moves/ask.md"}))
    files.pop("moves/listen.md")
    files["moves/ask.md"] = formerly(files["moves/ask.md"], "listen")
    files = step(Names({"moves/ask.md": "moves/ask-one.md"}))
    files["moves/ask-one.md"] = made(
        formerly(files.pop("moves/ask.md"), "ask"), ["title: Ask one", "pairs_with: {}"]
    )
    files["moves/ask-two.md"] = made(MOVE, ["title: Ask two", "roles: {school-leader: Asks two.}"])
    files = step(Names({}))
    files["migrations/0.2.0.yml"] = MIGRATION
    measure = "measure: {what: Questions, who: The leader, when: Each Friday}\n"
    for path in ("moves/ask-one.md", "moves/ask-two.md"):
        files[path] = files[path].replace("rhythm:", f"{measure}rhythm:")
    files = step(Names({}))
    files["moves/ask-one.md"] = files["moves/ask-one.md"].replace("People like", "Most people like")
    return each


def layer(count: int = 85) -> Files:
    number = iter(range(1, count + 1))

    def ours() -> str:
        return f"ours{next(number)}x"

    def own(title: str, *keys: str) -> str:
        roles = f"roles: {{principal: {ours()} {ours()}}}"
        watch = f"{ours()} [{ours()}](ask.md#steps), [{ours()}](wait.md)."
        return made(MOVE, [f"title: {title} {ours()}", roles, "leads: [principal]", *keys], watch)

    def adapted(*keys: str) -> str:
        front = "\n".join(["---", f"because: {ours()}", *keys, "---", ""])
        return f"{front}\n## Watch for\n\n{ours()} {ours()}\n"

    files = {
        "moves/walk.md": own("Walk", f"pairs_with: {{ask: {ours()}, wait: {ours()}}}"),
        "moves/look.md": own("Look", f"prepares_for: {{listen: {ours()}}}"),
        "moves/sit.md": own("Sit", f"pairs_with: {{walk: {ours()}, listen: {ours()}}}"),
        "moves/ask.md": adapted(f"title: Ask {ours()}", f"roles: {{principal: {ours()}}}"),
        "moves/listen.md": adapted(f"summary: {ours()}"),
        "moves/wait.md": adapted(f"summary: {ours()}", f"needs: [{ours()}]"),
        "cases/ours.md": made(
            CASE,
            [
                f"title: {ours()}",
                f"roles: {{principal: {ours()}}}",
                f"moves: {{ask: {ours()}, wait: {ours()}}}",
            ],
        ),
        "plans/ours.md": made(
            PLAN,
            [f"title: {ours()}", f"moves: {{ask: {ours()}}}", f"roles: {{principal: {ours()}}}"],
        ),
        "district.yml": f"name: {ours()}\nroles: {{principal: {ours()}}}\n"
        f'labels: {{"Give up one thing:": "{ours()}"}}\nhidden: []\n',
        "overrides/assets/extra.css": f"/* {ours()} */\n",
    }
    rest = " ".join(f"ours{n}x" for n in number)
    files["docs/ours.md"] = (
        f"# Ours\n\n[Here](../moves/ask.md), [there](../moves/wait.md). {rest}\n"
    )
    return files


@pytest.mark.parametrize("leaps", [False, True], ids=["each", "leap"])
@pytest.mark.parametrize("way", [small_repository, fork])
def test_eighty_five_words_go_through_six_releases(
    tmp_path: Path, way: Callable[[Path, list[Files]], Iterator[str]], *, leaps: bool
) -> None:
    every = releases()
    assert [errors_at(lay(files, tmp_path / f"o{n}")) for n, files in enumerate(every)] == [[]] * 7
    root = tmp_path / "book"
    lay({f"district/{path}": text for path, text in layer().items()}, root)
    words = words_in(root / "district")
    assert len(words) == 85

    for _ in way(root, [every[0], every[-1]] if leaps else every):
        assert errors_at(root) == []
        assert words_in(root / "district") == words

    assert (root / "district" / "overrides" / "assets" / "more.css").is_file()
    settings = (root / "district" / "district.yml").read_text(encoding="utf-8")
    assert re.search(r"labels: \{.Remove a filter:.: .ours", settings)
    assert "school-leader: ours" in settings


def test_each_report_begins_with_what_a_person_decides(tmp_path: Path) -> None:
    root = tmp_path / "book"
    lay({f"district/{path}": text for path, text in layer().items()}, root)

    told = [report.split("\n")[2] for report in fork(root, releases())]

    assert told == [
        "Decide these 3.",
        "There is nothing to decide. We take care of these 8. 4 flow in.",
        "Decide this one.",
        "Decide this one. We take care of these 3. 1 flows in.",
        "Decide this one. We take care of these 8. 2 flow in.",
        "There is nothing to decide. We take care of these 2. 2 flow in.",
        "There is nothing to decide. 1 flows in.",
    ]


def test_an_update_that_is_stopped_at_any_step_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = releases()
    whole = tmp_path / "whole"
    lay({f"district/{path}": text for path, text in layer().items()}, whole)
    next(fork(whole, every[:1]))
    words = words_in(whole / "district")
    for path in every[0]:
        (whole / path).unlink()
    lay(every[-1], whole)
    stops = 0

    for at in range(1, 100):
        root = shutil.copytree(whole, tmp_path / f"at-{at}")
        with monkeypatch.context() as patch:
            calls = failing(patch, at)
            CliRunner().invoke(main, ["update", str(root), "--accept", "all"])
        if next(calls) <= at:
            break
        stops += 1
        accept(root)
        assert errors_at(root) == []
        assert words_in(root / "district") == words

    assert stops >= 5


def failing(patch: pytest.MonkeyPatch, at: int) -> Iterator[int]:
    """Let the one call of several fail that gives a file its place; counts them."""
    calls = itertools.count(1)

    def stopped(call: Callable[..., None]) -> Callable[..., None]:
        def calling(*words: Any, **options: Any) -> None:
            if next(calls) == at:
                raise OSError(28, "No space left on device")
            call(*words, **options)

        return calling

    for name in ("rename", "replace", "mkdir"):
        patch.setattr(os, name, stopped(getattr(os, name)))
    return calls
