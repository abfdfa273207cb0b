"""The keys that `mkdocs.yml` may have, and what each takes: a closed list."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any, NamedTuple

import yaml
from markdown import Markdown

from playbook.layers.settings import has_host
from playbook.source.diagnostics import did_you_mean
from playbook.source.location import KeyPath
from playbook_site.preflight.other_settings import INSTEAD
from playbook_site.rendering.policy import breaches

FRAME: Mapping[KeyPath, Any] = {
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
    ("plugins", "macros"): {
        "module_name": "macros",
        "render_by_default": False,
        "force_render_paths": "docs/",
        "on_undefined": "strict",
        "on_error_fail": True,
    },
    ("validation",): {
        "omitted_files": "warn",
        "absolute_links": "relative_to_docs",
        "unrecognized_links": "warn",
        "not_found": "warn",
        "anchors": "warn",
    },
}
"""What is the same in every playbook: its pages and its checks count on it."""

_EXTENSIONS = ("markdown_extensions",)
_READ_FILES = ("pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter")
"""Extensions that put files of the machine on a page."""


class Fault(NamedTuple):
    """What is wrong with a key, and what to do about it."""

    path: KeyPath
    message: str
    hint: str


def faults(settings: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with settings."""
    needed = (("site_name",), ("nav",), ("plugins", "playbook"), *FRAME)
    others = list(_faults(settings, ()))
    slips = {(*fault.path[:-1], fault.hint) for fault in others}  # of names that are there
    for path in dict.fromkeys(_missing(settings, path) for path in needed):
        if path and (*path[:-1], did_you_mean(str(path[-1]), [str(path[-1])])) not in slips:
            yield Fault(path, f"'{path[-1]}' is missing.", _hint(path))
    yield from others


def pages_in(nav: object, path: KeyPath = ("nav",)) -> Iterator[tuple[KeyPath, str]]:
    """The paths in a navigation, each with its place."""
    match nav:
        case str():
            yield path, nav
        case list():
            for number, item in enumerate(nav):
                yield from pages_in(item, (*path, number))
        case dict():
            for title, item in nav.items():
                yield from pages_in(item, (*path, title))


def _faults(settings: Mapping[Any, Any], above: KeyPath) -> Iterator[Fault]:
    for key, value in settings.items():
        path = (*above, str(key))
        if above == _EXTENSIONS:
            if message := _extension(str(key), {} if value is None else value):
                yield Fault(path, message, "Take it out, or look up how it is written.")
        elif path in FRAME:
            if not _is_same(value, FRAME[path]):
                message = f"'{key}' is not as the pages and the checks need it."
                yield Fault(path, message, _hint(path))
        elif path in _TAKES:
            takes, words = _TAKES[path]
            if not takes(value):
                yield _wrong(path, value, words)
        elif path == _EXTENSIONS or _names(path):
            if isinstance(value, dict):
                yield from _faults(value, path)
            elif value is not None:
                message = f"'{key}' has parts, each on a line of its own."
                yield Fault(path, message, _hint(path))
        else:
            guess = INSTEAD.get(path) or did_you_mean(str(key), _names(above))
            message = f"Nothing reads '{key}' in the settings of a playbook."
            yield Fault(path, message, guess or "Take it out.")


def _wrong(path: KeyPath, value: Any, words: str) -> Fault:
    """What a key does not take: where a variable of the environment says it, of that."""
    name = _VARIABLES.get(path, "")
    if name and os.environ.get(name) == str(value):
        hint = f"Set it to a whole address, such as {name}=https://example.org/, or to nothing."
        return Fault(path, f"'{value}' is no address, and {name} says so here.", hint)
    return Fault(path, f"'{path[-1]}' takes {words}.", _hint(path))


def _names(above: KeyPath) -> list[str]:
    """The keys that there are below a key."""
    depth = len(above)
    paths = [path for path in (*_TAKES, *FRAME) if path[:depth] == above and len(path) > depth]
    return list(
        dict.fromkeys(str(path[depth]) for path in [*paths, *([] if above else [_EXTENSIONS])])
    )


def _missing(settings: Any, path: KeyPath) -> KeyPath:
    """The part of a path that is not there; nothing where all is, or has another form."""
    for depth, step in enumerate(path, 1):
        if not isinstance(settings, dict | None):
            return ()
        if step not in (settings or {}):
            return path[:depth]
        settings = (settings or {})[step]
    return ()


def _is_same(value: Any, other: Any) -> bool:
    one, two = (json.dumps(v, sort_keys=True, default=repr) for v in (value, other))
    return one == two


