"""Ask every address outside the site whether it is still there: python3 scripts/links.py REPORT.

The only script that asks other hosts. `--offline` looks at links inside the site only.
"""

import subprocess
import sys

import environment

LYCHEE = environment.PYTHON.parent / "lychee"
PATIENT = ("--no-progress", "--max-retries", "3", "--timeout", "30", "--max-concurrency", "8")


def main(arguments: list[str]) -> int:
    """Build the site and ask; gives lychee's exit code: 2 when a link is broken."""
    offline = [word for word in arguments if word == "--offline"]
    report = next((word for word in arguments if word != "--offline"), "links.md")
    if failed := environment.run("playbook_site", "build"):
        return failed
    site = environment.ROOT / "site"
    written = ("--include-fragments=full", "--format", "markdown", "--output", report)
    where = ("--index-files", "index.html", "--root-dir", str(site), str(site))
    command = [str(LYCHEE), *PATIENT, *offline, *written, *where]
    return subprocess.run(command, cwd=environment.ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
