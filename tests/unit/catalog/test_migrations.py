"""What a release renames and asks: how it is read, and what our own migrations say."""

import pytest

from playbook.catalog import migrations
from playbook.catalog.files import read_migrations
from playbook.i18n import translations
from playbook.interface import LOCALES
from playbook.source.diagnostics import InvalidEntry
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("next.yml", "", "bad-migration"),
        ("1.2.yml", "", "bad-migration"),
        ("1.2.3.yml", "labels: [a]\n", "wrong-type"),
        ("1.2.3.yml", "sections: {habits: {A: B}}\n", "not-one-of"),
        ("1.2.3.yml", "required: {moves: {measure: {}}}\n", "missing-key"),
        ("1.2.3.yml", "lables: {A: B}\n", "unknown-key"),
    ],
)
def test_a_migration_that_nobody_could_follow_is_refused(name: str, text: str, code: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        migrations.parse(text, f"migrations/{name}")

    assert caught.value.diagnostics[0].code.id == code


def test_releases_come_in_the_order_of_their_numbers() -> None:
    names = ["0.10.0", "0.9.0", "1.0.0"]
    tree = {f"migrations/{name}.yml": "labels: {}\n" for name in names}

    read = migrations.read({**tree, "migrations/odd.yml": "", "moves/a.md": ""})

    assert [release.version for release in read] == [(0, 9, 0), (0, 10, 0), (1, 0, 0)]


def test_our_own_labels_lead_to_words_that_the_interface_says() -> None:
    said = translations.messages((LOCALES / "playbook.pot").read_bytes())
    releases, faults = read_migrations(ROOT)
    now = {new: new for release in releases for new in release.migration.labels.values()}
    for release in releases:
        now = {old: release.migration.labels.get(new, new) for old, new in now.items()}

    assert not faults
    assert releases
    assert set(now.values()) <= said
    assert not {old for release in releases for old in release.migration.labels} & said
