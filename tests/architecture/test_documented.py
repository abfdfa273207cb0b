"""What people can meet is explained."""

import subprocess
import sys
from pathlib import Path

from click import Context

from playbook_site.cli import COMMANDS, main

DOCS = Path(__file__).resolve().parents[2] / "docs" / "contributing"


def test_every_command_is_explained() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")

    commands = main.list_commands(Context(main))

    assert not [name for name in commands if f"## `playbook {name}`" not in page]


def test_the_list_of_commands_says_of_each_what_it_says_of_itself() -> None:
    context = Context(main)

    for name, place in COMMANDS.items():
        command = main.get_command(context, name)
        assert command
        assert command.get_short_help_str(limit=200) == place.gist


def test_the_list_of_commands_loads_no_command() -> None:
    code = (
        "import sys\n"
        "from playbook_site.cli import COMMANDS, main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted({'playbook', 'pydantic', 'jinja2', 'mkdocs', 'yaml'} & sys.modules.keys()))"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "Check every entry" in told.stdout
    assert told.stdout.endswith("\n[]\n")
