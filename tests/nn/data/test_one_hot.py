"""One-hot rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import one_hot
from heldout.nn.shapes import ShapeError


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=9), st.integers(5, 7))
def test_each_row_has_one_1_at_its_class(target: list[int], classes: int) -> None:
    """Rows of the unit matrix, as wide as told; argmax undoes it."""
    labels = np.array(target, dtype=int)
    rows = one_hot(labels, classes)
    assert rows.shape == (len(target), classes)
    np.testing.assert_array_equal(rows, np.eye(classes)[labels])
    np.testing.assert_array_equal(rows.argmax(axis=-1), labels)


def test_any_shape_and_type() -> None:
    """The classes are the last axis."""
    rows = one_hot(np.array([[0, 2], [1, 1], [2, 0]]), 3, np.float16)
    assert rows.shape == (3, 2, 3)
    assert rows.dtype == np.float16
    assert rows[0, 1].tolist() == [0, 0, 1]


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"target must lie from 0 to 2; given: 1 to 3. Count cl"):
        one_hot(np.array([1, 3]), 3)
