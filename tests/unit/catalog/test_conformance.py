"""What `accessibility.yml` may claim."""

from collections.abc import Callable, Mapping

import pytest

from playbook.catalog.conformance import Conformance, Support, parse
from playbook.source.diagnostics import Diagnostic, InvalidEntry

SOUND = """\
version: 2
date: 2026-11-26
methods:
  - what: Everything is checked.
    when: every-change
    tests: [tests/browser/test_a.py::test_b]
criteria:
  1.4.10:
    name: Reflow
    level: AA
    support: supports
    date: 2026-11-25
    tests: [tests/browser/test_a.py::test_b]
    remarks: It fits.
  1.4.3:
    name: Contrast (Minimum)
    level: AA
    support: partially-supports
    date: 2026-11-26
    by_hand: The footer was measured.
    remarks: Most text is dark.
    faults: [The footer is grey.]
"""


def refused(old: str, new: str) -> Diagnostic:
    assert old in SOUND
    with pytest.raises(InvalidEntry) as caught:
        parse(SOUND.replace(old, new, 1))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_claims_are_read() -> None:
    claims: Conformance = parse(SOUND)

    assert list(claims.criteria) == ["1.4.10", "1.4.3"]
    assert claims.criteria["1.4.3"].support is Support.PARTIALLY_SUPPORTS
    assert claims.criteria["1.4.3"].faults == ("The footer is grey.",)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "    tests: [tests/browser/test_a.py::test_b]\n    remarks: It",
            "    remarks: It",
            8,
            "Nothing shows this claim.",
        ),
        ("    faults: [The footer is grey.]\n", "", 15, "'partially-supports' and 'faults' do not"),
        ("support: supports", "support: supports\n    faults: [No.]", 8, "'supports' and 'faults'"),
        ("date: 2026-11-26", "date: 2026-11-24", 1, "looked at later, on 2026-11-26"),
        ("  1.4.10:", "  '1.4':", 8, "'1.4' is not the number of a criterion."),
        ("support: supports", "support: fully", 11, "'fully'"),
        ("test_a.py::test_b]\n    remarks", "test_a.py]\n    remarks", 13, "does not name a test"),
    ],
)
def test_a_claim_that_nothing_shows_is_refused_where_it_stands(
    old: str, new: str, place: int, message: str
) -> None:
    diagnostic = refused(old, new)

    assert diagnostic.location.line == place
    assert message in diagnostic.message
    assert diagnostic.hint


def test_a_criterion_that_stands_twice_is_refused() -> None:
    assert refused("  1.4.10:", "  1.4.3:").code.id == "duplicate-key"


def test_a_playbook_without_the_file_claims_nothing(
    told: Callable[[Mapping[str, str]], list[str]], sound: dict[str, str]
) -> None:
    assert told(sound) == []
    assert told(sound | {"accessibility.yml": SOUND}) == []
    assert told(sound | {"accessibility.yml": "version: 1\n"}) == [
        "accessibility.yml:1:1 missing-key" for _ in range(3)
    ]
