"""Where an author's reason to keep some words holds."""

from playbook.parsing import prose

REASON = '<!-- keep "learning loss": its title -->'
BODY = f"{REASON}\nThe report on learning loss.\n\nLearning loss again.\n"
FRONT = "---\ntitle: A\n\nsummary: On learning loss.\n---\n"


def kept(text: str, body: int) -> list[str]:
    """What stands on the lines where its waivers keep "learning loss"."""
    (waiver,) = prose.waivers(text, body)
    places = [at for at in range(len(text)) if text.lower().startswith("learning loss", at)]
    words = [at for at in places if waiver.keeps(text, at, at + len("learning loss"))]
    return [text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0] for at in words]


def test_a_reason_at_the_start_of_a_body_keeps_nothing_of_the_front_matter() -> None:
    assert kept(FRONT + BODY, len(FRONT)) == [REASON, "The report on learning loss."]


def test_a_reason_keeps_its_own_paragraph_only() -> None:
    text = f"\n\nLearning loss.\n\nOf learning loss. {REASON}\n\nLearning loss again.\n"

    assert set(kept(text, 0)) == {f"Of learning loss. {REASON}"}


def test_a_reason_that_stands_alone_keeps_the_paragraph_below() -> None:
    text = f"\n\n{REASON}\n\nOf learning loss.\n\nLearning loss again.\n"

    assert kept(text, 0) == [REASON, "Of learning loss."]


def test_a_reason_in_front_matter_keeps_its_line_and_the_next() -> None:
    reason = '# keep "learning loss": so'
    text = f"---\na: learning loss\n{reason}\nb: learning loss\nc: learning loss\n---\n"

    assert kept(text, len(text)) == [reason, "b: learning loss"]
