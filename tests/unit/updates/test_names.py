"""A layer follows the names of its original: each way of naming is tried, and no word is lost."""

import pytest

from playbook.catalog.migrations import parse
from playbook.updates.names import Names, follow

RENAMED = Names({"roles/principal.md": "roles/school-leader.md", "moves/pair.md": "moves/duo.md"})
GONE = Names({}, frozenset({"roles/principal.md", "moves/pair.md", "docs/old.md"}))
OWN = "moves/own.md"


def followed(text: str, names: Names, path: str = OWN, *, adapts: bool = False) -> str:
    return follow({path: text}, names, frozenset({path} if adapts else ()))[path]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            OWN,
            "---\nroles:\n  # ours\n  principal: Walks.  # slowly\n  coach: Asks.\n---\n",
            "---\nroles:\n  # ours\n  school-leader: Walks.  # slowly\n  coach: Asks.\n---\n",
        ),
        (OWN, "---\nleads: [principal]\n---\n", "---\nleads: [school-leader]\n---\n"),
        (OWN, "---\nleads:\n- principal\n---\n", "---\nleads:\n- school-leader\n---\n"),
        (OWN, "---\nreplaced_by: pair\n---\n", "---\nreplaced_by: duo\n---\n"),
        (OWN, "---\npairs_with: {pair: So.}\n---\n", "---\npairs_with: {duo: So.}\n---\n"),
        ("plans/a.md", "---\nschedule: {pair: 2}\n---\n", "---\nschedule: {duo: 2}\n---\n"),
        (
            "roles/a.md",
            "---\nstart_with:\n  pair: So.\n---\n",
            "---\nstart_with:\n  duo: So.\n---\n",
        ),
        ("cases/a.md", "---\nmoves: {pair: So.}\n---\n", "---\nmoves: {duo: So.}\n---\n"),
        (
            OWN,
            "---\ntitle: A\n---\n\n[it](pair.md#steps)\n",
            "---\ntitle: A\n---\n\n[it](duo.md#steps)\n",
        ),
        (
            OWN,
            "---\ntitle: A\n---\n`pair.md` [p](pair.md)",
            "---\ntitle: A\n---\n`pair.md` [p](duo.md)",
        ),
        (
            "docs/a.md",
            "[é](../moves/pair.md) [b]\n\n[b]: ../moves/pair.md\n",
            "[é](../moves/duo.md) [b]\n\n[b]: ../moves/duo.md\n",
        ),
        ("docs/a/b.md", "[a](../../moves/pair.md)", "[a](../../moves/duo.md)"),
        ("district.yml", "roles:\n  principal: Head\n", "roles:\n  school-leader: Head\n"),
        ("district.yml", "hidden: [moves/pair, coach]\n", "hidden: [moves/duo, coach]\n"),
        ("district.yml", "hidden:\n  - pair\n", "hidden:\n  - moves/duo\n"),
    ],
)
def test_what_is_renamed_is_followed_wherever_it_is_named(
    path: str, before: str, after: str
) -> None:
    assert followed(before, RENAMED, path) == after
    assert followed(after, RENAMED, path) == after


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            OWN,
            "---\nroles:\n  principal: Walks.\n  coach: Asks.\n---\n",
            "---\n# Taken out of 'roles', since the original has no 'principal' any more\n"
            "# Walks.\nroles:\n  coach: Asks.\n---\n",
        ),
        (
            OWN,
            "---\nleads: [principal, coach]\n---\n",
            "---\n# Taken out of 'leads', since the original has no 'principal' any more\n"
            "leads: [coach]\n---\n",
        ),
        (OWN, "---\ntitle: A\n---\n[*it*, now](pair.md)!", "---\ntitle: A\n---\n*it*, now!"),
        ("docs/a.md", "[words][b].\n\n[b]: old.md\n", "words.\n\n[b]: old.md\n"),
        (
            "district.yml",
            "hidden: [moves/pair, moves/trio]\n",
            "# Taken out of 'hidden', since the original has no 'moves/pair' any more\n"
            "hidden: [moves/trio]\n",
        ),
    ],
)
def test_what_is_said_of_a_name_that_is_gone_stays_as_a_comment(
    path: str, before: str, after: str
) -> None:
    assert followed(before, GONE, path) == after


def test_two_that_became_one_keep_both_sentences() -> None:
    names = Names({"moves/a.md": "moves/c.md", "moves/b.md": "moves/c.md"})

    text = followed("---\npairs_with:\n  a: One.\n  b: Two.\n---\n", names)

    assert text.endswith("# Two.\npairs_with:\n  c: One.\n---\n")


def test_two_in_a_list_that_became_one_are_named_once() -> None:
    names = Names({"roles/a.md": "roles/c.md", "roles/b.md": "roles/c.md"})

    assert followed("---\nleads: [a, b]\n---\n", names).endswith("leads: [c]\n---\n")


def test_a_new_name_may_begin_with_a_digit() -> None:
    names = Names({"moves/three-day.md": "moves/3-day.md"})

    text = followed("---\ntitle: A\n---\n\n[it][r]\n\n[r]: three-day.md\n", names)

    assert text.endswith("[r]: 3-day.md\n")


def test_an_entry_never_comes_to_name_itself() -> None:
    names = Names({"moves/a.md": "moves/own.md"})

    assert "# One.\n" in followed("---\npairs_with:\n  a: One.\n  b: Two.\n---\n", names)


MIGRATION = """
sections: {moves: {Watch for: Cautions}}
keys: {moves: {effort: load, minutes.run: minutes.meet}}
labels: {Who leads: Who leads it}
pages: {overrides/old.html: overrides/new.html}
required: {moves: {measure: {default: To be counted}}}
"""


def test_a_migration_is_followed_in_every_file() -> None:
    names = Names({}, migrations=(parse(MIGRATION, "migrations/0.5.0.yml").migration,))
    tree = {
        OWN: "---\neffort: light # so\nminutes: {run: 5}\n---\n\n## Watch for\n\nNoise.\n",
        "moves/adapted.md": "---\nbecause: So.\n---\n## Watch for\n",
        "docs/a.md": "[w](../moves/own.md#watch-for)",
        "district.yml": "labels:\n  Who leads: Wer führt\n",
        "overrides/old.html": "<p>",
    }

    made = follow(tree, names, frozenset({"moves/adapted.md"}))

    assert made == {
        OWN: "---\nload: light # so\nminutes: {meet: 5}\nmeasure: To be counted\n---\n\n"
        "## Cautions\n\nNoise.\n",
        "moves/adapted.md": "---\nbecause: So.\n---\n## Cautions\n",
        "docs/a.md": "[w](../moves/own.md#cautions)",
        "district.yml": "labels:\n  Who leads it: Wer führt\n",
        "overrides/new.html": "<p>",
    }
    assert follow(made, names, frozenset({"moves/adapted.md"})) == made


@pytest.mark.parametrize(
    "text", ["---\nroles: [\n---\n", "no front matter [it](pair.md", "", "---"]
)
def test_a_file_that_cannot_be_read_stays_as_it_is(text: str) -> None:
    assert followed(text, RENAMED) == text
