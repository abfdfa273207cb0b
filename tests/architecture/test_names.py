"""Values are named by what they are: nouns, and not what was done to them."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "macros", "scripts", "benchmarks")
IRREGULAR = frozenset(
    "found known told said given written made seen meant kept brought left shown drawn read_ held "
    "lost taken laid spoken".split()
)
REGULAR = re.compile(r"[a-z]+ed")
NOUNS = {"embed", "feed", "need", "seed", "speed"}
MOST = 0.01


def names(code: str) -> Counter[str]:
    """Every name that a piece of code binds, and how often; `_found` counts as `found`."""
    nodes = ast.walk(ast.parse(code))
    return Counter(
        node.id.lstrip("_")
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def participles(bound: Counter[str]) -> Counter[str]:
    """Those names that are a participle and nothing else."""
    return Counter(
        {
            name: count
            for name, count in bound.items()
            if name in IRREGULAR or (REGULAR.fullmatch(name) and name not in NOUNS)
        }
    )


def test_a_participle_is_seen_wherever_a_name_is_bound() -> None:
    code = "found = 1\nfor told, made_of in x:\n    pass\n[added for added in y]\nneed = found\n"

    assert participles(names(code)) == {"found": 1, "told": 1, "added": 1}


def test_few_values_are_named_by_what_was_done_to_them() -> None:
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]

    bound = sum((names(file.read_text(encoding="utf-8")) for file in files), Counter[str]())
    bare = participles(bound)

    assert bare.total() <= MOST * bound.total(), bare.most_common(12)
