"""How much studies say of the moves."""

from playbook.contributing.known import known
from tests.unit.conftest import Load


def test_moves_count_as_studied_by_the_practice_itself_or_one_near_it(
    load: Load, sound: dict[str, str]
) -> None:
    for move, fit in (("pair", "near"), ("trio", "far")):
        path = f"moves/{move}.md"
        evidence = f"{{outcome: A, fit: {fit}, direction: no-effect, sources: [schein-1992]}}"
        sound[path] = sound[path].replace("setting:", f"evidence: [{evidence}]\nsetting:", 1)

    counts = known(load(sound))

    assert (counts.moves, counts.studied) == (2, 1)
    assert [*counts.findings.items()] == [
        ("helps", 0),
        ("mixed", 0),
        ("no-effect", 2),
        ("harms", 0),
        ("unknown", 0),
    ]
