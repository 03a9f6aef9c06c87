"""Digits by a dense and by a convolutional network

scikit-learn's digits, 8×8, 450 of them held out. A CNN of two blocks has 1,922 parameters, of which
1,280 look at patches anywhere in the picture; a dense network of as many parameters can afford 26
hidden units, each tied to its pixels. On pictures this small both are good and the CNN is a little
better; it takes several times the computing for it.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.models import CNN, MLP, fit, parameter_count
from heldout.nn.optimizers import Adam

from .data import digits
from .finding import Finding

TITLE = "Digits by a dense and by a convolutional network"
ROWS = ["Multilayer perceptron (MLP)", "CNN", "Parameter sharing"]


def findings() -> list[Finding]:
    """Parameters and held-out accuracy of three networks."""
    split = digits()
    x, test = split.train_x.astype(np.float32), split.test_x.astype(np.float32)
    found = []
    dense_right = []
    for widths in ((64, 64, 10), (64, 26, 10)):
        rng = np.random.default_rng(0)
        network = MLP(widths, rng, dtype=np.float32)
        fit(network, x, split.train_y, cross_entropy, Adam(3e-3), rng, epochs=25)
        right = 100 * accuracy(network.forward(test)[0].argmax(axis=1), split.test_y)
        dense_right.append(right)
        name = f"dense, {widths[1]} hidden units"
        count = float(parameter_count(network.parameters))
        found += [
            Finding(f"{name}: parameters", count, 0, digits=0),
            Finding(f"{name}: held-out digits right", right, 1, "%", at_least=95),
        ]
    rng = np.random.default_rng(0)
    cnn = CNN((1, 8, 8), (8, 16), 10, rng, dtype=np.float32)
    pictures = x.reshape(-1, 1, 8, 8)
    fit(cnn, pictures, split.train_y, cross_entropy, Adam(1e-2), rng, epochs=15)
    scores, _ = cnn.forward(test.reshape(-1, 1, 8, 8))
    right = 100 * accuracy(scores.argmax(axis=1), split.test_y)
    count = float(parameter_count(cnn.parameters))
    return [
        *found,
        Finding("CNN, 8 and 16 channels: parameters", count, 0, digits=0),
        Finding("CNN: held-out digits right", right, 1, "%", at_least=95),
        Finding("CNN less the dense network of like size", right - dense_right[1], 1.5, "points"),
    ]
