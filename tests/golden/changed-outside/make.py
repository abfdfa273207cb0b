"""A lock of the original that is here, and then a word that is changed in its place."""

from pathlib import Path

from playbook.layers.lockfile import lock
from playbook.layers.upstream import version_of
from playbook.updates.snapshots import original_tree


def make(root: Path) -> None:
    layer, move = root / "district", root / "moves" / "ask.md"
    layer.mkdir(exist_ok=True)
    (layer / "district.yml").write_text("name: Cedar Valley\n", encoding="utf-8")
    text = lock(version_of(root), original_tree(root), {}).text
    (layer / "upstream.lock").write_text(text, encoding="utf-8")
    text = move.read_text(encoding="utf-8").replace("Ask before you tell.", "Ask in Cedar Valley.")
    move.write_text(text, encoding="utf-8")
