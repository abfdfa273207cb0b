"""The table of edits that this language and the web editor's are both held to."""

import json
from typing import Any

import pytest

from playbook.parsing.yaml_editing.edits import delete, put
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests" / "edits" / "cases.json").read_text("utf-8"))
"""Each a text, a path, a value (or `delete`), perhaps an order of keys, and the text that comes of
it; tests/javascript/edits.test.mjs asks the same of the web editor.
"""


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_an_edit_comes_to_the_text_of_the_table(case: dict[str, Any]) -> None:
    path = tuple(case["path"])

    if case.get("delete"):
        edited = delete(case["text"], path)
    else:
        edited = put(case["text"], path, case["value"], case.get("order", ()))

    assert edited == case["edited"]
