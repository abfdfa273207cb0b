"""What the parts of an entry are called, for readers of `playbook.json`, which has no templates.

Each name is in the language of the interface. `all` has those that every kind of entry uses.
"""

from playbook.i18n.messages import Words


def names(words: Words) -> dict[str, dict[str, str]]:
    """For each collection, the name of a key, of a relation, or of a part of one."""
    return {
        "all": _of_all(words),
        "conditions": {
            "looks_like": words("What it looks like when it is strong"),
            "assets_to_look_for": words("Assets to look for"),
            "critical_questions": words("Questions for your team"),
            "moves": words("Moves that build it"),
            "cases": words("Cases that show it"),
        },
        "roles": {
            "level": words("Level"),
            "start_with": words("Start with this"),
            "moves": words("Moves"),
            "cases": words("Cases with people in this role"),
        },
        "moves": _of_moves(words),
        "cases": {
            "district": words("Whose story"),
            "unnamed": words("A district that is not named"),
            "kind": words("Kind of case"),
            "size": words("Size"),
            "locale": words("Place"),
            "period": words("When"),
            "consent": words("Told by"),
            "evidence_note": words("What kind of evidence this is"),
            "conditions": words("What it shows"),
            "roles": words("Who took part"),
            "moves": words("Moves in this story"),
        },
        "plans": {
            "begins": words("When"),
            "roles": words("Who it is for"),
            "moves": words("Moves"),
            "week": words("Week %(number)s"),
        },
    }


def _of_all(words: Words) -> dict[str, str]:
    """A time, as `%(count)s min`, counts as hours from 100 minutes on, and as days of six hours
    from 600; both are then more than one.
    """
    many, count = 2, "%(count)s"
    return {
        "contents": words("Contents"),
        "skip": words("Skip to content"),
        "sources": words("Sources"),
        "access": words("All of it is text, with headings, lists and tables."),
        "authors": words("Written by %(authors)s."),
        "adapted": words("Adapted here"),
        "min": words("%(count)s min"),
        "hours": words.plural("%(count)s hour", "%(count)s hours", many, count=count),
        "days": words.plural("%(count)s day", "%(count)s days", many, count=count),
    }


def _of_moves(words: Words) -> dict[str, str]:
    return {
        "leads": words("Who leads"),
        "roles": words("Who takes part"),
        "minutes": words("Minutes"),
        "run": words("Time for one run"),
        "learn": words("To learn it"),
        "prepare": words("To prepare"),
        "follow_up": words("Afterward"),
        "weeks": words("Weeks in all"),
        "rhythm": words("How often"),
        "effort": words("Effort"),
        "group_size": words("Group size"),
        "setting": words("Setting"),
        "occasions": words("Occasions"),
        "draws_on": words("Draws on"),
        "cautions": words("Before you start"),
        "needs": words("You will need"),
        "measure": words("Count"),
        "evidence": words("What studies found"),
        "from_source": words("What the source says:"),
        "materials": words("Materials"),
        "agenda": words("What happens"),
        "conditions": words("What it builds"),
        "follows": words("Comes before it"),
        "pairs_with": words("Goes well with it"),
        "prepares_for": words("Leads to"),
        "cases": words("Seen in"),
    }
