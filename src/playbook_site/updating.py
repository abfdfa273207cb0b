"""The command that compares a new original with a layer, reports, and changes what is accepted.

A change is made beside the layer and put in its place by two renames. Whatever stops it leaves the
old layer or the new one; the next command of any kind finishes what was begun.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import click

from playbook import export
from playbook.accepting import accepted, effective
from playbook.chain import meant
from playbook.diagnostics import InvalidEntry
from playbook.entry import Key
from playbook.locks import FILE, Lock, Tree, lock
from playbook.originals import DISTRICT, PIN, VERSION, editions, find_original, pinned, read_chain
from playbook.trees import layer_tree, original_tree, read_lock
from playbook.updates import KINDS, Update, compare, is_entry
from playbook_site import swapping

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
UNDO = Path(".playbook", "undo")
REPORT = "update-report"


@click.command("update")
@click.argument("root", type=ROOT, default=".")
@click.option("--to", metavar="VERSION|PATH", help="A release, or the folder of an original.")
@click.option("--layer", default=DISTRICT, show_default=True, help="The layer to compare.")
@click.option("--accept", multiple=True, metavar="ID", help="An entry to accept; or: all.")
@click.option("--dry-run", is_flag=True, help="Tell what would come, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back the last change that was accepted.")
def update_command(
    root: Path,
    to: str | None,
    layer: str,
    accept: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001
    undo: bool,  # noqa: FBT001
) -> None:
    """Compare the original with what a layer stands on, and report, part by part.

    Nothing in the layer changes without --accept. The report is written as Markdown and as JSON.
    """
    swapping.recover(root / layer)
    if not (root / layer).is_dir():
        raise click.ClickException(
            f"There is no {layer}/ here to update. 'playbook init' makes one."
        )
    if undo:
        _undo(root, layer)
        return
    with tempfile.TemporaryDirectory() as folder:
        original, version = _original(root, to, Path(folder))
        tree = effective(original_tree(original), _before(root, layer))
    yours = layer_tree(root / layer)
    known = _locked(root, layer) or lock(version, tree, yours)
    found = compare(known, version, tree, yours, _hidden(root, layer, tree))
    text = as_markdown(found)
    click.echo(text)
    if dry_run:
        return
    for ending, written in ((".md", text), (".json", as_json(found))):
        (root / f"{REPORT}{ending}").write_text(written, encoding="utf-8", newline="\n")
    wanted = _paths(accept, found)
    if wanted:
        made, new = accepted(found, known, tree, yours, wanted)
        _put(root, layer, yours, made, new)
        click.echo(f"{layer}/ was changed. 'playbook update --undo' takes it back.", err=True)
    if to and (root / PIN).is_file():
        _move_pin(root, to, version)


def as_markdown(update: Update) -> str:
    """A report, for people."""
    lines = [f"# Update from {update.before or 'nothing'} to {update.after}"]
    if not update.items:
        lines.append("Nothing has changed that you have not accepted.")
    for kind, title in KINDS.items():
        items = [item for item in update.items if item.kind == kind]
        if items:
            lines.append(f"## {title} ({len(items)})")
        for item in items:
            named = f" {item.title}" if item.title else ""
            note = f" ({item.note})" if item.note else ""
            lines.append(f"- `{item.path}`{named}{note}")
            for three in item.parts:
                lines.append(f"  - **{three.part}**")
                for label, words in (
                    ("As you adapted it", three.was),
                    ("As it is now", three.now),
                    ("As you say it", three.yours),
                ):
                    lines += [f"\n    {label}:\n", *_quoted(words)]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> list[str]:
    return [f"    > {line}" for line in (words or "(nothing)").split("\n")]


def as_json(update: Update) -> str:
    """A report, for programs."""
    items = [
        {**item._asdict(), "parts": [three._asdict() for three in item.parts]}
        for item in update.items
    ]
    said = {"before": update.before, "after": update.after, "items": items}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _original(root: Path, to: str | None, folder: Path) -> tuple[Path, str]:
    """The folder of the new original, and its version."""
    if to is None:
        return find_original(root)[0], VERSION
    if Path(to).is_dir():
        return Path(to), _version_of(Path(to))
    if to == VERSION:
        return find_original(root)[0], VERSION
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--dest",
        str(folder),
    ]
    try:
        subprocess.run([*command, f"learning-matters=={to}"], check=True, capture_output=True)  # noqa: S603
        (wheel,) = folder.glob("*.whl")
    except (subprocess.CalledProcessError, ValueError):
        raise click.ClickException(f"There is no folder and no release '{to}'.") from None
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")
    return folder / "wheel" / "playbook" / "release", to


def _version_of(original: Path) -> str:
    lines = (original / "pyproject.toml").read_text(encoding="utf-8").split("\n")
    return next((line.split('"')[1] for line in lines if line.startswith("version = ")), VERSION)


def _locked(root: Path, layer: str) -> Lock | None:
    try:
        return read_lock(root, layer)
    except InvalidEntry as invalid:
        raise click.ClickException(str(invalid)) from None


def _before(root: Path, layer: str) -> list[Tree]:
    """The layers that a layer stands on."""
    chain = next((c for c in editions(root).values() if c and c[-1] == layer), (layer,))
    return [layer_tree(root / path) for path in chain[: chain.index(layer)]]


def _hidden(root: Path, layer: str, tree: Tree) -> set[str]:
    chain, _ = read_chain(root, (layer,))
    keys = [Key(*path.removesuffix(".md").split("/")) for path in tree if is_entry(path)]
    names = chain.settings.hidden
    return {key.path for name in names if (key := meant(name, keys)) is not None}


def _paths(accept: Iterable[str], found: Update) -> set[str]:
    """The paths that `--accept` names, by their ids or as they are."""
    wanted: set[str] = set()
    for word in accept:
        fitting = {i.path for i in found.items if word in (i.path, Path(i.path).stem)}
        if word != "all" and not fitting:
            raise click.ClickException(f"Nothing in the report is called '{word}'.")
        wanted |= {"all"} if word == "all" else fitting
    return wanted


def _put(root: Path, layer: str, was: Tree, made: Tree, new: Lock) -> None:
    """Write the changed layer beside the old one, keep the old one, and swap them."""
    removed = [path for path in was if path not in made]
    changed = {path: text for path, text in made.items() if was.get(path) != text}
    swapping.change(root / layer, root / UNDO / layer, removed, {**changed, FILE: new.text})


def _undo(root: Path, layer: str) -> None:
    if not (root / UNDO / layer).is_dir():
        raise click.ClickException("There is nothing to take back.")
    swapping.restore(root / layer, root / UNDO / layer)
    click.echo(f"{layer}/ is as it was before the last change.")


def _move_pin(root: Path, to: str, version: str) -> None:
    """Let `playbook.toml` name the new original, and the requirements its release."""
    asked = pinned(root)
    line = f'path = "{Path(to).as_posix()}"' if "path" in asked else f'version = "{version}"'
    export.replace_text(f"[original]\n{line}\n", root / PIN)
    requirements = root / "requirements.txt"
    if "path" not in asked and requirements.is_file():
        export.replace_text(f"learning-matters=={version}\n", requirements)
    click.echo(f"{PIN} names {version} now. Install it: pip install learning-matters=={version}")
