"""Links that open a form which knows already what it is about."""

from collections.abc import Mapping
from urllib.parse import urlencode

from playbook.contributing.hosts.repository import repository_at

FORMS = ("idea", "move", "case", "used", "condition", "role", "plan")
"""Every form by its name, in the order in which a chooser shows them."""


def template(form: str) -> str:
    """The file name of a form among GitHub's issue forms, which are listed by their names."""
    return f"{FORMS.index(form) + 1}-{form}.yml"


def form_link(repository: str, form: str, answers: Mapping[str, str]) -> str:
    """The address at which a form of a repository opens with some answers given; "" without one.

    `answers` are texts by the names that `forms.identifier` gives. GitHub opens its form; GitLab,
    and Gitea or Forgejo, open an issue in which the same questions stand as headings.
    """
    kind, _, _, address = repository_at(repository)
    if not address:
        return ""
    if kind == "github":
        query = urlencode({"template": template(form), **answers})
        return f"{address}/issues/new?{query}"
    title = answers.get("title", "")
    text = "\n\n".join(f"### {_label(name)}\n\n{answer}" for name, answer in answers.items())
    if kind == "gitlab":
        query = urlencode({"issue[title]": title, "issue[description]": text})
        return f"{address}/-/issues/new?{query}"
    return f"{address}/issues/new?{urlencode({'title': title, 'body': text})}"


def _label(name: str) -> str:
    return name.replace("-", " ").capitalize()
