"""A rare class: high accuracy, hardly anybody found

Tumours by two of their features (texture and smoothness), thinned out until one in eleven is
malignant; means over 20 splits. Trained on the plain mean loss, softmax regression is right as
often as who calls everything benign, and finds a sixth of the malignant ones. With classes weighted
by the inverse of their size, or rare rows repeated, or frequent ones left out, it finds most of
them, three of four alarms are false, and accuracy falls: that is the exchange, and which side is
dearer is not for the loss to say.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_breast_cancer

from heldout.nn.data import (
    Standardizer,
    class_weights,
    oversample,
    stratified_split,
    undersample,
    weighted_cross_entropy,
)
from heldout.nn.layers import dense, dense_backward
from heldout.nn.shapes import Array, Labels

from .finding import Finding

TITLE = "A rare class: high accuracy, hardly anybody found"
ROWS = ["Class imbalance"]

SEED = 0


def _fit(x: Array, y: Labels, weights: Array) -> tuple[Array, Array]:
    """Weight and bias of softmax regression after 300 steps on the weighted loss."""
    weight, bias = np.zeros((x.shape[1], 2)), np.zeros(2)
    for _ in range(300):
        logits, cache = dense(x, weight, bias)
        _, dlogits = weighted_cross_entropy(logits, y, weights)
        _, dweight, dbias = dense_backward(dlogits, cache)
        weight -= dweight
        bias -= dbias
    return weight, bias


def findings() -> list[Finding]:
    """Accuracy, recall and precision of the rare class, in percent."""
    x, y = load_breast_cancer(return_X_y=True)
    x, y = x[:, [1, 4]], 1 - y  # 1 is malignant
    rng = np.random.default_rng(SEED)
    scores = []
    for _ in range(20):
        ill = rng.permutation(np.flatnonzero(y == 1))[:36]
        rows = np.concatenate([np.flatnonzero(y == 0), ill])
        train, test = (rows[part] for part in stratified_split(y[rows], (0.5, 0.5), rng))
        scaler, even = Standardizer(x[train]), np.ones(2)
        ways = (
            (train, even),
            (train, class_weights(y[train], 2)),
            (train[oversample(y[train], 2, rng)], even),
            (train[undersample(y[train], 2, rng)], even),
        )
        for used, weights in ways:
            weight, bias = _fit(scaler.apply(x[used]), y[used], weights)
            said = dense(scaler.apply(x[test]), weight, bias)[0].argmax(axis=1)
            found = ((said == 1) & (y[test] == 1)).sum()
            alarms = max(1, (said == 1).sum())
            scores.append([(said == y[test]).mean(), found / (y[test] == 1).sum(), found / alarms])
    plain, weighted, repeated, left_out = 100 * np.reshape(scores, (20, 4, 3)).mean(axis=0)
    benign = 100 * 357 / (357 + 36)
    return [
        Finding("all called benign: accuracy", benign, 0.1, "%", 1),
        Finding("plain loss: accuracy", plain[0], 1, "%", 1, at_least=88),
        Finding("plain loss: recall of the malignant", plain[1], 3, "%", 1, at_most=35),
        Finding("weighted loss: accuracy", weighted[0], 2, "%", 1, at_most=84),
        Finding("weighted loss: recall of the malignant", weighted[1], 3, "%", 1, at_least=60),
        Finding("weighted loss: precision", weighted[2], 3, "%", 1, at_most=40),
        Finding("rare rows repeated: recall", repeated[1], 3, "%", 1, at_least=60),
        Finding("frequent rows left out: recall", left_out[1], 4, "%", 1, at_least=58),
    ]
