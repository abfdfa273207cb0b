"""Makes a playbook of any size for benchmarks: valid, varied entries, the same on every run.

.venv/bin/python -m benchmarks.corpus FOLDER [--moves 1000] [--cases 100]
"""

import argparse
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONDITIONS, ROLES = 3, 15
WORDS = [
    word
    for line in (
        "ask begin bring build calendar change choose class colleague cover decide district each",
        "early evening every family first friend give group hear help hour idea invite join keep",
        "know learn leader lesson listen look meeting minute month morning move name need next",
        "note open own page pair part people plan principal question quiet read ready room school",
        "season share show side sign simple start step story student support table take talk",
        "teacher team test time today try visit voice wait week what when who why wonder word",
        "work write year young",
    )
    for word in line.split()
]


class Author:
    """Makes random texts and values; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def sentence(self, words: int = 12, end: str = ".") -> str:
        """A sentence of random words."""
        return " ".join(self._random.choices(WORDS, k=words)).capitalize() + end

    def paragraph(self, sentences: int = 4) -> str:
        """A paragraph of random sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def items(self, count: int, end: str = ".", mark: str = "-") -> str:
        """A Markdown list of random sentences."""
        return "\n".join(f"{mark} {self.sentence(11, end)}" for _ in range(count))

    def some(self, name: str, most: int, of: int) -> list[str]:
        """Between one and `most` different ids, such as `move-7`, numbered below `of`."""
        return [
            f"{name}-{n}" for n in self._random.sample(range(of), self._random.randint(1, most))
        ]

    def one_of(self, *choices: str) -> str:
        """A random one of the choices."""
        return self._random.choice(choices)

    def number(self, least: int, most: int) -> int:
        """A random whole number from `least` to `most`, both included."""
        return self._random.randint(least, most)


def relations(author: Author, field: str, ids: list[str]) -> str:
    """A key of front matter with relations, each with a sentence."""
    lines = [f"  {id_}: {author.sentence(9)}" for id_ in ids]
    return "\n".join([f"{field}:", *lines])


def front_matter(title: str, author: Author, *fields: str) -> str:
    """The front matter of a published entry, with its fences."""
    dates = "status: published\ncreated: 2026-01-01\nupdated: 2026-06-01\nreview_by: 2999-01-01"
    head = f"title: {title}\nsummary: {author.sentence(18)}"
    return "\n".join(["---", head, *fields, dates, "---", "", ""])


def condition(number: int) -> str:
    """The file of a condition."""
    author = Author(number)
    lists = [
        f"{field}:\n" + "\n".join(f"  - {author.sentence(8, end)}" for _ in range(4))
        for field, end in (
            ("looks_like", "."),
            ("assets_to_look_for", "."),
            ("critical_questions", "?"),
        )
    ]
    head = front_matter(f"Condition {number}", author, f"order: {number + 1}", *lists)
    return head + author.paragraph(6) + "\n"


def role(number: int, moves: int) -> str:
    """The file of a role that starts with one to three of the moves."""
    author = Author(1000 + number)
    start = relations(author, "start_with", author.some("move", 3, moves))
    level = author.one_of("district", "school", "classroom", "community", "partner")
    head = front_matter(f"Role {number}", author, f"level: {level}", start)
    return head + author.paragraph(5) + "\n"


def move_body(author: Author, neighbour: str) -> str:
    """The prose of a move, in the sections that a move has; `neighbour` is a link."""
    return f"""## Why it matters

{author.paragraph(4)} {neighbour}.

## Steps

{author.items(5, mark="1.")}

## Critical questions

{author.items(3, end="?")}

## Make it yours

**Keep**

{author.items(3)}

**Change**

{author.items(3)}

## Signs of progress

{author.items(3)}

## Watch for

{author.paragraph(4)}
"""


def move(number: int, moves: int) -> str:
    """The file of a move: about 400 words, as many as in the playbook's own moves."""
    author = Author(2000 + number)
    fields = [
        f"purpose: {author.sentence(10)}",
        relations(author, "conditions", author.some("condition", 2, CONDITIONS)),
        relations(author, "roles", author.some("role", 4, ROLES)),
        f"setting: [{author.one_of('team', 'school', 'district', 'individual', 'network')}]",
        f"minutes: {{learn: {author.number(3, 15)}, run: {author.number(5, 240)}}}",
        f"rhythm: {author.one_of('once', 'weekly', 'monthly', 'quarterly', 'yearly', 'ongoing')}",
        f"effort: {author.one_of('light', 'moderate', 'heavy')}",
        f"draws_on: [{author.one_of('purpose', 'autonomy', 'mastery')}]",
        f"needs:\n  - {author.sentence(6)}\n  - {author.sentence(7)}",
    ]
    if number + 2 < moves:
        later = [f"move-{n}" for n in (number + 1, number + 2)]
        fields.append(relations(author, "prepares_for", later))
    neighbour = f"[{author.sentence(4, '')}](move-{author.number(0, moves - 1)}.md)"
    body = move_body(author, neighbour)
    return front_matter(f"Move {number} {author.sentence(7, '')}", author, *fields) + body


def case(number: int, moves: int) -> str:
    """The file of a case that shows up to eight of the moves."""
    author = Author(9_000_000 + number)
    titles = (
        "Starting point",
        "What happened",
        "What was hard",
        "What changed",
        "What we would ask next",
    )
    fields = [
        f"kind: {author.one_of('full-case', 'short-case', 'short-example', 'counter-example')}",
        relations(author, "conditions", author.some("condition", 2, CONDITIONS)),
        relations(author, "roles", author.some("role", 3, ROLES)),
        relations(author, "moves", author.some("move", 8, moves)),
        "evidence_note: Made up for a benchmark.",
        "consent: own-story",
    ]
    body = "\n\n".join(f"## {title}\n\n{author.paragraph(5)}" for title in titles)
    return front_matter(f"Case {number} {author.sentence(7, '')}", author, *fields) + body + "\n"


def entries(moves: int, cases: int) -> dict[str, str]:
    """The text of every entry of a playbook of that size, by path."""
    files = {f"conditions/condition-{n}.md": condition(n) for n in range(CONDITIONS)}
    files |= {f"roles/role-{n}.md": role(n, moves) for n in range(ROLES)}
    files |= {f"moves/move-{n}.md": move(n, moves) for n in range(moves)}
    return files | {f"cases/case-{n}.md": case(n, moves) for n in range(cases)}


def write(folder: Path, moves: int, cases: int, *, full_text: bool = True) -> None:
    """Write a playbook of that size, with this project's templates."""
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, entries(moves, cases))
    (folder / "docs").mkdir()
    for name in ("index", "explore", "conditions", "roles", "moves", "cases"):
        shutil.copy(ROOT / "docs" / f"{name}.md", folder / "docs")
    for name in ("overrides", "macros"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    head, _, rest = settings.partition("  - My plan:")
    tail = rest.partition("\n\n")[2]
    if not full_text:
        tail = tail.replace("editor: false", "full_text: false")
    (folder / "mkdocs.yml").write_text(f"{head}\n{tail}", encoding="utf-8")


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths in a folder, with the folders that they need."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--moves", type=int, default=1000)
    parser.add_argument("--cases", type=int, default=100)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.moves, arguments.cases)
