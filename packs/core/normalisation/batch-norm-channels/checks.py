"""What the mended block is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    count, height, width = draw.sizes("N", "H", "W")
    return {
        "x": draw.numbers(count, 3, height, width),
        "weight": draw.numbers(8, 3, 3, 3),
        "bias": draw.numbers(8),
    }


POINTS = {
    "one pixel": point(
        "one pixel or more",
        x=np.ones((1, 3, 1, 1)),
        weight=np.linspace(-1.0, 1.0, 216).reshape(8, 3, 3, 3),
        bias=np.linspace(-1.0, 1.0, 8),
    )
}
CREDIT = [credit(80, "images of any size"), credit(20, "one pixel", points=("one pixel",))]
EXAMPLE = {
    "x": np.ones((1, 3, 1, 1)),
    "weight": np.full((8, 3, 3, 3), 0.1),
    "bias": np.zeros(8),
}
_IDLE = "equivalent: dropout does nothing in evaluation mode"
SURVIVORS = {
    "nn.Dropout2d(0.05) → nn.Dropout2d(0.1)": _IDLE,
    "nn.Dropout2d(0.05) → nn.Dropout2d(0.0)": _IDLE,
}


def second_opinion(x, weight, bias):
    """The convolution as sums of shifted images; statistics that were never updated are 0 and 1."""
    count, _, height, width = x.shape
    sums = np.zeros((count, 8, height + 2, width + 2)) + bias[:, None, None]
    framed = np.pad(x, ((0, 0), (0, 0), (2, 2), (2, 2)))
    for filter_ in range(8):
        for channel in range(3):
            for i in range(3):
                for j in range(3):
                    window = framed[:, channel, i : i + height + 2, j : j + width + 2]
                    sums[:, filter_] += weight[filter_, channel, i, j] * window
    scaled = sums / math.sqrt(1.0 + 1e-5)
    return np.maximum(scaled, 0.25 * scaled)
