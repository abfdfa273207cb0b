"""For maintainers: makes the icons that the site ships, from the mark of the playbook.

python3 scripts/icons.py [FOLDER]
"""

import sys

import environment

ASSETS = environment.ROOT / "overrides" / "assets"


def main(arguments: list[str]) -> int:
    """Write them into a folder, or where the site ships them from."""
    return environment.run("playbook_site.cards.icons", *(arguments or [str(ASSETS)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
