"""Formulas of matrices: every spelling that people use, and what tries to break the grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.grading.formula import FUNCTIONS, FormulaError, parse, used_names
from heldout.grading.matrix_formula import MATRIX_FUNCTIONS, parse_matrices

from .test_formula import write

NAMES = ("X", "A", "y", "v", "w", "alpha", "d", "n", "I", "I_d")


@pytest.mark.parametrize(
    ("texts", "plain"),
    [
        (
            [
                "X'y",
                "X’y",
                "X′ y",
                "Xᵀy",
                "X.T y",
                "X.T@y",
                "X^Ty",
                "X^T y",
                "X^T*y",
                "X⊤y",
                "X^⊤ y",
            ],
            "transpose(X) y",
        ),
        (["X^{T}y", "X^(T) @ y", "X**T * y", r"X^\top y", r"X^{\top}y", "X^ty", "X^t y"], None),
        (["A^-1", "A^(-1)", "A^{-1}", "A⁻¹", "A**-1", "A ^ -1"], "A^(-1)"),
        (["inverse(A)"], "inv(A)"),
        (["A^-T", "A^{-T}", "A^-1'", "A^(-1)^T", "(A^-1).T", "A⁻¹ᵀ"], "transpose(A^(-1))"),
        (["A'^2"], "transpose(A)^2"),
        (["||w||", "‖w‖", "norm2(w)", "||w||_2", "‖w‖₂", "‖w‖_{2}"], "norm(w)"),
        (["||w||^2", "‖w‖²", "||w||_2^2", "||w||^2_2", "‖w‖₂²"], "norm(w)^2"),
        (["||w||_1", "‖w‖₁", "‖ w ‖_1"], "norm1(w)"),
        (["2||w||", "2 ‖w‖"], "2 norm(w)"),
        (["(2||w||_2)", "(2 ‖w‖_(2))", r"(2\lVert w\rVert_{2})", r"2\|w\|"], "2 norm(w)"),
        (["I_{d}", "Id", "eye(d)"], "I_d"),
        (["identity w"], "I w"),
        ([r"\operatorname{diag}(v \odot w)", "Diag(v ⊙ w)"], "diag(v ⊙ w)"),
        ([r"\alpha X\,w", "α X w"], "alpha X w"),
        (["½ X", "½·X"], "(1/2) X"),
        (["||X w - y||"], "norm(X w - y)"),
        (["‖ |w| ‖"], "norm(abs(w))"),
        (["|‖w‖ - 1|"], "abs(norm(w) - 1)"),
        (["v .* w", "v ⊙ w", "v∘w"], "hadamard(v, w)"),
        (["v ⊙ X w"], "hadamard(v, X w)"),
        (["w.^2.*v", "w.^2 ⊙ v"], "hadamard(w.^2, v)"),
        (["2v ⊙ w + y"], "hadamard(2v, w) + y"),
        (["αI", "alpha I", "I α", "alpha*I"], None),
        (["α X", "αX"], "alpha X"),
        (["tr(A)"], "trace(A)"),
        (["Σ(w)"], "sum(w)"),
        (["σ(w)", "sigma(w)", r"\sigma(w)"], "sigmoid(w)"),
        (["wᵀw", "w^Tw", "w'w", "w^T w", "w.T@w"], "transpose(w) w"),
        (["(Xw - y)'(Xw - y)", "(Xw-y)^T(Xw-y)"], "transpose(X w - y) (X w - y)"),
        (["2^3^2"], "2^(3^2)"),
        (["-w'"], "-transpose(w)"),
        (["X''"], "transpose(transpose(X))"),
        (["Xw"], "X w"),
    ],
)
def test_every_spelling_is_the_same_formula(texts: list[str], plain: str | None) -> None:
    """Signs of transposition and inversion, bars of norms, products with and without a sign."""
    trees = {parse_matrices(text, NAMES) for text in [*texts, *([plain] if plain else [])]}
    if texts == ["αI", "alpha I", "I α", "alpha*I"]:
        assert trees == {("*", "alpha", "I"), ("*", "I", "alpha")}
    elif plain is None:
        assert trees <= {("*", ("transpose", "X"), "y")}
    else:
        assert len(trees) == 1


def test_a_variable_that_begins_with_t_is_an_exponent() -> None:
    """`x^tau` is no transpose."""
    assert parse_matrices("x^Tau", ("x", "Tau")) == ("^", "x", "Tau")
    assert parse_matrices("x^t", ("x", "t")) == ("^", "x", "t")


def test_a_greek_letter_is_read_by_its_name_or_by_itself() -> None:
    """Whichever the author has named; σ is the sigmoid unless a variable is called sigma."""
    assert parse_matrices("λ x", ("lambda", "x")) == ("*", "lambda", "x")
    assert parse_matrices("λ x", ("λ", "x")) == ("*", "λ", "x")
    assert parse_matrices("σ x", ("sigma", "x")) == ("*", "sigma", "x")


scalars = st.recursive(
    st.sampled_from(["2", "0.5", "x", "y", "pi"]),
    lambda trees: st.one_of(
        st.tuples(st.sampled_from("+-*/^"), trees, trees),
        st.tuples(st.just("neg"), trees),
        st.tuples(st.sampled_from(["exp", "sigmoid", "abs"]), trees),
    ),
    max_leaves=10,
)


@given(scalars)
def test_formulas_of_numbers_keep_their_meaning(tree: object) -> None:
    """Both grammars read them alike."""
    text = write(tree)  # type: ignore[arg-type]
    assert parse_matrices(text, ("x", "y")) == parse(text, ("x", "y"))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "X +", "X'", "'X", "X^", "X..T", "||w|", "|w||", "||w||_3", "w_1", "_1"),
        *("X.T.T.real", "X.inv()", "X[y", "XTX", "dot(w)", "inv(A, A)", "trace A", "transpose"),
        *(
            r"\frac{1}{2} X",
            r"\foo X",
            r"A \ X",
            "1/2 X",
            "alpha/2 w'w",
            "w ⊙",
            "⊙ w",
            "A @@ A",
            "A..*A",
            "import os",
            "X.__class__",
        ),
        *("X" + "'" * 100, "inv(" * 300, "‖" * 50, "X" * 2001, "(" * 900, "A^" * 900 + "2"),
        *("1e400 X", "A^1e999", "lambda: 0", "5!", "X\x00"),
    ],
)
def test_what_is_no_formula_is_refused_in_words(text: str) -> None:
    """But for a lone transpose, which is one."""
    if text == "X'":
        assert parse_matrices(text, NAMES) == ("transpose", "X")
        return
    with pytest.raises(FormulaError):
        parse_matrices(text, NAMES)


@given(
    st.text(st.sampled_from("XAywαd12I.'ᵀT^-+*/@⊙‖|()[]{}_,²⁻₁ ") | st.characters(), max_size=40)
)
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    """Nothing else is ever raised, and no other names come out than are known."""
    try:
        tree = parse_matrices(text, NAMES)
    except FormulaError:
        return
    words = {name for name in used_names(tree) if name.isidentifier()}
    assert words <= {*NAMES, *FUNCTIONS, *MATRIX_FUNCTIONS, "pi", "e", "neg"}
