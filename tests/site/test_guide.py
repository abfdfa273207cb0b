"""The guide "Make it your district's", followed word by word, in a fork and without one."""

import hashlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.measure import served
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "make-it-your-districts.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^In `(?P<path>[^`]+)`:\n\n```\w+\n(?P<text>.*?)^```$|(?<=\n\n)```\n(?P<commands>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
README = "district/README.md"
"""The only file of the original in the folder of a district."""

Run = Callable[..., str]


def part(title: str) -> str:
    """What stands under a heading of the guide."""
    lines: list[str] = []
    here = in_code = False
    for line in GUIDE.split("\n"):
        in_code ^= line.startswith("```")
        if line.startswith("## ") and not in_code:
            here = line == f"## {title}"
        elif here:
            lines.append(line)
    assert lines, title
    return "\n".join(["", *lines])


def steps(*titles: str) -> Iterator[tuple[str, str]]:
    """The files to write and the commands to run, in the order of the guide."""
    for title in titles:
        for step in STEP.finditer(part(title)):
            if step["path"]:
                yield step["path"], step["text"]
            else:
                yield from (("", line) for line in step["commands"].strip().split("\n"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder; what is told must be fine."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    for number, name in enumerate(("your-district", "the-original")):
        address = f"https://github.com/{name}/playbook"
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", f"url.{tmp_path / name}.insteadOf")
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", address)

    def run(command: str | list[str], folder: Path) -> str:
        words = shlex.split(command) if isinstance(command, str) else command
        told = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert told.returncode == 0, f"{command}\n{told.stdout}\n{told.stderr}"
        return told.stdout + told.stderr

    return run


@pytest.fixture
def original(tmp_path: Path, run: Run) -> Path:
    """The original's repository."""
    folder = tmp_path / "the-original"
    folder.mkdir()
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in files.stdout.decode().strip("\0").split("\0"):
        is_ours = name.startswith(("tests/", "schools/", "district/")) and name != README
        if (ROOT / name).is_file() and not is_ours:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    run("git init --quiet --initial-branch=main", folder)
    run("git add .", folder)
    run("git commit --quiet --message release", folder)
    return folder


def follow(found: Iterator[tuple[str, str]], folder: Path, run: Run, python: str) -> list[str]:
    """Do what the guide says; `python` is what runs a command of the playbook."""
    told = []
    for path, text in found:
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        else:
            told.append(run(text.replace("python3 scripts/run.py", python), folder))
    return told


def page(site: Path, path: str) -> str:
    text = (site / path / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


YOURS = ("Give it your name and colors", "Say something in your own way", "Add something new")


def test_the_guide_leads_through_a_fork(tmp_path: Path, original: Path, run: Run) -> None:
    run(f"git clone --quiet {original} {tmp_path / 'your-district'}", tmp_path)
    clone, enter, remote = (line for _, line in steps("With a fork"))
    assert enter == "cd my-playbook"
    run(clone, tmp_path)
    fork = tmp_path / "my-playbook"
    run(remote, fork)
    # a fork runs its own program, as its scripts do
    python = f"env PYTHONPATH={fork / 'src'} {sys.executable} -m playbook_site"

    follow(steps(*YOURS, "Look at it"), fork, run, python)
    run("git add .", fork)
    run("git commit --quiet --message ours", fork)

    assert "Cedar Valley learns" in page(fork / "site", "")
    move = page(fork / "site", "moves/bring-a-school-team")
    assert "With us, the host asks the teacher first." in move
    assert "We have no vice principals; a counselor comes in their place." in move
    assert "In a professional learning community" in move
    assert "Head of school" in move
    assert "Three people can make a decision." in move
    assert not (fork / "site" / "moves" / "universal-screening").exists()
    assert (fork / "district" / "moves" / "walk-to-the-neighbor-school.md").exists()

    change_everything(original, run)
    told = follow(steps("Take an update", "A school's own edition"), fork, run, python)
    follow(steps("Share what helps others too"), fork, run, python)

    assert "CONFLICT" not in "".join(told)
    shared = run("git diff --name-only original/main walk", fork)
    assert shared == "moves/walk-to-the-neighbor-school.md\n"
    assert "Changed under your adaptations." in told[2]
    assert "> The principal may keep talking" in told[2]
    assert "Changed under your adaptations" not in run(f"{python} update --dry-run", fork)
    run(f"{python} build", fork)
    assert "Lincoln School" in page(fork / "site", "schools/lincoln")
    assert "Lincoln School" in page(fork / "site", "schools")
    assert "Three people can make a decision. Changed." in page(
        fork / "site", "moves/bring-a-school-team"
    )


def change_everything(original: Path, run: Run) -> None:
    """Change every text file of the original outside of `district/`."""
    for file in run("git ls-files", original).split():
        path = original / file
        if not file.startswith("district/") and path.suffix not in (".png", ".json", ".lock"):
            path.write_bytes(path.read_bytes().rstrip(b"\n") + b"\n\n")
    move = original / "moves" / "bring-a-school-team.md"
    text = move.read_text(encoding="utf-8").rstrip("\n") + "\n"
    text = text.replace("can make a decision.", "can make a decision. Changed.")
    move.write_text(f"{text}\nHear from them at the end of the week, too.\n", encoding="utf-8")
    run("git commit --quiet --all --message changed", original)


@pytest.fixture
def release(tmp_path: Path, run: Run) -> Iterator[str]:
    """The address of a wheel of the playbook, on a host of this machine."""
    build = "-m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir"
    run(f"{sys.executable} {build} {tmp_path / 'wheels'} {ROOT}", tmp_path)
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    with served(tmp_path / "wheels") as address:
        yield f"{address}{wheel.name}"


def test_the_guide_leads_without_a_fork(
    tmp_path: Path, release: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    monkeypatch.delenv("PYTHONPATH", raising=False)

    address, *commands = (line for _, line in steps("Without a fork"))
    assert address.startswith("PLAYBOOK=https://")
    assert address.endswith(".whl")
    run(["sh", "-e", "-c", "\n".join([f"PLAYBOOK={release}", *commands])], tmp_path)
    mine = tmp_path / "my-district"
    playbook = str(tmp_path / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "playbook")
    follow(steps(*YOURS, "Look at it"), mine, run, playbook)
    told = run(f"{playbook} update --accept all", mine)

    assert "With us, the host asks the teacher first." in page(
        mine / "site", "moves/bring-a-school-team"
    )
    assert "Nothing has changed that you have not accepted." in told
    assert sorted(path.name for path in mine.iterdir()) == [
        *(".github", ".gitignore", ".playbook", ".site.id", ".site.lock", "README.md"),
        *("district", "playbook.toml", "requirements.lock"),
        *("requirements.txt", "site", "update-report.json", "update-report.md"),
    ]
    assert not told_of_other_places(mine)
    assert (mine / "site" / "plans").is_dir()
    installed_again(mine, release, run)


def installed_again(mine: Path, release: str, run: Run) -> None:
    """Whoever clones a small repository gets what its owner has, by hashes alone."""
    digest = hashlib.sha256((mine.parent / "wheels" / Path(release).name).read_bytes()).hexdigest()
    requirement = (mine / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert requirement == f"learning-matters @ {release} --hash=sha256:{digest}"
    readme = (mine / "README.md").read_text(encoding="utf-8")
    make, dependencies, itself, serve = readme.split("```")[1].strip().split("\n")
    assert serve == ".venv/bin/playbook serve"
    for command in (make, dependencies, itself):
        run(command, mine)
    run(".venv/bin/playbook check", mine)


def told_of_other_places(mine: Path) -> list[str]:
    """Files of a new playbook that name the place it was made from."""
    texts = (file for file in mine.rglob("*") if file.is_file() and "site" not in file.parts)
    return [file.name for file in texts if str(ROOT) in file.read_text("utf-8", "replace")]
