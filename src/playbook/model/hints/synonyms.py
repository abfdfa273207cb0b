"""What people and other tools call the keys of an entry."""

from collections.abc import Mapping

SYNONYMS: Mapping[str, str] = {
    "date": "",
    "keywords": "",
    "tags": "",
    "name": "title",
    "heading": "title",
    "título": "title",
    "description": "summary",
    "excerpt": "summary",
    "abstract": "summary",
    "patlet": "summary",
    "tagline": "summary",
    "resumen": "summary",
    "author": "authors",
    "contributors": "authors",
    "alias": "aliases",
    "also_known_as": "aliases",
    "lang": "language",
    "goal": "purpose",
    "aim": "purpose",
    "duration": "minutes",
    "time": "minutes",
    "participants": "group_size",
    "materials_needed": "needs",
    "supplies": "needs",
    "frequency": "rhythm",
    "references": "sources",
}
"""What other tools and people call the keys of an entry; "" for what is none of them, though it
looks like one.
"""
