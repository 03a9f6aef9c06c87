"""Leakage checks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import exact_overlap, near_overlap, row_hashes, shingles, text_overlap
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values

ROWS = st.lists(st.lists(st.integers(0, 2), min_size=2, max_size=2), max_size=9)


@settings(max_examples=25, deadline=None)
@given(ROWS, ROWS)
def test_equal_rows_are_found(train: list[list[int]], test: list[list[int]]) -> None:
    """As a slow loop compares them; numbers of any type."""
    a, b = np.array(train).reshape(-1, 2), np.array(test).reshape(-1, 2)
    expected = [row in train for row in test]
    assert exact_overlap(a, b).tolist() == expected
    assert exact_overlap(a.astype(np.float32), b.astype(np.float64)).tolist() == expected


def test_images_and_signed_zeros_count_by_value() -> None:
    """−0.0 equals 0.0; one pixel changed is another image, which the near check finds."""
    train = values(0, 6, 3, 4)
    train[0, 0, 0] = 0.0
    test = train[[0, 3, 5]].copy()
    test[0, 0, 0] = -0.0
    test[1, 2, 1] += 1e-3
    assert exact_overlap(train, test).tolist() == [True, False, True]
    flat_train, flat_test = train.reshape(6, -1), test.reshape(3, -1)
    assert near_overlap(flat_train, flat_test, 1e-2).tolist() == [True, True, True]
    assert near_overlap(flat_train, flat_test, 1e-4).tolist() == [True, False, True]


def test_the_near_check_is_a_slow_loop_made_fast() -> None:
    """Some training row within the distance, or none."""
    train, test = values(1, 40, 3), values(2, 25, 3)
    expected = [min(np.linalg.norm(row - other) for other in train) <= 0.6 for row in test]
    assert near_overlap(train, test, 0.6).tolist() == expected
    assert 0 < sum(expected) < 25


def test_order_of_rows_does_not_matter() -> None:
    """Permuting training changes nothing; permuting the test permutes the answer."""
    train, test = values(3, 9, 2), values(4, 6, 2)
    test[2] = train[7]
    answer = exact_overlap(train, test)
    np.testing.assert_array_equal(exact_overlap(train[::-1], test), answer)
    np.testing.assert_array_equal(exact_overlap(train, test[::-1]), answer[::-1])


def test_hashes_differ_as_rows_do() -> None:
    """Equal rows alone are equal; views are read in their order."""
    x = np.arange(12.0).reshape(4, 3)
    assert len(set(row_hashes(np.vstack([x, x[1:2]])))) == 4
    assert row_hashes(x.T) == row_hashes(np.ascontiguousarray(x.T))
    assert row_hashes(x[:0]) == []


def test_resemblance_of_texts_is_shared_runs_over_all_runs() -> None:
    """By hand: 2 of 4 runs of three words in common."""
    train = [["the", "cat", "sat", "on", "mats"], ["dog"]]
    test = [["the", "cat", "sat", "on", "rugs"], ["a", "b", "c", "d"], ["dog"], []]
    agrees(text_overlap(train, test), [0.5, 0, 1, 0])
    assert shingles(["a", "b", "c", "d"], 3) == {("a", "b", "c"), ("b", "c", "d")}
    assert shingles(["a"], 3) == {("a",)}
    agrees(text_overlap([], [["a"]]), [0])


def test_an_added_word_leaves_most_runs() -> None:
    """A copy with one word in it still resembles; the exact check would miss it."""
    words = [str(n) for n in range(30)]
    (resemblance,) = text_overlap([words], [[*words[:15], "new", *words[15:]]])
    assert resemblance == pytest.approx(26 / 31)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"the same features; given: shapes \(2, 3\) and \(2, 4\)"):
        exact_overlap(np.ones((2, 3)), np.ones((2, 4)))
    with pytest.raises(ShapeError, match=r"train must have shape \(N, D\).*Flatten"):
        near_overlap(np.ones((2, 3, 3)), np.ones((2, 3, 3)), 1)
