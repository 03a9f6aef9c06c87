"""Bagging: how the error falls with the number of models

Sixteen small networks, each on its own bootstrap sample of 300 digits. With the variance v and the
covariance c of their errors (of all class probabilities on held-out digits) the formula
v/k + (k − 1)c/k says what a mean of k of them will err, and it does. The fall is not a line: half
of all there is to gain is gained by the second model, and c is what no number of models gets below.
The bag beats its average member, not always its best. And it has two opponents: one network on all
300 digits, which has seen more of them, and sixteen such networks that differ only in where they
started, which need no bootstrap to disagree.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.activations.softmax import softmax
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Labels
from heldout.nn.training.bagging import (
    bagging,
    error_moments,
    expected_error,
    out_of_bag_prediction,
)
from heldout.nn.training.ensemble import average_predictions

from .data import digits
from .finding import Finding

TITLE = "Bagging: how the error falls with the number of models"
ROWS = ["Bagging", "Model averaging / ensemble"]
MODELS = 16


def findings() -> list[Finding]:
    """Squared errors of probabilities in thousandths, then errors of the answers in percent."""
    data, rng = digits(0), np.random.default_rng(0)
    x, y = data.train_x[:300], data.train_y[:300]

    def fitted(x: Array, y: Labels) -> MLP:
        model = MLP((64, 32, 10), rng)
        fit(model, x, y, cross_entropy, Adam(3e-3), rng, epochs=30)
        return model

    def wrong(p: Array, y: Labels) -> float:
        return 100 * float((p.argmax(axis=-1) != y).mean())

    bag = bagging(fitted, x, y, MODELS, rng)
    p = np.stack([_probabilities(member.model, data.test_x) for member in bag])  # (k, N, C)
    errors = (p - np.eye(10)[data.test_y]).reshape(MODELS, -1)
    v, c = error_moments(errors)
    measured = {}
    for k in (1, 2, 4, 16):
        groups = errors.reshape(MODELS // k, k, -1).mean(axis=1)  # the means of k models each
        measured[k] = 1000 * float((groups**2).mean())
    said = {k: 1000 * expected_error(v, c, k) for k in measured}
    apart = [100 * abs(measured[k] / said[k] - 1) for k in (2, 4)]
    share = 100 * (measured[1] - measured[2]) / (measured[1] - 1000 * c)
    alone = np.array([wrong(each, data.test_y) for each in p])
    together = wrong(average_predictions(p), data.test_y)
    unseen, known = out_of_bag_prediction(_probabilities, bag, x)
    full = np.stack([_probabilities(fitted(x, y), data.test_x) for _ in range(MODELS)])
    one = float(np.mean([wrong(each, data.test_y) for each in full]))
    return [
        *(Finding(f"squared error of {k}", measured[k], 0.8) for k in measured),
        Finding("squared error that no number gets below, c", 1000 * c, 0.8),
        Finding("formula and measurement apart, k = 2", apart[0], 2, "%", 1, at_most=3),
        Finding("formula and measurement apart, k = 4", apart[1], 2, "%", 1, at_most=3),
        Finding("of all there is to gain, by the second", share, 10, "%", 0, at_least=40),
        Finding("test error of a member, mean", float(alone.mean()), 1, "%", 1),
        Finding("test error of the best member", float(alone.min()), 1, "%", 1),
        Finding("test error of the bag", together, 1, "%", 1),
        Finding("gained over the mean member", float(alone.mean()) - together, 1, "%", 1, 1.0),
        Finding("its out-of-bag error", wrong(unseen[known], y[known]), 1.5, "%", 1),
        Finding("test error of one network on all 300, mean", one, 1, "%", 1),
        Finding(
            "test error of 16 of them", wrong(average_predictions(full), data.test_y), 1, "%", 1
        ),
    ]


def _probabilities(model: MLP, x: Array) -> Array:
    return softmax(model.forward(x)[0])
