"""Every link in a body leads to a page of the site, and to a heading that is there."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import POINTS_TO_HIDDEN
from playbook.catalog.withdrawals import Withdrawal
from playbook.model.entry import Entry, Partial
from playbook.parsing import body_edits, prose
from playbook.parsing.links import Link, LinkSlip, slips
from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean
from playbook.source.location import Location, Source, place
from playbook.source.moment import once

BROKEN_LINK = Code(
    "broken-link",
    Severity.ERROR,
    "A link in the body leads to a file that is not in the playbook, so readers would meet an"
    " error page. Write links as GitHub reads them: from the folder of your file, with `.md` "
    "at the end.",
    fails=Example("[A school that asked](../cases/a-shcool.md)", language="markdown"),
    passes=Example("[A school that asked](../cases/a-school.md)", language="markdown"),
    no_edit="Where no file is like it, only its author knows where the link leads.",
)

BROKEN_ANCHOR = Code(
    "broken-anchor",
    Severity.ERROR,
    "The page is there, and the heading after the `#` is not; readers would land at the top "
    "and have to search. A heading becomes an anchor in small letters, with hyphens for "
    "spaces.",
    fails=Example("[What happened there](../cases/a-school.md#what-hapened)", language="markdown"),
    passes=Example(
        "[What happened there](../cases/a-school.md#what-happened)", language="markdown"
    ),
    no_edit="A link in a rare form is changed by hand.",
)

CODES = (POINTS_TO_HIDDEN, BROKEN_LINK, BROKEN_ANCHOR)

_ADDRESS = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|edu|gov|net|org|us)(?:[/?#:]|$))", re.IGNORECASE
)
"""How a web address begins that lacks `https://`."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each link that leads nowhere."""
    files = [*playbook.files()]
    anchors = {file.key.proper.path: _anchors(file) for file in files}
    anchors |= {file.key.path: _anchors(file) for file in files}
    anchors |= {path: page.anchors for path, page in playbook.pages.items()}
    hidden = {key.path: place.path for key, place in playbook.hidden.items()}
    drafts = {entry.key.path for entry in playbook if not entry.is_published}
    withdrawn = {key.path: one for one in playbook.withdrawn for key in one.keys if not one.only}
    for file in playbook.files():
        for source in file.source.sources if file.body else ():
            for slip in _slips(source.text, source.body):
                yield from _no_link(playbook, file, source, slip)
        for link, location in file.body.links if file.body else ():
            if not link.url.strip():
                yield _to_nothing(location, file.source)
            elif link.path in hidden:
                yield _to_hidden(link, location, hidden[link.path])
            elif link.path in drafts and file.key.path not in drafts:
                yield _to_draft(link, location, file.source)
            elif link.path in withdrawn:
                yield _to_withdrawn(link, location, file.source, withdrawn[link.path])
            elif link.path:
                yield from _check(link, location, anchors, file.source)


@once
def _slips(text: str, start: int) -> list[LinkSlip]:
    """Each link of a body that lacks a sign, and would be shown as it is typed."""
    body = text[start:]
    return [*slips(prose.without_code_and_links(body))] if any(slips(body)) else []


def _no_link(
    playbook: Playbook, file: Entry | Partial, source: Source, slip: LinkSlip
) -> Iterator[Diagnostic]:
    target, words = slip.target, slip.words
    if slip.is_name:
        entry = _named(playbook, target, file.key.collection)
        if entry is None and not (isinstance(file, Entry) and file.is_published):
            return  # a draft that was made of a wiki may keep what it led to
        target = posixpath.relpath(entry.key.path, file.key.collection) if entry else ""
        words = words or (entry.meta.title if entry else slip.target)
    start = source.body + slip.start
    at = place(source.text, start)
    new = f"[{words}]({target})"
    old = source.text[start : source.body + slip.end]
    changes = edits.replace(source.text, at, old, new) if target else ()
    hint = f"Write it like this: [{words}]({target or '../moves/its-id.md'})"
    message = f"'{old[:40]}' looks like a link, and is none."
    yield Diagnostic(Location(source.path, *at), BROKEN_LINK, message, hint, changes)


def _named(playbook: Playbook, name: str, collection: str) -> Entry | None:
    """The entry with an id or a title, rather one of a collection."""
    entries = [e for e in playbook if name.casefold() in (e.key.id, e.meta.title.casefold())]
    return min(entries, key=lambda e: e.key.collection != collection, default=None)


def _to_nothing(location: Location, source: Source) -> Diagnostic:
    return Diagnostic(
        location,
        BROKEN_LINK,
        "This link leads nowhere: nothing stands between the parentheses ().",
        "Write there where it leads; or keep its words, and delete the [ ] and the ().",
        body_edits.without_link(source, location),
    )


def _to_hidden(link: Link, location: Location, by: str) -> Diagnostic:
    return Diagnostic(
        location,
        POINTS_TO_HIDDEN,
        f"{link.path} is hidden here, so this link is shown as plain words.",
        f"{by} hides it. Adapt the sentence if it reads oddly without the link.",
    )


def _to_draft(link: Link, location: Location, source: Source) -> Diagnostic:
    return Diagnostic(
        location,
        BROKEN_LINK,
        f"{link.path} is a draft, so readers of the site would find nothing there.",
        "Publish it first, or remove the link for now and keep its words.",
        body_edits.without_link(source, location),
    )


def _to_withdrawn(link: Link, location: Location, source: Source, one: Withdrawal) -> Diagnostic:
    return Diagnostic(
        location,
        BROKEN_LINK,
        f"There is no page {link.path}.",
        one.advice,
        body_edits.without_link(source, location),
    )


def _anchors(file: Entry | Partial) -> frozenset[str] | None:
    return file.body.anchors if file.body else None


def _check(
    link: Link,
    location: Location,
    anchors: Mapping[str, frozenset[str] | None],
    source: Source,
) -> Iterator[Diagnostic]:
    if link.path not in anchors:
        folder, _, name = link.path.rpartition("/")
        names = [path.rpartition("/")[2] for path in anchors if path.rpartition("/")[0] == folder]
        otherwise = (
            "Link to the file of an entry, such as ../moves/its-id.md, or write a whole address, "
            "such as https://example.org/page."
        )
        guess = closest(name, names)
        start, _, rest = link.url.rpartition(name)
        hint = f"Did you mean '{start}{guess}{rest}'?" if guess else otherwise
        changes = body_edits.with_link(source, location, name, guess) if guess else ()
        if _ADDRESS.match(link.url):
            hint = f"Write the whole address: https://{link.url}"
            changes = body_edits.with_link(source, location, link.url, f"https://{link.url}")
        yield Diagnostic(location, BROKEN_LINK, f"There is no page {link.path}.", hint, changes)
    elif link.anchor and (ids := anchors[link.path]) is not None and link.anchor not in ids:
        guess = closest(link.anchor, ids)
        yield Diagnostic(
            location,
            BROKEN_ANCHOR,
            f"{link.path} has no heading '#{link.anchor}'.",
            did_you_mean(link.anchor, ids) or "Remove the part from # on.",
            body_edits.with_link(source, location, f"#{link.anchor}", f"#{guess}" if guess else ""),
        )
