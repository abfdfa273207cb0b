"""Citations in APA style."""

import re

import pytest

from playbook.catalog import bibliography, citations
from playbook.catalog.bibliography import Bibliography
from playbook.catalog.citations import Citations, Work
from playbook.catalog.csl import _PROPERTIES, Type
from playbook.source.diagnostics import InvalidEntry
from tests.conftest import ROOT

NAMES = [key for key, value in _PROPERTIES.items() if "name-variable" in str(value.get("items"))]
"""The keys of works that name people."""
OTHERS = sorted(_PROPERTIES.keys() - {*NAMES, "id", "type", "title"})


def cite(*works: str) -> dict[str, Work]:
    """The works of a bibliography, set."""
    book = bibliography.parse("references:\n" + "".join(f"  - {work}\n" for work in works))
    citations = Citations(book)
    return {key: citations[key] for key in book}


def test_a_book_is_set_in_apa_style() -> None:
    work = cite(
        "{id: a, type: book, title: Organizational culture, publisher: Jossey-Bass,"
        " author: [{family: Schein, given: E. H.}], issued: {date-parts: [[1992]]}}"
    )["a"]

    assert work.text == "Schein, E. H. (1992). Organizational culture. Jossey-Bass."
    assert "<i>Organizational culture</i>" in work.html


def test_a_title_that_asks_ends_as_it_is_written() -> None:
    works = cite(
        "{id: a, type: article-journal, title: Does it help?, container-title: A journal}",
        "{id: b, type: book, title: Does it help?, publisher: A press, author: [{family: Ito}]}",
    )

    assert "Does it help? " in works["a"].text
    assert "<i>Does it help?</i> A press" in works["b"].html


def test_an_address_is_retrieved_only_where_it_says_when() -> None:
    page = "type: webpage, title: A page, URL: 'https://example.org/'"
    works = cite(
        f"{{id: a, {page}}}",
        f"{{id: b, {page}, accessed: {{date-parts: [[2026, 11, 24]]}}}}",
    )

    assert "Retrieved" not in works["a"].html + works["a"].text
    assert "Retrieved November 24, 2026" in works["b"].text


def test_a_note_on_a_work_is_no_part_of_its_citation() -> None:
    book = bibliography.parse(
        "references:\n  - {id: a, type: book, title: A, annote: Forty schools.}\n"
        "  - {id: b, type: book, title: B}"
    )

    citations = Citations(book)

    assert (citations.note("a"), citations.note("b")) == ("Forty schools.", "")
    assert "Forty" not in citations["a"].html


def test_every_work_keeps_its_key_whatever_their_order() -> None:
    works = cite("{id: z, type: book, title: Zebra}", "{id: a, type: book, title: Ape}")

    assert "Zebra" in works["z"].text
    assert "Ape" in works["a"].text


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1/AbC", "http://dx.doi.org/10.1/AbC", "DOI: 10.1/AbC", "10.1/AbC"]
)
def test_a_doi_may_be_written_as_an_address(doi: str) -> None:
    work = cite(f"{{id: a, type: book, title: A, DOI: '{doi}'}}")["a"]

    assert work.url == "https://doi.org/10.1/AbC"
    assert work.text.endswith(" https://doi.org/10.1/AbC")
    assert work.text.count("doi.org") == 1


def test_an_address_becomes_a_link() -> None:
    work = cite('{id: a, type: webpage, title: A, URL: "https://a.example/?b=1&c=2"}')["a"]

    assert '<a href="https://a.example/?b=1&amp;c=2">' in work.html
    assert work.url == "https://a.example/?b=1&c=2"


def test_a_doi_goes_before_another_address() -> None:
    work = cite('{id: a, type: book, title: A, DOI: 10.1/x, URL: "https://a.example"}')["a"]

    assert work.url == "https://doi.org/10.1/x"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_s17_an_address_that_harms_is_no_link(url: str) -> None:
    work = cite(f'{{id: a, type: book, title: A, URL: "{url}"}}')["a"]

    assert work.url == ""
    assert "<a " not in work.html


@pytest.mark.parametrize("url", ["https://", "https://[district].org", "https://a.example:99999"])
def test_an_address_that_no_browser_can_open_is_no_link(url: str) -> None:
    work = cite(f'{{id: a, type: book, title: A, URL: "{url}"}}')["a"]

    assert work.url == ""
    assert "<a" not in work.html


