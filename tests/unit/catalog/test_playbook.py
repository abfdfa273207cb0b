"""The playbook as a whole."""

import datetime
from collections.abc import Callable, Mapping

import pytest

from playbook import Key, Page, Playbook, UnknownEntry

PAIR, TRIO = Key("moves", "pair"), Key("moves", "trio")
DRIVE, PRINCIPAL = Key("conditions", "let-schools-drive"), Key("roles", "principal")
CASE = Key("cases", "one-school")
Load = Callable[[Mapping[str, str]], Playbook]


def related(book: Playbook, key: Key) -> dict[str, list[str]]:
    """What an entry relates to, by the name of the relation."""
    return {
        name: [relation.entry.key.id for relation in found]
        for name, found in book.relations(book[key]).items()
    }


def move(text: str, title: str, front_matter: str) -> str:
    """A move like another, with a title and keys of its own."""
    return text.replace("Work in threes", title).replace("rhythm:", f"{front_matter}\nrhythm:")


def test_entries_come_in_the_order_of_their_folders_and_ids(
    load: Load, sound: dict[str, str]
) -> None:
    book = load(sound)

    keys = [entry.key for entry in book]

    assert keys == [DRIVE, PRINCIPAL, PAIR, TRIO, CASE]
    assert len(book) == 5


def test_a_folder_has_its_entries(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    moves = book.collection("moves")

    assert [entry.key for entry in moves] == [PAIR, TRIO]
    assert book.collection("nothing") == []


def test_relations_show_from_the_side_that_writes_them(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    found = related(book, CASE)

    assert found == {
        "conditions": ["let-schools-drive"],
        "roles": ["principal"],
        "moves": ["pair"],
    }


def test_relations_show_from_the_other_side_too(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    assert related(book, DRIVE) == {"moves": ["pair", "trio"], "cases": ["one-school"]}
    assert related(book, PRINCIPAL)["start_with"] == ["pair"]
    assert related(book, PAIR)["start_for"] == ["principal"]
    assert related(book, PAIR)["cases"] == ["one-school"]


def test_a_relation_keeps_its_sentence_on_both_sides(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    [there] = book.relations(book[PAIR])["conditions"]
    back, _ = book.relations(book[DRIVE])["moves"]

    assert there.sentence == back.sentence == "The pair chooses the classroom."


def test_a_pair_written_on_one_side_shows_on_both(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    assert related(book, PAIR)["pairs_with"] == ["trio"]
    assert related(book, TRIO)["pairs_with"] == ["pair"]


def test_a_pair_written_on_both_sides_shows_once(load: Load, sound: dict[str, str]) -> None:
    sound["moves/trio.md"] = move(
        sound["moves/trio.md"], "Work in threes", "pairs_with:\n  pair: Begin with two."
    )

    found = related(load(sound), PAIR)

    assert found["pairs_with"] == ["trio"]


def test_what_names_an_entry_comes_in_the_order_of_the_pathways(
    load: Load, sound: dict[str, str]
) -> None:
    trio = sound["moves/trio.md"]
    sound["moves/a-last.md"] = move(trio, "A last", "")
    sound["moves/b-middle.md"] = move(trio, "B middle", "prepares_for:\n  a-last: Why.")
    sound["moves/c-first.md"] = move(trio, "C first", "prepares_for:\n  b-middle: Why.")

    found = related(load(sound), DRIVE)

    assert found["moves"] == ["c-first", "pair", "trio", "b-middle", "a-last"]


def test_a_move_shows_what_it_follows(load: Load, sound: dict[str, str]) -> None:
    sound["moves/solo.md"] = move(sound["moves/trio.md"], "Solo", "prepares_for:\n  trio: Why.")
    book = load(sound)

    assert related(book, Key("moves", "solo"))["prepares_for"] == ["trio"]
    assert related(book, TRIO)["follows"] == ["solo"]


def test_a_circle_has_the_order_of_titles(load: Load, sound: dict[str, str]) -> None:
    trio = sound["moves/trio.md"]
    sound["moves/trio.md"] = move(trio, "Z", "prepares_for:\n  solo: Why.")
    sound["moves/solo.md"] = move(trio, "A", "prepares_for:\n  trio: Why.")

    found = related(load(sound), DRIVE)

    assert found["moves"] == ["solo", "pair", "trio"]


def test_a_reference_to_nothing_is_left_out(load: Load, sound: dict[str, str]) -> None:
    del sound["moves/trio.md"]

    found = related(load(sound), PAIR)

    assert "pairs_with" not in found


def test_drafts_are_left_out_of_what_is_published(load: Load, sound: dict[str, str]) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("published", "draft")
    book = load(sound)

    published = book.without_drafts()

    assert [entry.key for entry in published] == [DRIVE, PRINCIPAL, PAIR, CASE]
    assert not published.knows(TRIO)
    assert "pairs_with" not in related(published, PAIR)
    assert related(published, DRIVE)["moves"] == ["pair"]
    assert (published.today, published.bibliography) == (book.today, book.bibliography)


def test_what_is_published_keeps_its_pages() -> None:
    page = Page("docs/about.md", frozenset({"who"}))

    published = Playbook(pages=[page]).without_drafts()

    assert published.pages == {"docs/about.md": page}


def test_an_entry_that_does_not_exist_is_told_with_one_that_does(
    load: Load, sound: dict[str, str]
) -> None:
    book = load(sound)

    with pytest.raises(UnknownEntry) as caught:
        book[Key("moves", "pairs")]

    assert str(caught.value) == "There is no 'pairs' in moves/. Did you mean 'pair'?"


def test_only_entries_of_the_same_folder_are_guessed(load: Load, sound: dict[str, str]) -> None:
    book = load(sound)

    guess = book.guess(Key("roles", "pair"))

    assert guess == ""


def test_a_file_that_cannot_be_read_is_known_and_is_no_entry(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/trio.md"] = "no front matter"

    book = load(sound)

    assert book.knows(TRIO)
    assert len(book) == 4
    assert [file.key for file in book.files()][-1] == TRIO
    assert not book.knows(Key("moves", "other"))


def test_an_entry_is_named_by_others_and_never_by_itself(load: Load, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("  trio:", "  pair:")
    book = load(sound)

    assert not book.has_backlinks(TRIO)
    assert book.has_backlinks(PAIR)


def test_without_a_day_the_day_is_today() -> None:
    book = Playbook()

    assert abs(book.today - datetime.date.today()) <= datetime.timedelta(days=1)
