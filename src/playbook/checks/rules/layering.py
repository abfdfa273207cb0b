"""What a layer hides or renames is there."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import UNKNOWN_REFERENCE
from playbook.layers.edition import Layer, resolve_name
from playbook.model.entry import Key
from playbook.source.diagnostics import Diagnostic, did_you_mean

CODES = (UNKNOWN_REFERENCE,)

COLLECTIONS = ("roles", "conditions")


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id in a layer's settings that no entry has."""
    keys = [file.key for file in playbook.files()] + list(playbook.hidden)
    former = [Key(e.key.collection, id_) for e in playbook for id_ in e.meta.former_ids]
    for layer in playbook.chain.layers:
        yield from _hiding(layer, [*keys, *former, *_formerly_there(layer, playbook)])
        for collection in COLLECTIONS:
            ids = {key.id for key in keys if key.collection == collection}
            for id_ in getattr(layer.settings, collection):
                if id_ not in ids:
                    yield Diagnostic(
                        layer.source.locate((collection, id_)),
                        UNKNOWN_REFERENCE,
                        f"There is no '{id_}' in {collection}/.",
                        did_you_mean(id_, ids) or "Remove this line, or look up the id.",
                    )


def _formerly_there(layer: Layer, playbook: Playbook) -> list[Key]:
    """What is hidden and was there when the layer was last looked at: nobody has to fix it."""
    paths = (path.removesuffix(".md").partition("/") for path in layer.lock_paths)
    former = [Key(collection, id_) for collection, _, id_ in paths]
    return [key for key in former if key not in playbook.hidden and not playbook.knows(key)]


def _hiding(layer: Layer, keys: list[Key]) -> Iterator[Diagnostic]:
    names = [f"{key.collection}/{key.id}" for key in keys]
    for position, name in enumerate(layer.settings.hidden):
        if resolve_name(name, keys) is None:
            collection, _, id_ = name.rpartition("/")
            guess = did_you_mean(name, names if collection else [key.id for key in keys])
            yield Diagnostic(
                layer.source.locate_value(("hidden", position)),
                UNKNOWN_REFERENCE,
                f"There is no one entry '{name}' to hide.",
                guess or f"Write its folder and id, such as moves/{id_}.",
            )
