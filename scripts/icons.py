"""For maintainers: makes the icons that the site ships, from the mark of the playbook.

python3 scripts/icons.py [FOLDER]
"""

import sys
from pathlib import Path

import environment

ASSETS = environment.ROOT / "overrides" / "assets"
PAPER = (250, 248, 243)
SIZES = (180, 192, 512)


def main(arguments: list[str]) -> int:
    """Write them into a folder, or where the site ships them from."""
    if Path(sys.prefix).resolve() != environment.VENV.resolve():
        return environment.start(environment.PYTHON.name, __file__, *arguments)
    draw(Path(arguments[0]) if arguments else ASSETS)
    return 0


def draw(folder: Path) -> None:
    """Write the icons into a folder."""
    from playbook_site.cards.mark import icon

    for size in SIZES:
        (folder / f"icon-{size}.png").write_bytes(icon(size, PAPER))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
