"""How texts come in: the draft of each, its title, its words, and what the checks find in it.

`python -m benchmarks.imports FOLDER` tries every text and document in a folder, with the command
that people use, in a copy of this playbook's entries. `titles.yml` beside the folder may say what
each is called.
"""

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from click.testing import CliRunner

from playbook.layers.merge import passages
from playbook.parsing import frontmatter
from playbook_site.cli import main

ROOT = Path(__file__).resolve().parents[1]
ENTRIES = ("conditions", "moves", "cases", "roles", "plans", "outlines")
WORDS = ("references.yml", "headings.yml", "language.yml", "synonyms.yml")
_WORD = re.compile(r"[^\W_]+")
_BOX = re.compile(r"\[[ xX]\](?= )")  # a box to be ticked is no word
_NUMBER = re.compile(r"^[ \t>]*\(?(?:\d{1,3}|[a-oivx]{1,4})\\?[.)]\s", re.MULTILINE)
_HIDDEN = re.compile(r"</?[a-zA-Z][^<>]*>|^\[[^\]]*\]:[ ]*<?data:.*$", re.MULTILINE)
"""What is no word: the number of an item, and tags with what is in them."""
_TITLE = re.compile(r"\*\*[^*]+\*\*")


class Row(NamedTuple):
    """What became of one text."""

    name: str
    title: str
    missing: Sequence[str]
    """Its words that stand neither in the draft nor in what is listed as left out."""
    empty: Sequence[str]
    """Headings of the draft with nothing below them."""
    errors: Sequence[str]
    draft: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is a valid draft that has every word in its place."""
        return not self.missing and not self.empty and not self.errors


def playbook_in(root: Path) -> Path:
    """A copy of this playbook's entries in a folder."""
    for name in ENTRIES:
        shutil.copytree(ROOT / name, root / name)
    for name in WORDS:
        shutil.copy(ROOT / name, root / name)
    return root


def row_of(source: Path, root: Path, text: str, kind: str = "move") -> Row:
    """Bring a file in, look at its draft, and take that away again; `text` is what it says."""
    done = CliRunner().invoke(main, ["new", kind, "--from", str(source), "--root", str(root)])
    name = re.match(r"Wrote (\S+)\.\n", done.stdout)
    if done.exit_code or not name:
        return Row(source.name, "", (), (), (done.output,))
    path = root / name[1]
    draft = path.read_text(encoding="utf-8")
    path.unlink()
    errors = [line for line in done.stdout.split("\n") if re.search(r":\d+: error: ", line)]
    data = frontmatter.parse(draft, "").data
    missing = _words(text) - _words(f"{draft}\n{done.stdout}")
    return Row(source.name, data["title"], sorted(missing), list(_emptied(draft)), errors, draft)


def _words(text: str) -> Counter[str]:
    plain = _NUMBER.sub(" ", _HIDDEN.sub(" ", text))
    return Counter(_WORD.findall(_BOX.sub("", plain).casefold()))


def _emptied(draft: str) -> Iterator[str]:
    """Headings and lines in bold that stand directly above another, or at the end."""
    for passage in passages(frontmatter.parse(draft, ""), ""):
        lines = [line for line in passage.text.split("\n") if line.strip()]
        for line, below in zip(lines, [*lines, ""][1:], strict=True):
            is_title = line.startswith("## ") or _TITLE.fullmatch(line)
            starts = not line.startswith("## ") and _TITLE.fullmatch(below)
            if is_title and (not below or starts):
                yield line


def rows(folder: Path, titles: Mapping[str, str]) -> Iterator[tuple[Row, str]]:
    """Every text of a folder, with the title that it should have; "" where nobody said."""
    with tempfile.TemporaryDirectory() as home:
        root = playbook_in(Path(home))
        for source in sorted(path for path in folder.iterdir() if path.is_file()):
            if source.suffix != ".docx":
                text = source.read_text(encoding="utf-8-sig")
                yield row_of(source, root, text), titles.get(source.name, "")


def _print(folder: Path) -> int:
    beside = folder.parent / "titles.yml"
    titles = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    bad = count = 0
    for row, title in rows(folder, titles):
        count += 1
        wrong = [f"title: {row.title}"] if title and row.title != title else []
        wrong += [f"lost: {' '.join(row.missing)}"] if row.missing else []
        wrong += [f"emptied: {line}" for line in row.empty] + list(row.errors)
        bad += bool(wrong)
        sys.stdout.write("".join(f"{row.name}: {line}\n" for line in wrong))
    sys.stdout.write(f"{count - bad} of {count} texts are valid drafts with every word.\n")
    return bad


if __name__ == "__main__":
    raise SystemExit(bool(_print(Path(sys.argv[1]))))
