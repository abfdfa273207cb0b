"""Run every check and every test, those in the browser too; arguments are passed to pytest."""

from __future__ import annotations  # so that a Python too old to run this can say so

import os
import sys

import browser
import check
import environment
import node
import pango

# Tests of a module share what they build, so a worker takes many in a row; one that is done takes
# from the others.
WORKERS = ("--numprocesses=auto", "--dist=worksteal")
WHOLE = (*WORKERS, "--cov", "--cov-report=term-missing:skip-covered")


def main(arguments: list[str]) -> int:
    """Run the checks unless there are arguments, then pytest; returns 0 if all passed."""
    os.environ["PLAYBOOK_CHROMIUM"] = browser.find()
    node.ensure()
    pango.ensure()
    code = 0 if arguments else check.main([])
    return environment.run("pytest", *(arguments or WHOLE)) or code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
