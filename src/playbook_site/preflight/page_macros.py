"""Runs what stands between braces on a page, to see that it can be run.

Templates run in Jinja's sandbox, since a page may come from anybody. The macros are those of this
installation: a check never runs the code of the folder that it checks.
"""

import importlib.util
import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache, partial
from inspect import Parameter, signature
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from playbook.catalog.playbook import Playbook
from playbook.checks.site_codes import BAD_MACRO
from playbook.layers.originals.places import RELEASE
from playbook.model.entry import Key
from playbook.source.diagnostics import Diagnostic, did_you_mean
from playbook.source.files import read_bytes
from playbook.source.folders import files
from playbook.source.location import Location
from playbook_site.preflight import hidden_entries
from playbook_site.preflight.docs_pages import DocsPage
from playbook_site.preflight.site_settings import MEND
from playbook_site.preflight.templates.wording import in_words, own_words
from playbook_site.rendering.environment import take_chance_out
from playbook_site.rendering.placeholders import Placeholders

BRACES = re.compile(r"\{\{|\{%|\{#")
_MACRO = re.compile(r"\{[{%][^}]*")
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_HEADING = re.compile(r"^# .*|^.+\n=+ *$", re.MULTILINE)
_CALL = re.compile(r"Macros\.(?P<macro>\w+)\(\) (?P<fault>(?:missing|got|takes) .*)")
_PAGE = "<page>"
_FILE = "macros/__init__.py"
_HOW_TO_CALL = 'Write words in quotes and in parentheses, such as {{ card("moves", "its-id") }}.'
_AS_THEY_ARE = "Take it out or, to show braces as they are, write {{ '{{' }} or {{ '{%' }}."
_OF_A_NOTE = "For the address of a heading, write {: #its-name } after it. To show {#, {{ '{#' }}."


class PageMacros:
    """The macros, ready to be run over a site record, or over what they read of one."""

    def __init__(self, site: Mapping[str, Any], book: Playbook) -> None:
        self.placeholders = Placeholders()
        self._book = book
        self._left_out: list[Key] = []
        """The hidden entries that the page at hand asks for."""
        module = _module()
        # No method: an environment of Jinja is in cycles, and would keep the book with it
        hides = partial(_hides, book.hidden, self._left_out)
        macros = module.Macros(site, self.placeholders, hides)
        self._env = _environment()
        self._names = tuple(module.NAMES)
        self._env.globals |= {name: _Macro(getattr(macros, name)) for name in self._names}

    def run(self, page: DocsPage, layer: str) -> tuple[str, list[Diagnostic]]:
        """The text of a page after its macros, with what went wrong.

        `layer` is the folder that the page comes from, "" for the original.
        """
        self._left_out.clear()
        text, diagnostics = self._run(page)
        return text, [*diagnostics, *self._tell_left_out(page, layer)]

    def _tell_left_out(self, page: DocsPage, layer: str) -> Iterator[Diagnostic]:
        """Each macro that shows nothing, where it stands."""
        starts: dict[str, deque[int]] = defaultdict(deque)
        for macro in _MACRO.finditer(page.body) if self._left_out else ():
            for id_ in _QUOTED.findall(macro[0]):
                starts[id_].append(macro.start())
        for key in self._left_out:
            places = starts[key.id] or deque([0])
            start = places.popleft() if len(places) > 1 else places[0]  # one in a loop runs often
            code, hint = hidden_entries.advice(self._book, key, layer, "macro")
            place = _place(page, page.body.count("\n", 0, start) + 1)
            message = f"'{key.id}' is hidden here, so nothing is shown in this place."
            yield Diagnostic(place, code, message, hint)

    def _run(self, page: DocsPage) -> tuple[str, list[Diagnostic]]:
        diagnostics = list(_titles(page))
        if not BRACES.search(page.body):
            return page.body, diagnostics
        try:
            code = _compiled(page.body)
            template = self._env.template_class.from_code(self._env, code, self._env.globals)
            return template.render(), diagnostics
        except Exception as error:
            line = line_of(error, _PAGE)
            place = _place(page, line)
            message, hint = self._words(error)
            return "", [*diagnostics, Diagnostic(place, BAD_MACRO, message, hint)]

    def _words(self, error: Exception) -> tuple[str, str]:
        text = own_words(error)
        match error:
            case TemplateSyntaxError():
                names = {"filter": self._env.filters, "test": self._env.tests}
                message, hint = in_words(error, names)
                hint = hint or (_OF_A_NOTE if "'{#'" in message else _AS_THEY_ARE)
                return message or f"This cannot be read: {text}.", hint
            case UndefinedError() if text.endswith("is undefined"):
                name = text.split("'")[1] if "'" in text else ""
                guess = did_you_mean(name, self._names)
                macros = f"Take it out, or call a macro that is there: {', '.join(self._names)}."
                return f"There is nothing named '{name}' here.", guess or macros
            case LookupError() if type(error) is LookupError:  # as macros raise it
                message, _, hint = str(error.args[0]).partition(". ")
                return f"{message.rstrip('.')}.", hint
            case SecurityError() | UndefinedError():
                return "A page may call macros, and nothing below them.", "Take it out."
            case TypeError() if call := _CALL.match(text):
                return _of_a_call(call["macro"], call["fault"])
            case _:  # Python's words are no help to who wrote the page
                return "This cannot be worked out as it is written.", _HOW_TO_CALL


