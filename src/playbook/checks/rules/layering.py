"""What a layer hides or renames is there, and a layer that publishes can be told of a barrier."""

from collections.abc import Collection, Iterator

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import UNKNOWN_REFERENCE
from playbook.layers.edition import Layer, resolve_name
from playbook.model.entry import Key
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, did_you_mean, either

NO_CONTACT = Code(
    "no-contact",
    Severity.INFO,
    "A layer says where its site is published, and not whom readers tell when something keeps "
    "them out. Its accessibility page and its report then say that no contact is named.",
    fails=Example("site_url: https://example.org/", path="district/district.yml"),
    passes=Example(
        "site_url: https://example.org/\naccessibility_contact: {phone: (555) 010-0199}",
        path="district/district.yml",
    ),
    no_edit="Only the district knows whom to tell.",
)

CODES = (UNKNOWN_REFERENCE, NO_CONTACT)

COLLECTIONS = ("roles", "conditions")


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id in a layer's settings that no entry has; advise a contact."""
    yield from _unreachable(playbook)
    keys = [file.key for file in playbook.files()] + list(playbook.hidden)
    former = [Key(e.key.collection, id_) for e in playbook for id_ in e.meta.former_ids]
    for layer in playbook.chain.layers:
        there = [*keys, *former, *_formerly_there(layer, playbook)]
        yield from _hiding(layer, there, playbook.pages)
        for collection in COLLECTIONS:
            ids = {key.id for key in keys if key.collection == collection}
            for id_ in getattr(layer.settings, collection):
                if id_ not in ids:
                    yield Diagnostic(
                        layer.source.locate((collection, id_)),
                        UNKNOWN_REFERENCE,
                        f"There is no '{id_}' in {collection}/.",
                        playbook.guess(Key(collection, id_))
                        or "Remove this line, or look up the id.",
                    )


def _unreachable(playbook: Playbook) -> Iterator[Diagnostic]:
    if playbook.chain.settings.accessibility_contact:
        return
    for layer in playbook.chain.layers[-1:]:
        if layer.settings.site_url:
            yield Diagnostic(
                layer.source.locate(("site_url",)),
                NO_CONTACT,
                "This site is published, and names nobody to tell of a barrier.",
                "Add a line: accessibility_contact: {email: access@example.org}",
            )


def _formerly_there(layer: Layer, playbook: Playbook) -> list[Key]:
    """What is hidden and was there when the layer was last looked at: nobody has to fix it."""
    paths = (path.removesuffix(".md").partition("/") for path in layer.lock_paths)
    former = [Key(collection, id_) for collection, _, id_ in paths if collection in MODELS]
    return [key for key in former if key not in playbook.hidden and not playbook.knows(key)]


def _hiding(layer: Layer, keys: list[Key], pages: Collection[str]) -> Iterator[Diagnostic]:
    for position, name in enumerate(layer.settings.hidden):
        if resolve_name(name, keys) is None:
            message, hint = f"There is no one entry '{name}' to hide.", _way_out(name, keys)
            page = f"{name.removesuffix('.md')}.md"
            if page in pages:
                message = f"'{name}' is a page, and only entries can be hidden."
                hint = (
                    f"Take this line out. A page of yours replaces it: write {layer.path}/{page}."
                )
            place = layer.source.locate_value(("hidden", position))
            yield Diagnostic(place, UNKNOWN_REFERENCE, message, hint)


def _way_out(name: str, keys: list[Key]) -> str:
    """What to do with a name that is hidden, and is that of no entry or of several."""
    names = dict.fromkeys(f"{key.collection}/{key.id}" for key in keys)
    if several := [one for one in names if one.endswith(f"/{name.removesuffix('.md')}")]:
        return f"Write its folder too: {either(several)}."
    guess = did_you_mean(name, names if "/" in name else [key.id for key in keys])
    return guess or "Take this line out, or look up the folder and the id, such as moves/its-id."
