"""The index as scripts, since a page that is opened from a disk may not fetch files."""

from playbook.search.index import Document, Index
from playbook.source.encoders import in_script


def head(index: Index) -> str:
    """What a search asks first."""
    return f"globalThis.playbookSearch={in_script(index.head)};\n"


def shard(index: Index, number: int) -> str:
    """A shard of the search's index."""
    return f"(globalThis.playbookShards??=[])[{number}]={in_script(index.shards[number])};\n"


def places(document: Document) -> str:
    """What a page says, for the words around a match."""
    texts = [list(place) for place in document.places]
    return f"(globalThis.playbookTexts??={{}})[document.currentScript.src]={in_script(texts)};\n"
