"""Places in files."""

from playbook.source.location import Location, Source

SOURCE = Source(
    "moves/pair.md",
    lambda: (
        {("minutes",): (4, 1), ("minutes", "run"): (5, 3)},
        {("minutes",): (5, 3), ("minutes", "run"): (5, 8)},
    ),
)


def test_a_location_reads_as_editors_read_it() -> None:
    location = Location("moves/pair.md", 3, 7)

    shown = str(location)

    assert shown == "moves/pair.md:3:7"


def test_locations_sort_by_path_then_line_then_column() -> None:
    late, early = Location("a.md", 10, 1), Location("a.md", 9, 30)

    ordered = sorted([Location("b.md"), late, early])

    assert ordered == [early, late, Location("b.md")]


def test_a_key_is_found_where_it_is_written() -> None:
    key_path = ("minutes", "run")

    location = SOURCE.locate(key_path)

    assert location == Location("moves/pair.md", 5, 3)


def test_a_value_is_found_where_it_is_written() -> None:
    key_path = ("minutes", "run")

    location = SOURCE.locate_value(key_path)

    assert location == Location("moves/pair.md", 5, 8)


def test_a_key_that_was_never_written_is_found_at_its_parent() -> None:
    key_path = ("minutes", "learn")

    location = SOURCE.locate(key_path)

    assert location == Location("moves/pair.md", 4, 1)


def test_a_value_that_was_never_written_is_found_at_the_key_of_its_parent() -> None:
    key_path = ("minutes", "learn")

    location = SOURCE.locate_value(key_path)

    assert location == Location("moves/pair.md", 4, 1)


def test_what_has_no_parent_is_found_at_the_top_of_the_file() -> None:
    key_path = ("title",)

    location = SOURCE.locate(key_path)

    assert location == Location("moves/pair.md", 1, 1)
