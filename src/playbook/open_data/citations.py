"""How to cite an entry: in APA style, as BibTeX and as CSL-JSON.

The author is the playbook, or the district whose edition it is; the day is that of the last change.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from typing_extensions import TypedDict

from playbook.catalog.citations import apa_texts
from playbook.records.site_types import SiteRecord

Record = Mapping[str, Any]

_TITLE, _ADDRESS = "\ue000", "\ue001"
"""Private letters, in the place of what differs from entry to entry."""

_ENDS = re.compile(rf"(?<=[?!.]){_TITLE}\.(?= )")
_FOR_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
"""BibTeX counts braces even where a backslash stands before one."""

_FOR_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class CitationForms(TypedDict):
    """A citation in each form, as text."""

    apa: str
    bibtex: str
    csl: str


def citation(site: SiteRecord, record: Record, address: str) -> CitationForms:
    """How to cite an entry of a site that is at an address."""
    item = csl_item(site, record, address)
    return {"apa": _apa(item), "bibtex": _bibtex(item), "csl": _csl_json(item)}


def csl_item(site: SiteRecord, record: Record, address: str) -> dict[str, Any]:
    """An entry as an item of CSL-JSON. Its id is the same whatever becomes of title and name."""
    return {
        "id": f"playbook-{record['collection']}-{record['id']}",
        "type": "webpage",
        "author": [{"literal": site["settings"]["name"]}],
        "issued": {"date-parts": [[int(part) for part in record["updated"].split("-")]]},
        "title": record["title"],
        "container-title": site["settings"]["name"],
        "abstract": record["summary"],
        "language": record["language"] or site["settings"]["entry_language"],
        "URL": address,
    }


def _apa(item: Mapping[str, Any]) -> str:
    """The formatter takes five milliseconds for each work, and most differ in two places only."""
    author, day = item["author"][0]["literal"], tuple(item["issued"]["date-parts"][0])
    frame = _frame(author, day).replace(_TITLE, item["title"] + _TITLE)
    text = _ENDS.sub("", frame) if item["title"][-1:] in "?!." else frame
    return text.replace(_TITLE, "").replace(_ADDRESS, item["URL"])


@lru_cache(maxsize=1024)
def _frame(author: str, day: tuple[int, ...]) -> str:
    """A citation with marks for its title and its address. APA names a site that is the author
    only once.
    """
    item = {
        "id": "one",
        "type": "webpage",
        "author": [{"literal": author}],
        "issued": {"date-parts": [list(day)]},
        "title": _TITLE,
        "URL": f"https://{_ADDRESS}",
    }
    return apa_texts([item])["one"].replace(f"https://{_ADDRESS}", _ADDRESS)


def _bibtex(item: Mapping[str, Any]) -> str:
    year, month, day = item["issued"]["date-parts"][0]
    name = _tex(item["author"][0]["literal"])
    fields = {
        "author": f"{{{{{name}}}}}",
        "title": f"{{{{{_tex(item['title'])}}}}}",
        "year": f"{{{year}}}",
        "month": _MONTHS[month - 1],
        "day": f"{{{day}}}",
        "howpublished": f"{{{name}}}",
        "language": f"{{{_tex(item['language'])}}}",
        "url": f"{{{_signs(item['URL'], _FOR_ADDRESS)}}}",
    }
    lines = "".join(f"  {key} = {value},\n" for key, value in fields.items())
    return f"@misc{{{item['id']},\n{lines}}}"


def _csl_json(item: Mapping[str, Any]) -> str:
    """A list of the one work, a line for each of its variables."""
    lines = (f"    {_json(name)}: {_json(value)}" for name, value in item.items())
    return "[\n  {\n" + ",\n".join(lines) + "\n  }\n]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tex(text: str) -> str:
    return _signs(text, _FOR_TEX)


def _signs(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(letter, letter) for letter in text)
