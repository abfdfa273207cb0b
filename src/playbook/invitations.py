"""Links that open a form which knows already what it is about."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

FORMS = ("idea", "move", "case", "used", "condition", "role")
"""Every form by its name, in the order in which a chooser shows them."""


def template(form: str) -> str:
    """The file name of a form among GitHub's issue forms, which are listed by their names."""
    return f"{FORMS.index(form) + 1}-{form}.yml"


def invitation(repository: str, form: str, answers: Mapping[str, str]) -> str:
    """The address at which a form of a repository opens with some answers given; "" without one.

    `answers` are texts by the names that `forms.identifier` gives. GitHub opens its form; GitLab,
    and Gitea or Forgejo, open an issue in which the same questions stand as headings.
    """
    repository = repository.rstrip("/")
    host = urlsplit(repository).hostname or ""
    if not repository:
        return ""
    if host == "github.com" or host.startswith("github."):
        query = urlencode({"template": template(form), **answers})
        return f"{repository}/issues/new?{query}"
    title = answers.get("title", "")
    text = "\n\n".join(f"### {_label(name)}\n\n{answer}" for name, answer in answers.items())
    if "gitlab" in host:
        query = urlencode({"issue[title]": title, "issue[description]": text})
        return f"{repository}/-/issues/new?{query}"
    return f"{repository}/issues/new?{urlencode({'title': title, 'body': text})}"


def _label(name: str) -> str:
    return name.replace("-", " ").capitalize()
