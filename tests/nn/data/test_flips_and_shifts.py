"""Images moved by whole pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import flip, flip_safely, random_crop, shift
from heldout.nn.shapes import ShapeError

from ..oracle import distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(4), st.booleans())
def test_a_flip_mirrors_and_undoes_itself(shape: tuple[int, ...], vertically: bool) -> None:
    """Pixel by pixel, with channels between."""
    x = values(0, *shape)
    y = flip(x, vertically=vertically)
    H, W = shape[-2:]
    for h in range(H):
        for w in range(W):
            source = (H - 1 - h, w) if vertically else (h, W - 1 - w)
            np.testing.assert_array_equal(y[..., h, w], x[(..., *source)])
    np.testing.assert_array_equal(flip(y, vertically=vertically), x)


def test_only_classes_that_stay_what_they_are_are_flipped() -> None:
    """0 and 8 may, 6 may not; about half of those that may are."""
    x = values(1, 300, 3, 4)
    classes = np.arange(300) % 3 * 3 + 2 * (np.arange(300) % 3 == 2)  # 0, 3, 8
    y = flip_safely(x, classes, {0, 8}, np.random.default_rng(2))
    same = (y == x).all(axis=(1, 2))
    mirrored = (y == flip(x)).all(axis=(1, 2))
    assert (same | mirrored).all()
    assert same[classes == 3].all()
    assert 0.35 < mirrored[classes != 3].mean() < 0.65
    every = flip_safely(x, classes, {0, 3, 8}, np.random.default_rng(2), share=1, vertically=True)
    np.testing.assert_array_equal(every, flip(x, vertically=True))


@settings(max_examples=25, deadline=None)
@given(distinct(4), st.integers(0, 999))
def test_a_shift_moves_each_image_by_its_own_pair(shape: tuple[int, ...], seed: int) -> None:
    """From a slow loop; what comes in is `fill`, not what went out on the other side."""
    rng = np.random.default_rng(seed)
    N, C, H, W = shape
    x = values(seed, *shape)
    down, right = rng.integers(-H - 1, H + 2, N), rng.integers(-W - 1, W + 2, N)
    y = shift(x, down, right, fill=9)
    for n in range(N):
        for h in range(H):
            for w in range(W):
                a, b = h - down[n], w - right[n]
                inside = 0 <= a < H and 0 <= b < W
                expected = x[n, :, a, b] if inside else np.full(C, 9.0)
                np.testing.assert_array_equal(y[n, :, h, w], expected)


def test_a_shift_and_back_restores_what_stayed_inside() -> None:
    """Without channels, one pair for all; nothing is changed in place."""
    x = values(3, 2, 5, 6)
    kept = x.copy()
    back = shift(shift(x, 1, -2), -1, 2)
    np.testing.assert_array_equal(back[:, :4, 2:], x[:, :4, 2:])
    assert not back[:, 4].any()
    assert not back[:, :, :2].any()
    np.testing.assert_array_equal(x, kept)
    np.testing.assert_array_equal(shift(x, 0, 0), x)


@settings(max_examples=25, deadline=None)
@given(distinct(4, 2), st.integers(0, 999))
def test_a_crop_is_a_window_of_the_image(shape: tuple[int, ...], seed: int) -> None:
    """Some window, of each image its own; the whole image if it is as large."""
    N, _, H, W = shape
    x = values(seed, *shape)
    h, w = H - 1, max(1, W - 2)
    y = random_crop(x, h, w, np.random.default_rng(seed))
    assert y.shape == (*shape[:2], h, w)
    for n in range(N):
        windows = [
            x[n, :, a : a + h, b : b + w] for a in range(H - h + 1) for b in range(W - w + 1)
        ]
        assert any(np.array_equal(y[n], window) for window in windows)
    np.testing.assert_array_equal(random_crop(x, H, W, np.random.default_rng(0)), x)


def test_crops_reach_every_place() -> None:
    """The last one too."""
    x = np.tile(np.arange(4.0), (500, 1, 1))
    firsts = random_crop(x, 1, 2, np.random.default_rng(0))[:, 0, 0]
    np.testing.assert_allclose(np.bincount(firsts.astype(int)) / 500, [1 / 3] * 3, atol=0.08)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Pixels are moved, not computed."""
    x = values(4, 3, 4, 5).astype(dtype)
    rng = np.random.default_rng(0)
    classes = np.zeros(3, dtype=int)
    moved = (flip(x), shift(x, 1, 1, fill=0.5), random_crop(x, 2, 2, rng))
    assert {y.dtype for y in (*moved, flip_safely(x, classes, {0}, rng))} == {np.dtype(dtype)}


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    x, rng = np.ones((2, 3, 4)), np.random.default_rng(0)
    with pytest.raises(
        ShapeError, match=r"images must have shape \(…, H, W\); given: shape \(5,\)"
    ):
        flip(np.ones(5))
    with pytest.raises(
        ShapeError, match=r"down must be a whole number, or 2 of them; given: float"
    ):
        shift(x, 0.5, 1)
    with pytest.raises(ShapeError, match=r"right must be a whole number.*shape \(3,\). Pixels are"):
        shift(x, 1, np.ones(3, dtype=int))
    with pytest.raises(ShapeError, match=r"must fit into 3 × 4; given: 4 × 4. Pad the images"):
        random_crop(x, 4, 4, rng)
    with pytest.raises(ShapeError, match=r"classes must have shape \(2,\); given: shape \(3,\)"):
        flip_safely(x, np.ones(3, dtype=int), {1}, rng)
