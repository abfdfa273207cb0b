"""Write requirements.lock from pyproject.toml; words after it go to uv, such as --upgrade.

Who starts a playbook of their own gets the part of it that the playbook needs to run.
"""

import sys

import environment

# One file for every system and every Python; nothing is built to learn what it needs.
RESOLUTION = ("--universal", "--python-version", ".".join(map(str, environment.MINIMUM)))
SAFETY = ("--generate-hashes", "--no-build")
LAYOUT = ("--no-emit-index-url", "--no-annotate", "--no-header", "--no-strip-extras")
LOCK, STARTER = "requirements.lock", "src/playbook_site/starter/requirements.lock"
WHOLE = ("--group", "dev", "pyproject.toml", "--output-file", LOCK)
PART = ("--constraint", LOCK, "pyproject.toml", "--output-file", STARTER)


def main(arguments: list[str]) -> int:
    """Write both locks; what they hold stays, unless `--upgrade` is among the arguments."""
    compilation = ("uv", "pip", "compile", "--quiet", *RESOLUTION, *SAFETY, *LAYOUT)
    code = environment.start(*compilation, *WHOLE, *arguments)
    return code or environment.start(*compilation, *PART, *arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
