"""What a check refuses, a build refuses too: it waits for nothing and follows nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, which has a minute."""
    return subprocess.run(
        [sys.executable, "-m", "playbook_site", *words, str(root)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pipe(path: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return make


def link(path: str, target: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        if (root / path).is_dir():
            (root / path).rename(root / "elsewhere")
        (root / path).symlink_to(target)

    return make


def write(path: str, data: bytes) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    return make


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes, and links only for some")
@pytest.mark.parametrize(
    ("make", "path"),
    [
        (pipe("docs/pipe.md"), "docs/pipe.md"),
        (pipe("mkdocs.yml"), "mkdocs.yml"),
        (pipe("macros/__init__.py"), "macros/__init__.py"),
        (link("docs/env.txt", "/proc/self/environ"), "docs/env.txt"),
        (link("docs/loop", "."), "docs/loop"),
        (link("overrides", "elsewhere"), "overrides"),
        (write("docs/evil.html", b"<script>alert(1)</script>"), "docs/evil.html"),
        (write("docs/assets/theme.js", b"alert(1)"), "docs/assets/theme.js"),
        (write("docs/utf16.md", b"\xff\xfe#\0"), "docs/utf16.md"),
        (write("overrides/main.html", b"\xff"), "overrides/main.html"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_check_and_a_build_refuse_the_same_within_seconds(
    small: Path, make: Callable[[Path], None], path: str
) -> None:
    make(small)

    check, build = run(small, "check"), run(small, "build")

    assert (check.returncode, build.returncode) == (1, 1)
    assert f"{path}:" in check.stdout
    assert f"{path}:" in build.stderr
    assert "Traceback" not in check.stderr + build.stderr
    assert not (small / "site").exists()


def test_what_a_system_left_behind_is_not_published(small: Path) -> None:
    names = ("docs/Thumbs.db", "docs/desktop.ini", "docs/~$us.md", "overrides/assets/Thumbs.db")
    for name in (*names, "district/docs/.DS_Store", "district/docs/.env"):
        write(name, b"x")(small)

    build = run(small, "build")

    assert build.returncode == 0, build.stderr
    published = {file.name for file in (small / "site").rglob("*")}
    assert not published & {Path(name).name for name in (*names, ".DS_Store", ".env")}
    assert "~$us" not in published
