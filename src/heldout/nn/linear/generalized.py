"""Generalized linear models: the score is linear, a link leads from it to the mean.

    η = x w + b          μ = E[y | x]
    identity  μ = η              variance 1          loss ½(y − η)²          normal
    logit     μ = 1/(1 + e^−η)   variance μ(1 − μ)   loss log(1 + e^η) − yη  Bernoulli
    log       μ = e^η            variance μ          loss e^η − yη           Poisson

For these three (canonical) links the gradient of the mean loss is one and the same, xᵀ(μ − y)/N,
and the Hessian xᵀ diag(variance) x/N, so that the loss is convex and Newton's method fits all.
"Linear" says that η is: log-odds are, probabilities are not; the boundary η = 0 is a plane. The
traps: Newton overshoots from far away (e^η), so that a step is halved until the loss falls;
log(1 + e^η) overflows unless it is made from max(η, 0); and for separable classes without penalty
there is no minimum, the weights only grow.
Source: Nelder and Wedderburn, 1972.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..activations.sigmoid import sigmoid
from ..shapes import Array, floating, must, sizes

__all__ = ["LINKS", "Link", "generalized_linear", "generalized_loss", "predict_mean"]


class Link(NamedTuple):
    """Three functions: the mean of a score, the variance of a mean, the loss of (score, y)."""

    mean: Callable[[Array], Array]
    variance: Callable[[Array], Array]
    loss: Callable[[Array, Array], Array]


LINKS = {
    "identity": Link(lambda s: s, np.ones_like, lambda s, y: (y - s) ** 2 / 2),
    "logit": Link(sigmoid, lambda m: m * (1 - m), lambda s, y: np.logaddexp(0, s) - y * s),
    "log": Link(np.exp, lambda m: m, lambda s, y: np.exp(s) - y * s),
}


def predict_mean(x: Array, weight: Array, bias: Array | float, link: str) -> Array:
    """μ (N,) for x (N, D)."""
    return _link(link).mean(x @ weight + bias)


def generalized_loss(
    x: Array, y: Array, weight: Array, bias: Array | float, link: str
) -> tuple[float, Array, Array]:
    """The mean loss, and its gradients by weight (D,) and bias ()."""
    N, D = sizes("x", x, "N D")
    must(weight.shape == (D,), f"weight must have shape ({D},)", f"{weight.shape}", "One each.")
    must(y.shape == (N,), f"y must have shape ({N},)", f"{y.shape}", "One target each.")
    score = x @ weight + bias  # (N,)
    y = np.asarray(y).astype(score.dtype)
    error = _link(link).mean(score) - y  # (N,)
    loss = float(np.mean(_link(link).loss(score, y)))
    return loss, x.T @ error / N, np.asarray(error.mean())


def generalized_linear(
    x: Array,
    y: Array,
    link: str,
    *,
    strength: float = 0.0,
    weights: Array | None = None,
    steps: int = 100,
) -> tuple[Array, Array]:
    """Weight (D,) and bias () that minimise the mean loss + ½·strength·‖w‖², by Newton's method.

    `weights` (N,) count some samples more than others. Fitted in float64.
    """
    dtype = floating("x", x).dtype
    N, D = sizes("x", x, "N D")
    must(np.shape(y) == (N,), f"y must have shape ({N},)", f"{np.shape(y)}", "One target each.")
    s = np.ones(N) if weights is None else np.asarray(weights, np.float64)
    must(s.shape == (N,) and s.sum() > 0, f"weights must be {N} numbers", s.shape, "Or leave out.")
    mean, variance, loss = _link(link)
    s, y = s / s.sum(), np.asarray(y, np.float64)
    shift = s @ np.asarray(x, np.float64)  # (D,); centred, the bias is nobody's neighbour
    inputs = np.column_stack([np.asarray(x, np.float64) - shift, np.ones(N)])  # (N, D + 1)
    penalty = np.append(np.full(D, strength), 0.0)  # (D + 1,); none on the bias

    def objective(w: Array) -> float:
        with np.errstate(over="ignore", invalid="ignore"):  # e^η: refused below
            return float(s @ loss(inputs @ w, y) + penalty @ w**2 / 2)

    w, now = np.zeros(D + 1), objective(np.zeros(D + 1))
    for _ in range(steps):
        mu = mean(inputs @ w)  # (N,)
        gradient = inputs.T @ (s * (mu - y)) + penalty * w  # (D + 1,)
        hessian = (inputs * (s * variance(mu))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.lstsq(hessian, gradient)[0]  # also when features are dependent
        if np.abs(step).max() <= 1e-10 * max(float(np.abs(w).max()), 1.0):
            return w[:D].astype(dtype), np.asarray(w[D] - shift @ w[:D]).astype(dtype)
        length, slack = 1.0, 1e-12 * max(abs(now), 1.0)  # sums are not exact to the last digit
        while not (then := objective(w - length * step)) <= now + slack and length > 1e-10:
            length /= 2
        w, now = w - length * step, min(then, now)
    must(False, "the loss must have a minimum", f"{steps} steps without", "Give a strength > 0.")
    return w[:D], w[D]


def _link(name: str) -> Link:
    must(name in LINKS, f"link must be one of {sorted(LINKS)}", repr(name), "Name one of them.")
    return LINKS[name]
