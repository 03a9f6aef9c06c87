"""Arguments and results as text that can be pasted into Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from heldout.grading.listing import LONGEST, list_arguments, list_call, list_pair, list_value

NAMES = {"np": np}  # all that a candidate's file needs to have imported
tables = arrays(
    st.sampled_from([np.float32, np.float64, np.int8, np.int64, np.uint8, np.bool_]),
    array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
values = st.recursive(
    tables | st.integers() | st.floats() | st.text(max_size=5) | st.none() | st.booleans(),
    lambda items: (
        st.lists(items, max_size=3)
        | st.lists(items, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3), items, max_size=3)
    ),
    max_leaves=5,
)


def assert_same(one: Any, other: Any) -> None:
    """The same structure with the same numbers; 0-d arrays and numbers are alike."""
    if isinstance(other, np.ndarray) and other.ndim:
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    elif isinstance(other, list | tuple):
        assert type(one) is type(other)
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_same(a, b)
    elif isinstance(other, dict):
        assert list(one) == list(other)
        assert_same(list(one.values()), list(other.values()))
    else:
        np.testing.assert_equal(one, other.item() if isinstance(other, np.ndarray) else other)


@given(values)
def test_what_is_listed_is_the_value_when_pasted(value: Any) -> None:
    """Python reads it back: dtype, shape and every digit."""
    text = list_value(value)
    if not text.endswith(" …"):
        assert_same(eval(text, dict(NAMES)), value)


def test_a_call_is_listed_as_one_would_type_it() -> None:
    """Arguments by name."""
    call = list_call("f", {"x": np.array([1.0, 2.0]), "axis": 0, "name": "a"})
    assert call == "f(x=np.array([1., 2.]), axis=0, name='a')"


def test_arguments_are_listed_one_a_line() -> None:
    """As assignments."""
    assert list_arguments({"x": np.array([1, 2]), "y": None}) == "x = np.array([1, 2])\ny = None"


@pytest.mark.parametrize(
    "value", [np.zeros((300, 300)), list(range(9999)), {"a": "x" * 9999}, (1,) * 9999, "x" * 9999]
)
def test_long_values_are_cut(value: Any) -> None:
    """A page is for people."""
    assert len(list_value(value)) <= LONGEST + 2
    assert len(list_arguments({"x": value, "y": value})) <= LONGEST + 2


def test_ordinary_numbers_are_shown_without_powers_of_ten() -> None:
    """And extraordinary ones with them."""
    assert "e" not in list_value(np.array([0.001, 1000.0]))
    assert "e" in list_value(np.array([1e-9, 1e9]))


def test_a_pair_is_short_unless_that_hides_the_difference() -> None:
    """Six decimals are enough to see most differences, and all digits for the rest."""
    third = np.array([1 / 3])
    assert list_pair(third, np.array([0.5])) == ("np.array([0.333333])", "np.array([0.5])")
    one, other = list_pair(third, third + 1e-12)
    assert one != other
    assert list_pair(1 / 3, 0.5) == ("0.3333333", "0.5")


def test_a_call_that_is_long_has_one_argument_a_line() -> None:
    """It can still be pasted."""
    call = list_call("dict", {"x": np.arange(40.0).reshape(4, 10), "y": np.eye(2)})
    assert call.count("\n") > 5
    pasted = eval(call, {**NAMES, "dict": dict})
    np.testing.assert_array_equal(pasted["x"], np.arange(40.0).reshape(4, 10))
    np.testing.assert_array_equal(pasted["y"], np.eye(2))
