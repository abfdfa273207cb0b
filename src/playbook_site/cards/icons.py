"""Writes the icons that the site ships into a folder; `scripts/icons.py` runs it."""

import sys
from pathlib import Path

from playbook_site.cards.mark import icon

PAPER = (250, 248, 243)
SIZES = (180, 192, 512)


def draw(folder: Path) -> None:
    """Write `icon-180.png` and the other two."""
    for size in SIZES:
        (folder / f"icon-{size}.png").write_bytes(icon(size, PAPER))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
