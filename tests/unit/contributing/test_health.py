"""What a playbook could use."""

import pytest

from playbook.contributing.health import health
from tests.unit.conftest import Load


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-23", ["moves/pair.md"]), ("2026-11-24", []), ("2026-11-25", [])]
)
def test_an_entry_is_due_the_day_after_its_review(
    day: str, due: list[str], load: Load, sound: dict[str, str]
) -> None:
    early = {
        "created: 2026-11-24": "created: 2026-11-01",
        "updated: 2026-11-24": "updated: 2026-11-01",
    }
    for old, new in {**early, "review_by: 2027-11-24": f"review_by: {day}"}.items():
        sound["moves/pair.md"] = sound["moves/pair.md"].replace(old, new)

    again, *_ = health(load(sound))

    assert [need.path for need in again.needs] == due
