"""What can become of a change that stood outside of the layers, each as it is told."""

from collections.abc import Mapping
from typing import NamedTuple

FATES: Mapping[str, str] = {
    "adapted": "{path}: what you changed is in {place} now. Say why, after 'because:'.",
    "works": "{path}: the works that you added or changed are in {place} now.",
    "moved": "{path} is {place} now.",
    "beside": "{path}: there is a file of that name already, so yours is {place} now.",
    "hidden": "{path} was deleted; {place} hides it now.",
    "setting": "{path}: '{place}' is in district.yml now.",
    "carry": "{path}: carry '{place}' over yourself; what you wrote is in the patch.",
    "partly": "{path}: what was taken out, or put in another order, is in the patch only.",
    "patch": "{path}: a layer has no place for this; what you changed is in the patch.",
    "back": "{path} was deleted, and comes back: a layer cannot leave it out.",
    "gone": "{path} is deleted: the release has it no more.",
    "first": "There is no {path}, so what the first commit has was taken for a release's.",
    "stays": "{path}: a layer has no place for this, so it stays as you have it.",
    "unknown": "{path}: nobody knows how it was, so it stays. Name the release with --release.",
}
"""What can become of a file, each as it is told."""

_OF_KEYS = ("setting", "carry")


class Note(NamedTuple):
    """What became of a change."""

    path: str
    fate: str
    place: str = ""
    """A file of the layer, or a key."""

    def sentence(self, layer: str) -> str:
        """What became of it, for people."""
        place = self.place if self.fate in _OF_KEYS else f"{layer}/{self.place}"
        return FATES[self.fate].format(path=self.path, place=place)
