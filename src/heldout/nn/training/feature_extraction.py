"""Feature extraction: a trained body, run once over the data, and a linear probe on what it says.

    h = body(x)                                                      (N, D), the body stays as it is
    min over W, b:  (1/N) Σ_n CE(h_n W + b, t_n) + (λ/2) ‖W‖²        the bias is not penalised

With VGG the body is all but the last dense layer; D is 4,096 there. The features of a frozen body
never change, so they are computed once and not in every epoch. The probe is convex: how well it
does tells how far the body has made the classes linearly separable (representation learning).
Its steps are Nesterov's, of length 1/(L + λ) where L = σ_max(h, 1)²/2N bounds the curvature of the
softmax loss; momentum starts again whenever it points uphill. The trap is λ = 0 on separable data:
the loss then falls for ever while the weights grow, and there is no answer to converge to.
Sources: Donahue and others, 2014; Nesterov, 1983; O'Donoghue and Candès, 2015 (the restart).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..layers.dense import dense, dense_backward
from ..losses.cross_entropy import cross_entropy
from ..shapes import Array, Labels, floating, must, sizes

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
    penalty: float = 1e-3,
    tolerance: float = 1e-4,
    steps: int = 2000,
) -> tuple[Array, Array]:
    """Weight (D, C) and bias (C,) of softmax regression on the features (N, D).

    Ends when no entry of the gradient is above the tolerance, or after that many steps.
    """
    given = floating("features", features).dtype
    features = np.asarray(features, np.result_type(given, np.float32))
    N, D = sizes("features", features, "N D")
    must(penalty > 0, "penalty must be above 0", penalty, "Separable data have no answer at 0.")
    widened = np.concatenate([features, np.ones((N, 1), features.dtype)], axis=1)  # (N, D + 1)
    curvature = float(np.linalg.norm(widened.astype(np.float64), 2)) ** 2 / (2 * N)
    rate = 1 / (curvature + penalty)
    weight = np.zeros((D, classes), features.dtype)  # (D, C)
    bias = np.zeros(classes, features.dtype)  # (C,)
    ahead_w, ahead_b, age = weight, bias, 1
    for _ in range(steps):
        logits, cache = dense(features, ahead_w, ahead_b)  # (N, C)
        _, dlogits = cross_entropy(logits, target)
        _, dweight, dbias = dense_backward(dlogits, cache)
        dweight = dweight + penalty * ahead_w  # (D, C)
        if max(np.abs(dweight).max(), np.abs(dbias).max()) <= tolerance:
            break
        new_w, new_b = ahead_w - rate * dweight, ahead_b - rate * dbias
        moved_w, moved_b = new_w - weight, new_b - bias
        uphill = float((dweight * moved_w).sum() + (dbias * moved_b).sum()) > 0
        age = 1 if uphill else age + 1
        keep = (age - 1) / (age + 2)
        weight, bias = new_w, new_b
        ahead_w, ahead_b = weight + keep * moved_w, bias + keep * moved_b
    return ahead_w.astype(given), ahead_b.astype(given)
