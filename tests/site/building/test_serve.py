"""The site on this machine follows what is written, and survives what is written wrongly."""

import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from watchdog.observers.polling import PollingObserver

from playbook_site.building.build import configured
from playbook_site.building.live import server as live_server
from playbook_site.building.live.answers import LAST_GOOD, TO_FIX
from playbook_site.building.live.command import _read
from playbook_site.building.live.server import LiveServer
from playbook_site.building.live.watch import Watch
from playbook_site.engine.edition import prepare
from playbook_site.engine.pages import SitePage
from playbook_site.engine.site import Site
from playbook_site.rendering.policy import BrokenPolicy

PATIENCE = 20.0


@pytest.fixture
def served(small: Path) -> Iterator[tuple[Path, str]]:
    """A playbook, and the address at which it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "playbook_site", "serve", str(small), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    yield small, f"http://127.0.0.1:{port}/"
    process.terminate()
    process.communicate()


def until(address: str, words: str) -> str:
    """Read a page until it has these words; give what it has at last."""
    end = time.monotonic() + PATIENCE
    page = ""
    while words not in page and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:
                page = answer.read().decode()
        except OSError:
            pass
        time.sleep(0.1)
    return page


def test_a_change_appears_and_a_mistake_leaves_the_last_good_page(
    served: tuple[Path, str],
) -> None:
    root, address = served
    move = root / "moves" / "ask-first.md"
    words = move.read_text(encoding="utf-8")
    page = f"{address}moves/ask-first/"
    assert "Ask before you tell." in until(page, "Ask before you tell.")

    move.write_text(words.replace("Ask before you tell.", "Ask, then wait."), encoding="utf-8")
    assert "Ask, then wait." in until(page, "Ask, then wait.")

    move.write_text("broken", encoding="utf-8")
    time.sleep(1.5)
    assert "Ask, then wait." in until(page, "Ask, then wait.")

    move.write_text(words.replace("Ask before you tell.", "Wait, then ask."), encoding="utf-8")
    assert "Wait, then ask." in until(page, "Wait, then ask.")


def test_a_page_that_is_asked_for_again_is_not_drawn_again(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = Site._draw

    def noted(site: Site, page: SitePage) -> str:
        drawn.append(page.file)
        return draw(site, page)

    monkeypatch.setattr(Site, "_draw", noted)
    with LiveServer(0, [].append) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/moves/ask-first/"
        for _ in ("before a save", "after it"):
            site = Site(prepare(small, "", configured(small, drafts=True)))
            server.show({"": lambda site=site: site}, {})  # type: ignore[misc]
            pages = {until(address, "Ask before you tell.") for _ in range(3)}
            assert len(pages) == 1
        server.shutdown()

    assert drawn == ["moves/ask-first/index.html"] * 2


@pytest.mark.parametrize("path", ["-/changes?since=1", "moves/ask-first/"])
def test_nothing_is_said_of_a_page_that_is_left_while_it_waits(
    small: Path, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with LiveServer(0, [].append) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = Site(prepare(small, "", configured(small, drafts=True)))
        server.show({"": lambda: site}, {})
        for _ in range(3):
            with server.drawing, socket.create_connection(server.server_address) as browser:  # type: ignore[arg-type]
                browser.sendall(f"GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                time.sleep(0.1)
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        server.tell("A mistake.")  # which those that wait are told
        end = time.monotonic() + PATIENCE
        while any("request" in one.name for one in threading.enumerate()):
            assert time.monotonic() < end
            time.sleep(0.1)
        server.shutdown()

    assert capfd.readouterr() == ("", "")


def test_the_terminal_says_what_is_to_do_once_and_when_it_is_done(small: Path) -> None:
    said: list[str] = []
    with LiveServer(0, said.append) as server:
        server.show({}, {}, ["One draft.", "Another."])
        server.show({}, {}, ["One draft.", "A third."])
        server.tell("A mistake.")
        server.show({}, {}, ["One draft."])

    assert said == [
        *("One draft.", "Another.", "A third."),
        "A mistake. Fix it and save; open pages follow by themselves.",
        "All is well again: open pages are as you wrote them.",
    ]


@pytest.mark.parametrize("layer", ["", "district/"])
def test_what_drafts_lack_is_on_their_pages_and_counted_in_the_terminal(
    small: Path, layer: str
) -> None:
    move = (small / "moves" / "ask-first.md").read_text(encoding="utf-8")
    draft = move.replace("former_ids: [ask-before]\n", "").replace("published", "draft")
    draft = draft.replace("Ask first", "Listen")
    steps = draft.partition("## Steps\n\n")[2].partition("\n\n## ")[0]
    (small / "moves" / "listen.md").write_text(draft.replace(steps, "Listen."), encoding="utf-8")
    if layer:
        adaptation = "---\nbecause: We say so.\nsummary: Listen here.\n---\n"
        (small / layer / "moves").mkdir(parents=True)
        (small / layer / "moves" / "listen.md").write_text(adaptation, encoding="utf-8")
    said: list[str] = []
    watch = Watch()
    with LiveServer(0, said.append) as server:
        last = _read(small, server, watch)
        _read(small, server, watch, last)
        page = server.answer("/moves/listen/", "").content.decode()
        (small / "moves" / "listen.md").write_text(draft, encoding="utf-8")
        _read(small, server, watch, last)
    watch.stop()

    assert said == [
        f"{layer}moves/listen.md: 1 thing is still to write, as its page says.",
        f"{layer}moves/listen.md: all is written. Read it, then set 'status: published'.",
    ]
    assert "There is no numbered list below ‘Steps’." in page
    assert "(moves/listen.md:" in page


def broken(site: Site, path: str) -> bytes:
    raise BrokenPolicy(f"{path} cannot be drawn.")


def words(server: LiveServer, path: str) -> tuple[int, bytes, bool]:
    """What a page says, and whether it is said to be the last good one."""
    found, heading = server.find(path, "")
    return found.status, found.content, heading == LAST_GOOD


def test_of_pages_that_cannot_be_drawn_those_stay_that_were_opened_last(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_server, "_REMEMBERED", 2)
    site = Site(prepare(small, "", configured(small, drafts=True)))
    told: list[str] = []
    with LiveServer(0, told.append) as server:
        server.show({"": lambda: site}, {})
        good = [words(server, path) for path in ("/", "/moves/", "/cases/", "/moves/")]
        monkeypatch.setattr(Site, "once", broken)

        assert words(server, "/moves/") == (*good[3][:2], True)
        assert words(server, "/cases/") == (*good[2][:2], True)
        assert server.answer("/", "").status == HTTPStatus.INTERNAL_SERVER_ERROR

    assert [line.partition(" ")[0] for line in told] == [
        f"{p}index.html" for p in ("moves/", "cases/", "")
    ]


def test_an_address_without_a_page_is_not_said_to_be_a_good_one(small: Path) -> None:
    site = Site(prepare(small, "", configured(small, drafts=True)))
    with LiveServer(0, print) as server:
        server.show({"": lambda: site}, {})
        server.tell("moves/new.md:1:1: error: No.")

        titles = [server.find(path, "")[1] for path in ("/moves/", "/moves/new/")]

    assert titles == [LAST_GOOD, TO_FIX]


def test_a_file_that_is_gone_while_a_page_is_drawn_leaves_the_last_good_one(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Site, path: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", path)

    site = Site(prepare(small, "", configured(small, drafts=True)))
    told: list[str] = []
    with LiveServer(0, told.append) as server:
        server.show({"": lambda: site}, {})
        good = words(server, "/moves/")
        monkeypatch.setattr(Site, "once", gone)

        assert words(server, "/moves/") == (*good[:2], True)

    assert len(told) == 1
    assert "No such file or directory: 'moves/index.html'" in told[0]


def test_a_page_without_a_head_follows_as_others_do(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "once", lambda _, path: f"<p>{path}".encode())
    site = Site(prepare(small, "", configured(small, drafts=True)))
    with LiveServer(0, [].append) as server:
        server.show({"": lambda: site}, {})
        content = server.answer("/moves/", "").content

    assert b'/-/follow.js" data-page="' in content
    assert content.endswith(b"<p>moves/index.html")


@pytest.mark.parametrize("is_asked_for", [True, False], ids=["a reader", "nobody"])
def test_all_is_well_when_what_was_broken_is_drawn_again_and_not_before(
    small: Path, monkeypatch: pytest.MonkeyPatch, is_asked_for: bool
) -> None:
    site = Site(prepare(small, "", configured(small, drafts=True)))
    told: list[str] = []
    with LiveServer(0, told.append) as server:
        server.show({"": lambda: site}, {})
        with monkeypatch.context() as patch:
            patch.setattr(Site, "once", broken)
            for _ in range(2):  # a save of something else, and another one
                server.answer("/moves/", "")
                server.answer("/moves/", "")
                server.look_again()
                server.show({"": lambda: site}, {})
        assert [line.partition(" ")[0] for line in told] == ["moves/index.html"]

        server.answer("/cases/", "")
        assert len(told) == 1

        if is_asked_for:
            server.answer("/moves/", "")
        else:
            server.look_again()

    assert told[1:] == ["All is well again: open pages are as you wrote them."]


def test_a_folder_that_goes_while_it_comes_to_be_watched_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("moves", "roles"):
        (tmp_path / name).mkdir()
    begin = Watch._begin

    def gone_meanwhile(watch: Watch, path: Path) -> object:
        if path.name == "moves":
            path.rmdir()
        return begin(watch, path)

    watch = Watch()
    monkeypatch.setattr(Watch, "_begin", gone_meanwhile)
    watch.follow(frozenset({tmp_path}))
    monkeypatch.undo()
    watch.changed.clear()
    (tmp_path / "moves").mkdir()

    assert watch.changed.wait(PATIENCE)
    assert not isinstance(watch._observer, PollingObserver)
    watch.stop()


def test_a_save_is_shown_whatever_is_being_drawn_meanwhile(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(prepare(small, "", configured(small, drafts=True)))
    with LiveServer(0, [].append) as server:
        server.show({"": lambda: site}, {})

        def saved_meanwhile(site: Site, path: str) -> bytes:
            server.show({"": lambda: site}, {})
            return broken(site, path)

        with monkeypatch.context() as patch:
            patch.setattr(Site, "once", saved_meanwhile)
            server.answer("/moves/", "")

        assert (server.state.version, server.state.problems) == (2, "")
        assert server.answer("/moves/", "").status == HTTPStatus.OK


def test_the_last_good_page_of_an_entry_goes_with_it(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(prepare(small, "", configured(small, drafts=True)))
    with LiveServer(0, [].append) as server:
        server.show({"": lambda: site}, {})
        assert server.answer("/moves/ask-first/", "").status == HTTPStatus.OK

        site._contents.pop("moves/ask-first/index.html")
        assert server.answer("/moves/ask-first/", "").status == HTTPStatus.NOT_FOUND

        monkeypatch.setattr(Site, "once", broken)
        assert server.answer("/moves/ask-first/", "").status == HTTPStatus.INTERNAL_SERVER_ERROR


def answer(address: str, host: str) -> tuple[int, str]:
    """What is served to a browser that calls the server by that name."""
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    connection.request("GET", "/moves/ask-first/", headers={"Host": host})
    response = connection.getresponse()
    page = response.read().decode()
    connection.close()
    return response.status, page


def test_drafts_are_shown_to_this_machine_by_its_own_names_only(served: tuple[Path, str]) -> None:
    _, address = served
    until(address, "Hello.")

    for host in (
        "localhost",
        "LOCALHOST:8000",
        "127.0.0.1:1",
        "[::1]:8000",
        urlsplit(address).netloc,
    ):
        status, page = answer(address, host)
        assert (status, "Ask before you tell." in page) == (200, True)
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "",
        "127.0.0.1@x",
    ):
        status, page = answer(address, host)
        assert (status, "Ask before you tell." in page) == (403, False)
        assert page.startswith(f"Open {address} instead.")


def test_no_address_leads_out_of_the_site(served: tuple[Path, str]) -> None:
    root, address = served
    until(address, "Hello.")
    secret = root.parent / "secret.txt"
    secret.write_text("secret", encoding="utf-8")

    for path in (
        f"/admin/../../{secret.name}",
        f"/admin/..%2f..%2f{secret.name}",
        f"/..%2f{secret.name}",
        f"/-/../{secret.name}",
        f"/-/..%2f..%2f{secret.name}",
        str(secret),
    ):
        connection = HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 404
        assert b"secret" not in response.read().replace(path.encode(), b"")
        connection.close()


def test_an_address_keeps_its_question_where_it_gets_a_slash(served: tuple[Path, str]) -> None:
    _, address = served
    until(address, "Hello.")
    connection = HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=PATIENCE)

    connection.request("GET", "/moves?effort=light")

    response = connection.getresponse()
    assert (response.status, response.headers["Location"]) == (301, "/moves/?effort=light")
    connection.close()


def test_a_site_below_a_path_leads_nowhere_else_while_it_is_served(
    small: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/playbook/")
    _, address = request.getfixturevalue("served")
    until(address, "Hello.")
    connection = HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=PATIENCE)

    connection.request("GET", "/nothing/here/")

    page = connection.getresponse().read().decode()
    connection.close()
    assert "/playbook/" not in page
    assert 'href="/moves/"' in page


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        *(("moves/x.md", True), ("mkdocs.yml", True), ("site/index.html", False)),
        *((".git/HEAD", False), ("LICENSE", True), ("my-move.md", True), ("drafts/x.md", True)),
        *(("drafts/x.txt", False), ("node_modules/one/readme.md", False), (".move.md.swp", False)),
        *(("moves/.x.md.swp", False), ("moves/x.md~", False), ("moves/#x.md#", False)),
        *(("moves/.DS_Store", False), ("docs/a/.#b.md", False), ("docs/a/b.md", True)),
    ],
)
def test_what_is_read_is_watched_by_its_name(tmp_path: Path, path: str, counts: bool) -> None:
    watch = Watch()

    watch.follow(frozenset({tmp_path}))

    assert watch.counts(str(tmp_path / path)) is counts
    watch.stop()


def test_a_folder_without_a_playbook_is_told_and_not_served(small: Path) -> None:
    command = [sys.executable, "-m", "playbook_site", "serve", str(small / "moves"), "--port"]

    told = subprocess.run([*command, "70000"], capture_output=True, text=True, check=False)
    assert "70000 is not in the range" in told.stderr

    told = subprocess.run([*command, "8765"], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert f"Is it {small.resolve()}?" in told.stderr


def test_a_save_that_empties_the_file_first_is_no_mistake(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = small / "moves" / "ask-first.md"
    words = move.read_text(encoding="utf-8")
    told: list[str] = []
    watch = Watch()
    with LiveServer(0, told.append) as server:
        assert _read(small, server, watch)
        watch.take()
        move.write_text("", encoding="utf-8")
        save = threading.Timer(0.1, move.write_text, (words, "utf-8"))
        save.start()

        assert _read(small, server, watch) is None

        save.join()
        assert watch.changed.is_set()
        assert _read(small, server, watch)
    watch.stop()
    assert told == []


def test_an_entry_in_no_folder_of_entries_is_told_until_it_is_gone(
    served: tuple[Path, str],
) -> None:
    root, address = served
    page = f"{address}moves/ask-first/"
    move = root / "moves" / "ask-first.md"
    words = move.read_text(encoding="utf-8")
    until(page, "Ask before you tell.")
    (root / "my-move.md").write_text(words, encoding="utf-8")
    assert "[misplaced-file]" in until(f"{address}-/changes?since=-1", "[misplaced-file]")
    move.write_text(words.replace("Ask before you tell.", "Ask, then wait."), encoding="utf-8")

    (root / "my-move.md").unlink()

    assert "Ask, then wait." in until(page, "Ask, then wait.")


def test_a_school_whose_folder_is_gone_is_answered_in_words(
    served: tuple[Path, str],
) -> None:
    root, address = served
    for name in ("adams", "lincoln"):
        (root / "schools" / name).mkdir(parents=True)
        (root / "schools" / name / "district.yml").write_text(f"name: {name}\n", encoding="utf-8")
    until(f"{address}schools/adams/", "adams")
    (root / "moves" / "ask-first.md").write_text("---\n", encoding="utf-8")
    assert "moves/ask-first.md" in until(f"{address}-/changes?since=-1", "moves/ask-first.md")

    shutil.rmtree(root / "schools" / "lincoln")
    with pytest.raises(urllib.error.HTTPError) as answered:
        urllib.request.urlopen(f"{address}schools/lincoln/")

    assert answered.value.code == 500
    assert "What was at schools/lincoln/ is gone." in answered.value.read().decode()


def test_with_the_editor_on_every_save_is_followed(
    small: Path, request: pytest.FixtureRequest
) -> None:
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("editor: false", "editor: true")
    assert "editor: true" in text
    settings.write_text(text, encoding="utf-8")
    root, address = request.getfixturevalue("served")
    until(f"{address}admin/", "decap-cms.js")
    move = root / "moves" / "ask-first.md"
    words = move.read_text(encoding="utf-8")

    for new in ("Ask, then wait.", "Wait, then ask."):
        move.write_text(words.replace("Ask before you tell.", new), encoding="utf-8")
        assert new in until(f"{address}moves/ask-first/", new)

    assert "decap-cms.js" in until(f"{address}admin/", "decap-cms.js")


def test_a_folder_that_comes_back_under_its_number_is_watched_again(tmp_path: Path) -> None:
    """As a change of branch leaves it: the system gives the number of a folder to the next one."""
    (tmp_path / "moves").mkdir()
    watch = Watch()
    watch.follow(frozenset({tmp_path}))
    for _ in range(20):
        number = (tmp_path / "moves").stat().st_ino
        shutil.rmtree(tmp_path / "moves")
        (tmp_path / "moves").mkdir()
        assert watch.changed.wait(5)
        time.sleep(0.2)  # all that the system has to say of it
        watch.take()
        watch.follow(frozenset({tmp_path}))
        if (tmp_path / "moves").stat().st_ino == number:
            break

    (tmp_path / "moves" / "ask.md").write_text("x", encoding="utf-8")

    assert watch.changed.wait(5)
    assert tmp_path / "moves" / "ask.md" in watch.take()
    watch.stop()


def test_a_request_that_is_no_address_is_answered(served: tuple[Path, str]) -> None:
    until(served[1], "</html>")
    place = urlsplit(served[1])
    with socket.create_connection((place.hostname, place.port)) as connection:
        connection.sendall(b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(1024).split()[1] == b"400"