def test_s24_markup_in_a_title_is_shown_as_it_is_written() -> None:
    work = cite('{id: a, type: book, title: "<script>x</script> & <b>y</b>"}')["a"]

    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;y" in work.html
    assert "<script>x</script> & <b>y</b>" in work.text


def test_an_address_never_leaves_its_attribute() -> None:
    work = cite('{id: a, type: book, title: A, DOI: "10.1/x\\" onclick=\\"x"}')["a"]

    assert '<a href="https://doi.org/10.1/x&quot; onclick=&quot;x">' in work.html


def test_a_bibliography_without_works_cites_nothing() -> None:
    citations = Citations(Bibliography())

    assert "a" not in citations
    with pytest.raises(KeyError):
        citations["a"]


def test_a_bibliography_that_could_not_be_read_cites_nothing() -> None:
    citations = Citations(None)

    assert "a" not in citations


def test_a_key_may_have_capital_letters() -> None:
    works = cite("{id: Schein1992, type: book, title: A}")

    assert "A." in works["Schein1992"].text


@pytest.mark.parametrize(
    "field", ["author: Jane", "author: [Jane]", "issued: 2020", "issued: {date-parts: [[x]]}"]
)
def test_a_field_of_another_shape_is_refused(field: str) -> None:
    with pytest.raises(InvalidEntry):
        cite(f"{{id: a, type: book, title: A, {field}}}")


def test_a_field_left_empty_is_left_out() -> None:
    work = cite("{id: a, type: book, title: A, page: }")["a"]

    assert "None" not in work.text


@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize(
    "rest",
    [
        "issued: {date-parts: [[2024]]}",
        "issued: {date-parts: [[2020]], season: 1}",
        "issued: {raw: 2020-01}",
        "status: in press (early), container-title: The Site",
        "issued: {literal: spring (early) 2020}, container-title: The Site",
        "publisher: AASA",
    ],
)
@pytest.mark.parametrize("title", ["How to ask (well)", "Why we ask.", "Is it?", r"a b\nc d"])
def test_a_title_without_an_author_is_said_once(kind: str, rest: str, title: str) -> None:
    work = cite(f'{{id: a, type: {kind}, title: "{title}", {rest}}}')["a"]

    words = title.rstrip(".?").partition("\\")[0].casefold()
    assert work.text.casefold().count(words) == 1  # a law has capital letters
    assert not re.search("[\ue000-\uf8ff]|[.]{2}", work.html + work.text)


@pytest.mark.parametrize("kind", ["webpage", "report", "book", "post-weblog", "article-newspaper"])
@pytest.mark.parametrize("title", ["How to ask?", "Asking families", "Ask. Listen. Act", "Why."])
def test_a_title_without_an_author_stands_before_the_date(kind: str, title: str) -> None:
    rest = "container-title: The Site, issued: {date-parts: [[2024]]}"
    work = cite(f"{{id: a, type: {kind}, title: {title}, {rest}}}")["a"]

    begin = title if title.endswith(("?", ".")) else f"{title}."
    assert work.text.startswith(f"{begin} (2024). ")
    assert work.text.count(title) == work.html.count(title) == 1
    assert "The Site" in work.text


def test_what_a_work_is_stands_where_its_title_would() -> None:
    works = cite(
        "{id: a, type: dataset, title: Schools}", "{id: b, type: dataset, title: Schools in 2024.}"
    )

    assert works["a"].html == "<i>Schools</i>. (n.d.). [Dataset]."
    assert works["b"].text == "Schools in 2024. (n.d.). [Dataset]."


@pytest.mark.parametrize("key", NAMES)
@pytest.mark.parametrize("kind", ["motion_picture", "broadcast", "interview", "book"])
def test_whoever_made_a_work_can_be_named(key: str, kind: str) -> None:
    work = cite(f"{{id: a, type: {kind}, title: A film, {key}: [{{family: Ito, given: Ana}}]}}")[
        "a"
    ]

    assert work.text.count("A film") == 1 or key == "reviewed-author"


