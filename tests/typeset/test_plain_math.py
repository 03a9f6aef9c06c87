"""LaTeX as one line of text."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from math_core import LatexError, LatexToMathML

from heldout.typeset.glyphs import decorated, lowered, raised
from heldout.typeset.plain_math import plain_math, plain_math_lines

FORMULAS = {
    # scripts
    "x^2": "x²",
    "x_1^{n+1}": "x₁ⁿ⁺¹",
    "e^{-x}": "e⁻ˣ",
    "x^{(l)}": "x⁽ˡ⁾",
    "W^\\top": "Wᵀ",
    "x^*": "x*",
    "90^\\circ": "90°",
    "W_{i,j}": "W_(i,j)",
    "\\mathbb{R}^{n\\times m}": "ℝ^(n×m)",
    "x_c y": "x_c y",
    "(a+b)^2": "(a + b)²",
    "(-1)^n": "(−1)ⁿ",
    "f'": "f′",
    "\\hat{y}_i": "ŷᵢ",
    "x_{\\text{model}}": "x_(model)",
    # fractions: parentheses only where the line would otherwise read differently
    "\\frac{1}{2}": "1/2",
    "\\frac{a+b}{2}": "(a + b)/2",
    "\\frac{-1}{2}": "−1/2",
    "\\frac{1}{1+e^{-x}}": "1/(1 + e⁻ˣ)",
    "\\frac{\\partial L}{\\partial w}": "∂L/∂w",
    "\\frac{1}{f(x)}": "1/f(x)",
    "\\frac{1}{2x}": "1/(2x)",
    "\\frac{a/b}{c}": "(a/b)/c",
    "\\frac{\\frac{a}{b}}{c}": "(a/b)/c",
    "\\frac{1}{n} \\sum_i x_i": "(1/n) ∑ᵢ xᵢ",
    "2 \\frac{a}{b}": "2 (a/b)",
    "\\left(\\frac{a}{b}\\right)^2": "(a/b)²",
    "{\\frac{a}{b}}^2": "(a/b)²",
    "\\log\\frac{a}{b}": "log (a/b)",
    "a + \\frac{b}{c}": "a + b/c",
    "\\binom{n}{k}": "(n choose k)",
    "\\frac{\\sum_i x_i}{n}": "(∑ᵢ xᵢ)/n",
    # roots
    "\\sqrt{x}": "√x",
    "\\sqrt{d_k}": "√dₖ",
    "\\sqrt{2\\pi}": "√(2π)",
    "\\sqrt{\\sigma^2+\\epsilon}": "√(σ² + ϵ)",
    "\\sqrt[3]{x}": "∛x",
    "\\sqrt[n]{x}": "ⁿ√x",
    # spaces round operators, and none round signs
    "a=-3": "a = −3",
    "a - -b": "a − −b",
    "(-x)": "(−x)",
    "|{-3}|": "|−3|",
    "2\\times 10^{-4}": "2 × 10⁻⁴",
    "10{,}000": "10,000",
    "f(x, y)": "f(x, y)",
    "x \\in [0, 1)": "x ∈ [0, 1)",
    "\\{0,1\\}": "{0, 1}",
    "\\|x\\|_2": "‖x‖₂",
    "p(x \\mid y)": "p(x ∣ y)",
    "1, 2, \\ldots, n": "1, 2, …, n",
    "a / b": "a/b",
    "50\\%": "50%",
    # names and big operators
    "\\operatorname{softmax}(x)": "softmax(x)",
    "\\sin x": "sin x",
    "\\log_2 x": "log₂ x",
    "y_c \\log p_c": "y_c log p_c",
    "\\max(0, x)": "max(0, x)",
    "\\operatorname*{arg\\,max}_x f": "arg maxₓ f",
    "\\sum_{i=1}^{n} x_i": "∑ᵢ₌₁ⁿ xᵢ",
    "\\int_0^1 x\\,dx": "∫₀¹ x dx",
    "\\mathbb{E}[X]": "𝔼[X]",
    "\\mathcal{L}": "ℒ",
    "\\mathbf{W}x": "𝐖x",
    # accents
    "\\bar{x}": "x̄",
    "\\vec{v}": "v⃗",
    "\\tilde{x}": "x̃",
    "\\overline{ab}": "a̅b̅",
    "\\widehat{abc}": "hat(abc)",
    # tables
    "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}": "[1 2; 3 4]",
    "\\begin{pmatrix}1\\\\2\\end{pmatrix}": "(1; 2)",
    "\\begin{bmatrix}a+b&2\\end{bmatrix}": "[a + b, 2]",
    "\\begin{matrix}1&2\\end{matrix}": "[1 2]",
    "\\begin{cases}x&\\text{if }x>0\\\\0&x\\le 0\\end{cases}": "{x if x > 0; 0, x ≤ 0}",
    "\\begin{aligned}a&=b\\\\&=c\\end{aligned}": "a = b; = c",
    "\\text{if } x": "if x",
    "\\left.f\\right|_{x=0}": "f|ₓ₌₀",
}


@pytest.mark.parametrize(("latex", "text"), FORMULAS.items())
def test_a_formula_reads_as_one_would_type_it(latex, text):
    """Each construct on its own."""
    assert plain_math(latex) == text


def test_aligned_rows_are_lines_of_their_own():
    """A display keeps its rows; a matrix stays in one line."""
    assert plain_math_lines("\\begin{aligned}a&=b\\\\c&=d\\end{aligned}") == ("a = b", "c = d")
    assert plain_math_lines("\\begin{bmatrix}1\\\\2\\end{bmatrix}") == ("[1; 2]",)


def test_what_cannot_be_read_raises_the_converters_own_error():
    """Callers show the source instead."""
    with pytest.raises(LatexError):
        plain_math("\\frac{1}")


def test_deep_nesting_is_cut_and_does_no_harm():
    """Far below what anybody writes, the characters are still all there."""
    assert plain_math("\\sqrt{" * 300 + "x" + "}" * 300).count("x") == 1


TOKENS = [
    *("x", "1", "23", "+", "-", "=", "(", ")", "[", "]", "|", "\\|", ",", "/", "!", "'", "&", "."),
    *("{", "}", "^", "_", "\\\\", " ", "\\,", "\\quad", "\\alpha", "\\sum", "\\log", "\\mid"),
    *("\\frac", "\\binom", "\\sqrt", "\\hat", "\\bar", "\\vec", "\\overline", "\\underbrace"),
    *("\\left(", "\\right)", "\\left.", "\\right|", "\\middle|", "\\mathop", "\\limits", "\\not"),
    *("\\begin{bmatrix}", "\\end{bmatrix}", "\\begin{cases}", "\\end{cases}", "\\hline", "\x1b"),
    *("\\begin{aligned}", "\\end{aligned}", "\\begin{align}", "\\end{align}", "\\tag{1}", "\ufffe"),
    *(
        "\\mathbb{R}",
        "\\mathrm{ab}",
        "\\operatorname{f}",
        "\\text{if a}",
        "\\prescript",
        "\\cancel",
    ),
    *(
        "\\overset",
        "\\underset",
        "\\xrightarrow",
        "\\boxed",
        "\\phantom",
        "\\color{red}",
        "é",
        "😀",
    ),
]


@given(st.lists(st.sampled_from(TOKENS), max_size=10).map("".join) | st.text(max_size=20))
def test_whatever_the_converter_accepts_can_be_shown(latex):
    """No formula that a page shows makes the terminal fail; none gives a second line."""
    try:
        LatexToMathML(fancy_error=False).convert_with_local_state(latex, displaystyle=False)
    except (LatexError, UnicodeEncodeError):
        return
    lines = plain_math_lines(latex)
    assert plain_math(latex) == "; ".join(lines)


SMALL = st.sampled_from("abcxyn123")
FACTORS = st.recursive(
    SMALL,
    lambda inner: st.one_of(
        st.builds("\\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds("{{{}}}^{{{}}}".format, inner, SMALL),
        st.builds("\\left({} + {}\\right)".format, inner, inner),
        st.builds("{} \\cdot {}".format, inner, inner),
        st.builds("\\sqrt{{{}}}".format, inner),
    ),
    max_leaves=8,
)


@given(FACTORS)
def test_parentheses_are_always_balanced(latex):
    """However fractions, powers and roots are nested."""
    depth = 0
    for character in plain_math(latex):
        depth += {"(": 1, ")": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@given(
    st.recursive(
        st.integers(2, 9).map(lambda n: (str(n), float(n))),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(
                lambda p: (f"\\frac{{{p[0][0]}}}{{{p[1][0]}}}", p[0][1] / p[1][1])
            ),
            st.tuples(inner, inner).map(
                lambda p: (f"{{{p[0][0]}}} \\cdot \\left({p[1][0]}\\right)", p[0][1] * p[1][1])
            ),
            st.tuples(inner, inner).map(
                lambda p: (f"\\left({p[0][0]} + {p[1][0]}\\right)", p[0][1] + p[1][1])
            ),
        ),
        max_leaves=7,
    )
)
def test_the_line_has_the_value_of_the_formula(case):
    """Read as arithmetic, the text means what the LaTeX meant: no parenthesis is missing."""
    latex, value = case
    text = plain_math(latex).replace("⋅", "*").replace("−", "-")
    assert set(text) <= set("0123456789+*/() ")
    assert eval(text) == pytest.approx(value)


def test_scripts_translate_all_or_nothing():
    """A half-lifted script would read as something else."""
    assert raised("n+1") == "ⁿ⁺¹"
    assert raised("n,m") is None
    assert lowered("t-1") == "ₜ₋₁"
    assert lowered("c") is None
    assert raised("") is None


@given(st.sampled_from(list("ˆ¯˜˙¨→")), st.text(alphabet="abcxyz𝐲", min_size=1, max_size=4))
def test_an_accent_keeps_every_letter(accent, text):
    """Composed, combined or spelt out, the letters are still there."""
    shown = decorated(text, accent)
    assert shown is not None
    import unicodedata

    plain = [c for c in unicodedata.normalize("NFD", shown) if not unicodedata.combining(c)]
    assert all(letter in plain for letter in chain(text))
