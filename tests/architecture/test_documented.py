"""What people can meet is explained."""

from pathlib import Path

from click import Context

from playbook_site.cli import COMMANDS, main
from tests import own_process

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
    told, modules = own_process.run("--help")

    assert "Check every entry" in told
    assert not {"playbook", "pydantic", "jinja2", "mkdocs", "yaml"} & modules
