"""Dropout: what training sees on average is what evaluation gives

A layer of 128 ReLU units on the digits, half of them dropped in training. Before a non-linearity
the mean over masks is exact, and scaling at both ends is wrong by the factor of one end. Behind it
one pass with scaled weights stands for the mean of many thinned nets, nearly. Forgetting to scale
makes logits twice as large: mostly the same classes with other probabilities (which here are even
the better ones, for the mean of thinned nets is less sure than it could be). Two dropouts in a row
are one, of 1 − (1 − p)(1 − q). Dropout may change places with ReLU, for f(0) = 0 and
f(cx) = c f(x); not with a sigmoid, as σ(0) = ½, and with tanh only where nothing is scaled. Taking
half of the units from the trained net shows what dropout teaches: not to lean on any one of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from heldout.nn.activations import relu, relu_backward, sigmoid, softmax
from heldout.nn.layers import (
    dense,
    dense_backward,
    dropout,
    dropout_backward,
    inverted_dropout,
    scale_weights,
)
from heldout.nn.losses import cross_entropy
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Parameters
from heldout.nn.training import batches

from .data import digits
from .finding import Finding

__all__ = ["ROWS", "TITLE", "findings"]

TITLE = "Dropout: what training sees on average is what evaluation gives"
ROWS = ["Dropout", "Inverted dropout", "Weight scaling inference rule"]
MASKS = 100_000
Form = Callable[..., tuple[Array, Array]]


def findings() -> list[Finding]:
    """Means over masks, the order of layers, and a net trained with and without."""
    return [*_means(), *_orders(), *_networks()]


def _means() -> list[Finding]:
    image = digits().test_x[0]  # 64 pixels
    rng = np.random.default_rng(0)
    inverted, vanilla = np.zeros(64), np.zeros(64)
    for _ in range(MASKS // 1000):
        many = np.broadcast_to(image, (1000, 64))
        inverted += inverted_dropout(many, 0.5, rng, training=True)[0].sum(axis=0)
        vanilla += dropout(many, 0.3, rng, training=True)[0].sum(axis=0)
    evaluated, _ = dropout(image, 0.3, rng, training=False)
    weight = rng.standard_normal((64, 10))
    twice = np.linalg.norm(image @ scale_weights(weight, 0.5)) / np.linalg.norm(image @ weight)
    once, _ = inverted_dropout(np.ones(1_000_000), 0.1, rng, training=True)
    again, _ = inverted_dropout(once, 0.1, rng, training=True)
    mean = "largest error of a pixel's mean over 100,000 masks"
    return [
        Finding(
            f"{mean}, inverted, half dropped",
            _worst(inverted, image),
            0.005,
            digits=4,
            at_most=0.02,
        ),
        Finding(
            f"{mean}, vanilla, 30 % dropped",
            _worst(vanilla, evaluated),
            0.005,
            digits=4,
            at_most=0.02,
        ),
        Finding(
            "output when both ends are scaled, half dropped",
            float(twice),
            1e-9,
            "×",
            at_least=0.5,
            at_most=0.5,
        ),
        Finding(
            "dropped by two dropouts of 10 % in a row",
            100 * float((again == 0).mean()),
            0.2,
            "%",
            at_least=18.8,
            at_most=19.2,
        ),
    ]


def _worst(total: Array, expected: Array) -> float:
    return float(np.abs(total / MASKS - expected).max())


def _orders() -> list[Finding]:
    x = np.random.default_rng(1).standard_normal((200, 64))

    def change(f: Callable[[Array], Array], form: Form = inverted_dropout) -> float:
        before, _ = form(x, 0.5, np.random.default_rng(2), training=True)
        after, _ = form(f(x), 0.5, np.random.default_rng(2), training=True)
        return float(np.abs(f(before) - after).max())

    says = "change when dropout and {} change places"
    return [
        Finding(says.format("ReLU"), change(relu), 1e-9, at_most=1e-9),
        Finding(says.format("the sigmoid"), change(sigmoid), 0.01, at_least=0.4),
        Finding(says.format("tanh, inverted,"), change(np.tanh), 0.01, at_least=0.4),
        Finding(says.format("tanh, vanilla,"), change(np.tanh, dropout), 1e-9, at_most=1e-9),
    ]


def _networks() -> list[Finding]:
    data = digits()
    nets = {drop: _trained(drop) for drop in (0.0, 0.5)}
    rng = np.random.default_rng(3)

    def accuracy(scores: Array) -> float:
        return 100 * float((scores.argmax(axis=1) == data.test_y).mean())

    def hidden(drop: float) -> Array:
        return relu(dense(data.test_x, nets[drop]["weight0"], nets[drop]["bias0"])[0])

    def scores(h: Array, net: Parameters) -> Array:
        return dense(h, net["weight1"], net["bias1"])[0]

    net, h = nets[0.5], hidden(0.5)
    scaled = scores(h, {**net, "weight1": scale_weights(net["weight1"], 0.5)})
    mean = np.zeros_like(scaled)
    for _ in range(500):
        mean += softmax(scores(dropout(h, 0.5, rng, training=True)[0], net)) / 500
    halves = {
        drop: np.mean(
            [
                accuracy(
                    scores(dropout(hidden(drop), 0.5, rng, training=True)[0] * scale, nets[drop])
                )
                for _ in range(100)
            ]
        )
        for drop, scale in ((0.0, 2.0), (0.5, 1.0))
    }
    gap = float(np.abs(softmax(scaled) - mean).mean())
    unscaled = scores(h, net)
    logits = float(np.abs(unscaled - net["bias1"]).mean() / np.abs(scaled - net["bias1"]).mean())
    return [
        Finding("held-out accuracy, weights scaled", accuracy(scaled), 1.5, "%", 1, at_least=93),
        Finding(
            "held-out accuracy, mean of 500 thinned nets", accuracy(mean), 1.5, "%", 1, at_least=93
        ),
        Finding("mean difference of their probabilities", gap, 0.01, digits=4, at_most=0.05),
        Finding("held-out loss, weights scaled", cross_entropy(scaled, data.test_y)[0], 0.05),
        Finding("held-out loss, scaling forgotten", cross_entropy(unscaled, data.test_y)[0], 0.05),
        Finding(
            "logits when scaling is forgotten (bias taken off)",
            logits,
            1e-9,
            "×",
            at_least=2 - 1e-9,
            at_most=2 + 1e-9,
        ),
        Finding(
            "accuracy with half of the units gone, trained with dropout",
            float(halves[0.5]),
            1.5,
            "%",
            1,
            at_least=90,
        ),
        Finding(
            "accuracy with half of the units gone, trained without",
            float(halves[0.0]),
            3,
            "%",
            1,
            at_most=91,
        ),
    ]


def _trained(drop: float) -> Parameters:
    """64 → 128 → 10, thirty epochs of Adam, vanilla dropout on the hidden units."""
    data, rng = digits(), np.random.default_rng(0)
    parameters: Parameters = {
        "weight0": np.sqrt(2 / 64) * rng.standard_normal((64, 128)),
        "bias0": np.zeros(128),
        "weight1": np.sqrt(2 / 128) * rng.standard_normal((128, 10)),
        "bias1": np.zeros(10),
    }
    step = Adam(3e-3)
    for _ in range(30):
        for rows in batches(len(data.train_x), 64, rng):
            z, first = dense(data.train_x[rows], parameters["weight0"], parameters["bias0"])
            h, factor = dropout(relu(z), drop, rng, training=True)
            logits, second = dense(h, parameters["weight1"], parameters["bias1"])
            _, dlogits = cross_entropy(logits, data.train_y[rows])
            dh, dweight1, dbias1 = dense_backward(dlogits, second)
            dz = relu_backward(dropout_backward(dh, factor), z)
            _, dweight0, dbias0 = dense_backward(dz, first)
            step.step(
                parameters,
                {"weight0": dweight0, "bias0": dbias0, "weight1": dweight1, "bias1": dbias1},
            )
    return parameters
