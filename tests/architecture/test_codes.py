"""A kind of diagnostic has one home."""

import ast
from collections import Counter
from pathlib import Path

from playbook import CODES

SOURCES = Path(__file__).resolve().parents[2] / "src"


def test_each_code_is_declared_once_and_none_is_forgotten() -> None:
    declarations = Counter(
        node.args[0].value
        for module in sorted(SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Code"
        and isinstance(node.args[0], ast.Constant)
    )

    assert declarations == dict.fromkeys(CODES, 1)
