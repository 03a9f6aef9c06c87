"""A small VGG's body as features for other classes

The 8×8 digits, each put somewhere on a field of 16×16. A VGG of three convolutions is trained on
the digits 0 to 4; then its head is left out, its body stands still, and a logistic regression
learns the digits 5 to 9 from fifty of each. The opponents are the pixels and the same body with
its first random weights, which sees a place like any other already. Where all digits stand in the
middle the pixels do as well as the body: features are worth what they forget, here the place.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.linear_model import LogisticRegression

from heldout.nn.losses import cross_entropy
from heldout.nn.models import VGG
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array
from heldout.nn.training import batches

from .data import digits
from .finding import Finding

__all__ = ["ROWS", "TITLE", "findings"]

TITLE = "A small VGG's body as features for other classes"
ROWS = ["Feature extraction with VGG", "VGG / VGG11", "Conv2d", "Max pooling"]
PLAN = (16, 0, 32, 0, 64, 0)  # convolutions and poolings
FIELD = 16
SHOTS = 50


def findings() -> list[Finding]:
    """Accuracy on the classes trained on, and of three probes on the others."""
    data, rng = digits(), np.random.default_rng(0)
    test_x = _placed(data.test_x, rng)
    random, net = _net(), _net()
    _train(net, data.train_x[data.train_y < 5], data.train_y[data.train_y < 5], rng)
    known, new = data.test_y < 5, data.test_y >= 5
    right = net.forward(test_x[known])[0].argmax(axis=1) == data.test_y[known]

    few = np.concatenate([np.flatnonzero(data.train_y == digit)[:SHOTS] for digit in range(5, 10)])
    few_x, few_y = data.train_x[few], data.train_y[few]
    anywhere = _placed(few_x, rng), test_x[new]
    middle = _placed(few_x), _placed(data.test_x[new])

    def probe(features: Callable[[Array], Array], fields: tuple[Array, Array]) -> float:
        fitted = LogisticRegression(max_iter=2000).fit(features(fields[0]), few_y)
        return 100 * fitted.score(features(fields[1]), data.test_y[new])

    def pixels(x: Array) -> Array:
        return x.reshape(len(x), -1)

    says = f"accuracy on 5 to 9 from {SHOTS} each"
    return [
        Finding(
            "accuracy on 0 to 4, which it was trained on",
            100 * float(right.mean()),
            3,
            "%",
            1,
            at_least=90,
        ),
        Finding(f"{says}, anywhere: pixels", probe(pixels, anywhere), 4, "%", 1, at_most=50),
        Finding(f"{says}, anywhere: random body", probe(random.features, anywhere), 6, "%", 1),
        Finding(
            f"{says}, anywhere: trained body",
            probe(net.features, anywhere),
            6,
            "%",
            1,
            at_least=65,
        ),
        Finding(f"{says}, in the middle: pixels", probe(pixels, middle), 3, "%", 1, at_least=85),
        Finding(
            f"{says}, in the middle: trained body",
            probe(net.features, middle),
            4,
            "%",
            1,
            at_least=85,
        ),
    ]


def _net() -> VGG:
    return VGG(np.random.default_rng(0), PLAN, (1, FIELD, FIELD), (64,), 5)


def _placed(x: Array, rng: np.random.Generator | None = None) -> Array:
    """Each digit (N, 64) somewhere on its field (N, 1, 16, 16), without chance in the middle."""
    fields = np.zeros((len(x), 1, FIELD, FIELD), np.float32)
    corners = np.full((len(x), 2), 4) if rng is None else rng.integers(0, 9, (len(x), 2))
    for field, digit, (top, left) in zip(fields, x, corners, strict=True):
        field[0, top : top + 8, left : left + 8] = digit.reshape(8, 8)
    return fields


def _train(net: VGG, x: Array, y: Array, rng: np.random.Generator) -> None:
    """Twelve epochs of Adam, the digits at other places in each."""
    step = Adam(2e-3)
    for _ in range(12):
        placed = _placed(x, rng)
        for rows in batches(len(x), 32, rng):
            logits, cache = net.forward(placed[rows])
            _, dlogits = cross_entropy(logits, y[rows])
            step.step(net.parameters, net.backward(dlogits, cache))
