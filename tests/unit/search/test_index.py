"""What the index of the search says of documents."""

import json

from playbook.search import scripts
from playbook.search.documents import Document, Page, Place, documents, plain
from playbook.search.index import Index, build


def document(url: str, **fields: str) -> Document:
    places = [Place("e-steps", "Steps", fields.get("text", ""))]
    return Document(url, fields.get("title", ""), "A summary.", fields, places)


def postings(index: Index, term: str) -> dict[int, int]:
    """The weight of each document for a term."""
    lists = {key: value[1] for shard in index.shards for key, value in shard.items()}
    numbers = lists.get(term, [])
    place, weights = 0, {}
    for step, weight in zip(numbers[::2], numbers[1::2], strict=True):
        place += step
        weights[place] = weight
    return weights


def test_a_title_says_more_than_a_text_and_a_word_often_more_than_once() -> None:
    index = build(
        [
            document("a", title="Trust"),
            document("b", title="Other", text="trust " + "word " * 300),
            document("c", title="Other", text="trust trust trust " + "word " * 300),
        ],
        "en",
    )

    weights = postings(index, "trust")
    assert list(weights) == [0, 1, 2]
    assert weights[0] > weights[2] > weights[1] >= 1


def test_each_document_is_found_by_the_stems_of_its_own_language() -> None:
    index = build(
        [
            document("a", title="Coaching"),
            document("b", title="Comunidades")._replace(language="es-MX", names=["Comunidades"]),
            document("c", title="Réunions")._replace(language="fr"),
        ],
        "en-US",
    )

    assert index.head["language"] == "en"
    assert index.head["stemmers"] == {"en": "", "": ":", "es": ":es"}
    assert list(postings(index, "coach")) == [0]
    assert list(postings(index, "comun:es")) == list(postings(index, "comun:es comunidades")) == [1]
    assert list(postings(index, "reunions:")) == [2]


def test_shards_are_in_the_order_of_their_terms_and_small() -> None:
    words = [f"w{number:05}" for number in range(9_000)]
    index = build([document("a", text=" ".join(words))], "xx")

    firsts = index.head["shards"]
    assert firsts == sorted(firsts)
    assert len(firsts) > 5
    assert [next(iter(shard)) for shard in index.shards] == firsts
    assert all(len(json.dumps(shard)) < 60_000 for shard in index.shards)


def test_one_document_more_changes_the_terms_of_that_one_alone() -> None:
    first = [document("a", title="Ask", text="listen well"), document("b", title="Look")]
    before, after = build(first, "en"), build([*first, document("c", title="Share")], "en")

    assert {t: postings(before, t) for t in ("ask", "listen", "look")} == {
        t: postings(after, t) for t in ("ask", "listen", "look")
    }
    assert postings(after, "share") == {2: postings(after, "share")[2]}


def test_a_name_stands_behind_its_longest_word_and_is_no_form_of_it() -> None:
    moves = [
        document("a", title="Ask")._replace(
            names=["Ask", "Pose questions", "The questions: pose!"]
        ),
        document("b", title="Pose questions")._replace(names=["Pose questions"]),
    ]

    index = build(moves, "en")

    named = {key: value for shard in index.shards for key, value in shard.items() if " " in key}
    assert named == {
        "ask ask": ["", [0, 1]],
        "question pose questions": ["", [0, 1, 1, 1]],
        "question the questions pose": ["", [0, 1]],
    }


def test_a_page_is_found_without_its_code() -> None:
    page = Page("a/", "Guide", "How.", "<h2>Set <em>up</em></h2><p>Do it</p><pre>princpal</pre>")

    [made] = documents({"entries": {n: {} for n in _COLLECTIONS}}, [page])  # type: ignore[typeddict-item]

    assert made.is_page
    assert made.fields["headings"] == "Set up"
    assert "princpal" not in made.fields["text"]


_COLLECTIONS = ("moves", "cases", "conditions", "roles", "plans")


def test_scripts_hold_no_markup() -> None:
    index = build([document("a", text="</script> <!--")], "en")
    one = document("a", text="</script><script>alert(1)</script>")

    for script in (scripts.head(index, "en"), scripts.shard(index, 0), scripts.places(one, "en")):
        assert "</script" not in script
        assert "<!--" not in script


def test_html_becomes_words() -> None:
    assert plain("<p>One<br>two</p><ul><li>A &amp; B</li></ul>") == "One two A & B"
