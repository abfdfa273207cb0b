"""Files and folders that nothing reads under their name, and the name that was probably meant."""

from collections.abc import Sequence

from playbook.model.codes import MISPLACED_FILE
from playbook.source.diagnostics import Diagnostic
from playbook.source.file_names import rename_hint
from playbook.source.folders import Item
from playbook.source.location import Location

BESIDE = ("readme", "license", "changelog")
"""How the name of a file starts that may stand in any folder of a layer."""


def alike(name: str, names: Sequence[str]) -> str:
    """The name that differs only in capitals, or in being one and not many."""
    plain = name.casefold()
    fitting = (other for other in names if other in (plain, f"{plain}s", plain.removesuffix("s")))
    return next(fitting, "")


def renaming(item: Item, path: str, items: Sequence[Item]) -> str:
    """How an item becomes what should stand at a path, among others beside it."""
    return rename_hint(path, [other.path for other in items], item.path, "it")


def misplacement(path: str, message: str, hint: str) -> Diagnostic:
    """A diagnostic for what nothing reads."""
    return Diagnostic(Location(path), MISPLACED_FILE, message, hint)
