"""A tagged PDF of one chapter of the book, or of all of it, with the fonts of the site inside.

WeasyPrint comes with the extra `pdf`; it needs Pango, which is a library of the system. So this
module is imported only where a PDF is made, and raises `ImportError` or `OSError` where it cannot.
"""

from collections.abc import Mapping
from html import escape
from importlib.resources import files

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from playbook.layers.originals.places import RELEASE
from playbook_book import Chapter, Volume, chapter_html
from playbook_site.rendering.typography import typeset_page

_FONTS = RELEASE / "overrides" / "assets" / "fonts"
_FONT = "font:"
"""Where addresses of fonts begin in the style sheet."""


class ForeignFile(Exception):
    """A document asks for a file that is no font of the site."""


class NothingElse(URLFetcher):  # type: ignore[misc]
    """Reads the fonts that the site ships; whatever else a document asks for stops it."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A font by its address."""
        names = {f"{_FONT}{file.name}": file for file in _FONTS.glob("*.woff2")}
        if url not in names:
            raise FatalURLFetchingError(f"A document may load nothing but fonts: {url}")
        return URLFetcherResponse(url, names[url].read_bytes(), headers=headers)


def entry_pdf(volume: Volume, chapter: Chapter) -> bytes:
    """One entry; links to others lead to the site, where its address is known."""
    home = volume.site["address"]
    urls = {other.id: other.url for other in volume.chapters if other.url}

    def address(id_: str, place: str) -> str:
        if id_ == chapter.id:
            return f"#{place}"
        return home + urls[id_] if home and id_ in urls else ""

    return _pdf(chapter.title, chapter.language, chapter_html(volume, chapter, address, "html"))


def book_pdf(volume: Volume, page: str) -> bytes:
    """The whole book, from its page."""
    body = page.partition("<body>")[2].rpartition("</body>")[0]
    return _pdf(volume.site["name"], volume.language, body)


def _pdf(title: str, language: str, body: str) -> bytes:
    style = files(__package__).joinpath("print.css").read_text(encoding="utf-8")
    page = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{body}</body></html>\n"
    )
    document = HTML(string=typeset_page(page), base_url="", url_fetcher=NothingElse())
    try:
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise ForeignFile(str(error)) from None
    return made
