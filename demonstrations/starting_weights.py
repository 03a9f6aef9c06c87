"""Where weights start, and what twenty layers make of it

Each layer multiplies the variance of the signal by fan-in times the variance of the weights, and by
what the activation keeps: a rule that is right within a factor of two for one layer is wrong by a
million for twenty. Glorot fits tanh, He fits ReLU, a fixed scale fits nothing. "Stable" is not
exact: through tanh the variance still shrinks, but slowly, not by a factor each layer. All zeros
leave tanh and ReLU nets a constant; a sigmoid layer of any width learns as one unit does. In
sigmoid nets a good start does not help: their slope is at most a quarter.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.datasets import make_moons

from heldout.nn.activations.rectifiers import relu
from heldout.nn.diagnostics import GradientMonitor
from heldout.nn.initializers import constant, glorot, he, layer_by_layer, normal, zeros
from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Labels, Parameters

from .data import digits
from .finding import Finding

TITLE = "Where weights start, and what twenty layers make of it"
ROWS = (
    "Zero initialization",
    "Constant / ones initialization",
    "Random normal initialization",
    "Glorot / Xavier",
    "He / Kaiming",
    "Bias initialization",
    "Gradient-norm monitor",
)
Draw = Callable[[np.random.Generator, tuple[int, int]], Array]
ACTIVATIONS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "relu": (relu, lambda h: (h > 0) * 1.0),  # forward, and the slope by the output
    "tanh": (np.tanh, lambda h: 1 - h**2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda h: h * (1 - h)),
}


def gradients(
    p: Parameters, x: Array, y: Labels, activation: str
) -> tuple[Array, Parameters, list[Array]]:
    """Scores, gradients of the cross-entropy, and the hidden activations of each layer."""
    act, slope = ACTIVATIONS[activation]
    depth = len(p) // 2
    hidden, caches = [x], []
    for i in range(1, depth + 1):
        z, cache = dense(hidden[-1], p[f"weight{i}"], p[f"bias{i}"])
        caches.append(cache)
        hidden.append(act(z) if i < depth else z)
    _, d = cross_entropy(hidden[-1], y)
    grads: Parameters = {}
    for i in range(depth, 0, -1):
        d, grads[f"weight{i}"], grads[f"bias{i}"] = dense_backward(d, caches[i - 1])
        d = d * slope(hidden[i - 1]) if i > 1 else d
    return hidden[-1], grads, hidden[1:-1]


def _deep(x: Array, y: Labels, activation: str, draw: Draw) -> tuple[float, float]:
    """Medians over 5 seeds, 20 layers of 64: variance kept, norm of the first layer's gradient."""
    kept, first = [], []
    for seed in range(5):
        p = layer_by_layer(np.random.default_rng(seed), [64] * 21 + [10], draw)
        _, grads, hidden = gradients(p, x, y, activation)
        kept.append(hidden[-1].var() / hidden[0].var())
        first.append(float(np.linalg.norm(grads["weight1"])))
    return float(np.median(kept)), float(np.median(first))


def _flow(x: Array, y: Labels, activation: str, draw: Draw) -> float:
    """The first layer's gradient beside the last hidden one's, by the monitor, over 5 seeds."""
    monitor = GradientMonitor()
    for seed in range(5):
        p = layer_by_layer(np.random.default_rng(seed), [64] * 21 + [10], draw)
        monitor.record(gradients(p, x, y, activation)[1])
    return monitor.ratio("weight1", "weight20")


def _moons(activation: str, draw: Draw, width: int) -> tuple[float, Parameters]:
    """Accuracy in percent, and the weights, after 1,000 steps of Adam on 400 points."""
    x, y = make_moons(400, noise=0.15, random_state=0)
    p, adam = layer_by_layer(np.random.default_rng(1), [2, width, 2], draw), Adam(0.05)
    for _ in range(1000):
        adam.step(p, gradients(p, x, y, activation)[1])
    return _accuracy(p, x, y, activation), p


def _accuracy(p: Parameters, x: Array, y: Labels, activation: str) -> float:
    scores, _, _ = gradients(p, x, y, activation)
    return 100 * float(np.mean(scores.argmax(axis=1) == y))


