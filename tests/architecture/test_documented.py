"""What people can meet is explained."""

from pathlib import Path

from click import Context

from playbook_site.cli import main

DOCS = Path(__file__).resolve().parents[2] / "docs" / "contributing"


def test_every_command_is_explained() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")

    commands = main.list_commands(Context(main))

    assert not [name for name in commands if f"## `playbook {name}`" not in page]
