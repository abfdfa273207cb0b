"""Works are set once and remembered, since that takes long; and a work that was edited is not."""

import os
from pathlib import Path

import pytest

from playbook_site.state import fingerprint, works
from tests import own_process


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the memory lies, also when these tests run in CI."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path_factory.mktemp("memory")))
    return Path(os.environ["PLAYBOOK_CACHE"])


def sets_works(root: Path) -> bool:
    """Build in a new process; whether it had to set a work."""
    return "citeproc" in own_process.run("build", root, "--quiet")[1]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def cited(root: Path) -> str:
    """The page of a move that cites a work."""
    return (root / "site" / "moves" / "ask-first" / "index.html").read_text(encoding="utf-8")


def test_after_an_edit_no_work_is_set_again(small: Path) -> None:
    first = sets_works(small)
    page = cited(small)
    replace(small / "moves" / "ask-first.md", "Ask before you tell.", "Ask, then tell.")

    assert (first, sets_works(small)) == (True, False)
    assert cited(small) == page.replace("Ask before you tell.", "Ask, then tell.")


def test_a_work_that_was_edited_is_set_again(small: Path) -> None:
    sets_works(small)
    replace(small / "references.yml", "title: ", "title: Another ")

    assert sets_works(small)
    assert "Another " in (small / "site" / "playbook.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("spoilt", [None, [], {"a": ["x"]}, {"a": 1}, {"a": ["x", "y", "z", "z"]}])
def test_a_spoilt_memory_is_no_memory(small: Path, cache: Path, spoilt: object) -> None:
    sets_works(small)
    (file,) = cache.glob("*.works.json")
    memory = dict(fingerprint.recall(file) or {})
    fingerprint.remember(file, {**memory, "works": spoilt})

    assert works.recall(small) == {}


def test_works_of_another_program_are_not_taken(small: Path, cache: Path) -> None:
    sets_works(small)
    (file,) = cache.glob("*.works.json")
    fingerprint.remember(file, {**(fingerprint.recall(file) or {}), "program": "another"})

    assert works.recall(small) == {}
    replace(small / "moves" / "ask-first.md", "Ask before you tell.", "Ask, then tell.")
    assert sets_works(small)


def test_in_ci_nothing_is_remembered(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")

    assert sets_works(small)
    assert sets_works(small)  # though nothing has changed
    assert not list(cache.iterdir())
