"""Label smoothing: lower confidence, not always better calibration

An MLP (64–64–10) on scikit-learn's digits, with hard targets and with ε = 0.1; means of three
seeds. Confidence falls, as it must: the smoothed targets ask for 0.91. Here it falls too far. The
plain network is right in 97 % and says 94 %; the smoothed one is right as often and says 82 %, so
that its calibration error is several times larger. Smoothing mends over-confidence where there is
any. It does help against wrong labels: with a tenth of them drawn at random, a few more of the
held-out digits are right. And it bounds the logits, log(0.91/0.01) = 4.5 from label to other; hard
targets push them apart without end.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from demonstrations.data import Split, digits
from demonstrations.finding import Finding
from heldout.nn.activations import relu, relu_backward, softmax
from heldout.nn.layers import dense, dense_backward
from heldout.nn.losses import label_smoothed_cross_entropy
from heldout.nn.metrics import accuracy, expected_calibration_error
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Parameters
from heldout.nn.training import batches

TITLE = "Label smoothing: lower confidence, not always better calibration"
ROWS = ["Label smoothing", "Categorical / sparse cross-entropy", "Softmax / LogSoftmax"]
SEEDS = range(3)


def findings() -> list[Finding]:
    """Held-out measures in per cent, and gaps between logits of training samples."""
    found = []
    with_wrong_labels = []
    for name, epsilon in (("hard targets", 0.0), ("smoothed", 0.1)):
        soft = epsilon > 0
        runs = [_measure(digits(seed), epsilon, seed, 30) for seed in SEEDS]
        right, sure, gap, apart = np.mean(runs, axis=0)
        noisy = np.mean([_measure(_mislabelled(seed), epsilon, seed, 60)[0] for seed in SEEDS])
        found += [
            Finding(f"{name}: accuracy", 100 * right, 0.8, "%", 1, at_least=95),
            Finding(
                f"{name}: mean confidence",
                100 * sure,
                1.0,
                "%",
                1,
                at_least=None if soft else 92,
                at_most=88 if soft else None,
            ),
            Finding(
                f"{name}: expected calibration error",
                100 * gap,
                1.0,
                "%",
                1,
                at_least=10 if soft else None,
                at_most=None if soft else 6,
            ),
            Finding(
                f"{name}: largest logit above the mean of the others, in training",
                apart,
                0.5,
                at_least=None if soft else 7,
                at_most=6 if soft else None,
            ),
            Finding(f"{name}, a tenth of the labels random: accuracy", 100 * noisy, 0.8, "%", 1),
        ]
        with_wrong_labels.append(100 * float(noisy))
    hard, smoothed = with_wrong_labels
    says = "what smoothing gains with a tenth of the labels random"
    return [*found, Finding(says, smoothed - hard, 0.8, "points", 1, at_least=0.2)]


def _mislabelled(seed: int) -> Split:
    """The digits with a tenth of the training labels drawn at random."""
    data, rng = digits(seed), np.random.default_rng(100 + seed)
    drawn = rng.random(len(data.train_y)) < 0.1
    return replace(data, train_y=np.where(drawn, rng.integers(0, 10, len(drawn)), data.train_y))


def _measure(data: Split, epsilon: float, seed: int, epochs: int) -> tuple[float, ...]:
    """Held out: accuracy, mean confidence, calibration error; in training: the gap of logits."""
    rng = np.random.default_rng(seed)
    p = {
        "w1": rng.normal(0, np.sqrt(2 / 64), (64, 64)),
        "b1": np.zeros(64),
        "w2": rng.normal(0, np.sqrt(1 / 64), (64, 10)),
        "b2": np.zeros(10),
    }
    optimizer = Adam(2e-3)
    for _ in range(epochs):
        for rows in batches(len(data.train_x), 64, rng):
            z, h, caches = _forward(p, data.train_x[rows])
            _, dz = label_smoothed_cross_entropy(z, data.train_y[rows], epsilon)
            da, dw2, db2 = dense_backward(dz, caches[1])
            _, dw1, db1 = dense_backward(relu_backward(da, h), caches[0])
            optimizer.step(p, {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2})
    probability = softmax(_forward(p, data.test_x)[0])
    z = np.sort(_forward(p, data.train_x)[0], axis=1)
    return (
        accuracy(probability.argmax(axis=1), data.test_y),
        float(probability.max(axis=1).mean()),
        expected_calibration_error(probability, data.test_y),
        float((z[:, -1] - z[:, :-1].mean(axis=1)).mean()),
    )


def _forward(p: Parameters, x: Array) -> tuple[Array, Array, tuple]:
    h, first = dense(x, p["w1"], p["b1"])  # (N, 64)
    z, second = dense(relu(h), p["w2"], p["b2"])  # (N, 10)
    return z, h, (first, second)
