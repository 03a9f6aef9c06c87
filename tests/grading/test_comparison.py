"""Results compared as structures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from heldout.grading.comparison import difference
from heldout.grading.fields import Tolerance
from heldout.sandbox import Unconvertible

NEAR = Tolerance(1e-9, 1e-7)


def kind(given_value: Any, expected: Any, tolerance: Tolerance = NEAR) -> str | None:
    """The kind of the first difference, or None."""
    found = difference(given_value, expected, tolerance)
    return found.kind if found else None


tables = arrays(
    st.sampled_from(
        [np.float32, np.float64, np.int8, np.uint64, np.int64, np.bool_, np.complex128]
    ),
    array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
scalars = st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.none()
values = st.recursive(
    tables | scalars,
    lambda items: (
        st.lists(items, max_size=3)
        | st.tuples(items, items)
        | st.dictionaries(st.text(max_size=3), items, max_size=3)
    ),
    max_leaves=6,
)


@given(values)
def test_every_value_is_equal_to_itself(value: Any) -> None:
    """Arrays with NaN, whole numbers beyond all dtypes, nested containers."""
    assert kind(value, value) is None


@given(values, values)
def test_any_two_values_can_be_compared(one: Any, other: Any) -> None:
    """A difference has a kind and a sentence; nothing is ever raised."""
    found = difference(one, other, NEAR)
    assert found is None or (found.kind and found.message.endswith("."))


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (np.float32([1, 2]), np.float64([1, 2])),
        (np.int8([1, 2]), np.uint64([1, 2])),
        (1.0 + 1e-10, np.array(1.0)),
        (np.array(2.0), 2.0),
        (3, 3.0),
        (10**30, 1e30),
        ([1.0, (2.0,)], (1.0, [2.0])),
        ({"b": 1, "a": 2.0}, {"a": 2.0, "b": 1}),
        (None, None),
        ("mean", "mean"),
        (np.zeros((2, 0)), np.zeros((2, 0))),
        (np.float64([np.nan, np.inf]), np.float64([np.nan, np.inf])),
    ],
)
def test_what_counts_as_the_same(given_value: Any, expected: Any) -> None:
    """Widths of a type, lists and tuples, numbers and 0-d arrays, the order of keys."""
    assert kind(given_value, expected) is None


@pytest.mark.parametrize(
    ("given_value", "expected", "found"),
    [
        (Unconvertible("generator"), np.zeros(2), "wrong-type"),
        (None, np.zeros(2), "wrong-type"),
        ([0.0, 0.0], np.zeros(2), "wrong-type"),
        (np.zeros(2), [0.0, 0.0], "wrong-type"),
        ([1.0], [1.0, 2.0], "wrong-type"),
        ({"a": 1}, {"b": 1}, "wrong-type"),
        ([1], {"b": 1}, "wrong-type"),
        (np.zeros(2), np.zeros((2, 1)), "wrong-shape"),
        (np.zeros(1), 0.0, "wrong-shape"),
        (np.zeros(2, int), np.zeros(2), "wrong-dtype"),
        (np.zeros(2), np.zeros(2, int), "wrong-dtype"),
        (np.zeros(2, bool), np.zeros(2, int), "wrong-dtype"),
        (np.zeros(2, complex), np.zeros(2), "wrong-dtype"),
        (3.0, 3, "wrong-dtype"),
        (True, 1, "wrong-dtype"),
        (1, True, "wrong-dtype"),
        (True, 1.0, "wrong-dtype"),
        (1j, 1.0, "wrong-dtype"),
        (np.float64([1, 2.1]), np.float64([1, 2]), "wrong-value"),
        (np.array([True]), np.array([False]), "wrong-value"),
        (10**30, 3, "wrong-value"),
        (10**400, 1.0, "not-finite"),
        (np.float64([np.nan]), np.float64([1]), "not-finite"),
        (np.float64([np.inf]), np.float64([1]), "not-finite"),
        (np.float64([1]), np.float64([np.nan]), "wrong-value"),
        (np.float64([-np.inf]), np.float64([np.inf]), "wrong-value"),
        ("Mean", "mean", "wrong-value"),
        ([1.0, {"a": np.zeros(2)}], [1.0, {"a": np.zeros(3)}], "wrong-shape"),
    ],
)
def test_what_differs(given_value: Any, expected: Any, found: str) -> None:
    """Structure first, then shape, then kind of numbers, then values; no broadcasting."""
    assert kind(given_value, expected) == found


def test_whole_numbers_are_exact_however_large() -> None:
    """A relative tolerance is for floats; an author may allow whole steps with an absolute one."""
    large = np.array([10**15, 2**60])
    assert kind(large + 1, large) == "wrong-value"
    assert kind(np.array([3]), np.array([4]), Tolerance(1.0, 0.0)) is None
    assert kind(np.array([3]), np.array([5]), Tolerance(1.0, 0.0)) == "wrong-value"


@given(
    arrays(np.float64, array_shapes(max_dims=2, max_side=3), elements=st.floats(-1e6, 1e6)),
    st.floats(-3, 3),
)
def test_the_tolerance_decides_entry_by_entry(expected: NDArray[np.float64], times: float) -> None:
    """Inside is right, outside is wrong, as many times the tolerance as it may be off."""
    tolerance = Tolerance(1e-3, 0.0)
    changed = expected.copy()
    changed.flat[0] += times * 1e-3
    off = abs(changed.flat[0] - expected.flat[0])
    if abs(off - 1e-3) > 1e-8:
        assert (kind(changed, expected, tolerance) is None) == (off < 1e-3)


def test_the_place_of_a_difference_is_told() -> None:
    """Inside tuples and dictionaries."""
    found = difference([1.0, {"a": 2.0}], [1.0, {"a": 3.0}], NEAR)
    assert found
    assert found.message.startswith("The result at index 1 at key `a`")


def test_the_message_names_both_sides() -> None:
    """What it must be, and what it is."""
    found = difference([1.0, 2.0], np.zeros(2), NEAR)
    assert found
    assert found.message == "The result must be an array of shape `(2,)`; it is a list of 2 values."
