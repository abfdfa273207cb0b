"""The e-book, read as reading systems read it: the container, the package, then page by page."""

import posixpath
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import etree

import playbook_book
from tests.conftest import typed

NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ELSEWHERE = ("https://", "http://", "mailto:")


def package(archive: zipfile.ZipFile) -> tuple[str, Any]:
    """The path of the package document, as the container names it, and what it holds."""
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    [path] = container.xpath("//c:rootfile/@full-path", namespaces=NS)
    return path, etree.fromstring(archive.read(path))


def files(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The items of the manifest by the path of their file."""
    path, root = package(archive)
    items = root.xpath("//opf:manifest/opf:item", namespaces=NS)
    return {posixpath.join(posixpath.dirname(path), item.get("href")): item for item in items}


def pages(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Every page by its path, read as XML, which forgives nothing."""
    names = [name for name in files(archive) if name.endswith(".xhtml")]
    return {name: etree.fromstring(archive.read(name)) for name in names}


def text_of(element: Any) -> str:
    return " ".join(typed(" ".join(element.itertext())).split())


def test_a_reading_system_knows_it_by_its_first_bytes(archive: zipfile.ZipFile) -> None:
    first = archive.infolist()[0]

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert not first.extra
    assert archive.read("mimetype") == b"application/epub+zip"
    assert archive.testzip() is None


def test_the_manifest_lists_every_file_and_the_spine_every_page(archive: zipfile.ZipFile) -> None:
    path, root = package(archive)
    own = {"mimetype", "META-INF/container.xml", path}

    listed = files(archive)

    names = archive.namelist()
    assert len(names) == len(set(names))
    assert listed.keys() == set(names) - own
    ids = [item.get("id") for item in listed.values()]
    assert len(ids) == len(set(ids))
    spine = root.xpath("//opf:spine/opf:itemref/@idref", namespaces=NS)
    assert spine == [i.get("id") for n, i in listed.items() if n.endswith(".xhtml")]
    assert {i.get("media-type") for i in listed.values()} == {"application/xhtml+xml", "text/css"}


def test_the_package_says_what_it_is_and_how_it_can_be_read(
    archive: zipfile.ZipFile, data: Any
) -> None:
    _, root = package(archive)

    told = root.xpath("//opf:metadata/opf:meta", namespaces=NS)
    access = {(meta.get("property"), meta.text) for meta in told}
    assert root.get("version") == "3.0"
    assert root.findtext("*/dc:title", namespaces=NS) == data["site"]["name"]
    assert root.findtext("*/dc:language", namespaces=NS) == "en"
    assert root.findtext("*/dc:creator", namespaces=NS) == data["site"]["name"]
    assert root.findtext("*/dc:publisher", namespaces=NS) == data["site"]["name"]
    rights = root.findtext("*/dc:rights", namespaces=NS) or ""
    assert rights
    assert "<" not in rights
    [identifier] = root.xpath("//dc:identifier[@id=/opf:package/@unique-identifier]", namespaces=NS)
    assert identifier.text.startswith("urn:uuid:")
    newest = max(entry["updated"] for entry in data["entries"])
    assert {
        ("dcterms:modified", f"{newest}T00:00:00Z"),
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityHazard", "none"),
    } <= access


PARTS = ("Cases", "Ready-made plans", "Roles", "Sources")


def test_the_contents_lead_to_every_entry_by_its_title(archive: zipfile.ZipFile, data: Any) -> None:
    [name] = [n for n, item in files(archive).items() if item.get("properties") == "nav"]

    [nav] = pages(archive)[name].xpath("//h:nav[@epub:type='toc']", namespaces=NS)
    titles = [text_of(link) for link in nav.iterfind(".//h:a", NS)]

    assert sorted(titles) == sorted([*(entry["title"] for entry in data["entries"]), *PARTS])
    conditions = [text_of(link) for link in nav.iterfind("h:ol/h:li/h:a", NS)]
    order = sorted((e["order"], e["title"]) for e in data["entries"] if "order" in e)
    assert conditions == [*(title for _, title in order), *PARTS]
    assert len(nav.findall("h:ol/h:li[1]/h:ol/h:li", NS)) > 20


def test_every_page_has_a_title_a_language_and_headings_in_order(archive: zipfile.ZipFile) -> None:
    for name, root in pages(archive).items():
        assert root.get("lang") == root.get(XML_LANGUAGE) == "en", name
        assert root.findtext("h:head/h:title", namespaces=NS), name
        levels = [int(e.tag[-1]) for e in root.iter() if etree.QName(e).localname in HEADINGS]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels))


