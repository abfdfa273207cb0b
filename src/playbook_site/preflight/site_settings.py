"""What `mkdocs.yml` says, read without MkDocs.

MkDocs takes any key, plugin or program. Here every page is drawn from records, in a frame of our
own that reads a few settings. So the keys are a closed list, as those of a layer are: what is on it
can be judged before a build; what is not would be lost, or would run a program over pages that no
check has seen.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from playbook.checks.site_codes import BAD_NAVIGATION, BAD_SETTING, BAD_TEMPLATE
from playbook.interface import language_of, languages
from playbook.model.codes import NOT_ONE_OF
from playbook.parsing.yaml_codes import BAD_YAML
from playbook.parsing.yaml_slips.syntax import syntax
from playbook.parsing.yaml_slips.unseen import silent_slip
from playbook.source.diagnostics import Diagnostic, InvalidEntry, one_of
from playbook.source.files import read_text
from playbook.source.location import KeyPath, Location, Place, Source
from playbook.source.moment import once
from playbook_site.preflight import known_settings

PATH = "mkdocs.yml"
_SCRIPTS = ("overrides/assets/words.js", "overrides/assets/editor/start.js")
"""What a build reads of `overrides/` beside templates."""
MEND = "Fix it, or undo what was changed in it since it worked."
BRING_BACK = "Bring overrides/ back from the release: it has what all pages are drawn with."
_COMPARE = (
    "Compare this line and the one above it with those around them: each has a name, a colon and "
    f"a space. {MEND}"
)
BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs always uses."""


@dataclass(frozen=True)
class SiteSettings:
    """The settings of a site; without `mkdocs.yml`, those that MkDocs has by itself."""

    extensions: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: {name: {} for name in BUILT_IN}
    )
    """The extensions of Markdown, each with its options."""
    language: str = "en"
    navigation: tuple[tuple[KeyPath, str], ...] | None = None
    """The pages in the navigation, each with its place; None where there is no `mkdocs.yml`."""
    source: Source = field(default_factory=lambda: Source(PATH))
    data: Mapping[str, Any] = field(default_factory=dict)
    """All of the file."""

    @property
    def name(self) -> str:
        """The name of the site; "" where none is given."""
        return str(self.data.get("site_name") or "")

    @property
    def description(self) -> str:
        """What the site is, in a sentence."""
        return str(self.data.get("site_description") or "")

    @property
    def is_written(self) -> bool:
        """Whether there is a `mkdocs.yml`, and so a site."""
        return bool(self.source.text)


@once
def read(original: Path) -> tuple[SiteSettings | None, Sequence[Diagnostic]]:
    """The settings of an original and what is wrong with them; None where they are no YAML."""
    if not (original / PATH).is_file():
        return SiteSettings(), []
    try:
        data, source = _parse(read_text(original, PATH))
    except InvalidEntry as invalid:
        return None, invalid.diagnostics
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = Location(PATH, mark.line + 1, mark.column + 1) if mark else Location(PATH)
        if "could not determine a constructor" in str(error.problem):
            message = "A word with !! or ! calls a program, and no setting here may."
            hint = "Take the line out, or write what it gives as plain words."
            return None, [Diagnostic(at, BAD_YAML, message, hint)]
        return None, [_slip(read_text(original, PATH)) or _unreadable(at, f": {error.problem}")]
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None, [_unreadable(Location(PATH))]
    if not isinstance(data, dict):
        message = "This file has no settings."
        return None, [Diagnostic(Location(PATH), BAD_YAML, message, MEND)]
    faults = [
        Diagnostic(source.locate(fault.path), BAD_SETTING, fault.message, fault.hint)
        for fault in known_settings.faults(data)
    ]
    faults += [
        Diagnostic(Location(path), BAD_TEMPLATE, "This file is missing.", BRING_BACK)
        for path in _SCRIPTS
        if not (original / path).is_file()
    ]
    return _settings(data, source), faults


def _slip(text: str) -> Diagnostic | None:
    """What is wrong with a text, said as of an entry, where that parser sees what it is."""
    if slip := silent_slip(text, PATH, 1):
        return slip
    try:
        deque(yaml.parse(text, Loader=yaml.CSafeLoader), maxlen=0)
    except yaml.MarkedYAMLError as error:
        slip = syntax(error, text, PATH, 1)
        return slip if slip.edits else None
    return None


def _unreadable(at: Location, why: str = "") -> Diagnostic:
    return Diagnostic(at, BAD_YAML, f"This cannot be read as YAML{why}.", _COMPARE)


def diagnostics(settings: SiteSettings, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with the language and the navigation; `pages` are those of the original."""
    if language_of(settings.language) is None:
        message = f"There are no words for the language '{settings.language}'."
        place = settings.source.locate(("theme", "language"))
        yield Diagnostic(place, NOT_ONE_OF, message, one_of(languages()))
    if settings.navigation is None:
        return
    paths, named = set(pages), set[str]()
    others = paths - {path for _, path in settings.navigation}
    for at, path in settings.navigation:
        place = settings.source.locate_value(at)
        if path not in paths:
            close = get_close_matches(path, others, n=1)
            hint = (
                f"Did you mean '{close[0]}'?" if close else "Write the page, or take the line out."
            )
            if "://" in path:
                hint = f"It may have pages of docs/ alone. Put the link on one of them: <{path}>"
            message = f"The navigation names {path}, and there is no such page."
            yield Diagnostic(place, BAD_NAVIGATION, message, hint)
        elif path in named:
            message = f"The navigation names {path} twice."
            yield Diagnostic(place, BAD_NAVIGATION, message, "Take one of the two out.")
        named.add(path)
    for path in sorted(paths - named):
        yield Diagnostic(
            Location(path),
            BAD_NAVIGATION,
            "This page is not in the navigation, so readers would not find it.",
            f"Add a line to 'nav' in {PATH}, such as - Title: {path}",
        )


def _settings(data: Mapping[str, Any], source: Source) -> SiteSettings:
    theme, extensions = data.get("theme"), data.get("markdown_extensions")
    language = theme.get("language") if isinstance(theme, dict) else ""
    given = extensions.items() if isinstance(extensions, dict) else ()
    return SiteSettings(
        {**{name: {} for name in BUILT_IN}, **{str(name): value or {} for name, value in given}},
        language if isinstance(language, str) and language else "en",
        tuple(known_settings.pages_in(data["nav"])) if "nav" in data else None,
        source,
        data,
    )


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads, but no tags that import Python, and no aliases."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="it has an alias (*)", problem_mark=mark)
        return super().compose_node(parent, index)


_Loader.add_constructor("!ENV", construct_env_tag)


def _parse(text: str) -> tuple[Any, Source]:
    loader = _Loader(text)
    node = loader.get_single_node()
    if node is None:
        return None, Source(PATH)
    keys: dict[KeyPath, Place] = {}
    values: dict[KeyPath, Place] = {}
    _note_places(node, (), keys, values)
    return loader.construct_document(node), Source(PATH, lambda: (keys, values), text)


def _note_places(
    node: yaml.Node, path: KeyPath, keys: dict[KeyPath, Place], values: dict[KeyPath, Place]
) -> None:
    values[path] = _place(node)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            at = (*path, str(key.value))
            if at in keys:
                problem = f"'{key.value}' is written twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            keys[at] = _place(key)
            _note_places(value, at, keys, values)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            keys[*path, number] = _place(value)
            _note_places(value, (*path, number), keys, values)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
