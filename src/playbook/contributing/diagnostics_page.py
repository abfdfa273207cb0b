"""The reference page of diagnostics, made from the codes where they are declared."""

import re
from collections.abc import Iterable, Iterator

from playbook.checks import CHAPTERS
from playbook.source.diagnostics import Code, Example, Severity

PATH = "docs/contributing/diagnostics.md"

_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Note"}
_INTRODUCTION = """---
# Made by `playbook generate` from the modules that report. Change those, and run it again.
description: Everything that the checks report, what it means, and how to make it go away.
---

# What the checks say

`playbook check` reads every entry and reports everything at once, in the order of the files:

```text
moves/ask.md:8:3: error: There is no 'princpal' in roles/. [unknown-reference]
    Did you mean 'principal'?
```

First the file, line and column; then how much it weighs and what is wrong; then a code in \
brackets, which you find below; then what to do. **Errors** stop a build. **Warnings** and \
**notes** never stop anybody. Below each code is a piece of a file that is reported, and one \
that is not.

Most of them come with an edit that does what they advise. `playbook check --fix` makes those that \
have one meaning and keep every word; `playbook check --fix --suggest` shows you the others one by \
one, and you say yes or no. Where none can be made, the last line below a code says why.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_INTRODUCTION, *_chapters()])


def _chapters() -> Iterator[str]:
    earlier: set[Code] = set()
    for title, modules in CHAPTERS.items():
        codes = dict.fromkeys(code for module in modules for code in module.CODES)
        yield f"## {title}\n"
        yield from _paragraphs(code for code in codes if code not in earlier)
        earlier.update(codes)


def _paragraphs(codes: Iterable[Code]) -> Iterator[str]:
    for code in codes:
        yield f"### `{code.id}`\n\n{_WORDS[code.severity]}. {code.explanation}\n"
        yield f"This is reported:\n\n{_block(code.fails)}"
        yield f"This is not:\n\n{_block(code.passes)}"
        yield f"Where no edit is offered: {code.no_edit}\n"


def _block(example: Example) -> str:
    usual = example.path == Example("").path or example.language == "text"
    title = "" if usual else f' title="{example.path}"'
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", example.text))])
    block = f"{fence}{example.language}{title}\n{example.text}\n{fence}\n"
    has_braces = "{{" in block or "{%" in block
    return f"{{% raw %}}\n\n{block}\n{{% endraw %}}\n" if has_braces else block
