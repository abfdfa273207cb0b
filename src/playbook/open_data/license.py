"""Under what license the words of a site may be used, as its settings say."""

import re

from playbook.records.site_types import SettingsRecord

_LICENSE = re.compile(r"""href=["']?(https://creativecommons\.org/[^"'\s>]+)""")


def license_address(settings: SettingsRecord) -> str:
    """The address of the Creative Commons license that a site names; "" where it names none."""
    license_ = _LICENSE.search(settings["copyright"])
    return license_[1] if license_ else ""
