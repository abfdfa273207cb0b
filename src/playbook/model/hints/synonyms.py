"""What people and other tools call the keys of an entry, and those of a work."""

from collections.abc import Mapping

SYNONYMS: Mapping[str, str] = {
    "date": "",
    "keywords": "",
    "tags": "",
    "name": "title",
    "heading": "title",
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
    # In Spanish, as `latin` writes it.
    "titulo": "title",
    "proposito": "purpose",
    "objetivo": "purpose",
    "condiciones": "conditions",
    "quien": "roles",
    "dirigen": "leads",
    "lugar": "setting",
    "ocasiones": "occasions",
    "minutos": "minutes",
    "tiempo": "minutes",
    "duracion": "minutes",
    "ritmo": "rhythm",
    "frecuencia": "rhythm",
    "esfuerzo": "effort",
    "tamano_del_grupo": "group_size",
    "participantes": "group_size",
    "materiales": "materials",
    "se_necesita": "needs",
    "precauciones": "cautions",
    "medida": "measure",
    "fuentes": "sources",
    "autores": "authors",
    "autoras": "authors",
    "autor": "authors",
    "autora": "authors",
    "estado": "status",
    "idioma": "language",
    "lengua": "language",
    "creado": "created",
    "actualizado": "updated",
}
"""What other tools and people call the keys of an entry; "" for what is none of them, though it
looks like one.
"""

OF_WORKS: Mapping[str, str] = {
    "journal": "container-title",
    "magazine": "container-title",
    "newspaper": "container-title",
    "booktitle": "container-title",
    "book_title": "container-title",
    "website": "container-title",
    "link": "URL",
    "web_address": "URL",
    "institution": "publisher",
    "organization": "publisher",
    "city": "publisher-place",
    "location": "publisher-place",
    "kind": "type",
    "key": "id",
}
"""The same of a work in the list of sources, such as BibTeX calls them."""

DATES = ("date", "year")
"""What people call the key of a date, which is written in another way there."""

_LICENSE = "Delete it; everything here is CC BY 4.0."

NO_KEYS: Mapping[str, str] = {"license": _LICENSE, "licence": _LICENSE}
"""What to do with keys that have no place in any entry."""
