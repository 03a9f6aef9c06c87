"""Kind expression: formulas in the jail."""

from __future__ import annotations

from typing import Any

import pytest

from heldout.errors import FieldError
from heldout.grading import (
    check_truth,
    equivalence,
    expression,
    how_to_reply,
    kind_of,
    read_spec,
    right_answer,
)

from .parts import Grade, make_part, only_finding

SLOPE = make_part(
    "expression",
    "a sigmoid(a x) (1 - sigmoid(a x))",
    variables={"x": [-3, 3], "a": [0.5, 2]},
    wrong={"no-inner-derivative": "sigmoid(a x) (1 - sigmoid(a x))"},
)
LINE = make_part("expression", "2x", variables={"x": [-3, 3]}, forbids=["tanh", "log"])


@pytest.mark.parametrize(
    "reply",
    [
        "a*sigmoid(a*x)*(1-sigmoid(a*x))",
        "a e^(-ax) / (1 + e^(-ax))^2",
        "a/4 * (1 - tanh(a x/2)^2)",
        "a/(exp(a x/2) + exp(-a x/2))²",
    ],
)
def test_every_way_to_write_the_truth_is_right(verdict: Grade, reply: str) -> None:
    """Also where nobody could prove it: then the points are named."""
    given_verdict = verdict(SLOPE, reply)
    assert given_verdict.right
    assert given_verdict.findings[0].message in (
        "Right.",
        "Right: it has the same value at 24 random points, to 12 digits.",
    )


def test_a_formula_that_differs_is_wrong_with_a_counterexample(verdict: Grade) -> None:
    """Where it differs, what it is there, and what was expected."""
    given_verdict = verdict(LINE, "2x + 1")
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)
    assert [item.label for item in given_verdict.findings[0].evidence] == [
        "At",
        "Yours",
        "Expected",
    ]
    at, yours, expected = (item.text for item in given_verdict.findings[0].evidence)
    x = float(at.removeprefix("x = "))
    assert float(expected) == pytest.approx(2 * x, rel=1e-4)
    assert float(yours) == pytest.approx(2 * x + 1, rel=1e-4)


def test_a_known_wrong_formula_is_named_however_it_is_written(verdict: Grade) -> None:
    """By its values, not by its letters."""
    given_verdict = verdict(SLOPE, "exp(-a x)/(1 + exp(-a x))^2")
    assert only_finding(given_verdict) == ("mistake", "no-inner-derivative")


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "2y",
        "x +",
        "x.__class__",
        "__import__('os').system('true')",
        "5!",
        "1/2x",
        "(" * 999,
        ("x",),
    ],
)
def test_what_is_no_formula_is_unreadable(verdict: Grade, reply: Any) -> None:
    """The finding says how to reply, and what was in the way."""
    given_verdict = verdict(LINE, reply)
    assert given_verdict.outcome == "unreadable"
    assert given_verdict.findings[0].message == how_to_reply(LINE)


@pytest.mark.parametrize(("reply", "name"), [("2x + tanh(0)", "tanh"), ("2x + ln(1)", "log")])
def test_a_forbidden_function_is_refused(verdict: Grade, reply: str, name: str) -> None:
    """Under any of its names."""
    given_verdict = verdict(LINE, reply)
    assert given_verdict.outcome == "unreadable"
    assert given_verdict.findings[0].message == f"The formula must do without {name}."


@pytest.mark.parametrize(
    "reply", ["9^9^9^9", "x^9^9^9", "exp(exp(exp(exp(x^2+9))))", "2x + 0*9^9^9^9"]
)
def test_blow_ups_are_wrong_and_harmless(verdict: Grade, reply: str) -> None:
    """What has no value that fits anywhere is just wrong."""
    assert only_finding(verdict(LINE, reply)) == ("wrong-value", None)


@pytest.mark.parametrize(
    "reply",
    [
        "+".join(["x"] * 900) + "-898x",
        "-" * 50 + "(-" * 4 + "2x" + ")" * 4,
        "((((((((((((((((((((2x))))))))))))))))))))",
    ],
)
def test_long_and_deep_formulas_are_judged_like_others(verdict: Grade, reply: str) -> None:
    """Depth that the parser takes is no trouble anywhere later."""
    assert verdict(LINE, reply).right


