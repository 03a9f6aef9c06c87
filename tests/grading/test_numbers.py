"""Numbers and arrays as people type them: reading, showing, comparing."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from heldout.grading.fields import Tolerance
from heldout.grading.formula import FormulaError
from heldout.grading.numbers import (
    agree,
    agreement,
    enough_digits,
    read_array,
    read_number,
    read_numbers,
    read_shape,
    show,
    show_array,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
any_float = st.floats()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        ("1/4", 0.25),
        ("2.5e-1", 0.25),
        (" −3 ", -3),
        ("sqrt(2)", math.sqrt(2)),
        ("10^-4", 1e-4),
        ("10⁻⁴", 1e-4),
        ("10,000", 10000),
        ("-1,234,567.5", -1234567.5),
        ("1_000", 1000),
        ("max(1, 2)", 2),
        ("H1 = 3", 3),
        ("loss: 0.5", 0.5),
        ("+7", 7),
        ("inf", math.inf),
        ("- Infinity", -math.inf),
        ("−∞", -math.inf),
        ("１２", 12),
        ("٣", 3),
        ("log(8)/log(2)", 3),
    ],
)
def test_ways_to_write_a_number(text: str, value: float) -> None:
    """Fractions, powers, roots, thousands, names in front and infinities are understood."""
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_",
        "many",
        "0,5",
        "1,23",
        "12 %",
        "1/0",
        "sqrt(-1)",
        "1 2",
        "9^9^9^9",
        "9^9^9",
        "5!",
        "1e999",
        "1" * 5000,
        "(" * 5000,
        "1" * 400,
        "__import__('os')",
        "0x10",
        "²",
        "--inf",
        "inf-inf",
        "nan nan",
        "x",
        "exp(exp(exp(9)))",
        "1+" * 5000,
    ],
)
def test_what_is_no_number_is_refused_in_words(text: str) -> None:
    """Also what has no value as a real number that a float holds."""
    with pytest.raises(FormulaError):
        read_number(text)


@given(finite)
def test_every_float_is_read_back(value: float) -> None:
    """The shortest form of a float is read as that float."""
    assert read_number(repr(value)) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1, 2", [1, 2]),
        ("(1, 2)", [1, 2]),
        ("[1; 2]", [1, 2]),
        ("1 2", [1, 2]),
        ("1\n2", [1, 2]),
        ("a = 1, b = 2", [1, 2]),
        ("a=1 b=2", [1, 2]),
        ("sqrt(4), sqrt(9)", [2, 3]),
        ("(1+2)/3, (4)", [1, 4]),
        ("(1), (2)", [1, 2]),
        ("max(1,2), min(1,2)", [2, 1]),
        ("1/2, -1/2", [0.5, -0.5]),
    ],
)
def test_several_numbers_in_one_reply(text: str, values: list[float]) -> None:
    """Commas, semicolons, line ends and spaces separate, but not inside brackets."""
    assert read_numbers(text, 2) == pytest.approx(values)


@pytest.mark.parametrize(
    "text", ["1", "1, 2, 3", "", "1 2 3", "0,5; 1,5", "1, two", "1, " * 20_000]
)
def test_another_count_of_numbers_is_refused(text: str) -> None:
    """Neither guessed nor cut."""
    with pytest.raises(FormulaError):
        read_numbers(text, 2)


def test_one_number_may_stand_in_brackets() -> None:
    """`[3]` and `(3)` are the number 3."""
    assert read_numbers("[3]", 1) == read_numbers("(3)", 1) == [3.0]


@given(arrays(np.float64, array_shapes(max_dims=4, max_side=4), elements=any_float))
def test_an_array_shown_is_read_back(values: NDArray[np.float64]) -> None:
    """With 17 digits nothing is lost: shape, values, NaN and infinities."""
    again = read_array(show_array(values, digits=17))
    assert again.shape == values.shape
    np.testing.assert_array_equal(again, values)


@given(arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e6, 1e6)))
def test_an_array_in_numpys_own_notation_is_read_back(values: NDArray[np.float64]) -> None:
    """What Python prints can be pasted."""
    with np.printoptions(floatmode="unique", threshold=10_000):
        np.testing.assert_array_equal(read_array(f"np.{values!r}"), values)
    np.testing.assert_array_equal(read_array(repr(values.tolist())), values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 2; 3 4", [[1, 2], [3, 4]]),
        ("1 2\n3 4\n", [[1, 2], [3, 4]]),
        ("1, 2, 3", [1, 2, 3]),
        ("(1, 2)", [1, 2]),
        ("((1, 2), (3, 4))", [[1, 2], [3, 4]]),
        ("[1/2, -1 / 4]", [0.5, -0.25]),
        ("[.5, 1., +2e-1, −3]", [0.5, 1, 0.2, -3]),
        ("[-inf, ∞, nan]", [-math.inf, math.inf, math.nan]),
        ("torch.tensor([1., 2.], device='cuda', requires_grad=True)", [1, 2]),
        ("np.array([[1, 2]], dtype=np.float32)", [[1, 2]]),
        ("[1, 2,]", [1, 2]),
        ("[]", []),
        ("5", [5]),
    ],
)
def test_ways_to_write_an_array(text: str, expected: object) -> None:
    """Brackets of either kind, rows on lines, and what NumPy and PyTorch print."""
    np.testing.assert_array_equal(read_array(text), np.array(expected, dtype=float))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1, two]",
        "[1, 2",
        "1]",
        "[[1, 2], [3]]",
        "[1, [2]]",
        "[1], [2]",
        "[3-1, 2]",
        "[1.5.2]",
        "[1_000]",
        "[1/0]",
        "[1e999]",
        "[" * 50 + "1" + "]" * 50,
        "[" * 9000,
        "[" + "1, " * 10_000 + "1]",
        "[__import__('os')]",
        "[sqrt(2)]",
        "[½]",
    ],
)
def test_what_is_no_array_is_refused_in_words(text: str) -> None:
    """Ragged, unclosed, run together, endless, or not made of numbers."""
    with pytest.raises(FormulaError):
        read_array(text)


@given(st.text(st.sampled_from("[]() ,;\n0123456789.e-+/infa_∞²٣") | st.characters(), max_size=50))
def test_any_text_is_an_array_or_refused(text: str) -> None:
    """Nothing else is ever raised by any of the readers."""
    for reader in (read_array, read_shape, read_number, lambda t: read_numbers(t, 3)):
        try:
            reader(text)
        except FormulaError:
            continue


@pytest.mark.parametrize(
    "text",
    [
        "(1, 32, 7)",
        "[1,32,7]",
        "1x32x7",
        "1 × 32 × 7",
        "torch.Size([1, 32, 7])",
        "1 32 7",
        "(1,32,7,)",
    ],
)
def test_ways_to_write_a_shape(text: str) -> None:
    """As Python, PyTorch and people write it."""
    assert read_shape(text).tolist() == [1, 32, 7]


@pytest.mark.parametrize("text", ["big", "(1, -2)", "(1, 2.5)", "(1, 2e3)", "9" * 40, "1*2"])
def test_what_is_no_shape_is_refused(text: str) -> None:
    """Sizes are whole numbers that are not negative."""
    with pytest.raises(FormulaError):
        read_shape(text)


tolerances = st.builds(Tolerance, st.floats(0, 10), st.floats(0, 1))
special = st.sampled_from([math.nan, math.inf, -math.inf])


@given(special | finite, special, tolerances)
def test_infinities_and_nan_agree_with_themselves_only(
    one: float, other: float, tolerance: Tolerance
) -> None:
    """No tolerance makes infinity near anything, and it does not matter which one is given."""
    alike = one == other or (math.isnan(one) and math.isnan(other))
    assert agree(one, other, tolerance) == agree(other, one, tolerance) == alike


@given(finite, st.floats(0, 1e6))
def test_an_absolute_tolerance_is_symmetric_and_reflexive(value: float, allowed: float) -> None:
    """Without a relative part it does not matter which of two numbers is the truth."""
    tolerance = Tolerance(allowed, 0.0)
    assert agree(value, value, tolerance)
    for other in (value + allowed / 2, value + 3 * allowed, 0.0):
        assert agree(value, other, tolerance) == agree(other, value, tolerance)


@pytest.mark.parametrize(
    ("given_value", "expected", "tolerance", "near"),
    [
        (0.67, 0.6667, Tolerance(0.005), True),
        (0.68, 0.6667, Tolerance(0.005), False),
        (0.017, 0.007, Tolerance(0.01, 0), True),  # at the edge, where the last bit would decide
        (0.018, 0.007, Tolerance(0.01, 0), False),
        (101.0, 100.0, Tolerance(0.0, 0.01), True),
        (101.1, 100.0, Tolerance(0.0, 0.01), False),
        (0.1 + 0.2, 0.3, Tolerance(), True),
        (1e308, -1e308, Tolerance(1.0), False),
    ],
)
def test_the_tolerance_is_what_it_says(
    given_value: float, expected: float, tolerance: Tolerance, near: bool
) -> None:
    """Absolute plus relative to the expected value; a correctly rounded decimal is inside."""
    assert agree(given_value, expected, tolerance) is near


def test_agreement_looks_at_each_entry() -> None:
    """One wrong entry does not spoil the others."""
    given_values, expected = np.array([1.0, 2.0, np.nan]), np.array([1.0, 3.0, np.nan])
    assert agreement(given_values, expected, Tolerance()).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1 / 3, "0.333333"),
        (1e20, "1e+20"),
        (25557032.0, "25557032"),
        (math.inf, "inf"),
    ],
)
def test_numbers_are_shown_short(value: float, text: str) -> None:
    """Whole numbers whole, others with six digits."""
    assert show(value) == text


@given(arrays(np.float64, 3, elements=finite), st.sampled_from([0.0, 1e-9, 0.005]))
def test_enough_digits_make_what_is_shown_acceptable(
    values: NDArray[np.float64], absolute: float
) -> None:
    """Somebody who copies the right answer is right."""
    tolerance = Tolerance(absolute)
    shown = show_array(values, enough_digits(values, tolerance))
    assert agreement(read_array(shown), values, tolerance).all()
