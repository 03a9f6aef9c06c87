"""Learning rates: schedules, warmup, batches, clipping, averages

Where noise stays at the minimum (a linear model that cannot fit all), decay brings the loss down to
it and a constant rate does not. Where the model fits every sample the noise dies by itself, and at
equal epochs the constant rate is ahead: decay only made its steps shorter. Smaller batches need
fewer epochs at one rate, and the linear rule makes epochs equal, up to a limit. Warmup prevents
Adam's early spike; it does not make a rate bearable that curvature forbids. Clipping trains deep
nets at rates that otherwise ruin them, and keeps a recurrent net with large weights from NaN. A
plateau rule that is never told the score changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from sklearn.datasets import load_diabetes

from heldout.nn.diagnostics import GrowthMonitor
from heldout.nn.initializers import layer_by_layer, orthogonal
from heldout.nn.linear import least_squares, squared_error
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers import (
    Adam,
    ExponentialAverage,
    GradientDescent,
    ReduceOnPlateau,
    clip_by_norm,
    cosine_decay,
    linear_scaling,
    step_decay,
    warmup,
)
from heldout.nn.shapes import Array, Labels, Parameters

from .data import digits
from .finding import Finding
from .starting_weights import gradients

TITLE = "Learning rates: schedules, warmup, batches, clipping, averages"
ROWS = (
    "Learning-rate schedules",
    "Learning-rate warmup",
    "ReduceLROnPlateau",
    "Batch-size / lr scaling",
    "Mini-batch SGD",
    "Gradient clipping",
    "Weight averaging",
)
Rate = Callable[[int], float]
DEEP = (64, 32, 32, 32, 32, 10)


@cache
def _digits() -> tuple[Array, Labels]:
    data = digits()
    return data.train_x, data.train_y


@cache
def _table() -> tuple[Array, Array, float]:
    """The diabetes data standardised, and the least loss that a linear model has."""
    x, y = load_diabetes(return_X_y=True)
    x, y = (x - x.mean(axis=0)) / x.std(axis=0), (y - y.mean()) / y.std()
    return x, y, squared_error(x, y, *least_squares(x, y))[0]


def _excess(w: Array) -> float:
    x, y, least = _table()
    return squared_error(x, y, w, 0.0)[0] - least


def _linear(rate: Rate, *, told: bool = False, beta: float = 0.99) -> tuple[float, float, float]:
    """Excess loss after 20 epochs of batches of 4: mean of 5 seeds; of the average; last rate."""
    x, y, _ = _table()
    ends, calm, optimizer = [], [], GradientDescent(0)
    for seed in range(5):
        rng, p, step = np.random.default_rng(seed), {"w": np.zeros(10)}, 0
        average, plateau = ExponentialAverage(beta), ReduceOnPlateau(rate(0), patience=1)
        for _ in range(20):
            order = rng.permutation(len(x))
            for start in range(0, len(x), 4):
                rows = order[start : start + 4]
                optimizer.learning_rate = plateau.learning_rate if told else rate(step)
                _, dw, _ = squared_error(x[rows], y[rows], p["w"], 0.0)
                optimizer.step(p, {"w": dw})
                average.update(p)
                step += 1
            if told:
                plateau.step(_excess(p["w"]))
        ends.append(_excess(p["w"]))
        calm.append(_excess(average.value()["w"]))
    return float(np.mean(ends)), float(np.mean(calm)), optimizer.learning_rate


def _train(
    optimizer: GradientDescent | Adam,
    rate: Rate,
    seed: int,
    *,
    batch: int = 32,
    epochs: int = 10,
    sizes: Sequence[int] = (64, 32, 10),
    clip: float | None = None,
    target: float = 0.0,
) -> tuple[float, int]:
    """Loss on all digits at the end, and the epochs until it was at most the target."""
    x, y = _digits()
    rng = np.random.default_rng(seed)
    p, step, loss = layer_by_layer(rng, list(sizes)), 0, np.inf
    with np.errstate(all="ignore"):
        for epoch in range(1, epochs + 1):
            order = rng.permutation(len(x))
            for start in range(0, len(x), batch):
                rows = order[start : start + batch]
                optimizer.learning_rate = rate(step)
                _, grads, _ = gradients(p, x[rows], y[rows], "relu")
                optimizer.step(p, clip_by_norm(grads, clip)[0] if clip else grads)
                step += 1
            if target or epoch == epochs:
                loss = cross_entropy(gradients(p, x, y, "relu")[0], y)[0]
            if loss <= target:
                return loss, epoch
    return (loss if np.isfinite(loss) else np.inf), epochs


def _spike(rate: Rate, seed: int) -> float:
    """The highest loss of a batch in Adam's first 60 steps."""
    x, y = _digits()
    rng = np.random.default_rng(seed)
    p, adam, highest = layer_by_layer(rng, list(DEEP)), Adam(), 0.0
    for step in range(60):
        rows = rng.permutation(len(x))[:32]
        adam.learning_rate = rate(step)
        scores, grads, _ = gradients(p, x[rows], y[rows], "relu")
        highest = max(highest, cross_entropy(scores, y[rows])[0])
        adam.step(p, grads)
    return highest


