"""Scaled inputs need fewer steps, and one outlier spoils the scale

The 178 wines have 13 features, from 0.1 (phenols) to 1,680 (proline). Softmax regression learns
from 120 of them by gradient descent, each time with the largest step that the curvature allows, so
that no scaling is favoured by its learning rate. Raw, proline alone sets the step and the other
features hardly move: 5,000 steps are not enough. Then one wine gets its values 10 times too large,
as by a wrong unit: min–max scaling leaves the others some 15 % of the range and needs ten times the
steps that standardisation needs; standardisation suffers too, since a deviation is no robust
measure.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_wine

from heldout.nn.data import MinMaxScaler, Standardizer, stratified_split
from heldout.nn.layers import dense, dense_backward
from heldout.nn.losses import cross_entropy
from heldout.nn.shapes import Array, Labels

from .finding import Finding

TITLE = "Scaled inputs need fewer steps, and one outlier spoils the scale"
ROWS = ["Data normalization", "Min–max scaling"]

SEED = 0
MOST = 5_000


def _steps(x: Array, y: Labels) -> tuple[int, float]:
    """Steps of gradient descent until the training loss is 0.2, or MOST; and the loss then."""
    ones = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    # the loss bends by at most half the largest eigenvalue; below 2 over that, it cannot diverge
    rate = 2 / float(np.linalg.eigvalsh(ones.T @ ones / len(x))[-1])
    weight, bias = np.zeros((x.shape[1], 3)), np.zeros(3)
    step, loss = 0, np.inf
    while step < MOST and loss > 0.2:
        logits, cache = dense(x, weight, bias)
        loss, dlogits = cross_entropy(logits, y)
        _, dweight, dbias = dense_backward(dlogits, cache)
        weight -= rate * dweight
        bias -= rate * dbias
        step += 1
    return step, float(loss)


def findings() -> list[Finding]:
    """Steps to a training loss of 0.2, raw and scaled, and with an outlier."""
    x, y = load_wine(return_X_y=True)
    rows, _ = stratified_split(y, (120 / 178, 58 / 178), np.random.default_rng(SEED))
    x, y = x[rows], y[rows]
    broken = x.copy()
    broken[0] *= 10
    _, raw = _steps(x, y)
    standard, _ = _steps(Standardizer(x).apply(x), y)
    ranged, _ = _steps(MinMaxScaler(x).apply(x), y)
    pressed = MinMaxScaler(broken).apply(broken)
    standard_broken, _ = _steps(Standardizer(broken).apply(broken), y)
    ranged_broken, _ = _steps(pressed, y)
    left = 100 * float(np.ptp(pressed[1:], axis=0).mean())
    return [
        Finding("raw: loss after 5,000 steps", raw, 0.02, "nats", 2, at_least=0.4),
        Finding("standardised: steps to a loss of 0.2", standard, 2, digits=0, at_most=20),
        Finding("min–max: steps to a loss of 0.2", ranged, 5, digits=0, at_most=250),
        Finding("one outlier, min–max: range left to the others", left, 1, "%", 0, at_most=25),
        Finding("one outlier, standardised: steps", standard_broken, 20, digits=0, at_least=50),
        Finding("one outlier, min–max: steps", ranged_broken, 100, digits=0, at_least=600),
    ]
