"""Optimizers on a ravine, on rare features, and on several workers

On a ravine of condition 1,000 each optimizer has the best of eight rates: momentum needs a tenth of
the steps of plain descent. Adam's scale is one for each coordinate: it helps most when the ravine
lies along one, and less when it is turned. Adagrad learns what is rare where one rate for all
cannot; RMSProp follows a change that Adagrad no longer can; Adadelta runs without a rate. The noise
of a gradient falls as one over the batch. Workers that wait make exactly the big batch's gradient;
those that do not wait pay with staleness, and past a known delay the loss explodes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

import numpy as np
from sklearn.datasets import load_diabetes

from heldout.nn.linear import least_squares, squared_error
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers import (
    Adadelta,
    Adagrad,
    Adam,
    AsynchronousDescent,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    batch_descent,
    largest_stable_rate,
    mini_batch_descent,
    stochastic_descent,
    synchronous_gradient,
)
from heldout.nn.shapes import Array, Labels, Parameters

from .data import digits
from .finding import Finding

TITLE = "Optimizers on a ravine, on rare features, and on several workers"
ROWS = (
    "Batch gradient descent",
    "Stochastic gradient descent",
    "Mini-batch SGD",
    "Momentum",
    "Adagrad",
    "Adadelta",
    "RMSProp",
    "Adam",
    "Synchronous SGD",
    "Asynchronous SGD",
)
RATES = np.geomspace(1.9, 0.01, 8)


class Optimizer(Protocol):
    """Anything that steps."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Change the parameters in place."""


def _ravine(make: Callable[[float], Optimizer], degrees: float = 30) -> int:
    """Steps until ½(u² + v²/1000) stays below a millionth, u and v turned, at the best rate."""
    turn = np.deg2rad(degrees)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    hessian, fewest = axes.T @ np.diag([1.0, 1e-3]) @ axes, 5000
    for rate in RATES:
        p, optimizer, reached = {"x": axes.T @ np.ones(2)}, make(float(rate)), 0
        for step in range(1, fewest):
            optimizer.step(p, {"x": hessian @ p["x"]})
            loss = float(p["x"] @ hessian @ p["x"]) / 2
            if not loss < 1e6:
                reached = fewest
                break
            reached = step if loss > 1e-6 else reached
            if loss < 1e-12:
                break
        fewest = min(fewest, reached + 1)
    return fewest


def _rare(make: Callable[[float], Optimizer]) -> float:
    """Squared error of 20 weights, half of them of features that 1 % of samples have; best rate."""
    rng = np.random.default_rng(0)
    x = (rng.random((3000, 20)) < np.where(np.arange(20) < 10, 0.5, 0.01)) * 1.0  # (N, 20)
    true = rng.choice([-1.0, 1.0], 20)
    y = x @ true + 0.5 * rng.standard_normal(3000)
    best = np.inf
    for rate in RATES:
        p, optimizer = {"w": np.zeros(20)}, make(float(rate))
        with np.errstate(all="ignore"):
            for rows in np.split(np.arange(3000), 300):
                error = x[rows] @ p["w"] - y[rows]
                optimizer.step(p, {"w": x[rows].T @ error / len(rows)})
            left = float(np.mean((p["w"] - true) ** 2))
        best = min(best, left if np.isfinite(left) else np.inf)
    return best


def _after_a_change(optimizer: Optimizer) -> float:
    """Distance to a minimum that moves by 1 after 500 steps with noisy gradients, 200 steps on."""
    rng, p = np.random.default_rng(0), {"w": np.zeros(20)}
    for step in range(700):
        aim = 0.0 if step < 500 else 1.0
        noise = (3.0 if step < 500 else 0.1) * rng.standard_normal(20)
        optimizer.step(p, {"w": p["w"] - aim + noise})
    return float(np.abs(p["w"] - 1).mean())


def _softmax(parameters: Parameters, rows: Labels, x: Array, y: Labels) -> tuple[float, Parameters]:
    scores = x[rows] @ parameters["weight"] + parameters["bias"]  # (b, 10)
    loss, d = cross_entropy(scores, y[rows])
    return loss, {"weight": x[rows].T @ d, "bias": d.sum(axis=0)}


def _start() -> Parameters:
    return {"weight": np.zeros((64, 10)), "bias": np.zeros(10)}


def _noise(gradient: Callable[..., tuple[float, Parameters]], size: int, samples: int) -> float:
    """Mean squared distance of 400 batches' gradients to the whole gradient."""
    rng, p = np.random.default_rng(0), _start()
    whole = gradient(p, np.arange(samples))[1]["weight"]
    drawn = (gradient(p, rng.integers(samples, size=size))[1]["weight"] for _ in range(400))
    return float(np.mean([np.sum((g - whole) ** 2) for g in drawn]))


