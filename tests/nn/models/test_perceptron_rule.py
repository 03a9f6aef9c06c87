"""The perceptron learning rule against scikit-learn, and its bound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron

from heldout.nn.models import XOR, learn_perceptron, mistake_bound, perceptron, truth_inputs
from heldout.nn.shapes import Array, Labels, ShapeError

from ..oracle import agrees, values


def separable(seed: int, N: int, D: int) -> tuple[Array, Labels, Array]:
    """Points on both sides of a plane, none nearer than 0.1 to it; the plane with its bias last."""
    plane = values(seed, D + 1)
    plane[D] *= 0.2  # both sides are found
    plane /= np.linalg.norm(plane)
    x = values(seed + 1, 40 * N, D)
    sums = x @ plane[:D] + plane[D]
    x, sums = x[np.abs(sums) > 0.1][:N], sums[np.abs(sums) > 0.1][:N]
    return x, (sums > 0).astype(int), plane


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), N=st.integers(3, 40), D=st.integers(1, 5))
def test_it_ends_on_separable_data_within_the_bound(seed: int, N: int, D: int) -> None:
    """No error is left, and there were no more mistakes than (R/γ)² of a known plane."""
    x, y, plane = separable(seed, N, D)
    found = learn_perceptron(x, y, epochs=10_000)
    assert found.converged
    assert found.mistakes[-1] == 0
    assert (perceptron(x, found.weight, found.bias) == y).all()
    assert sum(found.mistakes) <= mistake_bound(x, y, plane[:D], plane[D])


@pytest.mark.parametrize("seed", range(5))
def test_it_takes_the_path_of_scikit_learn(seed: int) -> None:
    """The same weights in the same order; a first label 1, as theirs also corrects a sum of 0."""
    x, y, _ = separable(seed, 30, 3)
    x, y = x[np.argmax(y) :], y[np.argmax(y) :]
    theirs = Perceptron(shuffle=False, max_iter=3, tol=None, eta0=0.5).fit(x, y)
    ours = learn_perceptron(x, y, 0.5, epochs=3)
    if ours.converged:
        theirs = Perceptron(shuffle=False, max_iter=ours.epochs, tol=None, eta0=0.5).fit(x, y)
    agrees(ours.weight, theirs.coef_[0])
    agrees(ours.bias, theirs.intercept_[0])


def test_the_learning_rate_scales_the_weights_and_no_answer() -> None:
    """From a start at 0 it is a unit of length."""
    x, y, _ = separable(3, 40, 4)
    one, tenth = learn_perceptron(x, y, 1.0), learn_perceptron(x, y, 0.125)
    assert one.mistakes == tenth.mistakes
    agrees(tenth.weight * 8, one.weight)


def test_one_correction_is_the_formula() -> None:
    """w = η (y − ŷ) x after one mistake from 0."""
    x = np.array([[2.0, -3.0]])
    found = learn_perceptron(x, np.array([1]), 0.5)
    agrees(found.weight, [1.0, -1.5])
    assert found.bias == 0.5
    assert found.mistakes == (1, 0)
    assert found.epochs == 2


def test_it_never_ends_on_xor() -> None:
    """Every epoch has a mistake, however many there are."""
    found = learn_perceptron(truth_inputs(2), np.array(XOR.answers), epochs=500)
    assert not found.converged
    assert found.epochs == 500
    assert min(found.mistakes) > 0


def test_a_plane_that_does_not_separate_has_no_bound() -> None:
    """Infinite, also where a point lies on it."""
    x = np.array([[1.0], [-1.0]])
    assert mistake_bound(x, np.array([0, 1]), np.array([1.0]), 0.0) == float("inf")
    assert mistake_bound(x, np.array([1, 0]), np.array([1.0]), 0.0) == pytest.approx(2.0)


def test_types_stay() -> None:
    """Weights have the floating type of the data, which are left as they are."""
    x, y, _ = separable(1, 20, 3)
    narrow = x.astype(np.float32)
    kept = narrow.copy()
    assert learn_perceptron(narrow, y).weight.dtype == np.float32
    assert (narrow == kept).all()


def test_labels_are_zero_or_one() -> None:
    """−1 and 1 would move the weights by 2: they are refused, and the error says so."""
    with pytest.raises(ShapeError, match="lie from 0 to 1; given: -1 to 1"):
        learn_perceptron(np.ones((2, 1)), np.array([-1, 1]))
    with pytest.raises(ShapeError, match=r"shape \(2,\); given: \(3,\).*each row"):
        learn_perceptron(np.ones((2, 1)), np.array([0, 1, 1]))
