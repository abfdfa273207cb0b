"""The license is agreed to once, and is no content."""

import pytest

from playbook.catalog.playbook import Playbook
from playbook.contributing import agreement
from playbook.contributing.forms import as_issue_form, forms

FORM = f"### Title\n\nWalk\n\n### Sharing\n\n- [X] {agreement.SENTENCE}\n"


@pytest.mark.parametrize("text", [FORM, FORM.replace("\n", "\r\n"), "* [x] Under CC BY 4.0, yes."])
def test_a_box_that_is_ticked_is_an_answer(text: str) -> None:
    assert agreement.agrees(text)


@pytest.mark.parametrize(
    "text", ["", "I like CC BY 4.0.", FORM.replace("[X]", "[ ]"), "- [x] No names.\n- CC BY 4.0"]
)
def test_nothing_else_is(text: str) -> None:
    assert not agreement.agrees(text)


def test_the_question_is_no_content_and_all_else_stays() -> None:
    assert agreement.without(FORM).strip() == "### Title\n\nWalk"
    assert agreement.without("### Sharing\n\nWe share cake.\n- [x] Cake\n").count("Cake") == 1


def test_every_form_asks_and_needs_an_answer() -> None:
    for form in forms(Playbook()):
        [*_, last] = as_issue_form(form)["body"]
        assert last["attributes"]["options"] == [{"label": agreement.SENTENCE, "required": True}]