def _biases(scale: float) -> float:
    """Held-out accuracy on digits in percent, biases drawn with that deviation; mean of 3 seeds."""
    data, found = digits(), []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        p, adam = layer_by_layer(rng, [64, 32, 10]), Adam(0.01)
        p |= {name: normal(rng, a.shape, scale) for name, a in p.items() if "bias" in name}
        for _ in range(200):
            adam.step(p, gradients(p, data.train_x, data.train_y, "relu")[1])
        found.append(_accuracy(p, data.test_x, data.test_y, "relu"))
    return float(np.mean(found))


def findings() -> list[Finding]:
    """Twenty layers of 64 units on 300 digits, untrained; then two moons, trained."""
    data = digits()
    x = (data.train_x - data.train_x.mean(0)) / (data.train_x.std(0) + 1e-8)
    x, y = x[:300], data.train_y[:300]
    tanh_glorot, _ = _deep(x, y, "tanh", glorot)
    tanh_small, _ = _deep(x, y, "tanh", lambda rng, shape: normal(rng, shape, 0.01))
    relu_he, gradient_he = _deep(x, y, "relu", he)
    relu_glorot, gradient_glorot = _deep(x, y, "relu", glorot)
    relu_one, _ = _deep(x, y, "relu", lambda rng, shape: normal(rng, shape, 1.0))

    blank = {name: _moons(name, lambda rng, s: zeros(s), 16) for name in ACTIVATIONS}
    one_unit, _ = _moons("sigmoid", lambda rng, s: normal(rng, s, 0.5), 1)
    free, _ = _moons("sigmoid", lambda rng, s: normal(rng, s, 0.5), 16)
    _, alike = _moons("tanh", lambda rng, s: constant(s, 0.5), 16)
    singular = np.linalg.svd(alike["weight1"], compute_uv=False)
    moved = max(float(np.abs(blank[name][1]["weight1"]).max()) for name in ("tanh", "relu"))
    return [
        Finding(
            "Share of the variance after 20 tanh layers, Glorot",
            100 * tanh_glorot,
            0.5,
            "%",
            1,
            at_least=2,
        ),
        Finding(
            "Powers of ten that it falls by with normal weights of deviation 0.01",
            -np.log10(tanh_small),
            0.2,
            "",
            1,
            at_least=30,
        ),
        Finding("The same share through ReLU, He", 100 * relu_he, 3, "%", 0, at_least=10),
        Finding(
            "Through ReLU with Glorot it is halved 20 times: share, in millionths",
            1e6 * relu_glorot,
            0.05,
            at_most=5,
        ),
        Finding(
            "Powers of ten that it grows by with normal weights of deviation 1",
            np.log10(relu_one),
            0.2,
            "",
            1,
            at_least=20,
        ),
        Finding("First layer's gradient through ReLU, He", gradient_he, 0.03, at_least=0.1),
        Finding(
            "He's gradient over Glorot's (2^9.5 = 724 by the formula)",
            gradient_he / gradient_glorot,
            30,
            "×",
            0,
            at_least=300,
            at_most=3000,
        ),
        Finding(
            "First layer's gradient over the 20th's: ReLU with He",
            _flow(x, y, "relu", he),
            0.05,
            at_least=0.2,
        ),
        Finding(
            "Powers of ten that are lost between them with sigmoids and Glorot",
            -np.log10(_flow(x, y, "sigmoid", glorot)),
            0.2,
            "",
            1,
            at_least=8,
        ),
        Finding(
            "From zeros, accuracy on two moons of tanh and of ReLU (better of both)",
            max(blank["tanh"][0], blank["relu"][0]),
            0.1,
            "%",
            1,
            at_most=50,
        ),
        Finding("and how far any of their first weights moved", moved, 0, at_most=0),
        Finding("From zeros, sigmoid, 16 units", blank["sigmoid"][0], 1, "%", 1, at_most=92),
        Finding("A single sigmoid unit from random weights", one_unit, 1, "%", 1, at_most=92),
        Finding("16 sigmoid units from random weights", free, 1, "%", 1, at_least=97),
        Finding(
            "From a constant, after training: second singular value of the first weight, relative",
            singular[1] / singular[0],
            1e-9,
            at_most=1e-9,
        ),
        Finding(
            "Digits: what random biases change against zeros, held out",
            abs(_biases(0.1) - _biases(0.0)),
            0.7,
            "points",
            at_most=1,
        ),
    ]
