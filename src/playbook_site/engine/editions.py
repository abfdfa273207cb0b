"""The editions of a playbook: the name and the address of each, and the switch between them."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playbook.layers.edition import Chain, in_words
from playbook.layers.settings import Settings
from playbook.layers.upstream import editions, read_chain
from playbook_site.engine.configuration import Configuration


class EditionAddress(NamedTuple):
    """The name of an edition, and the address where it is published."""

    name: str
    url: str
    """"" if neither a layer nor `mkdocs.yml` sets it."""
    has_own_address: bool = False
    """Whether it has an address of its own, and not one below the main edition's."""


class EditionLink(NamedTuple):
    """A link of the switch between editions."""

    name: str
    url: str
    """Relative to the root of the edition that is being built."""
    absolute_url: str
    """For a page that may be shown at any address, such as 404.html."""
    is_current: bool


def sites_of(
    configuration: Configuration, home: Path, chain: Chain, edition: str
) -> Mapping[str, EditionAddress]:
    """The site of every edition by its address, the main one first.

    `configuration` is that of the original, `edition` the address of the one being built, and
    `chain` its layers.
    """
    chains = {
        address: chain if address == edition else read_chain(home, layers)[0]
        for address, layers in editions(home).items()
    }
    settings = chains[""].settings
    main = posixpath.join(settings.site_url or configuration.url, "")
    sites = {"": EditionAddress(settings.name or configuration.name, main)}
    for address, edition_chain in chains.items():
        if address:
            settings = edition_chain.layers[-1].settings if edition_chain.layers else Settings()
            url = (
                posixpath.join(settings.site_url, "")
                if settings.site_url
                else main and main + address
            )
            name = settings.name or in_words(posixpath.basename(address.rstrip("/")))
            sites[address] = EditionAddress(name, url, has_own_address=bool(settings.site_url))
    if configuration.is_local:
        return {address: EditionAddress(site.name, "") for address, site in sites.items()}
    return sites


def edition_switch(sites: Mapping[str, EditionAddress], here: str) -> Iterator[EditionLink]:
    """The links of the switch on the edition at the address `here`; none if it is the only one."""
    if len(sites) < 2:
        return
    back = "../" * here.count("/")
    for address, site in sites.items():
        if address == here:
            yield EditionLink(
                site.name, "./", urlsplit(site.url).path or f"/{address}", is_current=True
            )
        elif site.url and (site.has_own_address or sites[here].has_own_address):
            yield EditionLink(site.name, site.url, site.url, is_current=False)
        else:
            place = urlsplit(site.url).path or f"/{address}"
            yield EditionLink(site.name, back + address, place, is_current=False)