def _of_a_call(macro: str, fault: str) -> tuple[str, str]:
    """What is wrong where a macro gets too little, too much, or what it does not take."""
    fault = fault.partition(". Did you mean")[0]
    names = " and ".join(f"'{name}'" for name in _QUOTED.findall(fault))
    if not names:
        what = "is given more than it takes"
    elif "missing" in fault:
        what = f"lacks {names}"
    else:
        what = f"does not take {names}" if "unexpected" in fault else f"gets {names} twice"
    return f"'{macro}' {what}.", f"It takes: {_call(macro)}."


def _call(macro: str) -> str:
    """How a macro is called."""
    _, *parameters = signature(getattr(_module().Macros, macro)).parameters.values()
    switches = Parameter.KEYWORD_ONLY
    names = [f"{one.name}=true" if one.kind is switches else one.name for one in parameters]
    return f"{macro}({', '.join(names)})"


class _Macro:
    """A macro between braces. It can be called; as words, it is no words for a page."""

    def __init__(self, macro: Callable[..., str]) -> None:
        self._macro = macro

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        return self._macro(*args, **kwargs)

    def __repr__(self) -> str:
        name = self._macro.__name__
        raise LookupError(f"This names '{name}' and does not call it. It takes: {_call(name)}.")


def _hides(hidden: Collection[Key], left_out: list[Key], collection: str, id_: str) -> bool:
    key = Key(collection, id_)
    if key in hidden:
        left_out.append(key)
    return key in hidden


def _environment() -> ImmutableSandboxedEnvironment:
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    take_chance_out(env)
    return env


@lru_cache(maxsize=512)
def _compiled(body: str) -> CodeType:
    """A page, compiled; the same one is compiled once, whatever its macros are to read."""
    return _environment().compile(body, _PAGE, _PAGE)


def line_of(error: BaseException, *names: str) -> int:
    """The line of a file on which an error arose; 1 where that is not known."""
    if isinstance(error, TemplateSyntaxError | SyntaxError):
        return error.lineno or 1
    line, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename in names:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _place(page: DocsPage, line: int) -> Location:
    lines = page.body.split("\n")
    words = lines[min(line, len(lines)) - 1]
    match = BRACES.search(words)
    return Location(page.source.path, page.first_line + line - 1, match.start() + 1 if match else 1)


def _titles(page: DocsPage) -> Iterator[Diagnostic]:
    """Titles stand in lists and tabs, where no macro is run."""
    message = "A title holds words only."
    if page.head.title and BRACES.search(page.head.title):
        place = page.source.locate_value(("title",))
        yield Diagnostic(place, BAD_MACRO, message, "Take the braces out.")
        return
    heading = None if page.head.title else _HEADING.search(page.body)
    if heading and BRACES.search(heading[0]):
        line = page.body.count("\n", 0, heading.start()) + 1
        hint = "Give the page a title in words, between two lines --- at its top."
        yield Diagnostic(_place(page, line), BAD_MACRO, message, hint)


def code_diagnostics(original: Path) -> Iterator[Diagnostic]:
    """What in an original's macros differs from those that are run here, or stops them."""
    theirs, ours = _code(original), _code(RELEASE)
    for name in sorted(theirs.keys() | ours.keys()):
        if theirs.get(name) == ours.get(name):
            continue
        message = "This is not as in the playbook that is installed, whose macros are run."
        hint = "Install this folder (python3 scripts/check.py does), or bring its macros/ back."
        yield Diagnostic(Location(name), BAD_MACRO, message, hint)
    try:
        _module()
    except Exception as error:
        line = line_of(error, str(RELEASE / _FILE))
        words = str(error.msg if isinstance(error, SyntaxError) else error).rstrip(".")
        message = f"This cannot be run: {words or type(error).__name__}."
        yield Diagnostic(Location(_FILE, line), BAD_MACRO, message, MEND)


def _code(folder: Path) -> Mapping[str, bytes | None]:
    names = (name for name in files(folder, "macros") if name.endswith(".py"))
    return {name: read_bytes(folder, name) for name in names}


def _module() -> ModuleType:
    """The macros as they are now."""
    return _module_of(read_bytes(RELEASE, _FILE))


@lru_cache(maxsize=1)
def _module_of(code: bytes | None) -> ModuleType:
    spec = importlib.util.spec_from_file_location("macros", RELEASE / _FILE)
    if code is None or spec is None or spec.loader is None:
        raise RuntimeError("The macros of this installation are missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
