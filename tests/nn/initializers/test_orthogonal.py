"""Orthogonal weights turn and do not stretch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats

from heldout.nn.initializers import orthogonal
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_the_shorter_side_is_orthonormal(shape: tuple[int, ...]) -> None:
    """Times the gain; a convolution counts as a matrix with a row for each output channel."""
    for weight in (
        orthogonal(np.random.default_rng(0), shape, gain=2),
        orthogonal(np.random.default_rng(0), shape[:2], gain=2),
    ):
        matrix = weight.reshape(len(weight), -1)
        agrees(np.linalg.svd(matrix, compute_uv=False), np.full(min(matrix.shape), 2.0))


def test_length_is_kept_through_50_layers() -> None:
    """Exactly, where independent weights of the same mean square lose directions."""
    rng = np.random.default_rng(2)
    h = start = rng.standard_normal((4, 30))
    for _ in range(50):
        h = h @ orthogonal(rng, (30, 30))
    agrees(h @ h.T, start @ start.T)


def test_all_turns_are_equally_likely() -> None:
    """In two dimensions the angle is uniform, and mirror images are half; QR alone fails."""
    rng = np.random.default_rng(0)
    drawn = np.array([orthogonal(rng, (2, 2)) for _ in range(2000)])
    angles = np.arctan2(drawn[:, 1, 0], drawn[:, 0, 0])
    assert stats.kstest(angles, stats.uniform(-np.pi, 2 * np.pi).cdf).pvalue > 0.01
    mirrored = (np.linalg.det(drawn) < 0).mean()
    assert 0.45 < mirrored < 0.55


def test_the_dtype_is_kept() -> None:
    """Float32, orthogonal to its precision."""
    weight = orthogonal(np.random.default_rng(0), (6, 4), dtype=np.float32)
    assert weight.dtype == np.float32
    agrees(weight.T @ weight, np.eye(4), 1e-6)


def test_a_bias_cannot_be_orthogonal() -> None:
    """The message of a fan: what must hold, what came, what to do."""
    with pytest.raises(ShapeError, match=r"a weight must.*given: shape \(3,\).*zeros"):
        orthogonal(np.random.default_rng(0), (3,))
