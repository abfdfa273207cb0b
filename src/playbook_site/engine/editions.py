"""The editions of a playbook: the name and the address of each, and the switch between them."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playbook.i18n.messages import Words
from playbook.i18n.typography import typeset
from playbook.layers.edition import Chain, Layer
from playbook.layers.originals.pin import Names
from playbook.layers.upstream import editions, read_chain
from playbook.source.encoders import in_script
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
            layer = edition_chain.layers[-1] if edition_chain.layers else Layer(address[:-1])
            settings = layer.settings
            url = (
                posixpath.join(settings.site_url, "")
                if settings.site_url
                else main and main + address
            )
            sites[address] = EditionAddress(
                layer.school, url, has_own_address=bool(settings.site_url)
            )
    if configuration.is_local:
        return {address: EditionAddress(site.name, "") for address, site in sites.items()}
    return sites


def edition_switch(sites: Mapping[str, EditionAddress], here: str) -> Iterator[EditionLink]:
    """The links of the switch on the edition at the address `here`: the main edition's, then those
    of the schools in the order in which people look for them. None if it is the only one.
    """
    if len(sites) < 2:
        return
    back = "../" * here.count("/")
    schools = [address for address in sites if address]
    for address in ("", *sorted(schools, key=lambda school: in_order(sites[school].name))):
        site = sites[address]
        if address == here:
            yield EditionLink(site.name, "./")
        elif site.url and (site.has_own_address or sites[here].has_own_address):
            yield EditionLink(site.name, site.url)
        else:
            yield EditionLink(site.name, back + address or "./")


def school_names(names: Names, words: Words) -> dict[str, str]:
    """What the editions are called: in the words of the interface, or in those of their pin."""
    usual = (names.one, names.many) == (Names().one, Names().many)
    return {
        "one": words("School") if usual else names.one,
        "many": words("Schools") if usual else names.many,
        "choose": words("Choose your school") if usual else names.many,
        "url": f"{names.folder}/",
    }


def editions_script(links: Iterable[Mapping[str, Any]], language: str) -> str:
    """The list of the switch, which a page loads when a reader opens it."""
    names = [[typeset(link["name"], language), link["url"]] for link in links]
    return f"globalThis.playbookEditions={in_script(names)};\n"


def pages_script(addresses: Iterable[str]) -> str:
    """The addresses of the pages of an edition that has all of them itself."""
    return f"globalThis.playbookEdition={in_script({'pages': sorted(set(addresses))})};\n"


def in_order(name: str) -> tuple[object, ...]:
    """A key that sorts names as people do: School 2 before School 10, and É beside E."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    parts = enumerate(re.split(r"([0-9]+)", plain))
    return tuple((int(part), "") if at % 2 else (0, part) for at, part in parts), name
