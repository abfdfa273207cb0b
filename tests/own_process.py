"""A command in a process of its own, and what that loads."""

import json
import subprocess
import sys
from pathlib import Path

CODE = """import json, sys
from playbook_site.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(list(sys.modules)))"""


def run(*arguments: str | Path) -> tuple[str, set[str]]:
    """What a command prints, and the names of the modules that were loaded in the end."""
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *lines, modules = done.stdout.splitlines(keepends=True)
    return "".join(lines), set(json.loads(modules))
