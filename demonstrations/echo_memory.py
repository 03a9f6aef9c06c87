"""What an untrained reservoir remembers, by its spectral radius

Reservoirs of 50 units read random numbers; a linear readout is asked for the number of k steps ago,
for k = 1 to 100, on a new sequence. The capacity is the sum of the squared correlations: at most
the number of units. No gradient is sent back in time, so none vanishes; but the memory is what
chance made, it fades, and its length depends on the radius: short when it is small, longest just
below 1, and lost when the reservoir is chaotic.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.recurrent import EchoStateNetwork, memory_capacity

from .finding import Finding

TITLE = "What an untrained reservoir remembers, by its spectral radius"
ROWS = ["Echo State Network"]

UNITS = 50


def capacity(radius: float, seed: int) -> float:
    """The sum over 100 lags, for a small input, at which tanh is nearly straight."""
    rng = np.random.default_rng(seed)
    network = EchoStateNetwork(1, UNITS, rng, radius=radius, input_scale=0.1)
    return float(memory_capacity(network, rng, lags=100, steps=3000).sum())


def findings() -> list[Finding]:
    """Means of three reservoirs."""
    mean = {
        radius: float(np.mean([capacity(radius, seed) for seed in range(3)]))
        for radius in (0.1, 0.5, 0.95, 2.0)
    }
    unit = "steps"
    return [
        Finding("radius 0.1", mean[0.1], 2.0, unit, 1, at_most=12),
        Finding("radius 0.5", mean[0.5], 2.0, unit, 1),
        Finding("radius 0.95", mean[0.95], 3.0, unit, 1, at_least=20, at_most=UNITS),
        Finding("radius 2", mean[2.0], 2.0, unit, 1, at_most=15),
    ]
