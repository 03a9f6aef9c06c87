"""Shapes of formulas: what fits, what is said where it does not, and where notation is unclear."""

from __future__ import annotations

import pytest

from heldout.grading.formula import FormulaError
from heldout.grading.matrix_formula import parse_matrices
from heldout.grading.shapes import Shape, ShapeError, fit, in_words
from heldout.grading.variables import read_variables

VARIABLES = read_variables(
    {"X": ["n", "d"], "A": ["d", "d"], "y": ["n"], "v": ["d"], "w": ["d"], "alpha": [0.5, 2]}
)
KNOWN = VARIABLES.known()


def shape(text: str, wanted: Shape | None = None) -> Shape:
    return fit(parse_matrices(text, KNOWN), KNOWN, wanted)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + alpha/n - d", "11"),
        ("X", "nd"),
        ("X'", "dn"),
        ("X w", "n1"),
        ("w'X'", "1n"),
        ("w'w", "11"),
        ("w w'", "dd"),
        ("w'X'X w - alpha", "11"),
        ("X'X", "dd"),
        ("X X'", "nn"),
        ("X'(Xw - y)", "d1"),
        ("(X'X + alpha I)^-1 X'y", "d1"),
        ("X'(X X' + I alpha)^-1 y", "d1"),
        ("(I + A) w - I v", "d1"),
        ("w' I", "1d"),
        ("I_n y", "n1"),
        ("I_d - A", "dd"),
        ("trace(I_n)", "11"),
        ("I A I", "dd"),
        ("I ⊙ A", "dd"),
        ("inv(2I) A", "dd"),
        ("(I + I)^2 A", "dd"),
        ("A^3 - A^-2", "dd"),
        ("sigmoid(w) ⊙ (1 - sigmoid(w))", "d1"),
        ("1/(1 + exp(-w))", "d1"),
        ("w/|w|", "d1"),
        ("w.^2", "d1"),
        ("X.^2 ./ (2 + alpha)", "nd"),
        ("2 ./ X", "nd"),
        ("X / alpha", "nd"),
        ("max(0, w)", "d1"),
        ("max(0, X, 1)", "nd"),
        ("max(v, w)", "d1"),
        ("norm(w)^2 + norm1(v) + ‖w'‖", "11"),
        ("sum(X) + mean(w)", "11"),
        ("diag(w)", "dd"),
        ("diag(w')", "dd"),
        ("diag(A)", "d1"),
        ("trace(A)", "11"),
        ("dot(v, w')", "11"),
        ("outer(y, w)", "nd"),
        ("inv(alpha) w", "d1"),
        ("relu(X w)", "n1"),
        ("-X", "nd"),
        ("e^(-w)", "d1"),
        ("2.^A", "dd"),
    ],
)
def test_the_shape_of_what_fits(text: str, expected: str) -> None:
    """Rows and columns, in letters."""
    assert shape(text) == tuple(expected)


def test_the_identity_takes_the_size_that_it_needs() -> None:
    """Every one its own, also inside what is a number or waits for the shape of the answer."""
    tree = parse_matrices("X (2I - I) X' + trace(A + I) I", KNOWN)
    whole, steps = fit(tree, KNOWN)
    assert whole == ("n", "n")
    assert [step for step in steps if str(step).startswith("I")] == ["I_d", "I_d", "I_d", "I_n"]
    assert fit("I", KNOWN, ("d", "d")) == (("d", "d"), ["I_d"])
    assert fit("I", KNOWN, ("d", "1")) == (("?", "?"), ["I"])
    product = parse_matrices("I I", KNOWN)
    assert fit(product, KNOWN, ("d", "d")) == (("d", "d"), ["I_d", "I_d", ("*", 2)])
    assert fit(product, KNOWN)[0] == ("?", "?")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("X y", "The product `X y` multiplies n×d by n×1: the inner sizes, d and n, must agree."),
        ("X X", "`X X` multiplies n×d by n×d"),
        ("X (y - X w) + 1", "`X (y - X w)` multiplies n×d by n×1"),
        ("X'X + alpha", "joins a d×d matrix and a number: only equal shapes"),
        ("X w - w", "joins a vector of length n and a vector of length d"),
        ("w + w'", "a vector of length d and a row of length d (1×d)"),
        ("X + I", "joins an n×d matrix and the identity"),
        ("alpha + I", "joins a number and the identity"),
        ("X^-1 y", "Only a square matrix has powers and an inverse; `X` is n×d."),
        ("inv(X)", "Only a square matrix has an inverse; `X` is n×d."),
        ("inv(X w)", "`X w` is n×1"),
        ("X^2", "Only a square matrix"),
        ("trace(X)", "Only a square matrix has a trace"),
        ("diag(X)", "`diag` takes a vector or a square matrix; `X` is n×d."),
        ("1/A", "divides a number by a d×d matrix: nothing is divided by a matrix."),
        ("y/w", "divides a vector of length n by a vector of length d"),
        ("X ./ A", "the shapes must be equal"),
        ("X ⊙ A", "joins an n×d matrix and a d×d matrix"),
        ("dot(y, w)", "`dot` is given vectors of length n and d"),
        ("dot(X, w)", "`dot` takes two vectors; given an n×d matrix."),
        ("max(y, w)", "`max` is given a vector of length n and a vector of length d"),
        ("inv(" + "X X' + " * 9 + "X)", "The sum joins an n×n matrix and an n×d matrix"),
    ],
)
def test_what_does_not_fit_is_said_in_letters(text: str, sentence: str) -> None:
    """What is joined, with which shapes."""
    with pytest.raises(ShapeError) as error:
        shape(text)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        *("w^2", "w^-1", "w'^2", "norm(X)", "norm1(A)", "exp(I)", "trace(I)", "sum(I)", "diag(I)"),
        *(
            "A^(1/2)",
            "A^n",
            "A^99",
            "2^A",
            "A^A",
            "A.^w",
            "w v",
            "sigmoid(w) * (1 - sigmoid(w))",
            "w' v'",
            "A^9^9^9",
            "A^(1/0)",
            "I.^2",
            "max(I, 2)",
        ),
        *("1 / I", "A^(2 trace(A))", "I w'"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_no_mistake(text: str) -> None:
    """It is refused like a formula that cannot be read, which costs nothing."""
    with pytest.raises(FormulaError):
        shape(text)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("11", "a number"),
        ("d1", "a vector of length d"),
        ("1n", "a row of length n (1×n)"),
        ("nd", "an n×d matrix"),
        ("dn", "a d×n matrix"),
        ("??", "the identity"),
    ],
)
def test_shapes_in_words(given: str, words: str) -> None:
    """As a sentence names them."""
    assert in_words((given[0], given[1])) == words


def test_a_sum_of_hundreds_of_terms_is_no_trouble() -> None:
    """Nothing walks the tree by recursion."""
    assert shape("+".join(["I"] * 900) + "+ A") == ("d", "d")
