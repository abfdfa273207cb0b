"""What Jinja2 says of a slip, in words for who wrote the page or the template."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import NamedTuple

_TAGS = "block call else extends filter for if import include macro raw set with".split()

_SLIP = 0.65
"""How much alike two names are of which one is misspelt."""

_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "the end of the file",
    "name": "a name",
    "string": "a text",
    "integer": "a number",
    "float": "a number",
}
"""What Jinja2 calls a sign, and the sign."""


class _Wording(NamedTuple):
    """What is said in place of what Jinja2 says, with its groups; `hint` may be empty."""

    message: str
    hint: str = ""
    kind: str = ""
    """What the last group is, if it may be the misspelt name of one."""


_WORDINGS: Mapping[str, _Wording] = {
    r"Unexpected end of template\b.*block that needs to be closed is '(.+)'": _Wording(
        "'{{% {0} … %}}' is not ended.", "Where it ends, write {{% end{0} %}}"
    ),
    r"Encountered unknown tag '(end.+?)'.*block that needs to be closed is '(.+)'": _Wording(
        "'{{% {0} %}}' stands here before '{{% {1} … %}}' is ended.", "First write {{% end{1} %}}"
    ),
    r"Encountered unknown tag '(end.+?|else|elif)'.*": _Wording(
        "'{{% {0} %}}' stands here, and belongs to nothing before it.", "Take it out."
    ),
    r"Encountered unknown tag '(else?if)'.*": _Wording(
        "There is no tag '{{% {0} %}}'.", "Did you mean 'elif'?"
    ),
    r"Encountered unknown tag '(.+?)'.*": _Wording("There is no tag '{{% {0} %}}'.", kind="tag"),
    r"tag name expected": _Wording("A word such as 'if' belongs after '{{%'."),
    r"[Uu]nexpected end of template, expected '(.+)'|unexpected 'end of template'": _Wording(
        "The braces that begin here have no end."
    ),
    r"unexpected char (?:'\"'|\"'\") at \d+": _Wording(
        "A text in quotes has no end here.", "Type the same quote after its last word."
    ),
    r"unexpected char '([“”„‘’«»])' at \d+": _Wording(
        "Between braces, texts stand in straight quotes, and these are curly: {0}",
        'Type straight ones: "…"',
    ),
    r"unexpected char '(.+)' at \d+": _Wording("The sign {0} means nothing between braces."),
    r"expected token ',', got '(.+)'": _Wording(
        "A comma belongs before '{0}', or a quote before it ends a text too early.",
        "Put a text that holds quotes into quotes of the other kind.",
    ),
    r"expected token '(.+)', got '='": _Wording(
        "'{0}' belongs where '=' stands.", "To ask whether two things are the same, write =="
    ),
    r"expected token '(.+)', got '(.+)'": _Wording("Here belongs '{0}', and '{1}' stands there."),
    r"unexpected '(.+)', expected '(.+)'": _Wording("'{1}' is missing before '{0}'."),
    r"(?:Expected an expression, got|unexpected) '(end of .+)'": _Wording(
        "Something is missing before '{0}'."
    ),
    r"unexpected '(.+)'": _Wording("'{0}' means nothing here."),
    r"expected name or number": _Wording("A name belongs after the period."),
    r"No filter named '(.+?)'.*": _Wording("There is no filter '{0}'.", kind="filter"),
    r"No test named '(.+?)'.*": _Wording("There is no test '{0}'.", kind="test"),
    r"Missing end of comment tag": _Wording("A note begins with '{{#' and has no '#}}'."),
    r"Missing end of raw directive": _Wording("'{{% raw %}}' is not ended by '{{% endraw %}}'."),
    r"block '(.+)' defined twice": _Wording("Two blocks are named '{0}'.", "Name one otherwise."),
    r"extended multiple times": _Wording("This extends two templates, and may extend one."),
    r"'(\w+)' is undefined": _Wording("There is nothing named '{0}' here.", kind="name"),
    r".+ has no (?:attribute|element) '?(.+?)'?": _Wording(
        "There is no '{0}' in what stands before it."
    ),
    r"'.+' object is not callable": _Wording("What stands before these parentheses is no macro."),
}


def own_words(error: Exception) -> str:
    """What an error says itself, on one line and without a period."""
    return " ".join(str(error).split()).rstrip(".")


def in_words(error: Exception, names: Mapping[str, Collection[str]]) -> tuple[str, str]:
    """What is said of a slip, and a way out; either may be "". `names` are those that there are of
    each kind: `filter`, `test` and `name`.
    """
    text = own_words(error)
    for pattern, (message, hint, kind) in _WORDINGS.items():
        if match := re.fullmatch(pattern, text):
            parts = [_SIGNS.get(part or "", part) for part in match.groups()]
            others = {"tag": _TAGS, **names}.get(kind, ())
            guess = get_close_matches(str(parts[-1]), others, 1, _SLIP) if others else []
            way_out = f"Did you mean '{guess[0]}'?" if guess else hint.format(*parts)
            return message.format(*parts), way_out
    return "", ""
