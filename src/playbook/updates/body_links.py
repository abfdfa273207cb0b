"""The links in a body, each leading where its page is now."""

import re
from collections.abc import Callable

from playbook.parsing.markdown_spans import spans

_DEFINITION = re.compile(
    r"""^[ \t>]*\[(?:[^\[\]\\]|\\.)+\]:[ \t]*\n?[ \t]*      # [label]:
    (?:<(?P<quoted>[^<>\n]*)>|(?P<url>[^\s<]\S*))           # where it leads
    (?:(?:[ \t]+|[ \t]*\n[ \t]*)(?:                         # a title, over some lines
        "(?:[^"\\\n]|\\.|\n(?!\s*\n))*"
      | '(?:[^'\\\n]|\\.|\n(?!\s*\n))*'
      | \((?:[^()\\\n]|\\.|\n(?!\s*\n))*\)
    ))?[ \t]*(?:\n|\Z)""",
    re.MULTILINE | re.VERBOSE,
)


def relink(body: str, now: Callable[[str], str | None]) -> str:
    """A body whose links lead where `now` says; a link to None becomes plain words."""
    for span in sorted(spans(body, "Link"), key=lambda span: -span.start):
        url = span.details["dest_url"]
        new = now(url)
        if new is None:
            body = body[: span.start] + body[span.start + 1 : span.inner_end] + body[span.end :]
        elif new != url and (at := body.rfind(url, span.inner_end, span.end)) >= 0:
            body = body[:at] + new + body[at + len(url) :]
        elif new != url:
            definition = rf"(?m)(?<=\]:)([ \t]*<?){re.escape(url)}(?=[>\s]|$)"
            body = re.sub(definition, rf"\g<1>{new}", body)
    return body


def without_definitions(body: str, now: Callable[[str], str | None]) -> str:
    """A body without the addresses and titles below its text of which `now` knows no place."""
    code = [(span.start, span.end) for span in spans(body, "CodeBlock")]

    def rest(definition: re.Match[str]) -> str:
        is_code = any(start <= definition.start() < end for start, end in code)
        url = definition["url"] or definition["quoted"] or ""
        return "" if not is_code and now(url) is None else definition[0]

    return _DEFINITION.sub(rest, body)
