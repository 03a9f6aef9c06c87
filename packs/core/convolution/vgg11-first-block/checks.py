"""What the first block of VGG11 is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("names", "parameters", "output")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Small images with a few channels."""
    n, c, f = draw.integer(1, 3), draw.integer(1, 4), draw.integer(1, 4)
    h, w = draw.integer(2, 7), draw.integer(2, 7)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(n, c, h, w, dtype=kind),
        "weight": draw.numbers(f, c, 3, 3, spread=0.5, dtype=kind),
        "bias": draw.numbers(f, dtype=kind),
    }


def _given(n, c, f, h, w):
    rng = np.random.default_rng([n, c, f, h, w])
    return {
        "x": rng.normal(size=(n, c, h, w)).round(2),
        "weight": rng.normal(size=(f, c, 3, 3)).round(2),
        "bias": rng.normal(size=f).round(2),
    }


POINTS = {
    "the channels of VGG11": point("in VGG11 itself C is 3 and F is 64", **_given(1, 3, 64, 4, 4)),
    "two by two": point("H and W are at least 2", **_given(2, 1, 2, 2, 2)),
    "odd sizes": point("and may be odd", **_given(1, 2, 3, 5, 3)),
}

CREDIT = [
    credit(30, "the modules and their order", output="names"),
    credit(20, "how many numbers the block trains", output="parameters"),
    credit(40, "the output", output="output"),
    credit(10, "a new tensor, and the arguments left alone", effects=True),
]

EXAMPLE = _given(1, 1, 2, 4, 4)


def second_opinion(x, weight, bias):
    """Pixel by pixel, with a border of zeros and plain maxima."""
    count, _, height, width = x.shape
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    maps = np.zeros((count, len(weight), height, width), x.dtype)
    for row, column in np.ndindex(height, width):
        window = padded[:, None, :, row : row + 3, column : column + 3]
        maps[:, :, row, column] = np.maximum((window * weight).sum((2, 3, 4)) + bias, 0)
    rows, columns = height // 2, width // 2
    corners = [maps[:, :, i : 2 * rows : 2, j : 2 * columns : 2] for i in (0, 1) for j in (0, 1)]
    return ["Conv2d", "ReLU", "MaxPool2d"], weight.size + bias.size, np.maximum.reduce(corners)
