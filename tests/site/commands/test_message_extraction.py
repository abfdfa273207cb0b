"""Which messages are collected for translators."""

from pathlib import Path

from playbook_site.commands.message_extraction import collect


def test_titles_of_pages_and_groups_are_messages_whatever_their_quotes(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        'site_url: !ENV [SITE, ""]\n'
        "nav:\n"
        '  - "Ask: first": docs/ask.md\n'
        "  # - Hidden: docs/hidden.md\n"
        "  - docs/untitled.md\n"
        "  - Group:\n"
        "    - {Inside: docs/inside.md}\n",
        encoding="utf-8",
    )

    template = collect(tmp_path)

    titles = [m.id for m in template if m.locations == [("mkdocs.yml", 0)]]
    assert titles == ["Ask: first", "Group", "Inside"]
