"""Are two formulas the same? Run here directly, against identities and counterexamples."""

from __future__ import annotations

import random

import pytest
from hypothesis import given

from heldout.grading.equivalence import compare_all, prove, value_at
from heldout.grading.formula import Tree, evaluate, parse, postfix

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
