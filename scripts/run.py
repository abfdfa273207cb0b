"""Run any command of the playbook: python3 scripts/run.py check --fix."""

import sys

import environment

if __name__ == "__main__":
    raise SystemExit(environment.run("playbook_site", *sys.argv[1:]))
