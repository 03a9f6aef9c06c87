"""One eight in fifty: weights lift recall, mostly by moving the threshold

Logistic regression tells the digit 8 from the others, with only 25 eights left among 1,236 training
samples (2 %). To say "no eight" to everything is right for 98 % of them. Trained plainly it finds
fewer than half of the held-out eights; with balanced weights it finds three quarters, at more false
alarms and the same accuracy. Most of that can be had without weights: the plain model with its
threshold lowered until it has as many false alarms finds nearly as many. And weights have a price:
the probabilities are no longer those of the data, their mean on the training set is three times
the share of eights, where the plain model's is right.
"""

from __future__ import annotations

import numpy as np

from demonstrations.data import digits
from demonstrations.finding import Finding
from heldout.nn.activations import sigmoid
from heldout.nn.losses import balanced_weights, bce_with_logits
from heldout.nn.metrics import accuracy, confusion_matrix, precision_from_rates, roc_curve
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Labels

TITLE = "One eight in fifty: weights lift recall, mostly by moving the threshold"
ROWS = [
    "Class imbalance",
    "Accuracy",
    "Confusion matrix",
    "Precision / recall",
    "ROC / AUC",
    "Binary cross-entropy / log loss",
]


def findings() -> list[Finding]:
    """Held-out rates in per cent."""
    data = digits()
    eights, others = np.flatnonzero(data.train_y == 8)[:25], np.flatnonzero(data.train_y != 8)
    kept = np.concatenate([eights, others])
    x, t = data.train_x[kept], (data.train_y[kept] == 8).astype(int)
    test = (data.test_y == 8).astype(int)
    no, yes = balanced_weights(t, 2)
    found = []
    scores = {}
    for name, weight, least, most in (("plain", 1.0, 25, 55), ("weighted", yes / no, 65, 90)):
        p = _fit(x, t, weight)
        scores[name] = _score(data.test_x, p)
        called = (scores[name] > 0).astype(int)
        (_, alarms), (_, hits) = table = confusion_matrix(called, test, 2)
        recall, alarm_rate = hits / table[1].sum(), alarms / table[0].sum()
        precision = precision_from_rates(t.mean(), recall, alarm_rate)
        promised = float(sigmoid(_score(x, p)).mean() / t.mean())
        found += [
            Finding(f"{name}: accuracy", 100 * accuracy(called, test), 1.0, "%", 1, at_least=92),
            Finding(f"{name}: recall", 100 * recall, 5.3, "%", 1, least, most),
            Finding(f"{name}: precision where 2 % are eights", 100 * precision, 12.0, "%", 0),
            Finding(
                f"{name}: mean probability over the share of eights, in training",
                promised,
                0.3,
                "×",
                1,
                *((0.9, 1.2) if name == "plain" else (2.0, None)),
            ),
        ]
    rates, recalls, _ = roc_curve(scores["plain"], test)
    moved = float(recalls[rates <= alarm_rate].max())
    found.append(
        Finding(
            "plain, its threshold lowered to the false alarms of weighted: recall",
            100 * moved,
            5.3,
            "%",
            1,
            at_least=60,
        )
    )
    return found


def _fit(x: Array, t: Labels, pos_weight: float) -> dict[str, Array]:
    p = {"weight": np.zeros(x.shape[1]), "bias": np.zeros(1)}
    optimizer = Adam(0.02)
    for _ in range(1000):
        _, dz = bce_with_logits(_score(x, p), t, pos_weight)
        optimizer.step(p, {"weight": x.T @ dz, "bias": dz.sum(keepdims=True)})
    return p


def _score(x: Array, p: dict[str, Array]) -> Array:
    return x @ p["weight"] + p["bias"]  # (N,)