def test_a_right_reply_stays_right_when_its_proof_takes_too_long(
    verdict: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The points decide; only the wording is less sure."""
    with open(equivalence.__file__, encoding="utf-8") as file:
        endless = file.read().replace(
            "    import sympy\n", "    import sympy\n    while True: pass\n", 1
        )
    monkeypatch.setattr(expression, "_program", lambda: endless)
    monkeypatch.setattr(expression, "PROOF_SECONDS", 0.1)
    given_verdict = verdict(LINE, "x + x")
    assert given_verdict.right
    assert "random points" in given_verdict.findings[0].message


def test_points_depend_on_the_secret_seed(verdict: Grade) -> None:
    """Nobody can fit a formula to points that are drawn afterwards."""
    places = {verdict(LINE, "0", seed=seed).findings[0].evidence[0].text for seed in range(3)}
    assert len(places) == 3


def test_a_truth_that_is_nowhere_defined_is_our_fault(verdict: Grade) -> None:
    """The intervals are wrong, and the author is told so."""
    part = make_part("expression", "log(x)", variables={"x": [-3, -1]})
    given_verdict = verdict(part, "x")
    assert given_verdict.outcome == "grader_failed"
    assert "intervals" in given_verdict.findings[0].evidence[0].text


@pytest.mark.parametrize("truth", ["2y", "", None, 5, ["x"]])
def test_a_truth_that_is_no_formula_is_the_authors_fault(truth: Any) -> None:
    """It is told, not tripped over."""
    assert check_truth(make_part("expression", truth, variables={"x": [0, 1]}))


def test_two_opinions_are_compared_where_they_are_defined() -> None:
    """In floats; both must be defined at the same points, and at one at least."""
    kind = kind_of(LINE)
    assert kind.same(LINE, "2x", "x + x")
    assert not kind.same(LINE, "2x", "3x")
    assert kind.same(LINE, "log(x)", "log(2x) - log(2)")
    assert not kind.same(LINE, "log(x^2)", "2 log(x)")
    assert not kind.same(LINE, "log(-1)", "log(-1)")


def test_the_form_shows_an_example_in_the_parts_own_variables(verdict: Grade) -> None:
    """It can be read."""
    sentence = how_to_reply(SLOPE)
    assert sentence.startswith("A formula in x, a, such as ")
    assert verdict(SLOPE, sentence.partition("such as ")[2].rstrip(".")).outcome == "graded"


def test_the_answer_is_the_truth_as_typed() -> None:
    """Verbatim: the author wrote it to be read."""
    assert right_answer(LINE) == "`2x`"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "variables"),
        ({"variables": {}}, "variables"),
        ({"variables": ["x"]}, "variables"),
        ({"variables": {"2x": [0, 1]}}, "variables"),
        ({"variables": {"x": 3}}, "variables.x"),
        ({"variables": {"x": [0]}}, "variables.x"),
        ({"variables": {"x": ["a", 1]}}, "variables.x"),
        ({"variables": {"x": [1, 0]}}, "variables.x"),
        ({"variables": {"x": [0, float("inf")]}}, "variables.x"),
        ({"variables": {"x": [0, 1]}, "forbids": ["ln"]}, "forbids"),
        ({"variables": {"x": [0, 1]}, "forbids": "tanh"}, "forbids"),
        ({"variables": {"x": [0, 1]}, "points": 3}, "points"),
    ],
)
def test_wrong_fields_are_named(fields: dict[str, Any], field: str) -> None:
    """Also a function that is forbidden under a name that no formula would show."""
    with pytest.raises(FieldError) as error:
        read_spec("expression", fields)
    assert error.value.field == field


RIDGE = make_part(
    "expression",
    "(X'X + alpha I)^-1 X'y",
    variables={"X": ["n", "d"], "y": ["n"], "alpha": [0.5, 3]},
    wrong={
        "no-penalty": "(X'X)^-1 X'y",
        "half": "(X'X + (alpha/2) I)^-1 X'y",
        "matrix-only": "X'X + alpha I",
    },
)
IDENTITY = make_part("expression", "I_d", variables={"w": ["d"]}, wrong={"twice": "2I"})


@pytest.mark.parametrize(
    "reply",
    [
        "(X^T X + alpha I)^-1 X^T y",
        "inv(X.T @ X + alpha*I) @ X.T @ y",
        "(XᵀX + αI)⁻¹Xᵀy",
        "X^T (X X^T + alpha I)^{-1} y",
        "(I + X'X/alpha)^-1 X'y / alpha",
    ],
)
def test_a_formula_of_matrices_is_right_in_every_form(verdict: Grade, reply: str) -> None:
    """It is compared at points, and nothing is proved."""
    given_verdict = verdict(RIDGE, reply)
    assert given_verdict.right
    assert "24 random points" in given_verdict.findings[0].message


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("X^-1 y", "Only a square matrix"),
        ("(X'X + alpha)^-1 X'y", "joins a d×d matrix and a number"),
        ("X y", "n×d by n×1"),
        ("y'X (X'X + alpha I)^-1", "Yours is a row of length d (1×d); asked for is a vector of"),
        ("X'X", "Yours is a d×d matrix; asked for is a vector of length d."),
        ("I", "Yours is the identity; asked for"),
    ],
)
def test_shapes_that_do_not_fit_are_wrong_and_said_in_letters(
    verdict: Grade, reply: str, sentence: str
) -> None:
    """They are read, and graded."""
    given_verdict = verdict(RIDGE, reply)
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)
    assert given_verdict.findings[0].kind == "wrong-shape"
    assert sentence in given_verdict.findings[0].message


def test_known_wrong_matrices_are_named_whatever_their_shape(verdict: Grade) -> None:
    """Each is compared with those of its own shape."""
    assert only_finding(verdict(RIDGE, "inv(X'X) X'y")) == ("mistake", "no-penalty")
    assert only_finding(verdict(RIDGE, "inv(2X'X + αI) * 2X'y")) == ("mistake", "half")
    assert only_finding(verdict(RIDGE, "αI + X'X")) == ("mistake", "matrix-only")


def test_a_wrong_matrix_is_shown_with_its_point(verdict: Grade) -> None:
    """Sizes, matrices and both values; no identity among the variables."""
    finding = verdict(RIDGE, "X'y").findings[0]
    at, yours, expected = (item.text for item in finding.evidence)
    assert finding.kind == "wrong-value"
    assert "n = 3, d = 2\nX = [[" in at
    assert "I_" not in at
    assert yours.startswith("[")
    assert expected.startswith("[")


@pytest.mark.parametrize("reply", ["w^2", "X +", "exp(I)", "X'X^0.5", "alpha/2 X'y", "Z y"])
def test_matrices_that_cannot_be_read_cost_nothing(verdict: Grade, reply: str) -> None:
    """Nor does what could be meant in two ways."""
    part = make_part(
        "expression", "X w", variables={"X": ["n", "d"], "w": ["d"], "y": ["n"], "alpha": [1, 2]}
    )
    given_verdict = verdict(part, reply)
    assert given_verdict.outcome == "unreadable"
    assert given_verdict.findings[0].message == how_to_reply(part)


def test_the_identity_may_be_asked_for(verdict: Grade) -> None:
    """It takes the size of the truth, which must be known."""
    assert verdict(IDENTITY, "I").right
    assert verdict(IDENTITY, "diag(w) inv(diag(w))").right
    assert only_finding(verdict(IDENTITY, "I + I")) == ("mistake", "twice")
    assert "I_d" in str(check_truth(make_part("expression", "I", variables={"w": ["d"]})))
    assert check_truth(make_part("expression", "w w", variables={"w": ["d"]}))


def test_a_function_of_matrices_can_be_forbidden(verdict: Grade) -> None:
    """Under its name; where there are no matrices there is no such name."""
    part = make_part("expression", "w'w", variables={"w": ["d"]}, forbids=["norm"])
    assert verdict(part, "‖w‖^2").outcome == "unreadable"
    with pytest.raises(FieldError):
        read_spec("expression", {"variables": {"x": [0, 1]}, "forbids": ["norm"]})


def test_two_opinions_on_a_matrix_are_compared() -> None:
    """Shapes too; both must be defined at the same points."""
    kind = kind_of(RIDGE)
    assert kind.same(RIDGE, RIDGE.truth, "X' inv(X X' + alpha I) y")
    assert not kind.same(RIDGE, RIDGE.truth, "X'y")
    assert not kind.same(RIDGE, RIDGE.truth, "X'X")
    assert not kind.same(RIDGE, "(X X')^-1 X X' y", "(X X')^-1 X X' y")


def test_the_form_says_how_matrices_are_typed(verdict: Grade) -> None:
    """With the shapes of the part's own variables."""
    sentence = how_to_reply(RIDGE)
    assert sentence.startswith("A formula in X (n×d), y (length n), alpha. Vectors are columns")
    assert "A^T" in sentence
    for reply in kind_of(RIDGE).nonsense(RIDGE):
        assert verdict(RIDGE, reply).outcome == "unreadable"
