"""Names of files: what systems leave behind, and what not every computer can store."""

import re
import unicodedata
from collections.abc import Collection

from playbook.source.diagnostics import Code, Example, Severity

RESERVED_NAME = Code(
    "reserved-name",
    Severity.ERROR,
    "Windows cannot store files named `con`, `aux` or `nul`, and the site needs `index`, "
    "`search` and a few more for pages of its own. Any longer name will do.",
    fails=Example("moves/search.md", language="text"),
    passes=Example("moves/search-together.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

ID_COLLISION = Code(
    "id-collision",
    Severity.ERROR,
    "`Ask.md` and `ask.md` are two files on one computer and the same file on another. "
    "Somebody who copies the playbook would lose one of them.",
    fails=Example("moves/strasse.md\nmoves/straße.md", language="text"),
    passes=Example("moves/ask-again.md\nmoves/ask-anybody.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

CODES = (RESERVED_NAME, ID_COLLISION)

MERGE = "If not, move what only this one says into that file, and delete this one."
"""What to do with a file that says the same as another, and may say more."""

_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
_LITTER = re.compile(
    r"""\.DS_Store | \._.* | \.Spotlight-V100 | \.Trashes | \.fseventsd | \.AppleDouble | Icon\r
    | __MACOSX | \.directory   # of macOS and KDE
    | Thumbs\.db | ehthumbs\.db | desktop\.ini | \$RECYCLE\.BIN   # of Windows
    | ~\$.* | ~WRL.*\.tmp | \.~lock\..*\#   # of Word and LibreOffice, while a file is open
    | \..*\.sw[a-p] | .*~ | \.\#.* | \#.*\#   # of Vim and Emacs
    | __pycache__ """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_COPY = re.compile(
    r"(?:copy of |copia de )?(?P<name>.+?)(?: ?\(\d+\)| ?-? ?(?:copy|copia)(?: ?\(?\d+\)?)?| \d+)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:readme|license|changelog|contributing)\.md", re.IGNORECASE)
_PORTABLE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?<!\.)")


def is_litter(name: str) -> bool:
    """Whether an operating system or an editor left a file or folder of this name behind."""
    return _LITTER.fullmatch(name) is not None


def is_entry_name(name: str, names: Collection[str]) -> bool:
    """Whether a file in a folder of entries, among others, is to be read as one."""
    is_text = name.endswith(".md") and not name.startswith(".")
    return is_text and not is_about_its_folder(name) and not copied_name(name, names)


def is_about_its_folder(name: str) -> bool:
    """Whether a file tells people of the folder that it is in, as a README does."""
    return _ABOUT.fullmatch(name) is not None


def copied_name(name: str, names: Collection[str]) -> str:
    """The file that a computer made this one of, as in `ask (1).md`; "" if it is none of these."""
    stem, dot, ending = name.rpartition(".")
    if " " not in stem and "(" not in stem:
        return ""
    match = _COPY.fullmatch(stem)
    original = f"{match['name']}{dot}{ending}" if match else name
    return original if original != name and original in names else ""


def is_reserved(name: str) -> bool:
    """Whether Windows keeps this name for itself, whatever follows the dot."""
    return name.partition(".")[0].casefold() in _WINDOWS


def is_portable(name: str) -> bool:
    """Whether every computer can store this name, and an address can have it as it is."""
    return _PORTABLE.fullmatch(name) is not None


def same_name(path: str) -> str:
    """A path in the form that two paths share where a computer takes them for the same file."""
    return unicodedata.normalize("NFC", path).casefold()


def rename_hint(name: str, others: Collection[str], own: str, what: str = "the file") -> str:
    """The way out for a file or a folder (`moves/`) that should have another name than its `own`.

    Where one of the `others` beside it has that name, nobody is told to write over it.
    """
    target = same_name(name.rstrip("/"))
    there = next((one for one in others if one != own and same_name(one) == target), "")
    if not there:
        return f"Rename {what}: {name}."
    if name.endswith("/"):
        return f"Move its files into {there}/. Where both have a file of one name, keep one."
    return (
        f"There is a file {there} too. If this one is something else, give it another name. {MERGE}"
    )


def move_hint(folder: str, what: str = "it") -> str:
    """The way out for a file that belongs into another folder, where one may have its name."""
    return f"Move {what} into {folder}/. If a file there has its name, rename this one first."