@pytest.mark.parametrize("key", OTHERS)
def test_whatever_is_known_of_a_work_can_be_written(key: str) -> None:
    form = str(_PROPERTIES[key])
    value = "{date-parts: [[2024, 5]]}" if "date-variable" in form else "12"
    value = {"categories": "[a]", "custom": "{a: b}"}.get(key, value)

    assert (
        cite(f"{{id: a, type: book, title: A film, {key}: {value}}}")["a"].text.count("A film") == 1
    )


@pytest.mark.parametrize(
    ("work", "words"),
    [
        ("type: motion_picture, title: A film, director: [{family: Ito}]", "Ito (Director)."),
        ("type: book, title: A book, editor: [{family: Ito}, {family: Lee}]", "& Lee (Eds.)."),
        (
            "type: chapter, title: A, container-title: B, author: [{family: Lee}],"
            "editor: [{family: Ito}]",
            "In Ito (Ed.), B.",
        ),
    ],
)
def test_what_somebody_was_to_a_work_begins_with_a_capital(work: str, words: str) -> None:
    assert words in cite(f"{{id: a, {work}}}")["a"].text


def test_an_author_may_be_called_as_the_work_is() -> None:
    work = cite("{id: a, type: book, title: AASA, author: [{literal: AASA}]}")["a"]

    assert work.text == "AASA. (n.d.). AASA."


@pytest.mark.parametrize("title", ["AASA", "AASA. A guide"])
def test_a_publisher_in_the_place_of_authors_takes_no_title(title: str) -> None:
    kind = "type: entry-encyclopedia, publisher: AASA, container-title: Handbook"
    work = cite(f"{{id: a, {kind}, title: {title}}}")["a"]

    assert work.text.startswith(f"AASA. (n.d.). {title}. In Handbook")


@pytest.mark.parametrize(
    "title", ["Wait…", "Say “no.”", "Why “yes?”", "Say 'no!'", "Say ‘no.’”", "„Wirklich?“"]
)
@pytest.mark.parametrize("kind", ["book", "article-journal"])
def test_a_title_with_its_own_end_gets_no_second_one(kind: str, title: str) -> None:
    work = cite(f'{{id: a, type: {kind}, title: "{title}", author: [{{family: Ito}}]}}')["a"]

    assert work.text == f"Ito. (n.d.). {title}"


NAMES_OF_GROUPS = ["Chen", "Chen & Sons", "Chen (US) & Sons", "Association (ASCD)", "Chen; Ito"]


@pytest.mark.parametrize("name", NAMES_OF_GROUPS)
@pytest.mark.parametrize(
    ("role", "words"), [("editor", "Ed."), ("compiler", "Compiler"), ("curator", "Curator")]
)
def test_whoever_stands_for_an_author_is_not_named_again_beside_an_edition(
    role: str, words: str, name: str
) -> None:
    own = f'type: book, title: A handbook, edition: 3, {role}: [{{literal: "{name}"}}]'
    works = cite(f"{{id: a, {own}, translator: [{{family: Ito, given: R.}}]}}", f"{{id: b, {own}}}")

    start = f"{name} ({words}). (n.d.). A handbook"
    assert works["a"].text == f"{start} (R. Ito, Trans.; 3rd ed.)."
    assert works["b"].text == f"{start} (3rd ed.)."


@pytest.mark.parametrize(
    "title", ["A handbook (Smith, Ed.)", "A handbook (with Smith, Ed.; and others)", "(Un)equal"]
)
def test_words_of_a_title_are_nobody_who_is_named_again(title: str) -> None:
    work = cite(f'{{id: a, type: book, title: "{title}", edition: 3, editor: [{{family: Chen}}]}}')[
        "a"
    ]

    assert work.text == f"Chen (Ed.). (n.d.). {title} (3rd ed.)."


@pytest.mark.parametrize("author", ["family: Ito", "literal: Network (Ed.)"])
def test_an_editor_beside_an_author_is_named(author: str) -> None:
    work = cite(
        "{id: a, type: book, title: A handbook, edition: 3, editor: [{family: Chen, given: M.}],"
        f" author: [{{{author}}}]}}"
    )["a"]

    name = author.partition(" ")[2]
    assert work.text == f"{name}. (n.d.). A handbook (M. Chen, Ed.; 3rd ed.)."


