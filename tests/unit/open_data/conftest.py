"""A site with an address and a license, of whatever entries a test has."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Playbook
from playbook.i18n.messages import Words
from playbook.open_data.feeds import feed_records
from playbook.records.record import Records
from playbook.records.site_record import site_record
from playbook.records.site_types import SiteRecord
from tests.unit.records.conftest import SETTINGS

ADDRESS = "https://example.org/playbook/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

Publish = Callable[..., SiteRecord]


@pytest.fixture
def publish(load: Callable[[Mapping[str, str]], Playbook], sound: dict[str, str]) -> Publish:
    """Makes the record of a site; what it is given takes the place of settings."""

    def make(**settings: str) -> SiteRecord:
        own = {**SETTINGS, "address": ADDRESS, "copyright": f'<a href="{LICENSE}">CC BY</a>'}
        site = site_record(Records(load(sound)), Words(), {**own, **settings})  # type: ignore[typeddict-item]
        site["feeds"] = feed_records(site, Words())
        return site

    return make
