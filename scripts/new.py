"""Start an entry: python3 scripts/new.py move "Its title"."""

import sys

import environment

if __name__ == "__main__":
    raise SystemExit(environment.run("playbook_site", "new", *sys.argv[1:]))
