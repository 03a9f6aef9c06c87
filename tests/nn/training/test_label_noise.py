"""Labels made wrong on purpose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from heldout.nn.shapes import ShapeError
from heldout.nn.training import flip_labels, memorised

from ..oracle import values


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 60), st.floats(0, 1), st.integers(2, 6), st.integers(0, 9))
def test_exactly_so_many_are_wrong(N: int, share: float, classes: int, seed: int) -> None:
    """Each another class than before, none outside; the given labels stay."""
    rng = np.random.default_rng(seed)
    y = rng.integers(classes, size=N)
    before = y.copy()
    noisy = flip_labels(y, share, classes, rng)
    assert int((noisy != y).sum()) == round(share * N)
    assert ((noisy >= 0) & (noisy < classes)).all()
    assert noisy.dtype == y.dtype
    assert np.array_equal(y, before)


def test_every_other_class_is_equally_likely() -> None:
    """A third each of the three that a 1 is not, anywhere in the array."""
    noisy = flip_labels(np.full(6000, 1), 1.0, 4, np.random.default_rng(0))
    assert np.allclose(np.bincount(noisy, minlength=4) / 6000, [1 / 3, 0, 1 / 3, 1 / 3], atol=0.02)
    half = flip_labels(np.zeros(6000, int), 0.5, 2, np.random.default_rng(1))
    assert np.allclose(half.reshape(3, 2000).mean(axis=1), 0.5, atol=0.04)


def test_small_types_hold() -> None:
    """Labels of one byte, where a class above 127 plus another would not fit."""
    y = np.full(100, 250, np.uint8)
    noisy = flip_labels(y, 1.0, 256, np.random.default_rng(0))
    assert noisy.dtype == np.uint8
    assert (noisy != 250).all()


def test_a_tree_remembers_all_and_a_wide_neighbourhood_little() -> None:
    """Capacity, measured on labels that mean nothing."""
    x, rng = values(0, 200, 5), np.random.default_rng(1)

    def score(model: DecisionTreeClassifier, x: np.ndarray, y: np.ndarray) -> float:
        return float(model.score(x, y))

    tree = memorised(lambda x, y: DecisionTreeClassifier().fit(x, y), score, x, 4, rng)
    stump = memorised(lambda x, y: DecisionTreeClassifier(max_depth=1).fit(x, y), score, x, 4, rng)
    wide = memorised(lambda x, y: KNeighborsClassifier(150).fit(x, y), score, x, 4, rng)
    assert tree == 1
    assert stump < 0.4
    assert wide < 0.45


def test_the_score_is_of_the_labels_that_were_fitted() -> None:
    """Drawn by lot from all classes."""
    seen = []
    memorised(
        lambda x, y: seen.append(y.copy()),
        lambda model, x, y: float(seen.append(y.copy()) is None),
        values(0, 4000, 1),
        4,
        np.random.default_rng(0),
    )
    assert np.array_equal(*seen)
    assert np.allclose(np.bincount(seen[0]) / 4000, 0.25, atol=0.03)


def test_what_makes_no_sense_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    rng, y = np.random.default_rng(0), np.array([0, 1])
    with pytest.raises(ShapeError, match=r"share must lie from 0 to 1; given: 1\.5\. 0\.1 makes"):
        flip_labels(y, 1.5, 2, rng)
    with pytest.raises(ShapeError, match="classes must be two or more"):
        flip_labels(np.zeros(2, int), 0.5, 1, rng)
    with pytest.raises(ShapeError, match=r"target must have shape \(N,\)"):
        flip_labels(y[None], 0.5, 2, rng)
