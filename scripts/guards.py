"""For maintainers: takes each guard out, one after the other, and shows which tests turn red.

    python3 scripts/guards.py [WORD …]

`tests/guards.toml` lists the guards. Each is taken out in a copy of the project, where its tests
are run; with words, only those whose names hold one of them. Gives 1 unless every test passes with
its guard and fails without it. `--write` runs nothing, and writes the list as a page.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import browser
import environment
import project_copy

LIST = environment.ROOT / "tests" / "guards.toml"
PAGE = environment.ROOT / "docs" / "contributing" / "guards.md"
PATIENCE = 600
"""Seconds that the tests of one guard may take."""

BY_ASSERTION = ("assert ", "AssertionError", "Failed: DID NOT RAISE")
"""How a test fails that was told something else than it expects; a crash proves nothing."""

HEAD = """---
description: What keeps the playbook safe, and the test that turns red when it is taken out.
---

# Guards

{text}
"""
TEXT = (
    "A guard that nobody misses is no guard. So each one below is taken out of the code on "
    "purpose, in a copy of the project, and every test beside it has to turn red. "
    "`python3 scripts/guards.py` does that every night. The list is `tests/guards.toml`, and this "
    "page is made from it."
)
COLUMNS = "| Guard, and what would happen without it | What turns red |\n|---|---|"


class Guard(NamedTuple):
    """A place in the code that keeps something out, and how it is taken out."""

    kind: str
    name: str
    without: str
    """What would happen, in one sentence."""
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    """The tests that turn red, each as pytest names it."""


class Trial:
    """A copy of the project, in which tests are run."""

    def __init__(self, tree: Path, python: str) -> None:
        self.tree, self._python = tree, python

    def run(self, tests: Iterable[str]) -> dict[str, list[str]]:
        """How each case of each test failed, or "" where it passed."""
        tests = list(dict.fromkeys(tests))
        report = self.tree / ".report.xml"
        report.unlink(missing_ok=True)
        pytest = [self._python, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        settings = {**os.environ, "PYTHONPATH": str(self.tree / "src")}
        try:
            subprocess.run(
                [*pytest, f"--junitxml={report}", *tests],
                cwd=self.tree, env=settings, stdout=subprocess.DEVNULL, check=False,
                timeout=PATIENCE,
            )  # fmt: skip
            cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 - pytest wrote it
        except (OSError, subprocess.TimeoutExpired, ElementTree.ParseError):
            cases = []
        return {test: [_failure(case) for case in cases if _is_of(case, test)] for test in tests}

    def red_without(self, guard: Guard) -> list[str]:
        """The tests of a guard that turn red without it."""
        file = self.tree / guard.file
        whole = file.read_text(encoding="utf-8")
        if whole.count(guard.old) != 1:
            return []
        times = file.stat().st_atime_ns, file.stat().st_mtime_ns
        try:
            file.write_text(whole.replace(guard.old, guard.new), encoding="utf-8")
            failures = self.run(guard.tests)
        finally:
            file.write_text(whole, encoding="utf-8")
            os.utime(file, ns=times)  # so that what Python compiled of it is known again
        return [test for test, ways in failures.items() if any(map(_is_red, ways))]


def read() -> list[Guard]:
    """The guards, in the order of the list."""
    kinds = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return [
        Guard(kind, **{**guard, "tests": tuple(guard["tests"])})
        for kind, guards in kinds.items()
        for guard in guards
    ]


def page(guards: Iterable[Guard]) -> str:
    """The list as a page."""
    lines = [HEAD.format(text=TEXT)]
    kind = ""
    for guard in guards:
        if guard.kind != kind:
            kind = guard.kind
            lines += [f"{'' if len(lines) == 1 else chr(10)}## {kind}\n", COLUMNS]
        red = "<br>".join(map(sentence, guard.tests))
        lines.append(f"| **{guard.name}**<br>{guard.without} | {red} |")
    return "\n".join(lines) + "\n"


def sentence(test: str) -> str:
    """A test in words, and its file."""
    file, _, name = test.partition("::")
    name, _, case = name.rstrip("]").partition("[")
    words = re.sub(r"^test_(?:s\d+_(?:to_)?)*", "", name).replace("_", " ")
    words = re.sub(r"\b(?:html|json)\b", lambda word: word[0].upper(), words)
    return f"{words[:1].upper()}{words[1:]}{f': {case}' if case else ''} (`{Path(file).name}`)"


def main(words: list[str]) -> int:
    """Take out the guards one by one, or write the page."""
    guards = read()
    if words == ["--write"]:
        PAGE.write_text(page(guards), encoding="utf-8", newline="\n")
        return 0
    guards = [g for g in guards if not words or any(word in g.name for word in words)]
    if not guards:
        raise SystemExit(f"No guard has {' or '.join(words)} in its name. They are in {LIST}.")
    python = str(environment.ensure())
    os.environ["PLAYBOOK_CHROMIUM"] = browser.find()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder, "project"), python)
        project_copy.make(trial.tree)
        faults = list(_try(guards, trial))
    print("\n".join(faults) or "Whichever guard is taken out, a test turns red.")
    return 1 if faults else 0


def _try(guards: list[Guard], trial: Trial) -> Iterator[str]:
    """Print the table, row by row; gives what is wrong."""
    whole = trial.run(test for guard in guards for test in guard.tests)
    broken = {test for test, ways in whole.items() if not ways or any(ways)}
    yield from (f"{test} does not pass as things are." for test in sorted(broken))
    width = max(len(guard.name) for guard in guards)
    for guard in guards:
        red = [test for test in trial.red_without(guard) if test not in broken]
        print(f"{guard.name:{width}}  {', '.join(red) or 'NO TEST'}", flush=True)
        for test in guard.tests:
            if test not in red:
                yield f"{guard.name}: {test} does not turn red without it."


def _failure(case: ElementTree.Element) -> str:
    fault = next((child for child in case if child.tag in ("failure", "error", "skipped")), None)
    return "" if fault is None else f"{fault.tag}: {fault.get('message', '')}"


def _is_red(way: str) -> bool:
    return way.startswith(tuple(f"failure: {start}" for start in BY_ASSERTION))


def _is_of(case: ElementTree.Element, test: str) -> bool:
    """Whether a case is the one that is named, or one of a test's that is named as a whole."""
    file, _, name = test.partition("::")
    own = case.get("name", "")
    module = file.removesuffix(".py").replace("/", ".")
    return case.get("classname") == module and name in (own, own.partition("[")[0])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
