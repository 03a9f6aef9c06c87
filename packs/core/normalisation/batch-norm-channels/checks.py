"""What the mended block is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    count, height, width = draw.sizes("N", "H", "W")
    return {
        "x": draw.numbers(count, 1, height, width),
        "weight": draw.numbers(2, 1, 3, 3),
        "bias": draw.numbers(2),
    }


POINTS = {
    "one pixel": point(
        "one pixel or more",
        x=np.ones((1, 1, 1, 1)),
        weight=np.linspace(-1.0, 1.0, 18).reshape(2, 1, 3, 3),
        bias=np.array([0.5, -0.5]),
    )
}
CREDIT = [credit(80, "images of any size"), credit(20, "one pixel", points=("one pixel",))]
EXAMPLE = {
    "x": np.ones((1, 1, 1, 1)),
    "weight": np.arange(-9.0, 9.0).reshape(2, 1, 3, 3),
    "bias": np.zeros(2),
}
_IDLE = "equivalent: dropout does nothing in evaluation mode"
SURVIVORS = {
    "nn.Dropout2d(0.05) → nn.Dropout2d(0.1)": _IDLE,
    "nn.Dropout2d(0.05) → nn.Dropout2d(0.0)": _IDLE,
}


def second_opinion(x, weight, bias):
    """The convolution as sums of shifted images; statistics that were never updated are 0 and 1."""
    count, _, height, width = x.shape
    sums = np.zeros((count, 2, height + 2, width + 2)) + bias[:, None, None]
    framed = np.pad(x, ((0, 0), (0, 0), (2, 2), (2, 2)))
    for number in range(2):
        for i in range(3):
            for j in range(3):
                window = framed[:, 0, i : i + height + 2, j : j + width + 2]
                sums[:, number] += weight[number, 0, i, j] * window
    scaled = sums / math.sqrt(1.0 + 1e-5)
    return np.maximum(scaled, 0.25 * scaled)
