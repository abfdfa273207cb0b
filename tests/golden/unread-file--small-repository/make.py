"""A repository that has a layer alone, over an original elsewhere."""

import shutil
from pathlib import Path


def make(root: Path) -> None:
    """Move the playbook away, and lay over it what somebody takes along from a fork."""
    original = root / "theirs"
    original.mkdir()
    for item in [*root.iterdir()]:
        if item != original:
            shutil.move(item, original / item.name)
    texts = {
        "playbook.toml": 'originals = ["theirs"]\n',
        "district/district.yml": "name: Cedar Valley\n",
        "mkdocs.yml": "site_name: Ours\n",
        "README.md": "# Ours\n",
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
