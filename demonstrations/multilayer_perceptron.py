"""What a hidden layer bends: moons, and the rate at which it learns a sine

Two half moons that reach into each other cannot be parted by a line; sixteen ReLUs do it. A sine is
drawn by one hidden layer of any width: with weights by construction the error falls as the square
of the width, as the theorem promises. Descent on tanh units follows at first and then stays behind:
that weights exist does not say that they are found.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import make_moons

from heldout.nn.activations.tanh import tanh, tanh_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.losses.squared import mse
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.models import MLP, fit, polyline_network
from heldout.nn.optimizers import Adam

from .finding import Finding

TITLE = "What a hidden layer bends: moons, and the rate at which it learns a sine"
ROWS = ["Multilayer perceptron (MLP)", "Universal approximation"]


def findings() -> list[Finding]:
    """Accuracy on moons; the error of a sine by width, built and trained."""
    x, y = make_moons(1000, noise=0.15, random_state=0)
    right = {}
    for widths in ((2, 2), (2, 16, 2)):
        rng = np.random.default_rng(0)
        network = MLP(widths, rng)
        fit(network, x[:500], y[:500], cross_entropy, Adam(1e-2), rng, epochs=80)
        right[widths] = 100 * accuracy(network.forward(x[500:])[0].argmax(axis=1), y[500:])
    found = [
        Finding("held-out moons right, no hidden layer", right[2, 2], 1, "%", at_most=90),
        Finding("held-out moons right, 16 hidden units", right[2, 16, 2], 1, "%", at_least=97),
    ]
    seen = np.linspace(-np.pi, np.pi, 201)[:, None]
    asked = np.linspace(-np.pi, np.pi, 173)[:, None]
    for width in (4, 16, 64):
        knots = np.linspace(-np.pi, np.pi, width + 1)
        built = polyline_network(knots, np.sin(knots))
        bound = (2 * np.pi / width) ** 2 / 8
        says = f"largest error of sin, {width} ReLUs set by hand (bound {bound:.4f})"
        error = float(np.abs(built.forward(asked)[0] - np.sin(asked)).max())
        found.append(Finding(says, error, 1e-4, digits=4, at_most=bound))
    for width, most in ((1, None), (4, 0.15), (16, 0.04), (64, 0.04)):
        errors = []
        for seed in range(3):
            rng = np.random.default_rng(seed)
            network = MLP((1, width, 1), rng, activation=(tanh, tanh_backward))
            for rate, epochs in ((3e-2, 120), (3e-3, 80)):
                fit(network, seen, np.sin(seen), mse, Adam(rate), rng, epochs=epochs)
            errors.append(mse(network.forward(asked)[0], np.sin(asked))[0] ** 0.5)
        says = f"root mean square error of sin, {width} tanh trained, median of 3 starts"
        drift = 0.02 if width > 1 else 0.005
        found.append(
            Finding(
                says,
                float(np.median(errors)),
                drift,
                digits=4,
                at_most=most,
                at_least=0.2 if width == 1 else None,
            )
        )
    return found
