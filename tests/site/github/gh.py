"""What the workflows ask of `gh`, asked of a host over HTTP: the calls that `gh` itself makes."""

import json
import os
import sys
import urllib.error
import urllib.request
from itertools import pairwise
from pathlib import Path
from typing import Any

import jq

REPOSITORY = os.environ["GH_REPO"]


def ask(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """The answer of the host; ends with its refusal on the standard error."""
    request = urllib.request.Request(
        f"{os.environ['GH_ADDRESS']}/{path}",
        None if body is None else json.dumps(body).encode(),
        {"Authorization": f"Bearer {os.environ['GH_TOKEN']}"},
        method=method,
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise SystemExit(f"gh: {error.code} {error.read().decode()}") from None


def option(words: list[str], name: str, usual: str = "") -> str:
    """The word after an option."""
    return words[words.index(name) + 1] if name in words else usual


def text(words: list[str]) -> str:
    """The text of a comment: as it is given, or from a file."""
    file = option(words, "--body-file")
    return Path(file).read_text(encoding="utf-8") if file else option(words, "--body")


def shown(value: Any, words: list[str]) -> None:
    """Print an answer, through the filter that was asked for."""
    if "--silent" in words:
        return
    found = jq.compile(option(words, "--jq", ".")).input_value(value).all()
    print("\n".join(one if isinstance(one, str) else json.dumps(one) for one in found))


def api(words: list[str]) -> None:
    """`gh api`."""
    fields = [word for before, word in pairwise(words) if before == "--field"]
    body: dict[str, Any] = {}
    for field in fields:
        name, _, value = field.partition("=")
        body[name] = Path(value[1:]).read_text("utf-8") if value.startswith("@") else value
    if file := option(words, "--input"):
        body = json.loads(Path(file).read_text("utf-8"))
    path = next(word for word in words if word.startswith("repos/"))
    shown(ask(option(words, "--method", "GET"), path, body or None), words)


match sys.argv[1:]:
    case ["api", *words]:
        api(words)
    case ["pr", "create", *words]:
        pull = {"title": option(words, "--title"), "head": option(words, "--head")}
        pull |= {"base": "main", "body": text(words), "draft": "--draft" in words}  # type: ignore[dict-item]
        print(ask("POST", f"repos/{REPOSITORY}/pulls", pull)["html_url"])
    case ["pr" | "issue", "comment", place, *words]:
        number = place.rpartition("/")[2]
        comment = ask("POST", f"repos/{REPOSITORY}/issues/{number}/comments", {"body": text(words)})
        print(comment["html_url"])
    case ["pr", "view", number, *words]:
        own = ask("GET", f"repos/{REPOSITORY}/pulls/{number}")
        shown({"headRefOid": own["head"]["sha"]}, words)
    case ["workflow", "run", name, *words]:
        path = f"repos/{REPOSITORY}/actions/workflows/{name}/dispatches"
        ask("POST", path, {"ref": option(words, "--ref")})
    case words:
        raise SystemExit(f"gh: nobody asks this: {words}")
