"""`accessibility.yml`: every criterion stands in it once, and every test that it names exists."""

import ast
import datetime
from collections.abc import Iterator
from functools import cache

import pytest

from playbook.catalog.conformance import PATH, Conformance, When, parse
from tests.conftest import ROOT

A = """
1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1
2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2
""".split()
AA = """
1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11
2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3
""".split()
"""The success criteria of WCAG 2.2."""


@pytest.fixture(scope="module")
def claims() -> Conformance:
    return parse((ROOT / PATH).read_text(encoding="utf-8"))


@cache
def functions_in(path: str) -> dict[str, bool]:
    """The tests of a file, each with whether it runs at night only."""
    file = ROOT / path
    if not file.is_file():
        return {}
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    nightly = [[ast.unparse(mark) for mark in node.decorator_list] for node in functions]
    return {
        function.name: "pytest.mark.nightly" in marks
        for function, marks in zip(functions, nightly, strict=True)
    }


def faults(claims: Conformance) -> Iterator[str]:
    """A sentence for each test that is named and is not there, or runs at another time."""
    for number, criterion in claims.criteria.items():
        for test in criterion.tests:
            path, _, name = test.partition("::")
            if name not in functions_in(path):
                yield f"{PATH}, {number} {criterion.name}: there is no test {name} in {path}."
    for method in claims.methods:
        for test in method.tests:
            path, _, name = test.partition("::")
            if name not in functions_in(path):
                yield f"{PATH}, methods: there is no test {name} in {path}."
            elif functions_in(path)[name] != (method.when is When.EVERY_NIGHT):
                yield f"{PATH}, methods: {name} does not run '{method.when.value}'."


def test_every_test_that_is_named_exists_and_runs_when_it_is_said_to(claims: Conformance) -> None:
    assert list(faults(claims)) == []


def test_a_test_that_is_gone_is_named_with_its_criterion() -> None:
    text = (ROOT / PATH).read_text(encoding="utf-8")
    name = "test_targets_are_large_enough"

    gone = list(faults(parse(text.replace(name, "test_targets_are_large"))))

    assert gone == [
        "accessibility.yml, 2.5.8 Target Size (Minimum): there is no test test_targets_are_large "
        "in tests/browser/test_accessibility.py.",
        "accessibility.yml, methods: there is no test test_targets_are_large in "
        "tests/browser/test_accessibility.py.",
    ]


def test_every_criterion_of_levels_a_and_aa_stands_once(claims: Conformance) -> None:
    levels = {number: criterion.level.value for number, criterion in claims.criteria.items()}

    assert levels == {**dict.fromkeys(A, "A"), **dict.fromkeys(AA, "AA")}
    assert len(A) + len(AA) == 55


def test_nobody_has_looked_on_a_day_to_come(claims: Conformance) -> None:
    assert claims.date <= datetime.date.today()
