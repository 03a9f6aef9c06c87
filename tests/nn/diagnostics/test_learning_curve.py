"""What two curves say."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.diagnostics import learning_curve
from heldout.nn.shapes import ShapeError

FALLING = [0.9, 0.6, 0.4, 0.3, 0.2, 0.12]


def test_overfitting_begins_at_the_least_validation_loss() -> None:
    """Epoch 4 of 6, and the gap at the end."""
    said = learning_curve(FALLING, [0.95, 0.7, 0.55, 0.5, 0.58, 0.7])
    assert said.best_epoch == 4
    assert said.best == 0.5
    assert said.gap == pytest.approx(0.58)
    assert said.rise == pytest.approx(0.2)
    assert said.says.startswith("overfits from epoch 4")


def test_the_first_rise_need_not_be_the_minimum() -> None:
    """A bump at epoch 3."""
    said = learning_curve(FALLING, [0.95, 0.6, 0.7, 0.5, 0.45, 0.4])
    assert said.best_epoch == 6
    assert said.says.startswith("still falls")


@pytest.mark.parametrize(
    ("training", "validation", "says"),
    [
        ([1.1, 1.1, 1.1], [1.1, 1.2, 1.1], "does not learn"),
        ([1.0, 0.3, 0.3, 0.3], [1.0, 0.4, 0.4, 0.4], "has settled"),
        ([1.0, 0.6, 0.3], [1.0, 0.7, 0.5], "still falls"),
        ([0.5], [0.6], "has settled"),
    ],
)
def test_other_curves_have_their_names(
    training: list[float], validation: list[float], says: str
) -> None:
    """Flat, settled, unfinished, and of one epoch."""
    assert learning_curve(training, validation).says.startswith(says)


def test_the_summary_scales_with_the_losses() -> None:
    """In other units the same is said."""
    validation = [0.95, 0.7, 0.55, 0.5, 0.58, 0.7]
    one = learning_curve(FALLING, validation)
    many = learning_curve([1000 * t for t in FALLING], [1000 * v for v in validation])
    assert (many.best_epoch, many.says) == (one.best_epoch, one.says)
    assert many.gap == pytest.approx(1000 * one.gap)


def test_ties_go_to_the_first() -> None:
    """The shortest training of equals."""
    assert learning_curve([1, 0.5, 0.4], [1, 0.5, 0.5]).best_epoch == 2


def test_curves_that_do_not_fit_are_told() -> None:
    """Another length, nothing, or no number."""
    with pytest.raises(ShapeError, match=r"for each epoch; given: \(2, 1\).*each epoch"):
        learning_curve([1, 2], [1])
    with pytest.raises(ShapeError, match="for each epoch"):
        learning_curve([], [])
    with pytest.raises(ShapeError, match="must be finite"):
        learning_curve([1, np.nan], [1, 1])
