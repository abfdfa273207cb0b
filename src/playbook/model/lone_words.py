"""One word that a list or a key was made of: `[weekly]`, `- weekly:`."""

from typing import Any


def lone_word(value: Any) -> tuple[str, str]:
    """The word that a value is made of, and how to write it; two empty texts for other values."""
    match value:
        case [str() as word]:
            return word, f"Write it without brackets or a dash: {word}"
        case {**pairs} if len(pairs) == 1 and not any(pairs.values()):
            (word,) = map(str, pairs)
            return word, f"Write it without the colon: {word}"
    return "", ""


def in_words(value: Any) -> str:
    """A value as its author would read it out."""
    match value:
        case list():
            return ", ".join(map(in_words, value))
        case dict():
            return ", ".join(f"{name}: {in_words(part)}".strip() for name, part in value.items())
    return "" if value is None else str(value)
