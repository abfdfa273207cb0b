"""What a plan, a comparison and a stock-take in the browser know of each move."""

from collections.abc import Mapping
from typing import Any

from playbook.i18n.typography import typeset
from playbook.records.record_types import RunFacts
from playbook.records.site_types import SiteRecord
from playbook.search.cards import language_attributes
from playbook.search.documents import plain

Record = Mapping[str, Any]


def planner(site: SiteRecord, forms: Mapping[str, str]) -> dict[str, Any]:
    """Every move by its id under `moves`, and under `former` the ids that moves had, with those
    that they have now.

    `forms` has by id the address of the form that asks how a move went. Of a move, `minutes` are
    those of one run and to prepare it, `weeks` how many it lasts where that is said, `facts` its
    time, rhythm, effort and size in words, and `follows` the moves that prepare for it. `spoken`,
    the attributes of its author's words, is there where their language is not the page's.
    """
    moves = site["entries"]["moves"]
    return {
        "moves": {id_: _move(record, site, forms.get(id_, "")) for id_, record in moves.items()},
        "former": {former: id_ for id_, own in moves.items() for former in own["former_ids"]},
    }


def _move(record: Record, site: SiteRecord, form: str) -> dict[str, Any]:
    page, usual = site["settings"]["language"], site["settings"]["entry_language"]
    own = record["language"] or usual
    facts = site["facts"]["moves"][record["id"]]
    condition = site["entries"]["conditions"].get(facts["condition"])
    roles = record["relations"].get("roles", ())
    leaders, others = (
        [typeset(role["title"], own) for role in roles if (role["id"] in record["leads"]) == lead]
        for lead in (True, False)
    )
    return {
        "title": typeset(record["title"], own),
        "url": record["url"],
        "minutes": [record["minutes"]["run"], record["minutes"]["prepare"] or 0],
        "rhythm": record["rhythm"],
        **({"weeks": weeks} if (weeks := record["minutes"]["weeks"]) else {}),
        "condition": condition["order"] if condition else 0,
        "short": typeset(condition["short"] or condition["title"], own) if condition else "",
        "leads": leaders,
        "joins": others,
        "facts": [typeset(fact, page) for fact in _facts(facts["run"])],
        "first": typeset(plain(record["body"].get("first_step", "")), own),
        "before": [typeset(caution, own) for caution in record["cautions"]],
        "follows": [relation["id"] for relation in record["relations"].get("follows", ())],
        "form": form,
        **dict(zip(["spoken"], language_attributes(own, page), strict=False)),
    }


def _facts(run: RunFacts | None) -> list[str]:
    return [run["time"], run["rhythm"], run["effort"], run["group"]] if run else []
