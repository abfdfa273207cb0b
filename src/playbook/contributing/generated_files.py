"""Everything outside the site that follows from the model: forms, schemas, settings of editors.

None is written by hand: what a form calls optional is what the model calls optional.
"""

import json
from collections.abc import Mapping
from typing import Any

import yaml

from playbook.catalog.playbook import Playbook
from playbook.contributing import diagnostics_page
from playbook.contributing.forms import as_issue_form, forms
from playbook.contributing.hosts.form_links import template
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.schemas import entry_schema, playbook_schema

_NOTE = "# Made by `playbook generate` from the model. Change the model, and run it again.\n"


def surfaces(playbook: Playbook) -> Mapping[str, str]:
    """The text of each file, by its path from the root of the repository."""
    files = {
        f".github/ISSUE_TEMPLATE/{template(form.id)}": _yaml(as_issue_form(form))
        for form in forms(playbook)
    }
    files[".github/ISSUE_TEMPLATE/config.yml"] = _yaml({"blank_issues_enabled": True})
    kinds = {folder: kind for folder, (kind, _) in COLLECTIONS.items()}
    for folder, kind in kinds.items():
        files[f"schemas/{kind}.json"] = as_json(entry_schema(folder))
    files["schemas/playbook.json"] = as_json(playbook_schema())
    files[".remarkrc.json"] = as_json(_remark(kinds))
    files[".vscode/settings.json"] = as_json(
        {
            "files.eol": "\n",
            "files.insertFinalNewline": True,
            "[markdown]": {
                "editor.wordWrap": "on",
                "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            },
            "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        }
    )
    files[".vscode/extensions.json"] = as_json({"recommendations": ["unifiedjs.vscode-remark"]})
    files[diagnostics_page.PATH] = diagnostics_page.page()
    return files


def as_json(value: Any) -> str:
    """JSON as people read it, in a file."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _yaml(value: Mapping[str, Any]) -> str:
    return _NOTE + yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=100)


def _remark(kinds: Mapping[str, str]) -> Mapping[str, Any]:
    """Settings of remark, which shows what a schema reports, in VS Code as an author types."""
    schemas = {f"./schemas/{kind}.json": [f"./{folder}/*.md"] for folder, kind in kinds.items()}
    return {
        "plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": schemas}]]
    }
