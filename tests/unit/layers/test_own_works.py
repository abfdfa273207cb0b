"""Works of a layer's own: its entries cite them, and no update of the original touches them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook.layers.upstream import editions
from playbook.model.entry import Key
from playbook.records.record import Records
from tests.unit.conftest import TODAY

Project = Callable[[Mapping[str, str]], Path]

PAIR = "moves/pair.md"
OURS = "references:\n  - {id: cedar-2026, type: report, title: What our teachers said}\n"
SOURCES = "---\nbecause: We asked.\nsources:\n  cedar-2026: Page 2\n---\n"
SCHOOL = {"schools/lincoln/district.yml": "name: Lincoln\n"}


def told(root: Path) -> list[str]:
    return [f"{d.location} {d.code.id}" for d in playbook.check_editions(root, TODAY)[1]]


def works(root: Path, address: str = "") -> dict[str, str]:
    """The texts of the works that the move cites in an edition, by their ids."""
    book, _ = playbook.load(root, TODAY, editions(root)[address])
    record = Records(book)[Key("moves", "pair")]
    return {work["key"]: work["text"] for work in record["citations"]}


def test_a_district_cites_a_work_of_its_own(project: Project, sound: dict[str, str]) -> None:
    files = {f"district/{PAIR}": SOURCES, "district/references.yml": OURS}
    root = project({**sound, **files})

    assert told(root) == []
    assert "What our teachers said" in works(root)["cedar-2026"]


def test_a_school_cites_its_own_its_districts_and_the_originals(
    project: Project, sound: dict[str, str]
) -> None:
    more = "references:\n  - {id: lincoln-2026, type: report, title: What ours said}\n"
    school = SOURCES.replace(
        "sources:\n", "sources:\n  lincoln-2026: Page 1\n  schein-1992: Page 9\n"
    )
    files = {f"schools/lincoln/{PAIR}": school, "schools/lincoln/references.yml": more}
    root = project({**sound, **SCHOOL, **files, "district/references.yml": OURS})

    assert told(root) == []  # the district's work is cited by a school alone
    assert works(root, "schools/lincoln/").keys() >= {"lincoln-2026", "cedar-2026", "schein-1992"}
    assert "cedar-2026" not in works(root)


def test_where_an_edition_cannot_be_read_no_work_is_said_to_be_of_no_use(
    project: Project, sound: dict[str, str]
) -> None:
    broken = {f"schools/lincoln/{PAIR}": SOURCES.replace("because: We asked.", "because: [")}
    root = project({**sound, **SCHOOL, **broken, "district/references.yml": OURS})

    assert not [one for one in told(root) if one.endswith("unused-reference")]
    assert told(root)


def test_a_work_that_no_edition_cites_is_told_once(project: Project, sound: dict[str, str]) -> None:
    root = project({**sound, **SCHOOL, "district/references.yml": OURS})

    assert told(root) == ["district/references.yml:2:5 unused-reference"]


def test_a_work_of_a_layer_takes_the_place_of_one_of_its_id(
    project: Project, sound: dict[str, str]
) -> None:
    ours = sound["references.yml"].replace("Organizational culture", "Our culture")
    root = project({**sound, "district/references.yml": ours})

    book, _ = playbook.load(root, TODAY)
    assert "Our culture and leadership" in Records(book).citations["schein-1992"].text
    assert told(root) == ["district/references.yml:2:9 replaced-work"]


def test_a_copy_of_a_work_is_told_of_no_difference(project: Project, sound: dict[str, str]) -> None:
    root = project({**sound, "district/references.yml": sound["references.yml"]})

    assert told(root) == []


def test_where_to_add_a_work_is_said_of_the_layer_that_cites_it(
    project: Project, sound: dict[str, str]
) -> None:
    root = project({**sound, f"district/{PAIR}": SOURCES})
    [diagnostic] = playbook.check_editions(root, TODAY)[1]
    assert diagnostic.message.endswith("in references.yml, nor in district/references.yml.")

    line = diagnostic.hint.partition("such as ")[2].partition(", or remove")[0]
    (root / "district/references.yml").write_text(f"references:\n  {line}\n", encoding="utf-8")

    assert told(root) == []


@pytest.mark.parametrize("name", ["references.yml", "synonyms.yml", "headings.yml"])
def test_a_list_alone_makes_a_layer(project: Project, sound: dict[str, str], name: str) -> None:
    root = project({**sound, f"district/{name}": "5\n"})

    assert [one.partition(":")[0] for one in told(root)] == [f"district/{name}"]


def test_a_list_that_cannot_be_read_accuses_no_citation(
    project: Project, sound: dict[str, str]
) -> None:
    files = {f"district/{PAIR}": SOURCES, "district/references.yml": OURS.replace("type", "typ")}
    root = project({**sound, **files})

    assert {one.partition(":")[0] for one in told(root)} == {"district/references.yml"}