def _recurrent(clip: float | None) -> tuple[float, int]:
    """A ReLU RNN that adds 40 numbers, its weights 1.3 times a turn: loss, steps until an alarm."""
    rng = np.random.default_rng(0)
    p: Parameters = {
        "w": orthogonal(rng, (16, 16), gain=1.3),
        "u": rng.standard_normal((1, 16)),
        "v": 0.1 * rng.standard_normal(16),
    }
    monitor, optimizer, loss = GrowthMonitor(p), GradientDescent(0.02), 0.0
    with np.errstate(all="ignore"):
        for step in range(400):
            x = rng.random((32, 40, 1))
            h = [np.zeros((32, 16))]
            for t in range(40):
                h.append(np.maximum(h[-1] @ p["w"] + x[:, t] @ p["u"], 0))  # (N, 16)
            error = h[-1] @ p["v"] - x.sum(axis=(1, 2)) / 40  # (N,)
            loss = float(np.mean(error**2))
            if any(
                "finite" in alarm.says or "nan" in alarm.says for alarm in monitor.check(p, loss)
            ):
                return loss, step
            d = 2 * error / 32
            grads = {"w": np.zeros((16, 16)), "u": np.zeros((1, 16)), "v": h[-1].T @ d}
            dh = d[:, None] * p["v"]  # (N, 16)
            for t in range(39, -1, -1):
                dz = dh * (h[t + 1] > 0)
                grads["w"] += h[t].T @ dz
                grads["u"] += x[:, t].T @ dz
                dh = dz @ p["w"].T
            optimizer.step(p, clip_by_norm(grads, clip)[0] if clip else grads)
    return loss, 400


def findings() -> list[Finding]:
    """On the diabetes data (linear), the digits (64-32-10 and four hidden layers), and sums."""
    steps = 20 * -(-442 // 4)
    constant, average, _ = _linear(lambda t: 0.05)
    cosine, _, _ = _linear(lambda t: cosine_decay(t, 0.05, steps))
    stairs, _, _ = _linear(lambda t: step_decay(t, 0.05, steps // 3))
    plateau, _, lowered = _linear(lambda t: 0.05, told=True)
    fits = [_train(GradientDescent(0), lambda t: 0.3, s, batch=16, epochs=15)[0] for s in range(2)]
    decayed = [
        _train(GradientDescent(0), lambda t: cosine_decay(t, 0.3, 1275), s, batch=16, epochs=15)[0]
        for s in range(2)
    ]
    epochs = {
        (batch, rate): _train(
            GradientDescent(0), lambda t, r=rate: r, 0, batch=batch, epochs=100, target=0.1
        )[1]
        for batch, rate in ((8, 0.1), (32, 0.1), (128, 0.1), (128, linear_scaling(0.1, 128, 32)))
    }
    failed = [
        _train(GradientDescent(0), lambda t: 2.4, s, batch=512, epochs=60, target=0.1)[0] > 0.1
        for s in range(3)
    ]
    ramped = [
        _train(
            GradientDescent(0), lambda t: warmup(t, 2.4, 45), s, batch=512, epochs=60, target=0.1
        )[0]
        > 0.1
        for s in range(3)
    ]
    spikes = [_spike(lambda t: 0.1, seed) for seed in range(6)]
    calm = [_spike(lambda t: warmup(t, 0.1, 50), seed) for seed in range(6)]
    wild = [_train(GradientDescent(0), lambda t: 1.0, s, sizes=DEEP)[0] for s in range(3)]
    clipped = [
        _train(GradientDescent(0), lambda t: 1.0, s, sizes=DEEP, clip=1.0)[0] for s in range(3)
    ]
    loss, survived = _recurrent(1.0)
    _, ruined = _recurrent(None)
    return [
        Finding(
            "Linear model, constant rate: loss above the least, thousandths",
            1000 * constant,
            1,
            digits=1,
            at_least=5,
        ),
        Finding("with cosine decay", 1000 * cosine, 0.1, at_most=1.5),
        Finding("with step decay", 1000 * stairs, 0.1, at_most=2),
        Finding(
            "with a plateau rule that is told the loss", 1000 * plateau, 0.5, digits=1, at_most=5
        ),
        Finding(
            "the rate that it ends with (untold: 0.05)", lowered, 0.001, digits=4, at_most=0.01
        ),
        Finding(
            "constant rate, exponential average of the weights",
            1000 * average,
            0.1,
            at_most=2,
        ),
        Finding(
            "Net that fits every digit, 15 epochs: loss with cosine decay over constant",
            float(np.median(decayed) / np.median(fits)),
            0.3,
            "×",
            1,
            at_least=1.3,
        ),
        Finding("Epochs to loss 0.1, batch 8 at 0.1", epochs[8, 0.1], 2, "", 0, at_most=12),
        Finding("batch 32 at 0.1", epochs[32, 0.1], 3, "", 0, at_least=18, at_most=30),
        Finding("batch 128 at 0.1", epochs[128, 0.1], 6, "", 0, at_least=70),
        Finding("batch 128 at 0.4", epochs[128, 0.4], 4, "", 0, at_least=18, at_most=32),
        Finding("Batch 512 at 2.4: seeds of 3 that fail", sum(failed), 0, "", 0, at_least=3),
        Finding("the same after a warmup of 45 steps", sum(ramped), 0, "", 0, at_least=3),
        Finding(
            "Adam at 0.1, highest loss in 60 steps, median of 6 seeds",
            float(np.median(spikes)),
            1.5,
            "nats",
            1,
            at_least=4.6,
        ),
        Finding("with a warmup of 50 steps", float(np.median(calm)), 0.3, "nats", 1, at_most=3.2),
        Finding(
            "Four hidden layers at rate 1: loss after 10 epochs, median",
            float(np.median(wild)),
            0.1,
            "nats",
            at_least=2,
        ),
        Finding("clipped to norm 1", float(np.median(clipped)), 0.15, "nats", at_most=0.6),
        Finding("Steps until the RNN holds NaN", ruined, 3, "", 0, at_most=50),
        Finding("clipped to norm 1 (400: never)", survived, 0, "", 0, at_least=400),
        Finding("and its loss then", loss, 0.05, digits=3, at_most=0.1),
    ]
