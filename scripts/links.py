"""Check that every link of the site works: python3 scripts/links.py REPORT.

The only script that connects to the hosts that pages link to. `--offline` checks links inside the
site only.
"""

from __future__ import annotations  # so that a Python too old to run this can say so

import subprocess
import sys

import environment

LYCHEE = environment.PYTHON.parent / "lychee"
PATIENT = ("--no-progress", "--max-retries", "3", "--timeout", "30", "--max-concurrency", "8")


def main(arguments: list[str]) -> int:
    """Build the site and run lychee; returns its exit code: 2 for a broken link."""
    offline = [word for word in arguments if word == "--offline"]
    report = next((word for word in arguments if word != "--offline"), "links.md")
    if code := environment.run("playbook_site", "build"):
        return code
    site = environment.ROOT / "site"
    output = ("--include-fragments=full", "--format", "markdown", "--output", report)
    where = ("--index-files", "index.html", "--root-dir", str(site), str(site))
    command = [str(LYCHEE), *PATIENT, *offline, *output, *where]
    return subprocess.run(command, cwd=environment.ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
