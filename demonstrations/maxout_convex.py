"""Maxout: any convex curve from straight pieces, and no other curve

One maxout unit of P pieces is fitted to x² and to −x² on [−1, 1]. The first is convex: more pieces
come nearer (the best polygons have 0.075, 0.019 and 0.005 for 2, 4 and 8; descent leaves some
pieces where they never win, and does not get there). The second is not: the largest of straight
lines cannot bend downwards, and the best of any number of pieces is one flat line, as bad as saying
the mean. The difference of two units does both.
"""

from __future__ import annotations

import numpy as np

from demonstrations.finding import Finding
from heldout.nn.activations import maxout, maxout_backward
from heldout.nn.losses import mse
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array

TITLE = "Maxout: any convex curve from straight pieces, and no other curve"
ROWS = ["Maxout", "Squared error (MSE / SSE)"]
X = np.linspace(-1, 1, 201)[:, None]
STEPS = 1000


def findings() -> list[Finding]:
    """Roots of mean squared errors; the deviation of x² about its mean is 0.301."""
    rms = "root mean squared error"
    return [
        Finding(f"x² by 2 pieces: {rms}", _error(X**2, 2), 0.005, digits=3, at_most=0.09),
        Finding(f"x² by 4 pieces: {rms}", _error(X**2, 4), 0.01, digits=3, at_most=0.045),
        Finding(f"x² by 8 pieces: {rms}", _error(X**2, 8), 0.008, digits=3, at_most=0.025),
        Finding(f"−x² by 8 pieces: {rms}", _error(-(X**2), 8), 0.005, digits=3, at_least=0.29),
        Finding(
            f"−x² by the difference of two units of 8: {rms}",
            _error(-(X**2), 8, units=2),
            0.02,
            digits=3,
            at_most=0.08,
        ),
    ]


def _error(target: Array, pieces: int, units: int = 1) -> float:
    """After Adam with a falling rate; a second unit is subtracted from the first."""
    rng = np.random.default_rng(0)
    p = {}
    for unit in range(units):
        p[f"weight {unit}"] = rng.uniform(-2, 2, (pieces, 1, 1))
        p[f"bias {unit}"] = rng.uniform(-0.5, 0.5, (pieces, 1))
    optimizer = Adam()
    for step in range(STEPS):
        optimizer.learning_rate = 0.02 * (1 - step / STEPS)
        outputs = [maxout(X, p[f"weight {unit}"], p[f"bias {unit}"]) for unit in range(units)]
        y = sum((-1) ** unit * output for unit, (output, _) in enumerate(outputs))  # (201, 1)
        loss, dy = mse(y, target)
        gradients = {}
        for unit, (_, cache) in enumerate(outputs):
            _, dweight, dbias = maxout_backward((-1) ** unit * dy, cache)
            gradients |= {f"weight {unit}": dweight, f"bias {unit}": dbias}
        optimizer.step(p, gradients)
    return float(np.sqrt(loss))