def _hint(path: KeyPath) -> str:
    example = FRAME.get(path, _EXAMPLES.get(path))
    if example is None:
        return "Write it like that, or take it out."
    line = yaml.safe_dump({path[-1]: example}, default_flow_style=True, sort_keys=False, width=999)
    words = line.strip()[1:-1]
    if len(path) == 1:
        return f"Write {words}"
    spaces = 2 * (len(path) - 1)
    return f"Below '{path[-2]}:', write a line, after {spaces} spaces: {words}"


def _extension(name: str, options: Any) -> str:
    """What is wrong with an extension of Markdown; "" if it can be used."""
    if name in _READ_FILES:
        return f"'{name}' would put files of this computer on a page."
    if name not in _installed() and not re.fullmatch(r"pymdownx\.\w+", name):
        return f"There is no extension '{name}' of Markdown here."
    if not isinstance(options, dict):
        return f"The options of '{name}' stand below it, each with a colon and a value."
    try:
        Markdown(extensions=[name], extension_configs={name: dict(options)})
    except Exception as error:
        reason = " ".join(str(error).strip("'\"").split()) or type(error).__name__
        return f"'{name}' cannot be used: {reason}."
    return ""


@cache
def _installed() -> frozenset[str]:
    """The extensions that come with Markdown: a folder that is checked cannot add any."""
    return frozenset(entry.name for entry in entry_points(group="markdown.extensions"))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_address(value: Any) -> bool:
    if value in (None, ""):
        return True
    return isinstance(value, str) and bool(re.match("https?://", value)) and has_host(value)


def _is_path(value: Any) -> bool:
    return value is None or (isinstance(value, str) and bool(re.fullmatch(r"[\w./?=&~+-]*", value)))


def _is_harmless(value: Any) -> bool:
    return _is_text(value) and not any(breaches(value))


def _is_navigation(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_item, value))


def _is_item(item: Any) -> bool:
    match item:
        case str():
            return True
        case dict() if len(item) == 1:
            ((title, target),) = item.items()
            return _is_text(title) and (isinstance(target, str) or _is_navigation(target))
        case _:
            return False


def _is_folders(value: Any) -> bool:
    return isinstance(value, str) and all(re.fullmatch(r"/\w+/", p) for p in value.split())


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


_TAKES: Mapping[KeyPath, tuple[Callable[[Any], bool], str]] = {
    ("site_name",): (_is_text, "a name"),
    ("site_description",): (_is_text, "a text"),
    ("site_url",): (_is_address, "an address that starts with https://"),
    ("repo_url",): (_is_address, "an address that starts with https://"),
    ("edit_uri",): (_is_path, "a path such as edit/HEAD/"),
    ("copyright",): (_is_harmless, "a text without scripts, styles and pictures from elsewhere"),
    ("docs_dir",): (lambda value: value == "docs", "docs, where the pages are"),
    ("site_dir",): (lambda value: value == "site", "site; a build takes another one with --site"),
    ("nav",): (_is_navigation, "a list of pages, each with a title of its own or without"),
    ("not_in_nav",): (_is_folders, "folders such as /moves/, each on a line of its own"),
    ("theme", "language"): (_is_text, "a language such as es"),
    ("theme", "direction"): (lambda value: value in ("ltr", "rtl"), "ltr or rtl"),
    ("theme", "font"): (lambda value: value is False, "false; a layer sets fonts"),
    ("theme", "favicon"): (lambda value: value == "assets/icon.svg", "assets/icon.svg"),
    ("plugins", "playbook", "editor"): (_is_switch, "true or false"),
    ("plugins", "playbook", "full_text"): (_is_switch, "true or false"),
    ("extra", "short_name"): (_is_text, "a name"),
    ("extra", "branch"): (_is_path, "the name of a branch"),
    ("extra", "original"): (_is_address, "an address that starts with https://"),
}
"""What the other keys take: a question to a value, and the answer in words."""

_VARIABLES: Mapping[KeyPath, str] = {
    ("site_url",): "PLAYBOOK_SITE_URL",
    ("repo_url",): "PLAYBOOK_REPOSITORY",
    ("extra", "original"): "PLAYBOOK_ORIGINAL",
}
"""The variables of the environment that say what some keys hold."""

_EXAMPLES: Mapping[KeyPath, Any] = {
    ("site_name",): "Our playbook",
    ("nav",): [{"Home": "docs/index.md"}],
    ("theme",): {"name": "material", "custom_dir": "overrides", "language": "en"},
    ("plugins",): {"playbook": {}, "macros": FRAME["plugins", "macros"]},
    ("plugins", "playbook"): {"editor": False},
    _EXTENSIONS: {"admonition": {}},
    ("extra",): {"short_name": "Ours"},
}
