"""An entry, and what is left of one that cannot be read."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Key, Playbook
from playbook.model.entry import Partial
from playbook.source.location import Source

PAIR = Key("moves", "pair")
Load = Callable[[Mapping[str, str]], Playbook]


def partial(data: Mapping[str, object]) -> Partial:
    """What is left of a move that cannot be read."""
    return Partial(PAIR, Source(PAIR.path), data, None)


def test_a_key_knows_its_file_and_its_address() -> None:
    key = Key("moves", "pair")

    assert key.path == "moves/pair.md"
    assert key.url == "moves/pair/"


def test_an_entry_is_called_after_its_folder(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    kinds = [entry.kind for entry in book]

    assert kinds == ["condition", "role", "move", "move", "case"]


def test_an_entry_names_others_in_the_order_of_its_model(load: Load, sound: dict[str, str]) -> None:
    pair = load(sound)[PAIR]

    refs = list(pair.refs)

    assert [(ref.field, ref.target.id, ref.back) for ref in refs] == [
        ("conditions", "let-schools-drive", "moves"),
        ("roles", "principal", "moves"),
        ("pairs_with", "trio", "pairs_with"),
    ]
    assert refs[0].sentence == "The pair chooses the classroom."
    assert refs[0].key_path == ("conditions", "let-schools-drive")


def test_what_replaces_an_entry_is_named_too(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "status: published", "status: deprecated\nreplaced_by: trio"
    )

    *_, ref = load(sound)[PAIR].refs

    assert (ref.field, ref.target, ref.back) == ("replaced_by", Key("moves", "trio"), "replaces")


def test_an_entry_cites_works_for_itself_and_for_its_evidence(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "sources:",
        "evidence:\n  - {outcome: A, tier: '4', direction: mixed, sources: [x, y]}\nsources:",
    )

    cited = list(load(sound)[PAIR].citations())

    assert cited == [
        ("schein-1992", ("sources", "schein-1992")),
        ("x", ("evidence", 0, "sources", 0)),
        ("y", ("evidence", 0, "sources", 1)),
    ]


@pytest.mark.parametrize(
    ("status", "published"), [("draft", False), ("published", True), ("deprecated", True)]
)
def test_readers_see_everything_but_drafts(
    status: str, published: bool, load: Load, sound: dict[str, str]
) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("published", status)

    trio = load(sound)[Key("moves", "trio")]

    assert trio.is_published is published


def test_a_partial_names_what_it_names_as_it_should() -> None:
    file = partial({"roles": {"principal": None}, "conditions": ["x"], "pairs_with": None})

    refs = list(file.refs)

    assert [(ref.target, ref.sentence) for ref in refs] == [(Key("roles", "principal"), "")]


def test_a_partial_cites_what_it_cites_as_it_should() -> None:
    file = partial({"sources": {"schein-1992": ""}})

    cited = list(file.citations())

    assert cited == [("schein-1992", ("sources", "schein-1992"))]


def test_a_partial_without_sources_cites_nothing() -> None:
    file = partial({"sources": ["schein-1992"]})

    cited = list(file.citations())

    assert not cited
