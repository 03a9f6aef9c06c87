"""Watching training: what each monitor sees, and when

A gradient check tells a wrong sign from a forgotten factor by its size. Weights that grow raise an
alarm long before the first NaN. ReLU units die when the rate is too high, all at once rather than
little by little. A batch learnt by heart proves that the path works, and each fault that was put
into a sound net on purpose leaves a signature of its own. The learning curve says when overfitting
began, the validation curve which strength to take.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_diabetes

from heldout.nn.diagnostics import (
    DeadUnits,
    GrowthMonitor,
    Suspect,
    diagnose,
    gradient_errors,
    learning_curve,
    overfit_one_batch,
    validation_curve,
)
from heldout.nn.initializers import constant, he, layer_by_layer, zeros
from heldout.nn.linear import ridge, squared_error
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers import Adam, GradientDescent, Momentum, mini_batch_descent
from heldout.nn.shapes import Array, Labels, Parameters

from .data import digits
from .finding import Finding
from .starting_weights import Draw, gradients

TITLE = "Watching training: what each monitor sees, and when"
ROWS = (
    "Gradient checking",
    "Validation curve",
    "Learning curve / log-loss curve",
    "NaN / weight growth monitor",
    "Dead-neuron detector",
    "Loss-not-falling debugger",
    "Overfit-one-batch test",
)


class _Idle(GradientDescent):
    """An optimizer whose step was forgotten."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Change nothing."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a net 64-32-10 on 32 digits; nothing, unless said."""

    signature: str
    draw: Draw = he
    rate: float = 0.1
    scale: float = 1.0
    bias: float = 0.0
    optimizer: Callable[[float], GradientDescent | Momentum] = Momentum
    spoil: Callable[[Parameters], Parameters] = lambda right: right


FAULTS = {
    "wrong sign": Fault("gradient wrong", spoil=lambda g: g | {"weight1": -g["weight1"]}),
    "mean for sum": Fault("gradient wrong", spoil=lambda g: g | {"bias2": g["bias2"] / 32}),
    "all zeros": Fault("gradient zero", draw=lambda rng, shape: zeros(shape)),
    "all alike": Fault("units all alike", draw=lambda rng, shape: constant(shape, 0.1)),
    "dead units": Fault("units dead", bias=-30.0),
    "raw inputs": Fault("inputs not scaled", scale=1000.0),
    "no step": Fault("nothing moves", optimizer=_Idle),
    "rate too low": Fault("rate too low", rate=1e-5),
    "rate too high": Fault("rate too high", rate=30.0),
}


def _suspect(fault: Fault) -> Suspect:
    data = digits()
    x, y = fault.scale * data.train_x[:32], data.train_y[:32]
    p = layer_by_layer(np.random.default_rng(0), [64, 32, 10], fault.draw)
    p["bias1"] += fault.bias
    return Suspect(
        p,
        lambda: cross_entropy(gradients(p, x, y, "relu")[0], y)[0],
        lambda: fault.spoil(gradients(p, x, y, "relu")[1]),
        fault.optimizer,
        fault.rate,
        x,
        lambda: {"hidden": gradients(p, x, y, "relu")[2][0]},
        classes=10,
    )


def _by_heart(fault: Fault) -> tuple[bool, int]:
    """Whether the net learns its 32 digits, and in how many steps."""
    suspect = _suspect(fault)
    optimizer = suspect.optimizer(suspect.rate)

    def step() -> float:
        loss = suspect.loss()
        optimizer.step(suspect.parameters, suspect.gradients())
        return loss

    with np.errstate(all="ignore"):
        said = overfit_one_batch(step, steps=300)
    return said.passed, said.steps


def _dead(rate: float) -> float:
    """Share of dead units in percent, on all training digits, after 5 epochs; 3 seeds."""
    data, shares = digits(), []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        p = layer_by_layer(rng, [64, 64, 10])

        def gradient(at: Parameters, rows: Labels) -> tuple[float, Parameters]:
            _, grads, _ = gradients(at, data.train_x[rows], data.train_y[rows], "relu")
            return 0.0, grads

        with np.errstate(all="ignore"):
            mini_batch_descent(gradient, p, len(data.train_x), Momentum(rate), 5, rng)
        units = DeadUnits()
        for start in range(0, len(data.train_x), 200):
            batch = data.train_x[start : start + 200]
            units.record(np.maximum(batch @ p["weight1"] + p["bias1"], 0))
        shares.append(100 * units.share())
    return float(np.mean(shares))


def _diverging(rate: float) -> tuple[int, int]:
    """Steps of descent on the diabetes data until the weights' alarm, and until a NaN."""
    x, y = load_diabetes(return_X_y=True)
    x, y = (x - x.mean(axis=0)) / x.std(axis=0), (y - y.mean()) / y.std()
    p, optimizer = {"w": np.zeros(10)}, GradientDescent(rate)
    monitor = GrowthMonitor(p)
    with np.errstate(all="ignore"):
        for step in range(1, 50_000):
            loss, dw, _ = squared_error(x, y, p["w"], 0.0)
            optimizer.step(p, {"w": dw})
            monitor.check(p, loss)
            if np.isnan(p["w"]).any():
                return monitor.alarms[0].step + 1, step
    return monitor.alarms[0].step + 1, 50_000


