"""The subset of YAML: what it refuses, and where."""

import pytest

from playbook.parsing import yaml_subset
from playbook.source.diagnostics import InvalidEntry


def refused(text: str) -> list[str]:
    """Where and why a text is refused."""
    with pytest.raises(InvalidEntry) as caught:
        yaml_subset.parse(text, "a.md")
    return [f"{d.location.line}:{d.location.column} {d.code.id}" for d in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1", "1:4"),
        ("a: *x", "1:4"),
        ("a: !!python/object/apply:os.system [id]", "1:4"),
        ("a: !ENV X", "1:4"),
        ("a: !!binary aGk=", "1:4"),
        ("a: {<<: {b: c}}", "1:5"),
        ("<<: {b: c}", "1:1"),
        ("%YAML 1.1\n---\na: 1", "1:1"),
        ("a: 1\n---\nb: 2", "2:1"),
        ("? [a]\n: b", "1:3"),
        ("? {a: b}\n: c", "1:3"),
        ("!!map {a: b}", "1:1"),
    ],
    ids=[
        "anchor",
        "alias",
        "s34-python-tag",
        "s34-env-tag",
        "binary-tag",
        "s36-merge-key",
        "merge-key-at-the-top",
        "directive",
        "second-document",
        "list-as-key",
        "mapping-as-key",
        "tag-at-the-top",
    ],
)
def test_tricks_are_refused_where_they_stand(text: str, place: str) -> None:
    found = refused(text)

    assert found == [f"{place} yaml-not-taken"]


@pytest.mark.parametrize("key", ["&x a", "!!python/name:os.system a"], ids=["anchor", "tag"])
def test_tricks_on_a_key_are_refused(key: str) -> None:
    text = f"{key}: 1"

    found = refused(text)

    assert found == ["1:1 yaml-not-taken"]


def test_s37_an_alias_bomb_ends_at_its_first_anchor() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    text = "\n".join(["a0: &a0 lol", *levels])

    found = refused(text)

    assert found == ["1:5 yaml-not-taken"]


def test_s36_a_merge_key_bomb_ends_at_its_first_anchor() -> None:
    levels = [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 10)]
    text = "\n".join(["a0: &a0 {x: y}", *levels])

    found = refused(text)

    assert found == ["1:5 yaml-not-taken"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? "])
@pytest.mark.parametrize("count", [9, 10_000])
def test_s38_deep_nesting_ends(opening: str, count: int) -> None:
    text = "a:\n " + opening * count

    [found] = refused(text)

    assert found.endswith(("yaml-not-taken", "bad-yaml"))


def test_eight_levels_are_taken_and_nine_are_not() -> None:
    eight, nine = "[" * 7 + "]" * 7, "[" * 8 + "x" + "]" * 8

    data, _ = yaml_subset.parse(f"a: {eight}", "a.md")

    assert data["a"]
    assert refused(f"a: {nine}") == ["1:12 yaml-not-taken"]


@pytest.mark.parametrize("sign", ["\0", "\uffff", "\ufffe", "\x07"], ids=ascii)
def test_a_sign_that_yaml_never_takes_is_refused(sign: str) -> None:
    text = f"a: 1\nb: x{sign}"

    [found] = refused(text)

    assert found.startswith("2:")


@pytest.mark.parametrize("escape", [r"\0", r"\e[31m", r"\u202e", r"\x07"])
def test_an_escape_brings_no_invisible_character_in(escape: str) -> None:
    text = f'a: "{escape}"'

    found = refused(text)

    assert found
