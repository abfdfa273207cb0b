"""What somebody types to start the program: in a clone, which installs none, that is a script."""

import os
import re

VARIABLE = "PLAYBOOK_PROGRAM"
"""The variable of the environment in which the script names itself."""

_CALL = re.compile(
    r"(?:(?<=: )|(?<='))playbook(?= (?:adapt|build|check|generate|move-in|new|serve|update)\b)"
)
"""Where a hint names a command of the program, and no author's words."""


def program() -> str:
    """What starts the program."""
    return os.environ.get(VARIABLE, "playbook")


def typed(text: str) -> str:
    """A hint with its commands as they can be typed where the program was started."""
    return _CALL.sub(lambda _: program(), text)
