"""However a site came about, taken from the last one page by page or built from nothing, it is the
same to the byte, whatever was edited in whatever order.

Thirty histories here; with --nightly, three hundred. The number of each is its seed.
"""

import shutil
from pathlib import Path

import pytest

from playbook import load
from playbook.records import parts, site_record
from playbook.records.record import Records
from playbook_site.building import manifest
from playbook_site.building.build import BuildFailed, build
from tests.site.building import histories

FEW, MANY, STEPS = 30, 300, 4


def seeds() -> list[object]:
    late = (pytest.param(seed, marks=pytest.mark.nightly) for seed in range(FEW, MANY))
    return [*range(FEW), *late]


def built(root: Path, site: Path) -> dict[str, str] | None:
    """The hash of every file of a site; None where the playbook has errors."""
    try:
        build(root, site)
    except BuildFailed:
        return None
    return {path: manifest.digest(site / path) for path in manifest.files(site)}


def take_back(root: Path, last: Path) -> None:
    """Bring everything back but the site."""
    for path in root.iterdir():
        if path.is_dir() and path.name != "site":
            shutil.rmtree(path)
    shutil.copytree(last, root, dirs_exist_ok=True)


@pytest.mark.parametrize("seed", seeds())
def test_a_site_is_the_same_however_it_came_about(
    small: Path,
    seed: int,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for module in (parts, site_record):
        monkeypatch.setattr(module, "SIZE", 4)  # so that lists have parts
    list(histories.start(small))
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("editor: false", "full_text: false")
    settings.write_text(text, encoding="utf-8")
    beside = tmp_path_factory.mktemp("beside")
    history, last, told = histories.History(small, seed), beside / "last", []
    monkeypatch.setenv("PLAYBOOK_CACHE", str(beside / "memory"))
    assert built(small, small / "site") is not None

    for _ in range(STEPS):
        shutil.rmtree(last, ignore_errors=True)
        shutil.copytree(small, last, ignore=shutil.ignore_patterns("site", ".site.*"))
        told.append(history.edit())
        monkeypatch.setenv("PLAYBOOK_CACHE", str(beside / "memory"))
        taken = built(small, small / "site")
        monkeypatch.setenv("PLAYBOOK_CACHE", str(beside / "none"))
        clean = built(small, beside / "clean")
        shutil.rmtree(beside / "clean", ignore_errors=True)
        shutil.rmtree(beside / "none", ignore_errors=True)

        assert taken == clean, f"seed {seed}: {told}"
        if clean is None:  # an edit that no playbook can have
            take_back(small, last)


@pytest.mark.parametrize("seed", range(FEW))
def test_records_taken_from_a_moment_ago_are_what_they_would_be(small: Path, seed: int) -> None:
    list(histories.start(small))
    history, told = histories.History(small, seed), []
    last: Records | None = None

    for _ in range(3 * STEPS):
        book, _ = load(small)
        fresh, taken = Records(book), Records(book, last)

        assert dict(taken) == dict(fresh), f"seed {seed}: {told}"
        last = taken
        told.append(history.edit())
