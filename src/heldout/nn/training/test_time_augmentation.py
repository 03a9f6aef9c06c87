"""Test-time augmentation: ask about several views of one input, and average what is said.

    p̄ = (1/V) Σ_v softmax(f(view_v(x)))          classes: the mean of the probabilities
    ē = Σ_v e_v / ‖Σ_v e_v‖                      embeddings: the mean direction, of length 1 again

Letters: N images, H and W height and width, V views, C classes, E embedding. The views here are the
image and the image moved by one pixel up, down, left and right: the five crops (centre and four
sides) of an image with a border of one. Two traps. A view must leave the label true: a mirrored 6
is no digit, a turned 6 is a 9. And an embedding is no distribution: its mean is shorter than 1
unless all views agree, so it has to be made a unit vector again before distances mean anything.
Source: Krizhevsky, Sutskever and Hinton, 2012, section 4.1 (ten crops at test time).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..data.flips_and_shifts import shift
from ..shapes import Array, floating, must, sizes
from .ensemble import average_predictions

__all__ = ["average_embeddings", "five_views", "predict_with_views"]


def five_views(images: Array, pixels: int = 1) -> list[Array]:
    """The images (N, …, H, W), and moved up, down, left and right: five arrays of their shape.

    What comes in from the border is 0.
    """
    must(
        images.ndim >= 3,
        "images must have shape (N, …, H, W)",
        f"shape {images.shape}",
        "Flat rows need reshape.",
    )
    moves = ((0, 0), (-pixels, 0), (pixels, 0), (0, -pixels), (0, pixels))
    return [shift(images, down, right) for down, right in moves]


def predict_with_views(predict: Callable[[Array], Array], views: Sequence[Array]) -> Array:
    """The mean (N, C) of the probabilities that `predict` gives to each of the views."""
    must(len(views) >= 1, "views must be one or more", 0, "five_views(images) makes five.")
    return average_predictions(np.stack([predict(view) for view in views]))


def average_embeddings(embeddings: Array) -> Array:
    """Unit vectors (N, E) in the mean direction of the embeddings (V, N, E) of the views."""
    embeddings = floating("embeddings", embeddings)
    sizes("embeddings", embeddings, "V N E", "Stack the views first: np.stack(views).")
    wide = embeddings.astype(np.result_type(embeddings, np.float32))
    mean = wide.mean(axis=0)  # (N, E)
    length = np.linalg.norm(mean, axis=-1, keepdims=True)  # (N, 1)
    must(
        bool((length > 0).all()),
        "the views of an input must not cancel",
        f"{int((length == 0).sum())} mean embeddings of length 0",
        "Views that point opposite ways do not show the same thing.",
    )
    return (mean / length).astype(embeddings.dtype)