HEADINGS = [f"h{level}" for level in range(1, 7)]


def links(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for name, root in pages(archive).items():
        for element in root.iter():
            yield from ((name, element.get(key)) for key in ("href", "src") if element.get(key))


def test_every_link_leads_to_a_place_in_the_book_or_to_another_host(
    archive: zipfile.ZipFile,
) -> None:
    ids = {name: set(root.xpath("//@id")) for name, root in pages(archive).items()}
    ids |= {name: {""} for name in files(archive) if name.endswith(".css")}
    inside = 0
    for name, address in links(archive):
        if address.startswith(ELSEWHERE):
            continue
        path, fragment = urldefrag(address)
        target = posixpath.join(posixpath.dirname(name), path)
        assert not fragment or fragment in ids[target], (name, address)
        assert target in ids, (name, address)
        inside += 1

    assert inside > 1500


def test_nothing_is_loaded_from_another_host(archive: zipfile.ZipFile) -> None:
    for name, root in pages(archive).items():
        loaded = [e for e in root.iter() if e.get("src") or etree.QName(e).localname == "link"]

        assert [e.get("href") for e in loaded] == ["book.css"], name
    assert "url(" not in archive.read("book/book.css").decode()


@pytest.mark.parametrize("key", ["needs", "cautions", "looks_like", "critical_questions"])
def test_what_entries_list_is_in_the_book(archive: zipfile.ZipFile, data: Any, key: str) -> None:
    told = {name: text_of(root) for name, root in pages(archive).items()}
    count = 0
    for entry in data["entries"]:
        for text in entry.get(key, ()):
            assert " ".join(text.split()) in told[f"book/{entry['collection']}-{entry['id']}.xhtml"]
            count += 1

    assert count >= 9


def test_a_page_has_all_that_its_entry_says(archive: zipfile.ZipFile, data: Any) -> None:
    told = {name: text_of(root) for name, root in pages(archive).items()}
    for entry in data["entries"]:
        text = told[f"book/{entry['collection']}-{entry['id']}.xhtml"]
        texts = [entry["title"], entry["summary"], entry.get("purpose", "")]
        texts += [text_of(etree.HTML(s["html"])) for s in entry["body"]["sections"]]
        texts += [relation["sentence"] for name in ("roles", "conditions", "cases", "start_with")
                  for relation in entry["relations"].get(name, ())]  # fmt: skip
        texts += [work["text"] for work in entry["citations"]]
        texts += (entry.get("measure") or {}).values()
        for found in entry.get("evidence", ()):
            texts += [found["outcome"], *(study["note"] for study in found["sources"])]
        for paper in entry.get("materials", ()):
            texts += [paper["title"], paper["how"], *paper["columns"]]
            texts += [cell for row in paper["rows"] for cell in (row["label"], *row["cells"])]
            texts += [item["text"] for item in (*paper["agenda"], *paper["lines"])]
        plain = text.replace(" ", "")
        missing = [t for t in texts if typed("".join((t or "").split())) not in plain]
        assert not missing, (entry["id"], missing)


def test_the_same_playbook_gives_the_same_bytes(archive: zipfile.ZipFile, data: Any) -> None:
    orders = data["entries"], data["entries"][::-1]

    one, other = (
        b"".join(playbook_book.epub(playbook_book.Volume({**data, "entries": order})))
        for order in orders
    )

    assert one == other
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
