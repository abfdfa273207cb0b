"""Notes of 70 words and of 71."""

from pathlib import Path


def make(root: Path) -> None:
    """Give a work a note that is too long, and leave one that is not."""
    file = root / "references.yml"
    works = [("a-work", 71), ("b-work", 70)]
    file.write_text(
        "references:\n"
        + "".join(
            f"  - id: {id_}\n    type: book\n    title: A {id_}\n    annote: {'word ' * count}\n"
            for id_, count in works
        ),
        encoding="utf-8",
        newline="\n",
    )
    move = root / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8")
    sources = "evidence: [{outcome: A, direction: mixed, sources: [a-work, b-work]}]\n"
    move.write_text(text.replace("rhythm:", f"{sources}rhythm:"), encoding="utf-8", newline="\n")
