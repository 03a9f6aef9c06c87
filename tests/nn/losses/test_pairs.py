"""What every loss of two like arrays asks first."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.losses import bce, bce_with_logits, hinge, huber, mae, mse, msle, sse
from heldout.nn.losses.pairs import paired
from heldout.nn.shapes import ShapeError


@pytest.mark.parametrize("loss", [bce, bce_with_logits, hinge, huber, mae, mse, msle, sse])
def test_a_column_against_a_row_is_told(loss) -> None:
    """Broadcast, it would pair each prediction with every target."""
    with pytest.raises(ShapeError, match=r"same shape; given: \(4, 1\) and \(4,\).*\[:, 0\]"):
        loss(np.full((4, 1), 0.5), np.ones(4))


def test_nothing_at_all_is_told() -> None:
    """A mean over no values is no number."""
    with pytest.raises(ShapeError, match=r"must be a value; given: shape \(0, 3\)"):
        mse(np.empty((0, 3)), np.empty((0, 3)))


def test_sums_are_made_in_float32_or_wider() -> None:
    """And the type of the prediction is told, for its gradient."""
    for given, wide in ((np.float16, np.float32), (np.float32, np.float32), (int, np.float64)):
        prediction, target, kind = paired(np.ones(3, dtype=given), np.zeros(3))
        assert prediction.dtype == target.dtype == wide
        assert kind == (np.float64 if given is int else given)
