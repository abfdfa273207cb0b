"""Everything outside the site that follows from the model: forms, schemas, settings of editors.

None is written by hand: what a form calls optional is what the model calls optional.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from playbook.catalog.playbook import Playbook
from playbook.contributing import diagnostics_page
from playbook.contributing.forms import as_issue_form, forms
from playbook.contributing.hosts.form_links import template
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.schemas import entry_schema, playbook_schema
from playbook.source.encoders import as_json

_NOTE = "# Made by `playbook generate` from the model. Change the model, and run it again.\n"

_EDITOR = {
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "[markdown]": {
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
    },
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
}


def surfaces(playbook: Playbook) -> Mapping[str, str]:
    """The text of each file, by its path from the root of the repository."""
    files = {
        f".github/ISSUE_TEMPLATE/{template(form.id)}": _yaml(as_issue_form(form))
        for form in forms(playbook)
    }
    files[".github/ISSUE_TEMPLATE/config.yml"] = _yaml({"blank_issues_enabled": True})
    kinds = {folder: kind for folder, (kind, _) in COLLECTIONS.items()}
    of_json = {f"schemas/{kind}.json": entry_schema(folder) for folder, kind in kinds.items()} | {
        "schemas/playbook.json": playbook_schema(),
        ".remarkrc.json": _remark(kinds),
        ".vscode/settings.json": _EDITOR,
        ".vscode/extensions.json": {"recommendations": ["unifiedjs.vscode-remark"]},
    }
    files |= {path: f"{as_json(value)}\n" for path, value in of_json.items()}
    files[diagnostics_page.PATH] = diagnostics_page.page()
    return files


def _yaml(value: Mapping[str, Any]) -> str:
    return _NOTE + yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=100)


def _remark(kinds: Mapping[str, str]) -> Mapping[str, Any]:
    """Settings of remark, which shows what a schema reports, in VS Code as an author types."""
    schemas = {f"./schemas/{kind}.json": [f"./{folder}/*.md"] for folder, kind in kinds.items()}
    return {
        "plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": schemas}]]
    }
