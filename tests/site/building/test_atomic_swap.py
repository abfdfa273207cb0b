"""Whatever stops a change of a layer leaves the old layer or the new one, and never a mixture."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from playbook_site.building.atomic_swap import change, exchange, recover, swap

OLD = {
    "district.yml": b"name: A\n",
    "moves/pair.md": b"old\r\n",
    "moves/gone.md": b"gone",
    "logo.png": bytes(range(256)),
    "docs/a/b.md": b"",
}
NEW = {
    **{path: data for path, data in OLD.items() if path != "moves/gone.md"},
    "moves/pair.md": "new — ours\n".encode(),
    "cases/one.md": b"one\n",
}
BEFORE = {"district.yml": b"name: older\n"}
CHANGED = {"moves/pair.md": "new — ours\n", "cases/one.md": "one\n"}
STEPS = [
    (Path, "rename"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (Path, "write_text"),
    (Path, "touch"),
    (shutil, "rmtree"),
    (shutil, "copytree"),
]
UNLINK = Path.unlink
HOW = ["before", "half", "after", "silent"]


class Place:
    """A layer, and where the last one is kept."""

    def __init__(self, root: Path) -> None:
        self.layer = root / "schools" / "lincoln"
        self.kept = root / ".playbook" / "undo" / "schools" / "lincoln"
        write(self.layer, OLD)

    @property
    def beside(self) -> list[str]:
        return sorted(path.name for path in self.layer.parent.iterdir())

    def change(self) -> None:
        change(self.layer, self.kept, ["moves/gone.md"], CHANGED)


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def fault(at: int, how: str) -> Iterator[Callable[[], bool]]:
    """Let the step of that number fail before, in or after its work; or do nothing, silently."""
    steps = count()
    failed: list[str] = []

    def failing(real: Any) -> Any:
        def step(*given: Any, **named: Any) -> Any:
            if next(steps) != at or (how == "silent" and not named.get("ignore_errors")):
                return real(*given, **named)
            failed.append(real.__name__)
            if how == "silent":
                return None
            if how == "after":
                real(*given, **named)
            if how == "half":
                _half(real.__name__, *given)
            raise OSError(28, "No space left on device")

        return step

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, failing(getattr(owner, name)))
        yield lambda: bool(failed)


def _half(step: str, given: Any, *rest: Any) -> None:
    path = Path(given)
    first = next((file for file in sorted(path.rglob("*")) if file.is_file()), None)
    match step:
        case "rmtree" if first:
            UNLINK(first)
        case "copytree" if first:
            target = Path(rest[0]) / first.relative_to(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(first.read_bytes())
        case "write_text":
            path.write_bytes(b"ha")


def stopped(run: Callable[[], None], at: int, how: str) -> bool:
    """Run something that is stopped at a step; whether there was such a step."""
    with fault(at, how) as failed:
        try:
            run()
        except OSError:
            assert failed()
        return failed()


# what is done


def test_a_layer_is_changed_and_the_old_one_kept(tmp_path: Path) -> None:
    place = Place(tmp_path)

    place.change()

    assert (read(place.layer), read(place.kept)) == (NEW, OLD)
    assert place.beside == ["lincoln"]


def test_only_the_last_change_is_kept(tmp_path: Path) -> None:
    place = Place(tmp_path)
    write(place.kept, BEFORE)

    place.change()

    assert read(place.kept) == OLD


def test_recovering_what_was_not_stopped_changes_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.change()

    recover(place.layer, place.kept)
    recover(place.layer)

    assert (read(place.layer), read(place.kept)) == (NEW, OLD)


def test_where_there_is_no_layer_there_is_nothing_to_recover(tmp_path: Path) -> None:
    recover(tmp_path / "district", tmp_path / "kept")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="making a link is not for everybody there")
def test_a_link_is_kept_as_one_and_never_written_through(tmp_path: Path) -> None:
    place = Place(tmp_path)
    outside = tmp_path / "outside.md"
    outside.write_text("theirs")
    (place.layer / "moves" / "link.md").symlink_to(outside)
    (place.layer / "cases").mkdir()
    (place.layer / "cases" / "one.md").symlink_to(outside)

    place.change()

    assert outside.read_text() == "theirs"
    assert (place.layer / "moves" / "link.md").is_symlink()
    assert (place.layer / "cases" / "one.md").read_text() == "one\n"
    assert (place.kept / "cases" / "one.md").is_symlink()


# what is stopped


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("kept", [False, True])
def test_a_change_that_is_stopped_anywhere_leaves_the_old_layer_or_the_new(
    tmp_path: Path, how: str, kept: bool
) -> None:
    for at in range(40):
        place = Place(tmp_path / str(at))
        if kept:
            write(place.kept, BEFORE)

        stopped(place.change, at, how)
        recover(place.layer, place.kept)
        whole(place, OLD, NEW, BEFORE if kept else {})

        if read(place.layer) == OLD:
            place.change()
        assert (read(place.layer), read(place.kept)) == (NEW, OLD)


def whole(
    place: Place, old: dict[str, bytes], new: dict[str, bytes], kept: dict[str, bytes]
) -> None:
    """The layer and what is kept are as they were before, or both as they are after."""
    assert (read(place.layer), read(place.kept)) in ((old, kept), (new, old))
    assert place.beside == ["lincoln"]


@pytest.mark.parametrize("how", HOW)
def test_a_recovery_that_is_stopped_too_is_finished_by_the_next(tmp_path: Path, how: str) -> None:
    for at in range(25):
        for again in range(6):
            place = Place(tmp_path / f"{at}-{again}")
            write(place.kept, BEFORE)

            stopped(place.change, at, "before")
            stopped(lambda: recover(place.layer, place.kept), again, how)  # noqa: B023
            recover(place.layer, place.kept)

            whole(place, OLD, NEW, BEFORE)


@pytest.mark.parametrize("how", ["before", "half"])
def test_what_was_half_cleared_is_never_restored(tmp_path: Path, how: str) -> None:
    for at in range(12):
        site = tmp_path / str(at) / "site"
        write(site, OLD)
        write(site.with_name(".site.new"), NEW)

        stopped(lambda: swap(site), at, how)  # noqa: B023
        shutil.rmtree(site, ignore_errors=True)
        recover(site)

        assert read(site) in ({}, OLD, NEW)


def test_two_folders_exchange_their_names_in_one_step_where_the_system_can(tmp_path: Path) -> None:
    write(tmp_path / "one", {"a.md": b"a"})
    write(tmp_path / "other", {"b.md": b"b"})

    exchanged = exchange(tmp_path / "one", tmp_path / "other")

    assert exchanged is (sys.platform in ("linux", "darwin"))
    assert read(tmp_path / "one") == ({"b.md": b"b"} if exchanged else {"a.md": b"a"})


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no other system can")
def test_a_swap_leaves_no_moment_without_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write(site, OLD)
    write(tmp_path / ".site.new", NEW)
    rename, moments = Path.rename, []

    def watch(path: Path, target: Path) -> Path:
        moments.append(site.exists())
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watch)
    swap(site)

    assert read(site) == NEW
    assert moments
    assert all(moments)


def test_names_that_cannot_be_exchanged_are_told(tmp_path: Path) -> None:
    if exchange(tmp_path, tmp_path):
        with pytest.raises(OSError, match="nowhere"):
            exchange(tmp_path / "nowhere", tmp_path)


def test_every_step_was_reached(tmp_path: Path) -> None:
    place = Place(tmp_path)

    steps = sum(stopped(Place(tmp_path / str(at)).change, at, "before") for at in range(40))

    assert 10 < steps < 40
    assert place.beside == ["lincoln"]


# what is killed

FILES = 30
LOOP = f"""
import sys
from itertools import count
from pathlib import Path
from playbook_site.building.atomic_swap import change, recover

