"""A release asks for one key more, and an entry of the layer does not have it."""

from pathlib import Path

MEASURE = "measure: {what: Questions, who: The principal, when: Each Friday}\n"
ASKED = "{question: 'What is counted, by whom, and when?'}"


def make(root: Path) -> None:
    first = ""
    for file in sorted((root / "moves").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        first = first or text
        file.write_text(text.replace("rhythm:", f"{MEASURE}rhythm:"), encoding="utf-8")
    own = first.replace("title: ", "title: Walk, then ").replace("Asks, and", "Walks, and")
    folder = root / "district" / "moves"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "walk.md").write_text(own, encoding="utf-8")
    (root / "migrations").mkdir()
    text = f"required: {{moves: {{measure: {ASKED}}}}}\n"
    (root / "migrations" / "0.2.0.yml").write_text(text, encoding="utf-8")
