"""Augmentation that keeps the label helps; mixup makes a network less sure of itself

A network of 64 hidden units learns from 100 or 400 MNIST digits, as they are, or shifted by up to
two pixels and turned by up to 10°, anew in every batch: the error falls by a quarter and more. Half
of them flipped left to right, which makes no digit of most, it rises: a label must survive the
transform. What is learned must also be what is asked: scikit-learn's 8×8 digits fill their frame,
no test digit is shifted by an eighth of it, and there the same changes do harm. Mixup does not
lower the error here (sets of this size, 600 batches); it takes away how far the stated confidence
lies above the accuracy, and a little more.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from heldout.nn.activations import relu, relu_backward, softmax
from heldout.nn.data import flip_safely, mixup, one_hot, rotate, shift
from heldout.nn.layers import dense, dense_backward
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Parameters

from .data import Split, digits, mnist
from .finding import Finding

TITLE = "Augmentation that keeps the label helps; mixup makes a network less sure of itself"
ROWS = ["Data augmentation (flip, rotate, noise)", "Mixup"]

SEED = 0
Change = Callable[[Array, Array, np.random.Generator], tuple[Array, Array]]


def _as_they_are(x: Array, y: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    return x, y


def _moved(x: Array, y: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    reach = max(1, x.shape[-1] // 14)  # 2 of 28 pixels, 1 of 8
    down, right = rng.integers(-reach, reach + 1, size=(2, len(x)))
    return rotate(shift(x, down, right), rng.uniform(-10, 10, len(x))), y


def _flipped(x: Array, y: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    return flip_safely(x, y.argmax(axis=1), range(10), rng), y


def _mixed(x: Array, y: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    return mixup(x, y, 0.2, rng)


def _train(x: Array, y: Array, change: Change, steps: int = 600) -> Parameters:
    """A network of 64 ReLU units after that many batches of 50, each changed."""
    rng = np.random.default_rng(SEED)
    D, K, C = x[0].size, 64, 10
    p = {
        "w1": rng.standard_normal((D, K)) * np.sqrt(2 / D),
        "b1": np.zeros(K),
        "w2": rng.standard_normal((K, C)) * np.sqrt(1 / K),
        "b2": np.zeros(C),
    }
    p = {name: parameter.astype(x.dtype) for name, parameter in p.items()}
    optimizer = Adam(3e-3)
    for _ in range(steps):
        rows = rng.integers(len(x), size=50)
        some, target = change(x[rows], y[rows], rng)
        z, first = dense(some.reshape(50, -1), p["w1"], p["b1"])
        logits, second = dense(relu(z), p["w2"], p["b2"])
        dh, dw2, db2 = dense_backward((softmax(logits) - target) / 50, second)
        _, dw1, db1 = dense_backward(relu_backward(dh, z), first)
        optimizer.step(p, {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2})
    return p


def _measured(p: Parameters, data: Split) -> tuple[float, float]:
    """The test error, and how far the mean confidence lies above the accuracy; in percent."""
    h = relu(dense(data.test_x, p["w1"], p["b1"])[0])
    q = softmax(dense(h, p["w2"], p["b2"])[0])
    right = (q.argmax(axis=1) == data.test_y).mean()
    return 100 * float(1 - right), 100 * float(q.max(axis=1).mean() - right)


def findings() -> list[Finding]:
    """Test errors by training size and change, and confidence."""
    whole, small = mnist(SEED), digits(SEED)
    single = np.float32
    large = Split(
        whole.train_x.astype(single), whole.train_y, whole.test_x.astype(single), whole.test_y
    )

    def run(data: Split, size: int, change: Change) -> tuple[float, float]:
        side = int(data.train_x.shape[1] ** 0.5)
        x = data.train_x[:size].reshape(-1, side, side)
        return _measured(_train(x, one_hot(data.train_y[:size], 10, single), change), data)

    told = []
    for size, least in ((100, 15), (400, 20)):
        plain, sure = run(large, size, _as_they_are)
        moved, _ = run(large, size, _moved)
        told += [
            Finding(f"MNIST, {size} samples: test error", plain, 2, "%", 1),
            Finding(f"MNIST, {size} samples, moved: test error", moved, 2, "%", 1),
            Finding("error that moving takes away", 100 * (1 - moved / plain), 10, "%", 0, least),
        ]
    flipped, _ = run(large, 400, _flipped)
    mixed, mixed_sure = run(large, 400, _mixed)
    filled, _ = run(small, 400, _as_they_are)
    filled_moved, _ = run(small, 400, _moved)
    return [
        *told,
        Finding("MNIST, 400 samples, flipped: error added", flipped - plain, 2.5, "%", 1, 1.5),
        Finding(
            "8×8 digits, 400 samples, moved: error added", filled_moved - filled, 2.5, "%", 1, 2
        ),
        Finding("MNIST, 400 samples: confidence above accuracy", sure, 2, "%", 1, 4),
        Finding("with mixup: confidence above accuracy", mixed_sure, 2, "%", 1, at_most=2),
        Finding("with mixup: error added", mixed - plain, 2.5, "%", 1),
    ]
