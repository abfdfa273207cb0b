"""Days as readers write them."""

import datetime

from babel import Locale
from babel.dates import format_date


def day_in_words(day: str, language: str) -> str:
    """A day such as `2026-11-24` in words: `November 24, 2026`, or `24 de noviembre de 2026`.

    What is no day stays as it is; a language that nobody has words for has those of English.
    """
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    locale = Locale.negotiate([language, language.partition("-")[0]], ["en", "es"], sep="-")
    return format_date(date, "long", locale or "en")
