"""Values put into text."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.questions.template import TemplateError, fill, show

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_a_float_is_shown_in_full(value: float) -> None:
    """Reading what is shown gives the same float."""
    assert float(show(value)) == value


@given(finite)
def test_a_float_is_shown_shortest(value: float) -> None:
    """No more digits than Python itself needs, and no idle '.0'."""
    shown = show(value)

    def digits(text: str) -> str:
        return text.lower().partition("e")[0].replace(".", "").strip("-0")

    assert digits(shown) == digits(repr(value))
    assert not shown.endswith(".0")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (2.0, "2"),
        (-0.0, "0"),
        (1e-05, "0.00001"),
        (1e-08, "1e-08"),
        (1e15, "1000000000000000"),
        (1e16, "1e+16"),
        (math.inf, "inf"),
        (np.float64(0.25), "0.25"),
        (np.int64(3), "3"),
        (True, "True"),
        (None, "None"),
        (Fraction(1, 3), "1/3"),
        ("größer", "größer"),
        ([0.9, 2.0, [1e-05]], "[0.9, 2, [0.00001]]"),
        ((1, 2.5), "[1, 2.5]"),
    ],
)
def test_values_stand_as_a_person_writes_them(value: object, text: str) -> None:
    """Also those of NumPy, and inside lists."""
    assert show(value) == text
    assert fill("@{x}", {"x": value}) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("3|signed", "+ 3"),
        ("-0.5|signed", "- 0.5"),
        ("0|signed", "+ 0"),
        ("[[1, 0.5], [0, 2.0]]|matrix", r"\begin{bmatrix} 1 & 0.5 \\ 0 & 2 \end{bmatrix}"),
        ("[1, 2]|column", r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"),
        ("[0.9, 0.7]|row", "[0.9, 0.7]"),
        ("[1, 3, 224]|shape", "(1, 3, 224)"),
        ("[3]|shape", "(3,)"),
        ("[]|shape", "()"),
        ("10000000|grouped", "10,000,000"),
        ("0.125|fixed(2)", "0.12"),
        ("2|fixed(1)", "2.0"),
        ("-0.001|fixed(2)", "0.00"),
        ("0.0012345|sig(3)", "0.00123"),
        ("123456|sig(2)", "120000"),
        ("{'a': 1}['a']", "1"),
        ("2 * 3 + 1", "7"),
        ("'a' if 1 > 2 else 'b'", "b"),
    ],
)
def test_filters_and_expressions(expression: str, text: str) -> None:
    """Each filter as the documentation says."""
    assert fill(f"@{{{expression}}}", {}) == text


@given(st.lists(st.lists(finite, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_matrix_holds_its_entries(rows: list[list[float]]) -> None:
    """Cells between ampersands, rows between double backslashes."""
    text = fill("@{x|matrix}", {"x": rows})
    inside = text.removeprefix(r"\begin{bmatrix} ").removesuffix(r" \end{bmatrix}")
    assert [[float(v) for v in line.split(" & ")] for line in inside.split(r" \\ ")] == rows


def test_a_minus_right_behind_the_brace_counts() -> None:
    """Jinja alone would take it for a mark that strips spaces."""
    assert fill("a @{-x} @{+x} @{ -x }", {"x": 2}) == "a -2 2 -2"


def test_latex_is_left_alone() -> None:
    """Braces and percent signs are no template, with or without an expression beside them."""
    latex = r"$\frac{a}{b} {{c}} \newcommand{\f}[1]{#1} {#} 50\%$"
    assert fill(latex, {}) == latex
    assert fill(latex + " @{1}", {}) == latex + " 1"


def test_statements_choose_and_repeat() -> None:
    """`if` and `for`; the line of a tag leaves nothing behind."""
    text = "{% if a %}\nyes\n{% else %}\nno\n{% endif %}\n{% for x in b %}@{x},{% endfor %}"
    assert fill(text, {"a": True, "b": [1, 2]}) == "yes\n1,2,"
    assert fill(text, {"a": False, "b": []}) == "no\n"


def test_the_last_line_end_is_kept() -> None:
    """Text is text."""
    assert fill("@{1}\n", {}) == "1\n"


@given(st.text(max_size=40))
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    """What is put in stays as it is, whatever it looks like."""
    assert fill("<@{x}>", {"x": value}) == f"<{value}>"
    assert fill("<@{x}>", {"x": f"@{{x}} {{% {value}"}) == f"<@{{x}} {{% {value}>"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("@{nothing}", "'nothing' is undefined"),
        ("@{x.y}", "no attribute 'y'"),
        ("@{x", "end of"),
        ("@{x|unknown}", "No filter named 'unknown'"),
        ("{% if x %}", "end of template"),
        ("@{x + 'a'}", "TypeError"),
        ("@{x / 0}", "ZeroDivisionError"),
        ("@{x|matrix}", "TypeError"),
        ("@{x|fixed('a')}", "ValueError"),
    ],
)
def test_what_cannot_be_filled_is_refused(template: str, message: str) -> None:
    """One kind of error, which says what is wrong."""
    with pytest.raises(TemplateError, match=message):
        fill(template, {"x": 1})


@pytest.mark.parametrize(
    "template",
    ["@{''.__class__}", "@{x.append(1)}", "@{fill.__globals__}", "@{x.__class__.__mro__}"],
)
def test_a_template_cannot_reach_further(template: str) -> None:
    """Neither Python's insides nor the values themselves: a draw stays as it was drawn."""
    values = {"x": [0], "fill": fill}
    with pytest.raises(TemplateError):
        fill(template, values)
    assert values["x"] == [0]
