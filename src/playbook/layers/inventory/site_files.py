"""The files that become a site's own: pages and pictures in `docs/`, and all in `overrides/`."""

import posixpath
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from playbook.layers.inventory import pictures
from playbook.model.codes import BAD_FILE_NAME, MISPLACED_FILE
from playbook.model.entry_types import MODELS
from playbook.source import file_names
from playbook.source.decoding import not_utf8
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.files import MAX_PICTURE, read_bytes, symlink, too_large, unreadable
from playbook.source.folders import Item, Kind, contents, walk
from playbook.source.location import Location
from playbook.source.moment import once

FILE_NOT_TAKEN = Code(
    "file-not-taken",
    Severity.ERROR,
    "Every file in `docs/` is published as it is, so only pages in Markdown and pictures may be "
    "there: a page of HTML or a script would run in the reader's browser. Templates, styles and "
    "scripts have a place in `overrides/`, which their owners review.",
    fails=Example("docs/visitors.html", language="text"),
    passes=Example("docs/visitors.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

ADDRESS_TAKEN = Code(
    "address-taken",
    Severity.ERROR,
    "Two things would be published at one address, and readers would get only one of them: a page "
    "and an entry, two pages, or a file and one that the build writes itself.",
    fails=Example("docs/moves/ask-first.md", language="text"),
    passes=Example("docs/guides/ask-first.md", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

UNSAFE_PICTURE = Code(
    "unsafe-picture",
    Severity.ERROR,
    "A picture is not the kind of file that its name says, is broken, or is a drawing that holds a "
    "script or leads elsewhere. Save it again from the program that it was made with; for a "
    'drawing, choose "plain" or "optimized" SVG.',
    fails=Example(
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        language="xml",
        path="docs/images/map.svg",
    ),
    passes=Example(
        '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>',
        language="xml",
        path="docs/images/map.svg",
    ),
    no_edit="A picture is changed in the program that it was made with.",
)

CODES = (MISPLACED_FILE, FILE_NOT_TAKEN, ADDRESS_TAKEN, UNSAFE_PICTURE)

OF_THE_SITE = frozenset(
    {*MODELS, *"assets book search pagefind explore deck admin data embed feeds".split()}
    | set("schools districts tags templates".split())
)
"""The folders of the site that a build fills or passes over."""

PAGES_OF_THE_SITE = frozenset({"404", "admin", "pagefind", "schools", "search", "sitemap", "tags"})
GENERATED = frozenset(
    "playbook.json playbook.schema.json words.js sitemap.xml sitemap.xml.gz manifest.sha256 "
    "_headers 404.html index.html llms.txt site.webmanifest".split()
)
"""The files at the top of a site that a build writes itself."""

TEXTS = frozenset({".html", ".css", ".js", ".txt"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
_SCRIPT = "A script goes into overrides/assets/, and a template has to name it."
_INSTEAD: Mapping[str, str] = {
    "CNAME": "Set the address as site_url in district.yml, and the domain at the host.",
    "_redirects": "An entry that was renamed keeps its old address: write it after 'former_ids:'.",
    "robots.txt": "Put it into overrides/, at the top.",
    "sw.js": "The site works without one; a program between readers and pages is not taken.",
    ".html": "Write the page in Markdown, as .md, or make a template of it in overrides/.",
    ".htm": "Write the page in Markdown, as .md, or make a template of it in overrides/.",
    ".js": _SCRIPT,
    ".mjs": _SCRIPT,
    ".css": "A style sheet goes into overrides/assets/, and a template has to name it.",
    ".txt": "If it is a page, rename it so that it ends in .md.",
}
"""What to do with a file that `docs/` does not take, by its name or its ending."""


def site_diagnostics(folders: Sequence[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """What is wrong with the files in `docs/` and `overrides/` of an original and its layers."""
    pages: dict[str, str] = {}
    for layer, folder in folders:
        diagnostics, here = _in_folder(layer, folder)
        yield from diagnostics
        pages |= here
    yield from _same_addresses(pages)


@once
def _in_folder(layer: str, folder: Path) -> tuple[list[Diagnostic], Mapping[str, str]]:
    """What is wrong with the files in a folder, and the path of each page by its path in it."""
    diagnostics: list[Diagnostic] = []
    pages: dict[str, str] = {}
    for top, judge in (("docs", _in_docs), ("overrides", _in_overrides)):
        names: dict[str, str] = {}
        for item in walk(folder, top):
            path = f"{layer}/{item.path}".lstrip("/")
            diagnostics += _regular(item, path) or _name(item, path, names)
            if item.kind is Kind.FILE and not _is_hidden(item):
                diagnostics += judge(folder, item, path)
                if top == "docs" and item.name.endswith(".md"):
                    pages[item.path] = path
    return diagnostics, pages


def encoding_diagnostic(data: bytes, path: str) -> Iterator[Diagnostic]:
    """A diagnostic for bytes that are no text in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        yield not_utf8(data, error, path)


def irregular(item: Item, path: str) -> list[Diagnostic]:
    """A diagnostic for what is neither a file nor a folder."""
    match item.kind:
        case Kind.LINK:
            return [symlink(path)]
        case Kind.OTHER:
            return [unreadable(path, "it is neither a file nor a folder that you may open")]
    return []


def _regular(item: Item, path: str) -> list[Diagnostic]:
    if item.kind is Kind.FOLDER and PurePosixPath(item.path).suffix in (".md", ".html"):
        return [unreadable(path, "it is a folder, with the name of a file")]
    return irregular(item, path)


def _name(item: Item, path: str, names: dict[str, str]) -> Iterator[Diagnostic]:
    """A diagnostic for a name that some computer cannot store, or takes for another one."""
    first = names.setdefault(file_names.same_name(item.path), path)
    if _is_hidden(item):
        return
    if file_names.is_reserved(item.name):
        hint = "Rename it; add a word that says what it is about."
        yield _diagnostic(
            path, file_names.RESERVED_NAME, "Windows keeps this name for itself.", hint
        )
    elif not file_names.is_portable(item.name):
        message = "This name does not work on every computer, or in an address."
        yield _diagnostic(
            path, BAD_FILE_NAME, message, "Use letters a-z, digits, hyphens, and dots."
        )
    elif first != path:
        message = f"This name and {first} are the same on many computers."
        yield _diagnostic(path, file_names.ID_COLLISION, message, "Rename one of the two.")


def _in_docs(folder: Path, item: Item, path: str) -> Iterator[Diagnostic]:
    place = PurePosixPath(item.path).relative_to("docs")
    top, ending = place.parts[0], place.suffix
    if len(place.parts) > 1 and top in OF_THE_SITE:
        home = path.removesuffix(item.path)
        hint = (
            f"An entry goes into {home}{top}/." if top in MODELS else "Use another folder of docs/."
        )
        message = f"The site fills the folder {top}/ itself."
        yield _diagnostic(path, ADDRESS_TAKEN, message, hint)
    elif place.as_posix() in GENERATED or (place.name == top and place.stem in PAGES_OF_THE_SITE):
        hint = "Delete it, or give it another name."
        yield _diagnostic(path, ADDRESS_TAKEN, "The build writes what has this name itself.", hint)
    elif ending in pictures.ENDINGS or ending.lower() in pictures.ENDINGS:
        yield from _picture(folder, item, path)
    elif ending != ".md" and ending.lower() in _MARKDOWN:
        message = f"This name ends in '{ending}'; a page's ends in '.md'."
        beside = [other.name for other in contents(folder, posixpath.dirname(item.path))]
        hint = file_names.rename_hint(f"{place.stem}.md", beside, item.name)
        yield _diagnostic(path, BAD_FILE_NAME, message, hint)
    elif ending != ".md":
        otherwise = "Keep it where people can fetch it, such as a shared drive, and link to it."
        hint = _INSTEAD.get(place.name) or _INSTEAD.get(ending.lower(), otherwise)
        message = "Everything in docs/ is published, and it holds pages (.md) and pictures only."
        yield _diagnostic(path, FILE_NOT_TAKEN, message, hint)


def _in_overrides(folder: Path, item: Item, path: str) -> Iterator[Diagnostic]:
    ending = PurePosixPath(item.path).suffix.lower()
    if ending in pictures.ENDINGS or ending == ".woff2":
        yield from _picture(folder, item, path)
    elif ending in TEXTS:
        yield from _text(folder, item, path)
    else:
        message = "overrides/ holds .html, .css, .js, .woff2, .txt and pictures only."
        yield _diagnostic(path, FILE_NOT_TAKEN, message, "Delete it, or move it out of overrides/.")
        return
    in_place = item.path.startswith("overrides/assets/") or item.path == "overrides/robots.txt"
    if ending != ".html" and not in_place:
        message = "This would be published outside of the site's assets/."
        yield _diagnostic(path, FILE_NOT_TAKEN, message, file_names.move_hint("overrides/assets"))


def _picture(folder: Path, item: Item, path: str) -> Iterator[Diagnostic]:
    data = yield from _bytes(folder, item, path)
    if data is not None and (fault := pictures.fault(item.path, data)):
        yield _diagnostic(
            path, UNSAFE_PICTURE, fault, "Save it again from the program it was made with."
        )


def _text(folder: Path, item: Item, path: str) -> Iterator[Diagnostic]:
    data = yield from _bytes(folder, item, path)
    if data is not None:
        yield from encoding_diagnostic(data, path)


def _bytes(folder: Path, item: Item, path: str) -> Generator[Diagnostic, None, bytes | None]:
    size = (folder / item.path).lstat().st_size
    if size > MAX_PICTURE:
        yield too_large(path, size, MAX_PICTURE)
        return None
    return read_bytes(folder, item.path)


def _same_addresses(pages: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A diagnostic for each page that takes the address of another."""
    path_of: dict[str, str] = {}
    for page in sorted(pages):
        place = PurePosixPath(page).with_suffix("")
        address = place.parent if place.name in ("index", "README") else place
        first = path_of.setdefault(address.as_posix(), pages[page])
        if first != pages[page]:
            message = f"This page and {first} would have the same address."
            yield _diagnostic(pages[page], ADDRESS_TAKEN, message, "Rename one of the two.")


def _is_hidden(item: Item) -> bool:
    """Whether MkDocs passes over a file, since a part of its path starts with a dot."""
    return any(part.startswith(".") for part in item.path.split("/"))


def _diagnostic(path: str, code: Code, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(path), code, message, hint)
