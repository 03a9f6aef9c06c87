"""Feature extraction: a trained body, run once over the data, and a linear probe on what it says.

    h = body(x)                                                      (N, D), the body stays as it is
    min over W, b:  (1/N) Σ_n CE(h_n W + b, t_n) + (λ/2) ‖W‖²        the bias is not penalised

With VGG the body is all but the last dense layer; D is 4,096 there. The features of a frozen body
never change, so they are computed once and not in every epoch. The probe is convex: how well it
does tells how far the body has made the classes linearly separable (representation learning).
The trap is λ = 0 on separable data, which good features are: the loss then falls for ever while the
weights grow, and there is no answer to converge to.
Source: Donahue and others, 2014; Alain and Bengio, 2016 (probes).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..linear.softmax_regression import softmax_regression
from ..shapes import Array, Labels, must

__all__ = ["extract_features", "linear_probe"]


def extract_features(body: Callable[[Array], Array], x: Array, size: int = 256) -> Array:
    """What the body says of each input, (N, D): run `size` inputs at a time, kept in their order.

    Run the body in evaluation mode: dropout would blur the features, batch statistics mix them.
    """
    must(size >= 1, "size must be at least 1", size, "A batch holds a sample or more.")
    must(len(x) >= 1, "x must hold a sample or more", "none", "Features of nothing have no width.")
    pieces = [body(x[start : start + size]) for start in range(0, len(x), size)]
    return np.concatenate(pieces)


def linear_probe(
    features: Array,
    target: Labels,
    classes: int,
    *,
    strength: float = 1e-3,
    tolerance: float = 1e-5,
) -> tuple[Array, Array]:
    """Weight (D, C) and bias (C,) of softmax regression on the features (N, D).

    Classes that are not among the target keep a weight, and a low bias. Fitted in float64.
    """
    return softmax_regression(features, target, classes, strength=strength, tolerance=tolerance)
