"""Run every check and every test, the browser's included; words after it go to pytest."""

import os
import sys

import browser
import check
import environment
import node


def main(arguments: list[str]) -> int:
    """Run the checks, then the tests; gives 1 if anything failed."""
    os.environ["PLAYBOOK_CHROMIUM"] = browser.find()
    node.ensure()
    checked = 0 if arguments else check.main([])
    coverage = () if arguments else ("--cov", "--cov-report=term-missing:skip-covered")
    return environment.run("pytest", *coverage, *arguments) or checked


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
