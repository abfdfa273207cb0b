"""The command that starts the language server."""

from pathlib import Path

import click


@click.command("lsp")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
def lsp_command(root: Path) -> None:
    """Speak with an editor over standard input and output: what the checks say, and their edits.

    An editor starts it; nobody types it.
    """
    try:
        from playbook_site.commands.lsp.server import server  # loads pygls
    except ImportError:
        raise click.ClickException(
            "The language server needs one more package: pip install 'learning-matters[lsp]'."
        ) from None
    server(root).start_io()
