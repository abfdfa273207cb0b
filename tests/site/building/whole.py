"""What must be so after a command was stopped anywhere: the old state, or the new one."""

import os
import re
import tempfile
from pathlib import Path

from click.testing import CliRunner

from playbook_site.building import atomic_swap, manifest
from playbook_site.cli import main

OLD, NEW = "old", "new"
Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """The files of a folder; none of those that say what is being done to it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def site(now: Path, outcome: str) -> None:
    """There is a site and it is whole, or there is one as soon as somebody looks."""
    site = now / "site"
    old, new = (tree(now.parent / name) for name in (OLD, NEW))
    renamed = (now / ".site.new" / atomic_swap.READY).exists() and not site.exists()
    assert renamed or tree(site) in (old, new)
    atomic_swap.recover(site)
    assert tree(site) == new if outcome == "whole" else tree(site) in (old, new)
    if tree(site):
        hashes = manifest.read((site / manifest.FILE).read_bytes())
        assert not manifest.unlisted(site, hashes)
        assert {path: manifest.digest(site / path) for path in hashes} == hashes
    assert {path.name for path in now.iterdir()} <= {
        "site",
        ".site.id",
        ".site.lock",
        ".site.id-new",
    }


def layer(now: Path, outcome: str) -> None:
    """The layer is the old one or the new one, and one more update makes it the new one."""
    old, new = (tree(now.parent / name) for name in (OLD, NEW))
    layer, kept = now / "district", now / ".playbook" / "undo" / "district"
    renamed = (now / ".district.new" / atomic_swap.READY).exists() and not layer.exists()
    assert renamed or tree(layer) in (old, new)
    atomic_swap.recover(layer, kept)
    assert tree(layer) == new if outcome == "whole" else tree(layer) in (old, new)
    again = CliRunner().invoke(main, ["update", str(now), "--accept", "all"])
    assert again.exit_code == 0, again.output
    assert tree(layer) == new
    assert [path.name for path in now.glob(".district*")] == []
    undone = CliRunner().invoke(main, ["update", str(now), "--undo"])
    assert undone.exit_code == 0, undone.output
    assert tree(layer) == old


def fixed(now: Path, outcome: str) -> None:
    """Every file is as it was or as it is when fixed, and what is half-written has another name."""
    old, new = (tree(now.parent / name) for name in (OLD, NEW))
    after = tree(now)
    assert sorted(after) == sorted(old)
    for path, data in after.items():
        assert data == new[path] if outcome == "whole" else data in (old[path], new[path])
    assert "Traceback" not in (now.parent / "output").read_text(encoding="utf-8")
    hidden = [path for path in now.rglob(".*") if path.is_file()]
    assert all(re.fullmatch(r"\.[\w-]+\.md\.\d+~", path.name) for path in hidden)
    assert not [path for path in hidden if path.name in check(now)]
    for path in hidden:
        os.utime(path, (0, 0))
    assert check(now, "--fix").endswith("nothing to fix.\n")
    assert tree(now) == new
    assert not [path for path in hidden if path.exists()]


def check(now: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["check", str(now), *words], catch_exceptions=False).output


def remembered(now: Path, outcome: str) -> None:
    """What is remembered says what a check says that remembers nothing."""
    words = ["check", str(now.parent / "book")]
    again = CliRunner(env={"PLAYBOOK_CACHE": str(now)}).invoke(main, words)
    with tempfile.TemporaryDirectory() as fresh:
        anew = CliRunner(env={"PLAYBOOK_CACHE": fresh}).invoke(main, words)
    assert (again.exit_code, again.output) == (anew.exit_code, anew.output)
    assert "efort" in again.output
