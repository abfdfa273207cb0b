"""What an update asks a district to take down, before all else and without a word of it."""

from collections.abc import Iterator, Sequence

from playbook.updates.items import KINDS, Item
from playbook.updates.withdrawn import ELSEWHERE, PART, YOURS

_TO_DO = {
    YOURS: "Your site is not built while the file is there. This deletes it, with what the lock "
    "and '--undo' keep of it: `{command} --accept {name}`",
    PART: "The original does not say it any more. See that your words do not say it either, then: "
    "`{command} --accept {name}`",
    ELSEWHERE: "It is gone from the next build. This takes the lines out that name it: "
    "`{command} --accept {name}`",
}
FIRST = tuple(_TO_DO)
"""The kinds of change that are told before all others."""


def take_down(items: Sequence[Item], layer: str, command: str) -> Iterator[str]:
    """The part of a report that comes first; nothing where nothing was taken back."""
    asked = [item for item in items if item.kind in FIRST]
    if not asked:
        return
    yield from (f"## Take this down first ({len(asked)})", "")
    for item in asked:
        place = item.path if item.kind == ELSEWHERE else f"{layer}/{item.path}"
        to_do = _TO_DO[item.kind].format(command=command, name=item.path.removesuffix(".md"))
        yield f"- `{place}`. {KINDS[item.kind]}. {item.note} {to_do}"
    yield from ("", "Then build, and publish your site again today.", "")
