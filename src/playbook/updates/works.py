"""Works that go from one list to another: to a layer's own, and from there to the original's."""

from collections.abc import Collection
from typing import Any, NamedTuple

from playbook.catalog import bibliography
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.spans import comments, read

_LIST = "references"


class OwnWorks(NamedTuple):
    """A layer's list of works, with those that differ from the original's."""

    text: str
    is_whole: bool
    """Whether nothing else differs: no work is gone, no note is new, and the layer says nothing
    else of any.
    """


def own_works(original: str, edited: str, own: str, release: str = "") -> OwnWorks:
    """The list of a layer that said `own`, without what a `release` says by now; raises
    `InvalidEntry` for what is no list of works.
    """
    base, now, there, later = map(_works, (original, edited, own, release))
    new = {id_: work for id_, work in now.items() if work not in (base.get(id_), later.get(id_))}
    is_whole = (
        base.keys() <= now.keys()
        and {*comments(edited)} <= {*comments(original)}
        and all(there.get(id_, work) == work for id_, work in new.items())
    )
    return OwnWorks(with_works(own, edited, new), is_whole)


def with_works(text: str, other: str, ids: Collection[str]) -> str:
    """A list with those works of another that it has not; "" for one that has none so far. Raises
    `InvalidEntry` for what is no list of works.
    """
    there, others = _works(text), _nodes(other)
    new = [others[id_] for id_ in ids if id_ in others and id_ not in there]
    return edits.put(text, (_LIST,), [*_nodes(text).values(), *new]) if new else text


def _works(text: str) -> dict[str, Any]:
    """The works of a list by their ids, as they are written."""
    if not text:
        return {}
    bibliography.parse(text)
    return {work["id"]: work for work in read(text).data[_LIST]}


def _nodes(text: str) -> dict[str, Any]:
    works = _works(text)
    return dict(zip(works, edits.nodes(text)[_LIST].value, strict=True)) if works else {}
