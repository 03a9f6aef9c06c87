"""Mutants: what each kind of change makes of a solution."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.verification.mutation import Mutant, mutants


def changes(source: str) -> dict[str, list[str]]:
    """The changes by kind, in the order in which they come."""
    found: dict[str, list[str]] = {}
    for mutant in mutants(source):
        found.setdefault(mutant.kind, []).append(mutant.change)
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b", {"operator": ["a + b → a - b"], "drop-term": ["a + b → a", "a + b → b"]}),
        ("a - b", {"operator": ["a - b → a + b"], "drop-term": ["a - b → a"]}),
        ("a * b", {"operator": ["a * b → a / b"], "drop-term": ["a * b → a", "a * b → b"]}),
        ("a / b", {"operator": ["a / b → a * b"], "drop-term": ["a / b → a"]}),
        ("a // b", {"operator": ["a // b → a * b"]}),
        ("a ** b", {"operator": ["a ** b → a * b"]}),
        ("a @ b", {}),
        ("a < b", {"comparison": ["a < b → a <= b", "a < b → a >= b"]}),
        ("a <= b", {"comparison": ["a <= b → a < b", "a <= b → a > b"]}),
        ("a > b", {"comparison": ["a > b → a >= b", "a > b → a <= b"]}),
        ("a >= b", {"comparison": ["a >= b → a > b", "a >= b → a < b"]}),
        ("a == b", {"comparison": ["a == b → a != b"]}),
        ("a != b", {"comparison": ["a != b → a == b"]}),
        ("a is b", {"comparison": ["a is b → a is not b"]}),
        ("a is not b", {"comparison": ["a is not b → a is b"]}),
        ("a and b", {"comparison": ["a and b → a or b"]}),
        ("a or b", {"comparison": ["a or b → a and b"]}),
        ("-a", {"sign": ["-a → a"]}),
        ("not a", {"sign": ["not a → a"]}),
        ("-1", {"constant": ["1 → 2"]}),
        ("3", {"constant": ["3 → 4"]}),
        ("0.5", {"constant": ["0.5 → 1.0", "0.5 → 0.0"]}),
        ("0.0", {"constant": ["0.0 → 1.0"]}),
        ("True", {"constant": ["True → False"]}),
        ("'text'", {}),
        ("None", {}),
        ("f(axis=0)", {"axis": ["axis=0 → axis=1"], "constant": []}),
        ("f(axis=2)", {"axis": ["axis=2 → axis=0"], "constant": ["2 → 3"]}),
        ("f(axis=-2)", {"axis": ["axis=-2 → axis=0", "axis=-2 → axis=-3"], "constant": []}),
        ("f(axis=(0, 2))", {"axis": ["axis=(0, 2) → axis=(2,)"], "constant": ["0 → 1", "2 → 3"]}),
        ("f(axis=n)", {}),
        ("f(keepdims=True)", {"axis": ["keepdims=True → keepdims=False"], "constant": []}),
        ("f(keepdims=False)", {"constant": ["False → True"]}),
        ("a.T", {"transpose": ["a.T → a"]}),
        ("np.max(a)", {"function": ["np.max → np.min"]}),
        ("a.sum()", {"function": ["a.sum → a.mean"]}),
        ("np.exp(a)", {"function": ["np.exp → np.expm1"]}),
        ("np.abs(a)", {}),
        ("a += b", {"accumulate": ["a += b → a = b"]}),
        ("a if b else c", {"guard": ["a if b else c → a", "a if b else c → c"]}),
        (
            "if a:\n    b\nelse:\n    c",
            {"guard": ["if a: … → if False: …", "if a: … → if True: …"]},
        ),
        ("a < b < c", {}),
    ],
)
def test_each_operator_yields_what_it_should(source: str, expected: dict[str, list[str]]) -> None:
    """All changes of one small source, none more; a change that comes out alike comes once."""
    assert changes(source) == {kind: rows for kind, rows in expected.items() if rows}


SOLUTION = """\
import numpy as np


def softmax(x, axis=-1):
    \"\"\"Probabilities along the axis.\"\"\"
    if x.size == 0:
        return x.T
    shifted = x - np.max(x, axis=axis, keepdims=True)
    total = 0.0
    for row in shifted:
        total += row.sum()
    return np.exp(shifted) / total if total != 0 else -shifted
"""


def test_a_mutant_differs_in_one_place() -> None:
    """By one line of the formatted source, which is the line that it names."""
    plain = ast.unparse(ast.parse(SOLUTION)).split("\n")
    original = SOLUTION.split("\n")
    for mutant in mutants(SOLUTION):
        lines = mutant.source.split("\n")
        different = [pair for pair in zip(plain, lines, strict=True) if pair[0] != pair[1]]
        assert len(different) == 1, mutant
        assert different[0][0].strip() == original[mutant.line - 1].strip().replace('"', "'")


def test_a_solution_has_mutants_of_every_kind_that_it_can() -> None:
    """Counted by hand on a small softmax."""
    found = {kind: len(rows) for kind, rows in changes(SOLUTION).items()}
    assert found == {
        "constant": 4,  # axis=-1, size == 0, 0.0, total != 0
        "guard": 4,
        "operator": 2,
        "drop-term": 2,
        "comparison": 2,
        "transpose": 1,
        "function": 3,
        "axis": 1,
        "accumulate": 1,
        "sign": 1,
    }


OPERATORS = ["+", "-", "*", "/", "//", "**", "<", "==", "and", "is"]
names = st.sampled_from(["a", "b", "np.x", "a.T", "1", "0.5", "True", "a.max(axis=0)"])
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(
            lambda it: f"({it[0]} {it[1]} {it[2]})"
        ),
        inner.map(lambda it: f"(-{it})"),
        st.tuples(inner, inner, inner).map(lambda it: f"({it[0]} if {it[1]} else {it[2]})"),
    ),
    max_leaves=6,
)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # "is" with a literal is a draw of the test
@given(expressions)
def test_mutants_parse_and_differ(source: str) -> None:
    """Each is valid Python; none is the source; none comes twice."""
    found: list[Mutant] = list(mutants(source))
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in found]
    assert ast.dump(ast.parse(source)) not in trees
    assert len(set(trees)) == len(trees)


def test_the_source_is_not_changed() -> None:
    """Mutants do not build on one another."""
    assert list(mutants(SOLUTION)) == list(mutants(SOLUTION))
    assert sum(1 for _ in mutants("a + b + c")) == 6
