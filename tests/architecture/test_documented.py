"""What people can meet is explained."""

import re
from pathlib import Path

from click import Context

from playbook import CODES
from playbook_site.cli import main

DOCS = Path(__file__).resolve().parents[2] / "docs" / "contributing"


def test_every_code_has_its_paragraph_in_order() -> None:
    page = (DOCS / "diagnostics.md").read_text(encoding="utf-8")

    headings = re.findall(r"^### `([a-z0-9-]+)`$", page, re.MULTILINE)

    assert sorted(headings) == sorted(CODES)


def test_every_paragraph_tells_the_severity() -> None:
    page = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    words = {"error": "Error.", "warning": "Warning.", "info": "Note."}

    for code in CODES.values():
        _, _, paragraph = page.partition(f"### `{code.id}`\n\n")
        assert paragraph.startswith(words[code.severity]), code


def test_every_paragraph_has_an_example() -> None:
    page = (DOCS / "diagnostics.md").read_text(encoding="utf-8")

    for code in CODES:
        _, _, rest = page.partition(f"### `{code}`\n\n")
        assert re.match(r"[^\n]+\n\n```(text|yaml|markdown)\n.+?\n```\n", rest, re.DOTALL), code


def test_every_command_is_explained() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")

    commands = main.list_commands(Context(main))

    assert not [name for name in commands if f"## `playbook {name}`" not in page]