layer, kept = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
for number in count(1):
    recover(layer, kept)
    change(layer, kept, [], {{f"moves/{{n}}.md": f"{{number}}\\n" for n in range({FILES})}})
"""


def states(folder: Path) -> set[bytes]:
    files = read(folder)
    assert len(files) == FILES
    return set(files.values())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_process_that_is_killed_leaves_one_of_the_layers_whole(tmp_path: Path) -> None:
    moments = random.Random(7)
    running = []
    for number in range(10):
        layer, kept = tmp_path / str(number) / "district", tmp_path / str(number) / "kept"
        write(layer, {f"moves/{n}.md": b"0\n" for n in range(FILES)})
        command = [sys.executable, "-c", LOOP, str(layer), str(kept)]
        running.append((layer, kept, subprocess.Popen(command, stdout=subprocess.PIPE)))

    for _, _, process in running:
        assert process.stdout
        process.stdout.readline()
        time.sleep(moments.uniform(0.005, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()

    for layer, kept, process in running:
        assert process.returncode == -signal.SIGKILL
        recover(layer, kept)
        assert len(states(layer)) == 1
        assert not kept.exists() or len(states(kept)) == 1
        assert not kept.exists() or states(kept) != states(layer)
        assert [path.name for path in layer.parent.iterdir() if path != kept] == ["district"]
