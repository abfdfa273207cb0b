"""Whether a site is as it was built, in a folder or on a host."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook_site.building import manifest
from playbook_site.building.atomic_swap import READY
from playbook_site.cli import main
from playbook_site.commands.verify import MOST


class Host(SimpleHTTPRequestHandler):
    """A host that reads `_headers` and does not publish it, as hosts do."""

    def send_head(self) -> Any:
        if self.path.endswith("/_headers"):
            self.send_error(404)
            return None
        return super().send_head()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    """Where the site is served, below a path."""
    handler = partial(Host, directory=str(built.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/{built.name}"
        server.shutdown()


class Endless(SimpleHTTPRequestHandler):
    """A host that sends more than anybody wants to read."""

    sent = 0

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while Endless.sent < 2 * MOST:
                Endless.sent += self.wfile.write(b"0" * (1 << 20))

    def log_message(self, *_: Any) -> None:
        pass


def verify(*words: object) -> Result:
    return CliRunner().invoke(main, ["verify", *map(str, words)])


def count(site: Path) -> int:
    return len(manifest.read((site / manifest.FILE).read_bytes()))


def damage(site: Path) -> None:
    (site / "about" / "index.html").write_text("changed", encoding="utf-8")
    (site / "explore" / "index.html").unlink()
    (site / "assets" / "tracker.js").write_text("extra", encoding="utf-8")


def test_a_folder_is_as_it_was_built(built: Path) -> None:
    result = verify(built)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"All {count(built)} files are as they were built.\n"


def test_what_differs_is_missing_or_was_added_in_a_folder_is_named(built: Path) -> None:
    damage(built)

    result = verify(built)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "differs: about/index.html",
        "missing: explore/index.html",
        "not listed: assets/tracker.js",
    ]


@pytest.mark.parametrize("end", ["", "/"])
def test_a_site_on_a_host_is_as_it_was_built(built: Path, address: str, end: str) -> None:
    result = verify(address + end)

    assert (result.exit_code, result.stdout) == (0, "")
    assert f"All {count(built)} files" in result.stderr


def test_what_differs_or_is_missing_on_a_host_is_named(built: Path, address: str) -> None:
    damage(built)

    result = verify(address)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "differs: about/index.html",
        "missing: explore/index.html",
    ]


def test_a_host_that_changed_its_list_too_is_compared_with_ones_own(
    built: Path, address: str, tmp_path: Path
) -> None:
    own = shutil.copy(built / manifest.FILE, tmp_path / "own.sha256")
    (built / "about" / "index.html").write_text("changed", encoding="utf-8")
    manifest.write(built)

    assert verify(address).exit_code == 0
    result = verify(address, "--manifest", own)
    assert (result.exit_code, result.stdout) == (1, "differs: about/index.html\n")


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/", "nowhere", "http://[", "file:///etc"])
def test_a_place_without_a_site_is_told_without_a_traceback(place: str) -> None:
    result = verify(place)

    assert result.exit_code == 1
    assert "has no manifest.sha256 that can be read" in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("line", ["nonsense", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc"])
def test_a_list_that_is_none_or_leads_out_of_the_site_is_refused(built: Path, line: str) -> None:
    with (built / manifest.FILE).open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")

    result = verify(built)

    assert result.exit_code == 1
    assert f"line {count_lines(built)} is not a hash and the path of a file" in result.stderr


def test_a_host_that_sends_without_end_is_not_read_to_the_end() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        threading.Thread(target=server.serve_forever).start()
        result = verify(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()

    assert result.exit_code == 1
    assert "The manifest cannot be read" in result.stderr
    assert MOST <= Endless.sent < 2 * MOST


def test_a_list_that_breaks_off_is_told_without_a_traceback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_break_off, args=(server,), daemon=True).start()
        result = verify(f"http://127.0.0.1:{server.getsockname()[1]}/")

    assert result.exit_code == 1
    assert "has no manifest.sha256 that can be read" in result.stderr
    assert isinstance(result.exception, SystemExit)


def _break_off(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")


def count_lines(site: Path) -> int:
    return len((site / manifest.FILE).read_text(encoding="utf-8").splitlines())


def test_a_path_cannot_write_to_the_terminal(built: Path) -> None:
    with (built / manifest.FILE).open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64}  \x1b[2Jcleared\n")

    assert verify(built).stdout == "'missing: \\x1b[2Jcleared'\n"


def test_a_swap_that_was_stopped_is_finished_before_the_site_is_read(built: Path) -> None:
    (built / READY).touch()
    built.rename(built.with_name(".site.new"))

    assert verify(built).exit_code == 0
    assert (built / "index.html").exists()
