"""Views of an image, and what is said of them together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from heldout.nn.activations.softmax import softmax
from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import average_embeddings, five_views, predict_with_views

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 4), st.integers(0, 9))
def test_the_views_are_the_shifts_of_scipy(sizes: tuple[int, ...], pixels: int, seed: int) -> None:
    """Zeros come in at the border, also where nothing of the image is left."""
    images = values(seed, *sizes)
    moves = ((0, 0), (-pixels, 0), (pixels, 0), (0, -pixels), (0, pixels))
    for view, move in zip(five_views(images, pixels), moves, strict=True):
        expected = ndimage.shift(images, (0, *move), order=0, mode="constant", prefilter=False)
        agrees(view, expected, 1e-12)


def test_the_five_views() -> None:
    """The image itself first, then a step each way; none is a view of the given array's memory."""
    images = np.zeros((1, 3, 3))
    images[0, 1, 1] = 1
    places = [tuple(int(i) for i in np.argwhere(view[0])[0]) for view in five_views(images)]
    assert places == [(1, 1), (0, 1), (2, 1), (1, 0), (1, 2)]
    assert not any(np.shares_memory(view, images) for view in five_views(images))
    assert all(not view.any() for view in five_views(images, pixels=3)[1:])


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 9))
def test_the_answer_is_the_mean_of_the_answers(sizes: tuple[int, ...], seed: int) -> None:
    """Of probabilities: its rows sum to 1; one view says what it would say alone."""
    N, H, W = sizes
    weight = values(seed, H * W, 4)

    def predict(images: Array) -> Array:
        return softmax(images.reshape(N, -1) @ weight)

    views = five_views(values(seed + 1, N, H, W))
    said = predict_with_views(predict, views)
    agrees(said, sum(predict(view) for view in views) / 5, 1e-12)
    agrees(said.sum(axis=1), np.ones(N), 1e-12)
    agrees(predict_with_views(predict, views[:1]), predict(views[0]), 1e-12)


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 9))
def test_embeddings_stay_on_the_sphere(sizes: tuple[int, ...], seed: int) -> None:
    """Length 1 again, in the direction of the sum, whatever common factor they have."""
    e = values(seed, *sizes)
    mean = average_embeddings(e)
    agrees(np.linalg.norm(mean, axis=1), np.ones(sizes[1]), 1e-12)
    total = e.sum(axis=0)
    agrees(np.sum(mean * total, axis=1), np.linalg.norm(total, axis=1), 1e-12)
    agrees(average_embeddings(1000 * e), mean, 1e-12)


def test_without_it_the_mean_is_too_short() -> None:
    """Two directions at a right angle: 0.707, which no distance threshold was made for."""
    e = np.eye(2)[:, None]
    assert np.linalg.norm(e.mean(axis=0)) == pytest.approx(0.7071, abs=1e-4)
    agrees(average_embeddings(e), np.full((1, 2), np.sqrt(0.5)), 1e-12)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """Of images and of embeddings, whose squares float16 does not hold."""
    assert all(view.dtype == dtype for view in five_views(np.ones((2, 3, 4), dtype)))
    mean = average_embeddings(np.full((3, 2, 4), 300, dtype))
    assert mean.dtype == dtype
    agrees(mean, np.full((2, 4), 0.5, dtype), 1e-3)


def test_what_does_not_fit_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"\(N, …, H, W\); given: shape \(3, 64\)\. Flat rows"):
        five_views(np.ones((3, 64)))
    with pytest.raises(ShapeError, match="must not cancel; given: 1 mean"):
        average_embeddings(np.array([[[1.0, 0.0]], [[-1.0, 0.0]]]))
    with pytest.raises(ShapeError, match="views must be one or more"):
        predict_with_views(lambda x: x, [])
