"""Whatever is done to the files of a playbook: no traceback, and what the check lets pass is built.

The inputs are the same in every run; `--nightly` tries many more. What one of them finds becomes a
test with a name in `test_check_and_build.py`.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_site.cli import main
from tests.site.conftest import PAGES, REFERENCES

FEW, MANY = 25, 5_000
SEED = int(os.environ.get("PLAYBOOK_SEED", "1"))
WORDS = """
{{ card("moves", "ask-first") }}

{{ cite("a-work") }} <b id="c">d</b>[^1]

[^1]: [b](#c)

!!! note
    A

| a | b |
|---|---|
| c | d |

```yaml
a: b
```
"""
FILES = {
    "references.yml": REFERENCES
    + "  - {id: b-work, type: report, title: B, author: [{literal: Us}], issued: {literal: now}}\n",
    "outlines/a-work.yml": "work: a-work\nideas:\n  M01: {kind: move, gist: Ask., place: 3}\n",
    "docs/about.md": PAGES["docs/about.md"] + WORDS,
    "docs/index.md": PAGES["docs/index.md"],
    "docs/moves.md": PAGES["docs/moves.md"],
    "district/district.yml": "name: Cedar\nlanguage: es-MX\nhidden: [cases/a-school-that-asked]\n"
    'labels: {"%(count)s min": "%(count)s minutes"}\ncolors: {brand: "#0b4f6c"}\n'
    "site_url: https://example.org/a/\nroles: {principal: Head}\n",
    "district/docs/ours.md": "---\ntitle: Ours\n---\n\n[A](../moves/ask-first.md) <b id=x>b</b>\n",
    "district/moves/ask-first.md": "---\nneeds: [A room]\nbecause: We meet.\n---\n",
    "district/overrides/404.html": '{% extends "playbook.html" %}{{ page.title }}\n',
    "playbook.toml": '[original]\npath = "."\n',
}
PIECES = (
    *("", "~", "null", "5", "2022", "true", "[]", "{}", "[a]", "{a: b}", "- a", '"', "'", ":"),
    *("{{", "}}", "{%", "%}", "{{ x }}", "{{ card() }}", "<", "<script>", "<![", "&", "%(x)s"),
    *("\\", "`", "*", "\n", "\n\n", "---\n", "\t", " ", "\u00e9", "\u2028", "\ue000", "\x00"),
    *("title:", "template:", "language:", "layers:", "site_url:", "labels:", "hidden:", "%", "#"),
    *("issued:", "http://[", "](", "](../moves/nope.md)", "![](", "{: #a }", "[^1]", "x" * 300),
)
Mutation = Callable[[random.Random, bytes], bytes]


def flip(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def cut(dice: random.Random, data: bytes) -> bytes:
    start, end = sorted(dice.choices(range(len(data) + 1), k=2))
    return data[:start] + data[min(end, start + 40) :]


def insert(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(PIECES).encode() + data[at:]


def replace_value(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    key, sign, _ = lines[at].partition(b": ")
    lines[at] = key + sign + dice.choice(PIECES).encode()
    return b"\n".join(lines)


def swap_lines(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def swap_keys(dice: random.Random, data: bytes) -> bytes:
    words = [word for word in data.replace(b":", b" ").split() if word]
    one, other = dice.choice(words or [b"a"]), dice.choice(words or [b"b"])
    return data.replace(one, other, 1)


MUTATIONS: tuple[Mutation, ...] = (flip, cut, insert, insert, replace_value, swap_lines, swap_keys)


@pytest.fixture
def files(small: Path) -> dict[str, bytes]:
    """What is changed, by its path; the playbook is sound."""
    settings = (small / "mkdocs.yml").read_text(encoding="utf-8")
    text = settings.replace("editor: false", "full_text: false")
    (small / "mkdocs.yml").write_text(text, encoding="utf-8")
    for path, words in FILES.items():
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_text(words, encoding="utf-8")
    CliRunner().invoke(main, ["update", str(small), "--accept", "all"], catch_exceptions=False)
    return {path: (small / path).read_bytes() for path in [*FILES, "district/upstream.lock"]}


def test_the_playbook_that_is_changed_is_sound(small: Path, files: dict[str, bytes]) -> None:
    check, build = run(small, "check"), run(small, "build")

    assert (check.exit_code, build.exit_code) == (0, 0), check.output + build.output


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.nightly)])
def test_what_the_check_lets_pass_is_built(
    count: int, small: Path, files: dict[str, bytes]
) -> None:
    dice = random.Random(SEED)

    for number in range(count):
        path = dice.choice(sorted(files))
        data = files[path]
        for _ in range(dice.randint(1, 3)):
            data = dice.choice(MUTATIONS)(dice, data) if data else data
        (small / path).write_bytes(data)

        check = run(small, "check")
        assert check.exit_code in (0, 1), (number, path, data, check.exception)
        assert not isinstance(check.exception, Exception), (number, path, data)
        if check.exit_code == 0:
            build = run(small, "build")
            assert build.exit_code == 0, (number, path, data, build.output, build.exception)

        (small / path).write_bytes(files[path])


def run(root: Path, command: str) -> Result:
    shutil.rmtree(root / "site", ignore_errors=True)
    return CliRunner().invoke(main, [command, str(root)])
