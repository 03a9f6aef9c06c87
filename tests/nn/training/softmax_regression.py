"""The smallest thing that trains: what the tests of this package run their procedures on."""

from __future__ import annotations

import numpy as np

from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import Array, Labels, Parameters
from heldout.nn.training.epoch import LossOf

__all__ = ["loss_on", "problem", "zeros"]


def problem(seed: int, N: int = 40, D: int = 3, C: int = 4) -> tuple[Array, Labels]:
    """Inputs (N, D) and the labels (N,) that a linear rule with some noise gives them."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((N, D))
    scores = x @ rng.standard_normal((D, C)) + 0.5 * rng.standard_normal((N, C))
    return x, scores.argmax(axis=1)


def zeros(D: int = 3, C: int = 4) -> Parameters:
    """Where every run starts."""
    return {"weight": np.zeros((D, C)), "bias": np.zeros(C)}


def loss_on(x: Array, y: Labels, parameters: Parameters) -> LossOf:
    """The mean loss over some rows and its gradients, at the parameters as they are."""

    def loss_of(rows: Labels) -> tuple[float, Parameters]:
        logits, cache = dense(x[rows], parameters["weight"], parameters["bias"])
        loss, dlogits = cross_entropy(logits, y[rows])
        _, dweight, dbias = dense_backward(dlogits, cache)
        return loss, {"weight": dweight, "bias": dbias}

    return loss_of