@pytest.mark.parametrize(
    ("kind", "key"),
    [("report", "publisher"), ("book", "publisher"), ("webpage", "container-title")],
)
def test_a_publisher_that_is_the_author_is_named_once(kind: str, key: str) -> None:
    work = f"type: {kind}, title: A guide, author: [{{literal: A Network}}]"
    works = cite(
        f"{{id: a, {work}, {key}: A network}}", f"{{id: b, {work}, {key}: A network of us}}"
    )

    assert works["a"].text == "A Network. (n.d.). A guide."
    assert works["b"].text.casefold().endswith("a guide. a network of us.")


def test_a_site_that_is_its_publisher_is_named_once() -> None:
    work = cite("{id: a, type: webpage, title: A page, publisher: Net, container-title: Net}")["a"]

    assert work.text == "A page. (n.d.). Net."


def test_an_editor_that_is_the_publisher_is_named_once() -> None:
    work = cite("{id: a, type: book, title: A, publisher: Net, editor: [{literal: Net}]}")["a"]

    assert work.text == "Net (Ed.). (n.d.). A."


@pytest.mark.parametrize(
    ("kind", "title", "start"),
    [
        ("legal_case", "Brown v. Board of Education", "Brown v. Board of Education"),
        ("legislation", "every student succeeds act", "Every Student Succeeds Act"),
        ("hearing", "strengthening support", "Strengthening support"),
    ],
)
def test_a_case_is_called_as_it_is_written_and_an_act_has_its_capitals(
    kind: str, title: str, start: str
) -> None:
    work = cite(f"{{id: a, type: {kind}, title: {title}, authority: Court}}")

    assert work["a"].text.startswith(start)


def test_a_thesis_has_the_number_of_its_publication_or_none() -> None:
    work = "type: thesis, title: Walks, genre: Doctoral dissertation, author: [{family: Ito}]"
    works = cite(f"{{id: a, {work}}}", f"{{id: b, {work}, number: '12'}}")

    assert works["a"].text == "Ito. (n.d.). Walks [Doctoral dissertation]."
    assert "(Publication No. 12)" in works["b"].text


def test_a_part_of_a_name_that_is_left_empty_is_no_name() -> None:
    work = cite("{id: a, type: book, title: A, author: [{family: Ito, given: R., literal: }]}")["a"]

    assert work.text == "Ito, R. (n.d.). A."


def test_an_interview_is_listed_as_any_work() -> None:
    kept = "type: interview, title: On asking, author: [{family: Ito, given: Ana}]"
    works = cite(
        f"{{id: a, {kept}, issued: {{date-parts: [[2024]]}}}}",
        "{id: b, type: book, title: Organizational culture, author: [{family: Schein}]}",
    )

    assert works["a"].text == "Ito, A. (2024). On asking [Personal communication]."
    assert works["b"].text == "Schein. (n.d.). Organizational culture."


def test_a_known_work_is_taken_as_it_is() -> None:
    first = "  - {id: a, type: book, title: A}\n"
    known = Citations(bibliography.parse(f"references:\n{first}")).works
    (item,) = known
    mine = {item: Work("<i>mine</i>", "mine", "")}

    second = "  - {id: b, type: book, title: B, author: [{family: Ito}]}\n"
    citations = Citations(bibliography.parse(f"references:\n{first}{second}"), mine)

    assert [citations[key].text for key in "ab"] == ["mine", "Ito. (n.d.). B."]
    assert len(citations.works) == 2


def test_a_work_that_was_edited_is_no_longer_known() -> None:
    known = Citations(bibliography.parse("references:\n  - {id: a, type: book, title: A}")).works

    citations = Citations(
        bibliography.parse("references:\n  - {id: a, type: report, title: Another}"), known
    )

    assert citations["a"].text.startswith("Another")


def test_macros_that_are_written_out_say_what_they_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "references.yml").read_text(encoding="utf-8")
    items = [dict(item) for item in bibliography.parse(text).items.values()]
    items += [{**item, "type": str(kind)} for item in items[:3] for kind in Type]
    book = Bibliography({str(n): {**item, "id": str(n)} for n, item in enumerate(items)})
    quick, length = Citations(book).works, len(citations._style())
    monkeypatch.setattr(citations, "_SHORT", 0)
    for memory in (citations._style, citations._set):
        memory.cache_clear()

    assert Citations(book).works == quick
    assert len(citations._style()) < length / 2
    citations._style.cache_clear()
