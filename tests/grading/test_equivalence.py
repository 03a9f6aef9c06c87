"""Are two formulas the same? Run here directly, against identities and counterexamples."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from heldout.grading.equivalence import compare_all, prove, value_at
from heldout.grading.formula import Tree, evaluate, parse, postfix
from heldout.grading.matrix_formula import parse_matrices
from heldout.grading.shapes import ShapeError, fit
from heldout.grading.variables import draw_points, read_variables

from .test_formula import NAMES, POINT, trees

stream = random.Random(5)
SIGNED = [{"x": stream.uniform(-3, 3), "y": stream.uniform(-3, 3)} for _ in range(24)]
POSITIVE = [{name: abs(value) for name, value in point.items()} for point in SIGNED]


def compare(one: str, other: str, points: list[dict[str, float]] = SIGNED) -> dict[str, object]:
    """The comparison of a reply with a truth."""
    given_steps, expected = (postfix(parse(text, ("x", "y"))) for text in (one, other))
    (found,) = compare_all(given_steps, [expected], points)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tanh(x)", "2 sigmoid(2x) - 1"),
        ("x^2 - 1", "(x - 1)(x + 1)"),
        ("sigmoid(x) (1 - sigmoid(x))", "exp(-x)/(1 + exp(-x))^2"),
        ("1 - tanh(x)^2", "1/cosh(x)^2"),
        ("sin(x)^2 + cos(x)^2", "1"),
        ("sin(x)^2 + cos(x)^2 - 1", "0"),
        ("0.1 x", "x/10"),
        ("0.1 x", "0.1000000000000000055511151231257827 x"),
        ("(0.3) x", "0.30000000000000004 x"),
        ("relu(x)", "(x + |x|)/2"),
        ("relu(x)", "max(0, x)"),
        ("|x|", "max(x, -x)"),
        ("|x|", "sqrt(x^2)"),
        ("min(x, y)", "-max(-x, -y)"),
        ("sign(x)", "x/|x|"),
        ("(1/x) * x", "1"),
        ("floor(x)", "ceil(x) - 1"),
        ("exp(x + y)", "exp(x) exp(y)"),
        ("e^x", "exp(x)"),
        ("log(exp(x))", "x"),
        ("sinh(x) + cosh(x)", "exp(x)"),
        ("+".join(["x"] * 500), "500x"),
        ("(x+y)^8", "((x+y)^2)^4"),
        ("1/(1 + exp(1000 x))", "sigmoid(-1000 x)"),
    ],
)
def test_formulas_that_are_the_same(one: str, other: str) -> None:
    """Identities, decimals, and formulas that are equal almost everywhere; either may be given."""
    assert compare(one, other) == compare(other, one) == {"equal": True, "points": 24}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x^2", "x^2 + 1e-9"),
        ("x", "x + 1e-11 x"),
        ("exp(-30 - x)", "exp(-30.001 - x)"),
        ("relu(x)", "x"),
        ("|x|", "x"),
        ("0.333 x", "x/3"),
        ("log(x^2)", "log(|x|)"),
        ("sigmoid(x)", "sigmoid(-x)"),
        ("x y", "x + y"),
        ("tanh(x)", "2 sigmoid(x) - 1"),
        ("0", "x^2/10^9"),
    ],
)
def test_formulas_that_differ(one: str, other: str) -> None:
    """However little: the difference is shown at a point, with both values."""
    for found in (compare(one, other), compare(other, one)):
        assert not found["equal"]
        assert set(found) == {"equal", "points", "point", "given", "expected"}


def test_a_counterexample_has_the_values_of_both() -> None:
    """At the point that it names."""
    found = compare("x + 1", "x", [{"x": 2.0, "y": 0.0}])
    assert (found["point"], found["given"], found["expected"]) == (
        {"x": 2.0, "y": 0.0},
        "3.0",
        "2.0",
    )


@pytest.mark.parametrize(
    ("reply", "truth"), [("sqrt(x)^2", "x"), ("2 log(x)", "log(x^2)"), ("exp(log(x))", "x")]
)
def test_a_reply_that_is_undefined_where_the_truth_is_defined_differs(
    reply: str, truth: str
) -> None:
    """Real arithmetic: no way through the complex numbers. On positive points both are the same."""
    found = compare(reply, truth)
    assert not found["equal"]
    assert found["given"] == "no value there"
    assert compare(reply, truth, POSITIVE)["equal"]


def test_points_at_which_the_truth_is_undefined_do_not_count() -> None:
    """A reply may be defined at more of them."""
    found = compare("log(x^2)", "2 log(x)")
    assert found["equal"]
    assert found["points"] == sum(point["x"] > 0 for point in SIGNED)


def test_a_truth_that_is_nowhere_defined_is_equal_to_nothing() -> None:
    """Not even to itself: the author must be told."""
    assert compare("log(-1)", "log(-1)") == {"equal": False, "points": 0}


@pytest.mark.parametrize(
    "blow_up", ["9^9^9^9", "x^9^9^9", "exp(exp(exp(exp(9))))", "1/0", "(9^9^9)^(9^9)"]
)
def test_blow_ups_have_no_value(blow_up: str) -> None:
    """They are given up before they fill the memory."""
    assert not compare(blow_up, "x")["equal"]


def test_each_of_the_others_is_compared() -> None:
    """The truth and the known mistakes, in one call."""
    given_steps, *others = (postfix(parse(text, ("x",))) for text in ("x", "2x", "x + 0", "-x"))
    assert [found["equal"] for found in compare_all(given_steps, others, SIGNED)] == [
        False,
        True,
        False,
    ]


def shifted(tree: Tree, share: float) -> Tree:
    """The formula with every operand a little larger."""
    if isinstance(tree, str):
        return ("*", tree, repr(1 + share))
    return (tree[0], *(shifted(branch, share) for branch in tree[1:]))


@given(trees)
def test_the_value_is_that_in_floating_point(tree: Tree) -> None:
    """Fifty digits and a float agree wherever a small change of the operands changes little."""
    try:
        rough = evaluate(tree, POINT)
        nearby = [evaluate(shifted(tree, share), POINT) for share in (1e-9, -1e-9)]
    except (ArithmeticError, ValueError):
        return
    if max(abs(value - rough) for value in nearby) < 1e-6 * abs(rough):
        assert float(value_at(postfix(tree), POINT)) == pytest.approx(rough, rel=1e-5)


@given(trees)
def test_every_formula_is_equal_to_itself(tree: Tree) -> None:
    """Unless it has no value."""
    points = [POINT]
    (found,) = compare_all(postfix(tree), [postfix(tree)], points)
    assert found["equal"] == (found["points"] == 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x^2 - 1", "(x - 1)(x + 1)"),
        ("0.1 x", "x/10"),
        ("sigmoid(x)", "1/(1 + e^(-x))"),
        ("sqrt(x^2)", "|x|"),
        ("relu(x)", "max(x, 0)"),
        ("sin(pi) + ceil(0.5) + min(3, 4)", "4"),
    ],
)
def test_what_sympy_can_prove(one: str, other: str) -> None:
    """Variables are real, decimals exact."""
    steps = [postfix(parse(text, NAMES)) for text in (one, other)]
    assert prove(*steps, ["x"]) is True


def test_what_is_false_is_not_proved() -> None:
    """A formula that differs is never proved to be the same."""
    assert prove(postfix(parse("x", NAMES)), postfix(parse("x + 1", NAMES)), ["x"]) is False


VARIABLES = read_variables(
    {"X": ["n", "d"], "A": ["d", "d"], "y": ["n"], "w": ["d"], "v": ["d"], "c": [0.5, 2]}
)
KNOWN = VARIABLES.known()
MATRIX_POINTS = draw_points(VARIABLES, 11)


def compare_matrices(one: str, other: str) -> dict[str, Any]:
    """The comparison of a reply with a truth."""
    shape, expected = fit(parse_matrices(other, KNOWN), KNOWN)
    own, steps = fit(parse_matrices(one, KNOWN), KNOWN, shape)
    assert own == shape
    (found,) = compare_all(steps, [expected], MATRIX_POINTS)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(X w - y)'(X w - y)", "norm(X w - y)^2"),
        ("w'X'X w - 2 y'X w + y'y", "norm(X w - y)^2"),
        ("inv(X'X + c I) X' y", "X' inv(X X' + c I) y"),
        ("(A w)'", "w'A'"),
        ("(A^2)^-1", "inv(A) A^-1"),
        ("A^3", "A A A"),
        ("A^0", "I_d"),
        ("A^-2 A^2", "I_d"),
        ("trace(A v w')", "w'A v"),
        ("diag(w) v", "w .* v"),
        ("w' I", "w'"),
        ("diag(diag(w))", "w"),
        ("outer(w, v)", "w v'"),
        ("dot(w, v)", "v'w"),
        ("sum(w .* v)", "v'w"),
        ("n mean(y)", "sum(y)"),
        ("norm1(w)", "sign(w)'w"),
        ("norm(w)^2", "sum(w.^2)"),
        ("sigmoid(w) .* (1 - sigmoid(w))", "exp(-w)/(1 + exp(-w)).^2"),
        ("relu(w)", "max(0, w)"),
        ("e^(-w)/(1 + e^(-w)).^2", "exp(-w)/(1 + exp(-w)).^2"),
        ("w / abs(w)", "sign(w)"),
        ("max(v, w) + min(v, w)", "v + w"),
        ("A .* I", "diag(diag(A))"),
        ("c I w", "c w"),
        ("inv(2 I) w", "w/2"),
        ("trace(I_n) + d", "n + d"),
        ("X ./ c", "X/c"),
        ("y y' X X'", "y (X'y)'X'"),
    ],
)
def test_formulas_of_matrices_that_are_the_same(one: str, other: str) -> None:
    """Identities of linear algebra, at 24 points of three pairs of sizes."""
    assert compare_matrices(one, other) == {"equal": True, "points": 24}
    assert compare_matrices(other, one) == {"equal": True, "points": 24}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("X'X w", "2 X'X w"),
        ("A", "A'"),
        ("(A A')^-1", "A^-1 A'^-1"),
        ("inv(X'X + c I)", "inv(X'X + c I/2)"),
        ("sum(y)", "3 mean(y)"),
        ("w v'", "v w'"),
        ("norm(w)", "norm1(w)"),
        ("sign(w)", "w"),
        ("A + 1e-9 I", "A"),
        ("diag(w) A", "A diag(w)"),
    ],
)
def test_formulas_of_matrices_that_differ(one: str, other: str) -> None:
    """However little, and also where they agree for one size."""
    for found in (compare_matrices(one, other), compare_matrices(other, one)):
        assert not found["equal"]
        assert {"point", "given", "expected"} <= set(found)


def test_a_singular_matrix_has_no_inverse() -> None:
    """No value there: it is never divided by rounding errors."""
    assert compare_matrices("inv(w w') w", "w")["given"] == "no value there"
    assert compare_matrices("inv(X X') y", "inv(X X') y") == {"equal": False, "points": 0}
    assert compare_matrices("inv(0 A)", "A")["given"] == "no value there"


def test_values_of_matrices_are_shown_row_by_row() -> None:
    """A vector in one row."""
    steps = [fit(parse_matrices(text, KNOWN), KNOWN)[1] for text in ("2I_d", "I_d", "0w", "w")]
    point = {**MATRIX_POINTS[0], "w": [[1.5], [2.0]]}
    (matrix,) = compare_all(steps[0], [steps[1]], [point])
    (vector,) = compare_all(steps[2], [steps[3]], [point])
    assert (matrix["given"], matrix["expected"]) == (
        "[2.0, 0.0]\n[0.0, 2.0]",
        "[1.0, 0.0]\n[0.0, 1.0]",
    )
    assert (vector["given"], vector["expected"]) == ("[0.0, 0.0]", "[1.5, 2.0]")


@pytest.mark.parametrize(
    "blow_up",
    ["exp(exp(exp(exp(9 w))))", "A^20" + " .^9" * 50, "w c^9^9^9", "+".join(["A^-9"] * 300)],
)
def test_blow_ups_of_matrices_end(blow_up: str) -> None:
    """They have no value, or one that is soon there."""
    shape = "A" if blow_up.startswith("A") else "w"
    assert not compare_matrices(blow_up, shape)["equal"]


matrix_trees = st.recursive(
    st.sampled_from(["X", "A", "y", "w", "v", "c", "2", "n", "I"]),
    lambda trees: st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "hadamard", "dot", "outer"]), trees, trees),
        st.tuples(st.sampled_from(["transpose", "neg", "sigmoid", "sum", "mean"]), trees),
        st.tuples(st.sampled_from(["norm", "norm1", "trace", "diag", "abs", "inv"]), trees),
    ),
    max_leaves=8,
)


def by_numpy(steps: Any, point: dict[str, Any]) -> NDArray[np.float64]:
    """The value in NumPy, which has shapes of its own."""
    own: dict[str, Any] = {
        "+": np.add,
        "-": np.subtract,
        "hadamard": np.multiply,
        "*": lambda a, b: a * b if 1 in (a.size, b.size) else a @ b,
        "dot": lambda a, b: np.vdot(a, b),
        "outer": lambda a, b: np.outer(a, b),
        "transpose": np.transpose,
        "neg": np.negative,
        "sigmoid": lambda a: 1 / (1 + np.exp(-a)),
        "sum": np.sum,
        "mean": np.mean,
        "norm": np.linalg.norm,
        "norm1": lambda a: np.abs(a).sum(),
        "trace": np.trace,
        "diag": lambda a: np.diag(a.ravel()) if 1 in a.shape else np.diag(a)[:, None],
        "abs": np.abs,
        "inv": np.linalg.inv,
    }
    stack: list[Any] = []
    for step in steps:
        if isinstance(step, str):
            stack.append(np.atleast_2d(np.array(point.get(step, step), dtype=float)))
        else:
            name, count = step
            stack[-count:] = [np.atleast_2d(own[name](*stack[-count:]))]
    result: NDArray[np.float64] = stack[0]
    return result


@given(matrix_trees)
def test_the_value_of_a_matrix_formula_is_numpys(tree: Tree) -> None:
    """And its shape is the one that the letters say."""
    try:
        shape, steps = fit(tree, KNOWN, ("d", "d"))
    except (ShapeError, ValueError):
        return
    if "?" in shape:
        return
    point = MATRIX_POINTS[1]
    try:
        expected = by_numpy(steps, point)
    except np.linalg.LinAlgError:
        return
    assert expected.shape == tuple(int(point.get(size, 1)) for size in shape)
    value = value_at(steps, point)
    if value is not None and np.abs(expected).max() < 1e6:
        value = np.array(value, dtype=float).reshape(expected.shape)
        np.testing.assert_allclose(value, expected, rtol=1e-6, atol=1e-6)