def _stale(delay: int, rate: float) -> float:
    """Excess loss on the diabetes data after 20 epochs of batches of 32; median of 3 seeds."""
    x, y = load_diabetes(return_X_y=True)
    x, y = (x - x.mean(axis=0)) / x.std(axis=0), (y - y.mean()) / y.std()
    least = squared_error(x, y, *least_squares(x, y))[0]

    def gradient(p: Parameters, rows: Labels) -> tuple[float, Parameters]:
        loss, dw, _ = squared_error(x[rows], y[rows], p["w"], 0.0)
        return loss, {"w": dw}

    ends = []
    for seed in range(3):
        p, rng = {"w": np.zeros(10)}, np.random.default_rng(seed)
        workers = AsynchronousDescent(GradientDescent(rate), delay)
        mini_batch_descent(gradient, p, len(x), workers, 20, rng, size=32)
        ends.append(squared_error(x, y, p["w"], 0.0)[0] - least)
    return float(np.median(ends))


def findings() -> list[Finding]:
    """Two dimensions; 3,000 sparse samples; softmax regression on digits; the diabetes table."""
    data = digits()
    x, y, test = data.train_x, data.train_y, data.test_x
    samples = len(x)
    gradient = partial(_softmax, x=x, y=y)

    def right(p: Parameters) -> float:
        scores = test @ p["weight"] + p["bias"]
        return 100 * float(np.mean(scores.argmax(axis=1) == data.test_y))

    whole, small, single, unrated = (_start() for _ in range(4))
    rng = np.random.default_rng
    smooth = batch_descent(gradient, whole, samples, GradientDescent(0.5), 60)
    jumpy = mini_batch_descent(gradient, small, samples, GradientDescent(0.5), 5, rng(0), size=32)
    stochastic_descent(gradient, single, samples, GradientDescent(0.05), 1, rng(0))
    mini_batch_descent(gradient, unrated, samples, Adadelta(), 5, rng(0), size=32)
    shards = np.array_split(rng(0).permutation(samples)[:250], 4)  # 63, 63, 62, 62
    _, shared = synchronous_gradient(gradient, small, shards)
    _, big = gradient(small, np.concatenate(shards))
    difference = max(float(np.abs(shared[name] - big[name]).max()) for name in big)
    plain = _ravine(GradientDescent)
    bound = largest_stable_rate(4.024, 8)  # the table's largest eigenvalue
    return [
        Finding("Steps down the ravine, gradient descent", plain, 60, "", 0, at_least=1000),
        Finding("momentum 0.9", _ravine(Momentum), 10, "", 0, at_most=300),
        Finding("Nesterov 0.9", _ravine(Nesterov), 20, "", 0, at_most=600),
        Finding("Adam", _ravine(Adam), 30, "", 0, at_most=600),
        Finding("Adam, ravine along an axis", _ravine(Adam, 0), 20, "", 0, at_most=300),
        Finding(
            "20 weights, half of them of rare features: squared error, one rate for all",
            _rare(GradientDescent),
            0.01,
            digits=3,
            at_least=0.02,
        ),
        Finding("with momentum, which makes the one rate longer", _rare(Momentum), 0.005, digits=3),
        Finding("Adagrad", _rare(Adagrad), 0.003, digits=3, at_most=0.02),
        Finding(
            "After a change, distance left: Adagrad",
            _after_a_change(Adagrad(0.1)),
            0.03,
            at_least=0.4,
        ),
        Finding("RMSProp", _after_a_change(RMSProp(0.1, rho=0.9)), 0.03, at_most=0.2),
        Finding(
            "Digits, softmax regression by Adadelta, nothing tuned",
            right(unrated),
            0.7,
            "%",
            1,
            at_least=88,
        ),
        Finding("60 steps of batch descent, held out", right(whole), 0.7, "%", 1, at_least=90),
        Finding(
            "of them, steps at which the loss rose",
            int((np.diff(smooth) > 0).sum()),
            0,
            "",
            0,
            at_most=0,
        ),
        Finding("5 epochs of mini-batches of 32, held out", right(small), 0.7, "%", 1, at_least=91),
        Finding(
            "of its steps, those with a higher batch loss than the one before",
            100 * float(np.mean(np.diff(jumpy) > 0)),
            3,
            "%",
            0,
            at_least=30,
        ),
        Finding("1 epoch of single samples, held out", right(single), 0.9, "%", 1, at_least=90),
        Finding(
            "Noise of a gradient of 1 sample over one of 16",
            _noise(gradient, 1, samples) / _noise(gradient, 16, samples),
            0.5,
            "×",
            1,
            at_least=14,
            at_most=18,
        ),
        Finding(
            "Four workers against the big batch: largest difference, 10⁻¹⁵",
            1e15 * difference,
            1,
            "",
            2,
            at_most=10,
        ),
        Finding("Excess loss without delay, thousandths", 1000 * _stale(0, 0.05), 0.3, at_most=5),
        Finding("with gradients 4 steps old", 1000 * _stale(4, 0.05), 0.4, at_least=2),
        Finding("with gradients 8 steps old", 1000 * _stale(8, 0.05), 3000, digits=0, at_least=50),
        Finding(
            "largest stable rate at that delay, by the formula",
            bound,
            0.001,
            digits=3,
            at_most=0.05,
        ),
        Finding(
            "with gradients 8 steps old at half the rate", 1000 * _stale(8, 0.025), 0.5, at_most=5
        ),
    ]
