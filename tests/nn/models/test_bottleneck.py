"""How narrow a bottleneck may be."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.models import (
    binary_bottleneck,
    line_bottleneck,
    linear_bottleneck_error,
    pca,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


@pytest.mark.parametrize("bits", [1, 3, 6])
def test_bits_are_enough_for_units_that_are_on_or_off(bits: int) -> None:
    """8–3–8: every symbol comes back, and its code is ±1 in each unit, no two alike."""
    model = binary_bottleneck(bits)
    symbols = np.eye(2**bits)
    code = model.encode(symbols)
    assert (model.forward(symbols)[0].argmax(axis=1) == np.arange(2**bits)).all()
    assert (np.abs(code) == 1).all()
    assert len(np.unique(code, axis=0)) == 2**bits


def test_binary_scores_win_by_two() -> None:
    """K for the symbol itself, K − 2 for those that differ in one bit."""
    scores = np.sort(binary_bottleneck(3).forward(np.eye(8))[0], axis=1)
    agrees(scores[:, -1], np.full(8, 3))
    agrees(scores[:, -2], np.full(8, 1))


@pytest.mark.parametrize("symbols", [1, 2, 8, 100])
def test_one_real_number_is_enough(symbols: int) -> None:
    """n–1–n: every symbol comes back, also from a code that is off by 0.4."""
    model = line_bottleneck(symbols)
    assert (model.forward(np.eye(symbols))[0].argmax(axis=1) == np.arange(symbols)).all()
    nudged = model.decode(model.encode(np.eye(symbols)) + 0.4)
    assert (nudged.argmax(axis=1) == np.arange(symbols)).all()


@pytest.mark.parametrize("width", [1, 3, 6, 7])
def test_the_least_linear_error_is_that_of_pca(width: int) -> None:
    """(n − 1 − K) / n² a value."""
    rows = np.eye(8)
    agrees(pca(rows, width).anomaly_score(rows).mean(), linear_bottleneck_error(8, width))


def test_a_wide_linear_code_leaves_nothing() -> None:
    """8–16–8 copies."""
    assert linear_bottleneck_error(8, 16) == 0
    assert linear_bottleneck_error(8, 0) == pytest.approx(np.eye(8).var(axis=0).mean())


def test_what_cannot_be_built_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"from 1 to 12; given: 0\. The net"):
        binary_bottleneck(0)
    with pytest.raises(ShapeError, match="symbols must be at least 1"):
        line_bottleneck(0)
    with pytest.raises(ShapeError, match="not be negative"):
        linear_bottleneck_error(8, -1)
