"""Where the web editor saves to, and whom it asks to sign people in: Decap calls it a backend."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playbook.contributing.agreement import TRAILER
from playbook.contributing.hosts.repository import repository_at


def backend(
    repository: str, branch: str = "", gateway: str = "", application: str = ""
) -> Mapping[str, Any]:
    """The backend for the address of a repository or, if there is one, of a gateway to it.

    An `application` is the id by which GitLab knows the editor: people sign in there, by PKCE.
    """
    return _gateway(gateway, branch) if gateway else _repository(repository, branch, application)


def hosts(repository: str, gateway: str = "") -> tuple[str, ...]:
    """The hosts that the editor may ask: those of the repository it saves to or of the gateway to
    it, and no others. One on the site's own host needs no mention.
    """
    if gateway:
        parts = urlsplit(gateway)
        return (f"https://{parts.netloc}",) if parts.netloc else ()
    return tuple(filter(None, [repository_at(repository).api_origin]))


def _messages(author: str) -> Mapping[str, str]:
    """What git is told of what somebody saves; the editor fills in the names."""
    return {
        name: f"{{{{collection}}}}: {verb} {{{{slug}}}}\n\n{TRAILER}, by {{{{{author}}}}}"
        for name, verb in (("create", "add"), ("update", "change"))
    }


def _gateway(address: str, branch: str) -> Mapping[str, Any]:
    """A Git Gateway: it writes in its own name, so git hears of people by their names."""
    base = address.rstrip("/")
    return {
        "name": "git-gateway",
        "identity_url": f"{base}/identity",
        "gateway_url": f"{base}/git",
        **({"branch": branch} if branch else {}),
        "commit_messages": _messages("author-name"),
    }


def _repository(repository: str, branch: str, application: str) -> Mapping[str, Any]:
    """Whom it asks; without a branch, that host says which is the default."""
    host = repository_at(repository)
    own: dict[str, Any] = {"branch": branch} if branch else {}
    if host.kind not in ("github", "gitlab", "bitbucket"):
        return {"name": "git-gateway", **own}
    own |= {"api_root": host.own_root} if host.own_root else {}
    if host.kind == "gitlab" and application:
        own |= {"auth_type": "pkce", "app_id": application, "base_url": host.api_origin}
    return {
        "name": host.kind,
        "repo": host.path,
        **own,
        "commit_messages": _messages("author-login"),
    }
