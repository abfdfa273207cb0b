"""The content of a web page, without what stands around it and what it plays."""

from playbook_site.commands.word import encodings

_PLAYED = {
    "iframe": "A part of another page",
    "video": "A video",
    "audio": "A recording",
    "embed": "Something to play",
    "object": "Something to play",
}
"""What a page plays or shows of others, which no entry can hold."""
_NO_CONTENT = ("nav", "footer", "aside", "script", "style", "noscript", "template", "svg")
"""What stands around the content of a page, and is left out of it."""


def content_of(page: bytes, asides: list[str]) -> str:
    """A web page without what stands around its content; the words of that become asides."""
    from lxml import etree, html

    try:
        text = encodings.page_in(page).encode()
        root = html.document_fromstring(text, html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise RuntimeError(str(error)) from error
    for element in [*root.iter(*_PLAYED)]:
        sources = (one.get("src") or one.get("data") for one in element.iter())
        address = next(filter(None, sources), "")
        words = " ".join(" ".join(element.itertext()).split())
        asides.append(" ".join(filter(None, [f"{_PLAYED[element.tag]}:", address, words])))
        element.drop_tree()
    for element in [*root.iter(*_NO_CONTENT)]:
        words = " ".join(" ".join(element.itertext()).split())
        if words and element.tag not in ("script", "style", "template"):
            asides.append(words)
        element.drop_tree()
    return str(html.tostring(root, encoding="unicode"))
