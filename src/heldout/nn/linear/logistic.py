"""Logistic regression: the log-odds are linear, log(p/(1 − p)) = x w + b.

    a = σ(x w + b)          L = −(1/N) Σ_n [y log a + (1 − y) log(1 − a)]
    dL/dz = (a − y)/N       z = x w + b: no factor a(1 − a) is left

With squared error instead the gradient is (a − y)·a(1 − a): it vanishes where the model is certain
and wrong, and the loss is not convex. The traps: log a of an a that rounded to 0; here the loss is
made from z, as max(z, 0) − yz + log(1 + e^−|z|), finite for every finite z. And classes that a
plane separates have no best weights: without a penalty they grow for ever.
Source: Berkson, 1944; Cox, 1958.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, labels, must, sizes
from .generalized import generalized_linear, predict_mean

__all__ = ["logistic_loss", "logistic_regression", "predict_probability"]


def logistic_loss(
    x: Array, y: Labels, weight: Array, bias: Array | float
) -> tuple[float, Array, Array]:
    """The mean cross-entropy for labels 0 and 1, and its gradients by weight (D,) and bias ()."""
    N, D = sizes("x", x, "N D")
    y = labels("y", y, 2)
    must(y.shape == (N,), f"y must have shape ({N},)", f"{y.shape}", "One label each.")
    must(weight.shape == (D,), f"weight must have shape ({D},)", f"{weight.shape}", "One each.")
    z = x @ weight + bias  # (N,)
    loss = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))  # (N,)
    error = (predict_probability(x, weight, bias) - y).astype(x.dtype)  # (N,)
    return float(loss.mean()), x.T @ error / N, np.asarray(error.mean())


def logistic_regression(
    x: Array, y: Labels, *, strength: float = 0.0, weights: Array | None = None
) -> tuple[Array, Array]:
    """Weight (D,) and bias () of least mean loss + ½·strength·‖w‖², by Newton's method.

    scikit-learn's C is 1/(N·strength). Separable classes need a strength above 0.
    """
    y01 = labels("y", y, 2).astype(np.float64)
    return generalized_linear(x, y01, "logit", strength=strength, weights=weights)


def predict_probability(x: Array, weight: Array, bias: Array | float) -> Array:
    """The probability of label 1 for each sample: (N,)."""
    return predict_mean(x, weight, bias, "logit")
