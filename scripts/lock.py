"""Write requirements.lock from pyproject.toml; words after it go to uv, such as --upgrade."""

import sys

import environment

# One file for every system and every Python; nothing is built to learn what it needs.
RESOLUTION = ("--universal", "--python-version", ".".join(map(str, environment.MINIMUM)))
SAFETY = ("--generate-hashes", "--no-build")
LAYOUT = ("--no-emit-index-url", "--no-annotate", "--no-header", "--no-strip-extras")
FILES = ("--group", "dev", "pyproject.toml", "--output-file", "requirements.lock")


def main(arguments: list[str]) -> int:
    """Write the lock; what it holds already stays, unless `--upgrade` is among the arguments."""
    compilation = ("uv", "pip", "compile", "--quiet")
    return environment.start(*compilation, *RESOLUTION, *SAFETY, *LAYOUT, *FILES, *arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