def _curves() -> tuple[Array, Array]:
    """Training and validation loss of a wide net on 200 digits, a fifth of them mislabelled."""
    data, rng = digits(), np.random.default_rng(0)
    x, y = data.train_x[:200], data.train_y[:200].copy()
    y[:40] = rng.integers(10, size=40)
    p, adam, curves = layer_by_layer(rng, [64, 128, 10]), Adam(0.003), []
    for _ in range(60):
        for rows in np.array_split(rng.permutation(200), 10):
            adam.step(p, gradients(p, x[rows], y[rows], "relu")[1])
        pairs = ((x, y), (data.test_x, data.test_y))
        curves.append([cross_entropy(gradients(p, *pair, "relu")[0], pair[1])[0] for pair in pairs])
    training, validation = np.array(curves).T
    return training, validation


def _strengths() -> tuple[float, float, float]:
    """Ridge on 300 random features of 150 digits: accuracy at each end and at the best strength."""
    data, rng = digits(), np.random.default_rng(0)
    w, b = rng.standard_normal((64, 300)), rng.standard_normal(300)
    fit, check = slice(0, 150), slice(150, 650)
    h, y = np.tanh(data.train_x @ w + b), np.eye(10)[data.train_y]

    def score(strength: float) -> tuple[float, float]:
        weight, bias = ridge(h[fit], y[fit], strength)
        right = (h @ weight + bias).argmax(axis=1) == data.train_y
        return float(np.mean(right[fit])), float(np.mean(right[check]))

    curve = validation_curve(score, [1e-6, 1e-3, 1, 10, 100, 1e4, 1e6])
    assert 0 < curve.best < 6
    return 100 * curve.validation[curve.best], 100 * curve.validation[-1], 100 * curve.gaps[0]


def findings() -> list[Finding]:
    """On digits and on the diabetes data."""
    sound = _suspect(Fault(""))
    errors = gradient_errors(sound.loss, sound.parameters, sound.gradients(), entries=60)
    wrong = {
        name: gradient_errors(
            sound.loss, sound.parameters, FAULTS[name].spoil(sound.gradients()), entries=60
        )
        for name in ("wrong sign", "mean for sum")
    }
    named = [
        FAULTS[name].signature in {symptom.name for symptom in diagnose(_suspect(FAULTS[name]))}
        for name in FAULTS
    ]
    _, quick = _by_heart(Fault(""))
    passed = sum(_by_heart(fault)[0] for fault in FAULTS.values())
    alarm, nan = _diverging(0.52)
    training, validation = _curves()
    summary = learning_curve(training, validation)
    best, last, gap = _strengths()
    return [
        Finding(
            "Gradient check of a sound net, worst relative error, 10⁻⁹",
            1e9 * max(errors.values()),
            5,
            "",
            1,
            at_most=100,
        ),
        Finding("of a wrong sign", wrong["wrong sign"]["weight1"], 1e-3, at_least=1.9),
        Finding("of a mean for a sum", wrong["mean for sum"]["bias2"], 1e-3, at_least=0.9),
        Finding("Faults of nine whose signature is found", sum(named), 0, "", 0, at_least=9),
        Finding("signatures found in the sound net", len(diagnose(sound)) - 1, 0, "", 0, at_most=0),
        Finding("Steps until the sound net knows 32 digits by heart", quick, 5, "", 0, at_most=100),
        Finding("faulty nets of nine that do so all the same", passed, 1, "", 0, at_most=4),
        Finding("Steps to NaN at 1.05 times the stable rate", nan, 100, "", 0, at_least=1000),
        Finding("to the alarm", alarm, 10, "", 0, at_most=300),
        Finding("Dead units after 5 epochs at rate 0.02", _dead(0.02), 3, "%", 0, at_most=10),
        Finding("at 0.2", _dead(0.2), 15, "%", 0),
        Finding("at 2", _dead(2.0), 10, "%", 0, at_least=60),
        Finding(
            "Epoch of the least validation loss, of 60", summary.best_epoch, 3, "", 0, at_most=40
        ),
        Finding("validation over training loss at the end", summary.gap, 0.2, "nats", at_least=0.3),
        Finding(
            "Validation curve, random features: at the best strength", best, 1, "%", 1, at_least=85
        ),
        Finding("at the strongest", last, 2, "%", 1, at_most=80),
        Finding("training minus validation at the weakest", gap, 2, "points", 1, at_least=8),
    ]
