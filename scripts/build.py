"""Check the entries and build the site into site/."""

import sys

import environment

if __name__ == "__main__":
    raise SystemExit(environment.run("playbook_site", "build", ".", *sys.argv[1:]))
