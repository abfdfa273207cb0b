"""The language server, as an editor knows it: its own process, and messages over its pipes."""

import asyncio
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pygls.workspace import Workspace

import playbook
from playbook import Diagnostic
from playbook.source import edits
from playbook.source.edits import Edit
from playbook_site.commands.lsp import server as lsp
from tests.conftest import ROOT

BASE = ROOT / "tests" / "golden" / "base"


class Editor:
    """An editor with one playbook: what it sends, and what it was told last of each file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: dict[str, list[dict[str, Any]]] = {}
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "playbook_site", "lsp", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.ask("initialize", processId=os.getpid(), rootUri=root.as_uri(), capabilities={})
        self.tell("initialized")

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._answers.get(timeout=60)
            if message.get("id") == self._number:
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, path: str) -> str:
        text = (self.root / path).read_text(encoding="utf-8")
        document = {"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return text

    def type(self, path: str, text: str, version: int = 2) -> None:
        document = {"uri": self.uri(path), "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def hears(self, path: str) -> list[dict[str, Any]]:
        """What is said of a file the next time."""
        while True:
            message = self._answers.get(timeout=60)
            params = message.get("params", {})
            if params.get("uri") == self.uri(path):
                return list(params["diagnostics"])

    def offers(self, path: str, line: int) -> list[dict[str, Any]]:
        at = {"line": line, "character": 0}
        return list(
            self.ask(
                "textDocument/codeAction",
                textDocument={"uri": self.uri(path)},
                range={"start": at, "end": at},
                context={"diagnostics": []},
            )
        )

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def close(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        code = self._process.wait(timeout=30)
        self._ear.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        assert code == 0

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._answers.put(json.loads(stream.read(length)))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    shutil.copytree(BASE, tmp_path / "book")
    move = tmp_path / "book" / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8")
    move.write_text(text.replace("effort: light", "effort: low"), encoding="utf-8", newline="\n")
    editor = Editor(tmp_path / "book")
    yield editor
    editor.close()


def test_an_open_file_is_judged_and_mended_by_one_click(editor: Editor) -> None:
    text = editor.open("moves/ask.md")

    (told,) = editor.hears("moves/ask.md")
    (offer,) = editor.offers("moves/ask.md", 11)

    assert told["code"] == "not-one-of"
    assert told["range"]["start"] == {"line": 11, "character": 8}
    assert offer["kind"] == "quickfix"
    assert offer["title"].startswith("Did you mean 'light'?")
    assert "effort: light\n" in made(text, offer["edit"]["changes"][editor.uri("moves/ask.md")])


def test_what_is_typed_is_judged_before_it_is_saved(editor: Editor) -> None:
    text = editor.open("moves/ask.md")
    editor.hears("moves/ask.md")

    editor.type("moves/ask.md", text.replace("effort: low", "effort: light"))

    assert editor.hears("moves/ask.md") == []
    assert "effort: low" in (editor.root / "moves/ask.md").read_text(encoding="utf-8")


def test_an_edit_is_not_offered_once_the_text_is_another(editor: Editor) -> None:
    text = editor.open("moves/ask.md")
    editor.hears("moves/ask.md")

    editor.type("moves/ask.md", text.replace("effort: low", "effort:   low, really"))

    assert editor.offers("moves/ask.md", 11) == []


def test_places_count_as_editors_count(editor: Editor) -> None:
    text = editor.open("moves/ask.md")
    editor.hears("moves/ask.md")

    editor.type("moves/ask.md", text.replace("People like", "😀 People <b>like</b>"))

    told = next(d for d in editor.hears("moves/ask.md") if d["code"] == "raw-html")
    assert told["range"]["start"]["character"] == len("😀 People ".encode("utf-16-le")) // 2


def test_a_file_that_is_no_text_is_told_like_the_others(editor: Editor) -> None:
    (editor.root / "moves" / "bad.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    (editor.root / "moves" / "zoo.md").write_text("no front matter\n", encoding="utf-8")

    editor.open("moves/ask.md")

    assert "not-utf-8" in {told["code"] for told in editor.hears("moves/bad.md")}
    assert "no-front-matter" in {told["code"] for told in editor.hears("moves/zoo.md")}


def test_one_check_runs_at_a_time_and_the_last_text_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, most, texts = 0, 0, list[int]()
    version = 0

    def slow(*_: object, **__: object) -> tuple[None, list[Diagnostic]]:
        nonlocal now, most
        now += 1
        most = max(most, now)
        seen = version
        time.sleep(0.05)
        texts.append(seen)
        now -= 1
        if seen == 0:
            raise OSError("The disk is gone.")
        return None, []

    async def typing() -> list[str]:
        nonlocal version
        one, told = lsp._Server(tmp_path), list[str]()
        one.protocol._workspace = Workspace(tmp_path.as_uri())
        one.window_log_message = lambda params: told.append(params.message)  # type: ignore[method-assign]
        for number in range(6):
            version = number
            one.again()
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        return told

    monkeypatch.setattr(playbook, "check_editions", slow)

    told = asyncio.run(typing())

    assert most == 1
    assert texts[-1] == 5
    assert told == ["The playbook cannot be checked: The disk is gone."]


def test_without_the_package_the_way_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "playbook_site", "lsp", str(BASE)],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "pip install 'learning-matters[lsp]'" in told.stderr


def made(text: str, changes: list[dict[str, Any]]) -> str:
    """A text of Latin letters with the changes of an editor."""
    places = [
        [(change["range"][end]["line"] + 1, change["range"][end]["character"] + 1) for end in ENDS]
        for change in changes
    ]
    lines = text.split("\n")
    return edits.apply(
        text,
        [
            Edit(start, end, lines[start[0] - 1][start[1] - 1 : end[1] - 1], change["newText"])
            for (start, end), change in zip(places, changes, strict=True)
        ],
    )


ENDS = ("start", "end")
