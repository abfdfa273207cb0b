"""The record of a whole site, for tests of what is drawn from it."""

from playbook import Playbook
from playbook.i18n.messages import Words
from playbook.records.record import Records
from playbook.records.site_record import site_record
from playbook.records.site_types import SettingsRecord, SiteRecord

SETTINGS: SettingsRecord = {
    "name": "A playbook",
    "short_name": "A playbook",
    "description": "",
    "address": "",
    "copyright": "",
    "language": "en",
    "direction": "ltr",
    "logo": "",
    "brand": "",
    "fonts": "",
    "analytics": "",
    "policy": "",
    "repository": "",
    "contact": {"email": "", "email_url": "", "phone": "", "phone_url": ""},
    "is_layered": False,
    "entry_language": "en",
    "stemmers": {},
    "edition": "",
    "school": "",
    "editions": [],
}


def site_of(book: Playbook, words: Words | None = None) -> SiteRecord:
    """The record of a site that shows a playbook."""
    return site_record(Records(book), words or Words(), SETTINGS)
