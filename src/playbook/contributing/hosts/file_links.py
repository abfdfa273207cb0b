"""Links that open a repository's file in the editor of its host, or a new file with its text."""

from urllib.parse import quote, urlencode

from playbook.contributing.hosts.repository import repository_at

DEFAULT_BRANCH = "HEAD"
"""What hosts call the branch that readers see, where its name is not known."""


def file_link(repository: str, path: str) -> str:
    """The address at which a file is read; the path itself without a repository."""
    kind, _, _, address = repository_at(repository)
    way = "-/blob" if kind == "gitlab" else "blob"
    return f"{address}/{way}/{DEFAULT_BRANCH}/{quote(path)}" if address else path


def edit_link(repository: str, branch: str, path: str) -> str:
    """The address at which a file is edited; "" without a repository."""
    kind, _, _, address = repository_at(repository)
    way = {"gitlab": "-/edit", "forgejo": "_edit"}.get(kind, "edit")
    return f"{address}/{way}/{quote(branch)}/{quote(path)}" if address else ""


def new_file_link(repository: str, branch: str, path: str, text: str) -> str:
    """The address at which a new file is written that has a name and a text; "" for a host where
    no address does that.
    """
    kind, _, _, address = repository_at(repository)
    folder, _, name = path.rpartition("/")
    match kind:
        case "github":
            query = urlencode({"filename": name, "value": text}, quote_via=quote)
            return f"{address}/new/{quote(branch)}/{quote(folder)}?{query}"
        case "gitlab":  # which wants the folder to be there already, unless it is in the name
            query = urlencode({"file_name": path, "content": text}, quote_via=quote)
            return f"{address}/-/new/{quote(branch)}?{query}"
        case "forgejo":
            query = urlencode({"filename": name, "value": text}, quote_via=quote)
            return f"{address}/_new/{quote(branch)}/{quote(folder)}?{query}"
        case _:
            return ""
