"""Reads `network.json`: which districts the workflow `network.yml` builds, and where they stand.

Prints the outputs of its first job: `url` and `districts`. What is wrong is told all at once,
before any machine begins.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path("network.json")

_ADDRESS = re.compile(r"https://[^\s/?#]+(/[^\s?#]*)?")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_MOST = 256
"""How many jobs a matrix may have, by the limits that GitHub documents."""
_FORM = (
    '{"url": "https://example.org/", "districts": '
    '[{"name": "cedar-valley", "repository": "cedar-valley/playbook"}]}'
)


def outputs(data: bytes) -> tuple[str, list[Any]]:
    """The address of the network, with a slash at its end, and its districts; raises `ValueError`
    with a line for each fault.
    """
    try:
        network = json.loads(data)
    except ValueError as error:
        raise ValueError(f"This is no JSON: {error}. It has this form: {_FORM}") from None
    if faults := list(_faults(network)):
        raise ValueError("\n".join(faults))
    return network["url"].rstrip("/") + "/", network["districts"]


def _faults(network: Any) -> Iterator[str]:
    districts = network.get("districts") if isinstance(network, dict) else None
    if not isinstance(districts, list) or not all(isinstance(one, dict) for one in districts):
        yield f"This says no districts. It has this form: {_FORM}"
        return
    url = network.get("url")
    if not isinstance(url, str) or not _ADDRESS.fullmatch(url):
        yield f"{json.dumps(url)} is no address for 'url'. Write it whole: https://example.org/"
    for one in districts:
        name, repository = one.get("name"), one.get("repository")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            yield (
                f"{json.dumps(name)} is a part of addresses, so a 'name' has small letters a-z, "
                "digits, and hyphens, such as cedar-valley."
            )
        if not isinstance(repository, str) or not _REPOSITORY.fullmatch(repository):
            yield (
                f"{json.dumps(repository)} is no 'repository'. Write its owner and its name, such "
                "as cedar-valley/playbook."
            )
    names = Counter(one["name"] for one in districts if isinstance(one.get("name"), str))
    for name, count in names.items():
        if count > 1:
            yield f'{count} districts have the name "{name}". Give each its own.'
    if len(districts) > _MOST:
        yield f"There are {len(districts)} districts, and one run builds {_MOST} at most."


def main() -> int:
    """Print the outputs, or what is wrong."""
    data = FILE.read_bytes() if FILE.exists() else b""
    try:
        url, districts = outputs(data) if data else ("", [])
    except ValueError as error:
        for fault in str(error).splitlines():
            print(f"::error file={FILE}::{fault}", file=sys.stderr)
        return 1
    print(f"url={url}")
    print(f"districts={json.dumps(districts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
