"""Parts of pages that come out the same on several of them, drawn once for all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

from playbook.source.identity import Same
from playbook_site.rendering.filters.addresses import address_from
from playbook_site.state.reads import Log

MOST = 40
"""How many forms of a part are kept: one that is another on every page is drawn on every page."""

_SCALARS = (str, int, float, bool, type(None))


class Variables(Context):
    """The variables of a template, which call a macro as Jinja does, and do not ask first what else
    it might be: a page has hundreds of calls.
    """

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a macro or a function gives."""
        if type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs)


class Watched(Variables):
    """Variables of which `Once` notes those that a template names."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name."""
        self.environment.globals["once"].names.add(key)  # type: ignore[attr-defined]
        return super().resolve_or_missing(key)


class Part(NamedTuple):
    """A part as it was drawn, and what it depends on beside the record of the site."""

    html: str
    reads: set[int]
    """What it reads of that record."""
    variables: Mapping[str, Any]
    page: Mapping[str, Any]

    def fits(self, variables: Mapping[str, Any]) -> bool:
        """Whether it would come out the same with other variables."""
        page = variables["page"]
        return all(dict.get(page, key) == value for key, value in self.page.items()) and all(
            _is_same(variables.get(name, missing), value) for name, value in self.variables.items()
        )


class Once:
    """Draws the templates of parts; `log` notes what they read of the record of the site."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._parts: dict[tuple[Any, ...], list[Part]] = {}
        self.names = set[str]()
        """The variables that the template has named so far that is drawn now."""

    @pass_context
    def __call__(
        self, context: Context, name: str, *_: str, caller: Callable[[], str] | None = None
    ) -> str:
        """The HTML of a template on the page of a context. With a `caller`, as templates of
        earlier releases have it, that is drawn on every page.
        """
        if caller:
            return caller()
        variables = context.get_all()
        key = (Same(variables["site"]), name, address_from(context, ""))
        parts = self._parts.setdefault(key, [])
        part = next((part for part in parts if part.fits(variables)), None)
        if not part:
            part = self._draw(context, name, variables)
            parts += [part] if len(parts) < MOST else []
        else:  # a part around this one depends on what it depends on
            self.names |= part.variables.keys()
            for name in part.page:
                variables["page"].get(name)
        self._log.reads |= part.reads
        return Markup(part.html)  # noqa: S704 - a template escapes what it shows

    def forget(self, site: Any) -> None:
        """Let go of what was kept for one site."""
        self._parts = {key: parts for key, parts in self._parts.items() if key[0].it is not site}

    def _draw(self, context: Context, name: str, variables: Mapping[str, Any]) -> Part:
        env, page = context.environment, variables["page"]
        template = env.get_template(name)
        with self._log.noted() as reads, self._watch(context) as names, page.keys_read() as keys:
            own = template.new_context(dict(variables), shared=True)
            html = env.concat(template.root_render_func(own))
        names -= {"site", "page"}
        return Part(
            html,
            reads,
            {name: variables.get(name, missing) for name in names},
            {key: dict.get(page, key) for key in keys},
        )

    @contextmanager
    def _watch(self, context: Context) -> Iterator[set[str]]:
        env = context.environment
        usual, around, self.names = env.context_class, self.names, set()
        env.context_class = Watched
        try:
            yield self.names
        finally:
            around |= self.names
            env.context_class, self.names = usual, around


def _is_same(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, _SCALARS) and type(one) is type(other) and one == other)
