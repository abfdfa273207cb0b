"""What kind of host a repository is at: GitHub, GitLab, Bitbucket, or another."""

from typing import NamedTuple
from urllib.parse import urlsplit


class Repository(NamedTuple):
    """A repository by its address."""

    kind: str
    """`github`, `gitlab`, `bitbucket`, `forgejo` (Gitea too), or "" for every other host."""
    host: str
    """The host with its port, or "" where there is no address."""
    path: str
    """Owner and name."""
    address: str
    """The address of its page, which links go on from."""

    @property
    def own_root(self) -> str:
        """Where a host of somebody's own answers programs, or "" at github.com and its like."""
        match self.kind:
            case "github" if self.host != "github.com":
                return f"https://{self.host}/api/v3"
            case "gitlab" if self.host != "gitlab.com":
                return f"https://{self.host}/api/v4"
            case _:
                return ""

    @property
    def api_origin(self) -> str:
        """The origin that programs ask, or ""."""
        match self.kind:
            case "github" | "bitbucket" if not self.own_root:
                return f"https://api.{self.host}"
            case "" | "forgejo":
                return ""
            case _:
                return f"https://{self.host}"


def repository_at(address: str) -> Repository:
    """Read the address of a repository; a `.git` at its end is left out."""
    address = address.strip().rstrip("/").removesuffix(".git")
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    return Repository(_kind(parts.hostname or ""), host, parts.path.strip("/"), address)


def _kind(host: str) -> str:
    if host == "github.com" or host.startswith("github."):
        return "github"
    if "gitlab" in host.partition(".")[0]:
        return "gitlab"
    if host == "codeberg.org" or host.startswith(("forgejo.", "gitea.")):
        return "forgejo"
    return "bitbucket" if host == "bitbucket.org" else ""
