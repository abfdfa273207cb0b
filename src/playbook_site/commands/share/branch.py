"""A branch of the original with what a layer offers, written beside what is checked out."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from playbook_site.commands.changes import NoHistory, git


class Change(NamedTuple):
    """A file of the original: its text so far, None where there is none, and the new one."""

    before: str | None
    text: str
    onto: Callable[[str], str] | None = None
    """Makes the new text of another one so far; without it, the commit's has to be the same."""


def base_of(checkout: Path, base: str | None, *, is_fork: bool) -> str:
    """The commit of the original that a branch starts from: in a fork, never its own."""
    remotes = git(checkout, "remote").split()
    candidates = [f"{name}/HEAD" for name in ("original", "upstream") if name in remotes]
    for name in ("original", "upstream"):
        ref = f"refs/remotes/{name}/"
        branches = git(checkout, "for-each-ref", "--format=%(refname:lstrip=2)", ref).split()
        candidates += branches if len(branches) == 1 else []
    candidates += [] if is_fork else ["origin/HEAD", "HEAD"]
    for name in [base] if base else candidates:
        try:
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            return git(checkout, *words, reason=f"there is no commit {name} here.").strip()
        except NoHistory:
            if base:
                raise
    raise NoHistory(
        "it is not known where the original is. Fetch it, with git remote add original ADDRESS "
        "and git fetch original; then name its branch: --base original/ITS-BRANCH."
    )


def write_branch(
    checkout: Path, base: str, branch: str, files: Mapping[str, Change], message: str
) -> None:
    """Commit files onto a commit, without touching what is checked out; raises `NoHistory`."""
    inside = git(checkout, "rev-parse", "--show-prefix").strip()
    git(checkout, "check-ref-format", "--branch", branch)
    if git(checkout, "branch", "--list", branch).strip():
        raise NoHistory(f"{branch} is there already. Choose another name, or delete it.")
    texts = {path: change.text for path, change in files.items()}
    for path, change in files.items():
        there = _committed(checkout, base, inside + path)
        if there != change.before and change.onto:
            texts[path] = change.onto(there or "")
        elif there != change.before:
            raise NoHistory(
                f"the original's {path} is not the one that you adapt. Take its update first, and "
                "read what changed: playbook update."
            )
    with tempfile.TemporaryDirectory() as folder:
        index, file = {"GIT_INDEX_FILE": f"{folder}/index"}, Path(folder, "text")
        git(checkout, "read-tree", base, variables=index)
        for path, text in texts.items():
            file.write_text(text, encoding="utf-8", newline="\n")
            blob = git(checkout, "hash-object", "-w", "--no-filters", str(file)).strip()
            entry = f"100644,{blob},{inside}{path}"
            git(checkout, "update-index", "--add", "--cacheinfo", entry, variables=index)
        tree = git(checkout, "write-tree", variables=index).strip()
    commit = git(checkout, "commit-tree", tree, "-p", base, "-m", message).strip()
    git(checkout, "branch", "--no-track", branch, commit)


def _committed(checkout: Path, commit: str, path: str) -> str | None:
    try:
        return git(checkout, "show", f"{commit}:{path}").replace("\r\n", "\n")
    except NoHistory:
        return None
