"""Mutants: names that are unique, places that are right, and nothing that is left to chance."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.verification.mutation import KINDS, Mutant, mutants

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


def test_no_two_changes_read_alike() -> None:
    """So that a reason excuses one mutant: what is alike is told with what stands around it."""
    found = [mutant.change for mutant in mutants("a = x + 1\nb = f(x + 1)\nc = x + 1\n")]
    assert len(set(found)) == len(found)
    assert "f(x + 1) → f(x + 2)" in found
    assert "a = x + 1 → a = x + 2" in found
    twice = [mutant.change for mutant in mutants("a = x + 1\na = x + 1\n")]
    assert "a = x + 1 → a = x + 2 (line 2)" in twice


def test_the_default_of_a_parameter_is_named() -> None:
    """With the parameter, also a keyword-only one, not with the whole signature."""
    found = {m.change: m.kind for m in mutants("def f(x, eps=1e-05, *, axis=-1):\n    return x\n")}
    assert found["eps=1e-05 → eps=0.0"] == "default"
    assert found["axis=-1 → axis=0"] == "default"


def test_annotations_docstrings_and_imports_stay() -> None:
    """They are not run for their values."""
    source = 'import a.b\ndef f(x: t[1]) -> t[2]:\n    "1 + 1"\n    return x\n'
    assert list(mutants(source)) == []


def test_uninitialised_memory_decides_nothing() -> None:
    """np.empty() is filled in every mutant, shape and dtype as they were."""
    for mutant in mutants("def f(n):\n    out = np.empty(n, dtype=int)\n    return out[1:]\n"):
        if "np." in mutant.source:
            assert "np.empty" not in mutant.source
            assert "77.7" in mutant.source


def test_the_source_is_not_changed() -> None:
    """Mutants do not build on one another."""
    assert list(mutants(SOLUTION)) == list(mutants(SOLUTION))


OPERATORS = ["+", "-", "*", "/", "//", "**", "<", "==", "and", "is", "@"]
names = st.sampled_from(["a", "b", "np.x", "a.T", "1", "0.5", "True", "a.max(axis=0)", "a[1:]"])
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(
            lambda it: f"({it[0]} {it[1]} {it[2]})"
        ),
        inner.map(lambda it: f"(-{it})"),
        inner.map(lambda it: f"np.sqrt({it} + eps)"),
        st.tuples(inner, inner, inner).map(lambda it: f"({it[0]} if {it[1]} else {it[2]})"),
    ),
    max_leaves=6,
)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # "is" with a literal is a draw of the test
@given(expressions)
def test_mutants_parse_and_differ(source: str) -> None:
    """Each is valid Python of a known kind; none is the source; none comes twice."""
    found: list[Mutant] = list(mutants(source))
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in found]
    assert ast.dump(ast.parse(source)) not in trees
    assert len({ast.unparse(ast.parse(mutant.source)) for mutant in found}) == len(found)
    assert {mutant.kind for mutant in found} <= set(KINDS)
