"""A code host for tests: a server with the parts of GitHub's API that the workflows use, over git.

What it is asked and what it answers is held against `schema.json`, which is cut out of what GitHub
publishes. It keeps issues' comments and pull requests; commits are in a bare repository.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema

SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
REPOSITORY = "o/r"
BOT = "github-actions[bot]"


def event(kind: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The payload of an event, as GitHub publishes that it is."""
    repository = {"full_name": REPOSITORY, "default_branch": "main"}
    payload = {**content, "repository": repository}
    jsonschema.validate(payload, SCHEMA["events"][kind])
    return payload


def user(login: str) -> Mapping[str, Any]:
    """An account, as the host tells it."""
    return {"login": login, "id": len(login), "type": "Bot" if login == BOT else "User"}


class Host:
    """What the host knows; `address` is where it answers."""

    def __init__(self, bare: Path) -> None:
        self.bare = bare
        self.address = ""
        self.pulls: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, dict[str, Any]] = {}
        self.reviews: list[dict[str, Any]] = []
        self.started: list[tuple[str, str]] = []
        """The workflows that were started by hand, each with its branch."""
        self.next = 8

    def git(self, *words: str) -> str:
        """What git says in the bare repository."""
        command = ["git", "-C", str(self.bare), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def on(self, number: int) -> list[dict[str, Any]]:
        """The comments below an issue or a pull request."""
        return [one for one in self.comments.values() if one["issue"] == number]

    def answer(self, method: str, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """What it answers; raises where the question or the answer is not as published."""
        for name, operation in SCHEMA["operations"].items():
            verb, _, template = name.partition(" ")
            pattern = re.sub(r"\\?\{(\w+)\\?\}", r"(?P<\1>[^/]+)", template)
            if verb == method and (match := re.fullmatch(pattern, path)):
                assert f"{match['owner']}/{match['repo']}" == REPOSITORY
                if "request" in operation:
                    jsonschema.validate(body, {**operation["request"], **_CLOSED})
                value = _ANSWERS[name](self, body, **match.groupdict())
                if "response" in operation:
                    jsonschema.validate(value, operation["response"])
                return operation["status"], value
        return 404, {"message": "Not Found"}

    def pull(self, pull_number: str) -> dict[str, Any]:
        """A pull request as it is now: its head moves with its branch."""
        pull = self.pulls[int(pull_number)]
        pull["head"]["sha"] = self.git("rev-parse", pull["head"]["ref"])
        return pull


_CLOSED = {"additionalProperties": False}
_R = "/repos/{owner}/{repo}"


def _create(host: Host, body: Mapping[str, Any], **_: str) -> Any:
    number, host.next = host.next, host.next + 1
    base = host.git("rev-parse", body["base"])
    host.pulls[number] = {
        "number": number,
        "state": "open",
        "title": body["title"],
        "body": body["body"],
        "draft": body.get("draft", False),
        "html_url": f"https://github.example/{REPOSITORY}/pull/{number}",
        "user": user(BOT),
        "head": {"ref": body["head"], "sha": ""},
        "base": {"ref": body["base"], "sha": base},
    }
    return host.pull(str(number))


def _files(host: Host, _: Any, pull_number: str, **__: str) -> Any:
    pull = host.pull(pull_number)
    names = host.git("diff", "--name-status", "-M", pull["base"]["sha"], pull["head"]["sha"])
    status = {"A": "added", "M": "modified", "D": "removed", "R": "renamed"}
    files = []
    for line in names.splitlines():
        kind, *paths = line.split("\t")
        former = {"previous_filename": paths[0]} if len(paths) > 1 else {}
        file = {"filename": paths[-1], "status": status[kind[0]], "sha": pull["head"]["sha"]}
        files.append({**file, **former, "patch": _patch(host, pull, paths[-1])})
    return files


def _patch(host: Host, pull: Mapping[str, Any], path: str) -> str:
    """The hunks of one file, without git's lines above them."""
    diff = host.git("diff", "-M", pull["base"]["sha"], pull["head"]["sha"], "--", path)
    return diff[diff.index("@@") :] if "@@" in diff else ""


def _beside(host: Host, _: Any, pull_number: str, **__: str) -> Any:
    comments = [c for r in host.reviews if r["pull"] == pull_number for c in r["comments"]]
    return [
        {"id": number, "body": c["body"], "path": c["path"], "user": user(BOT)}
        for number, c in enumerate(comments, 500)
    ]


def _review(host: Host, body: Mapping[str, Any], pull_number: str, **_: str) -> Any:
    """A review, refused as GitHub refuses it where a line is in no hunk."""
    pull = host.pull(pull_number)
    assert body["commit_id"] == pull["head"]["sha"]
    for comment in body["comments"]:
        assert comment["side"] == "RIGHT"
        shown = _shown(_patch(host, pull, comment["path"]))
        first = comment.get("start_line", comment["line"])
        assert first < comment["line"] or "start_line" not in comment
        whole = set(range(first, comment["line"] + 1))
        assert any(whole <= hunk for hunk in shown), "line must be part of the diff"
    host.reviews.append({"pull": pull_number, **body})
    url = f"https://github.example/{REPOSITORY}/pull/{pull_number}#pullrequestreview-1"
    own = {"id": len(host.reviews), "body": body["body"], "state": "COMMENTED"}
    return {**own, "user": user(BOT), "html_url": url}


def _shown(patch: str) -> list[set[int]]:
    """The numbers of the lines in each hunk, as they are after the change."""
    hunks = re.findall(r"(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@", patch)
    return [set(range(int(a), int(a) + int(count or 1))) for a, count in hunks]


def _merge(host: Host, body: Mapping[str, Any], pull_number: str, **_: str) -> Any:
    pull = host.pull(pull_number)
    tree = host.git("merge-tree", "--write-tree", pull["base"]["ref"], pull["head"]["ref"])
    parents = ("-p", pull["base"]["ref"], "-p", pull["head"]["ref"])
    commit = host.git("commit-tree", tree, *parents, "-m", body["commit_message"])
    host.git("update-ref", f"refs/heads/{pull['base']['ref']}", commit)
    pull["state"] = "closed"
    return {"sha": commit, "merged": True, "message": "Pull Request successfully merged"}


def _comment(host: Host, body: Mapping[str, Any], issue_number: str, **_: str) -> Any:
    id_ = 100 + len(host.comments)
    url = f"https://github.example/{REPOSITORY}/issues/{issue_number}#issuecomment-{id_}"
    own = {"id": id_, "body": body["body"], "user": user(BOT), "html_url": url}
    host.comments[id_] = {**own, "issue": int(issue_number)}
    return host.comments[id_]


def _change(host: Host, body: Mapping[str, Any], comment_id: str, **_: str) -> Any:
    host.comments[int(comment_id)]["body"] = body["body"]
    return host.comments[int(comment_id)]


def _start(host: Host, body: Mapping[str, Any], workflow_id: str, **_: str) -> None:
    host.started.append((workflow_id, body["ref"]))


_ANSWERS: Mapping[str, Any] = {
    f"POST {_R}/pulls": _create,
    f"GET {_R}/pulls/{{pull_number}}": lambda host, _, pull_number, **__: host.pull(pull_number),
    f"GET {_R}/pulls/{{pull_number}}/files": _files,
    f"GET {_R}/pulls/{{pull_number}}/comments": _beside,
    f"POST {_R}/pulls/{{pull_number}}/reviews": _review,
    f"PUT {_R}/pulls/{{pull_number}}/merge": _merge,
    f"GET {_R}/issues/{{issue_number}}/comments": lambda host, _, issue_number, **__: host.on(
        int(issue_number)
    ),
    f"POST {_R}/issues/{{issue_number}}/comments": _comment,
    f"PATCH {_R}/issues/comments/{{comment_id}}": _change,
    f"POST {_R}/actions/workflows/{{workflow_id}}/dispatches": _start,
}


@contextmanager
def serve(host: Host) -> Iterator[Host]:
    """The host, answering on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            if self.headers.get("Authorization") != "Bearer secret":
                status, value = 401, {"message": "Bad credentials"}
            else:
                try:
                    status, value = host.answer(self.command, self.path.partition("?")[0], body)
                except (jsonschema.ValidationError, AssertionError, KeyError) as error:
                    status, value = 422, {"message": str(error)}
            content = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = handle_one  # noqa: N815 - names of the library

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
