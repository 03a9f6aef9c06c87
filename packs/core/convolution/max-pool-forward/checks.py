"""What max-pooling is tried with."""

import numpy as np

from heldout.authoring import distinct_sizes, laid_out

# The largest entry is copied, not computed: next to nothing is forgiven.
TOLERANCE = (1e-12, 1e-12)


def inputs(rng, size):
    """Planes that are not square, windows that overlap, touch or leave gaps; many ties."""
    images, channels = distinct_sizes(rng, min(size, 3), 2)
    if rng.random() < 0.3:
        images = 1
    if rng.random() < 0.3:
        channels = 1
    kernel = int(rng.integers(1, 3 + size // 3))
    stride = int(rng.integers(1, kernel + 2))
    height, width = (int(n) for n in kernel + rng.permutation(size + 3)[:2])
    x = rng.normal(scale=2.0, size=(images, channels, height, width))
    if rng.random() < 0.6:
        x = np.round(x)  # ties
    if rng.random() < 0.3:
        x = -np.abs(x) - 1.0
    x = x.astype(rng.choice(["float64", "float64", "float32"]))
    return {"x": laid_out(rng, x), "kernel": kernel, "stride": stride}


def _plane(*rows):
    return np.array([[rows]], dtype=float)


POINTS = {
    "all negative": {
        "x": _plane([-5.0, -3.0, -9.0], [-2.0, -4.0, -1.0]),
        "kernel": 2,
        "stride": 1,
    },
    "a window of equals": {"x": np.zeros((1, 1, 2, 3)), "kernel": 2, "stride": 1},
    "a tie between a row and the next": {
        "x": _plane([0.0, 7.0, 1.0], [7.0, 2.0, 7.0], [1.0, 0.0, 7.0]),
        "kernel": 2,
        "stride": 1,
    },
    "nothing but minus infinity": {
        "x": np.array([[[[-np.inf, -np.inf, 2.0, -np.inf], [-np.inf, -np.inf, -np.inf, -7.0]]]]),
        "kernel": 2,
        "stride": 2,
    },
    "the last rows and columns do not fit": {
        "x": _plane(
            [1.0, 2.0, 3.0, 4.0, 50.0],
            [5.0, 6.0, 8.0, 7.0, 60.0],
            [9.0, 0.0, 1.0, 2.0, 70.0],
        ),
        "kernel": 2,
        "stride": 2,
    },
    "overlapping windows": {
        "x": _plane(
            [0.0, 1.0, 0.0, 2.0],
            [3.0, 9.0, 1.0, 0.0],
            [0.0, 2.0, 5.0, 1.0],
            [4.0, 0.0, 3.0, 8.0],
            [1.0, 2.0, 0.0, 6.0],
        ),
        "kernel": 3,
        "stride": 1,
    },
    "gaps between windows": {
        "x": np.arange(40.0).reshape(1, 1, 5, 8) * np.array([1.0, -1.0] * 4),
        "kernel": 2,
        "stride": 3,
    },
    "one pixel a window": {
        "x": np.arange(24.0).reshape(2, 2, 2, 3) - 11.0,
        "kernel": 1,
        "stride": 1,
    },
    "the window is the plane": {
        "x": np.array([[[[1.0, 4.0], [2.0, 3.0]], [[-1.0, -4.0], [-0.5, -3.0]]]]),
        "kernel": 2,
        "stride": 2,
    },
    "a tall plane": {
        "x": (np.arange(14.0).reshape(1, 1, 7, 2) * 5.0) % 11.0,
        "kernel": 2,
        "stride": 2,
    },
}

EXAMPLE = {
    "x": np.array([[[[1.0, 3.0, 2.0, 4.0], [5.0, 6.0, 7.0, 8.0], [3.0, 2.0, 1.0, 0.0]]]]),
    "kernel": 2,
    "stride": 1,
}


def properties(arguments, output):
    """The two results have to tell the same story."""
    x, (values, indices) = arguments["x"], output
    planes = x.reshape(*x.shape[:2], -1)
    found = np.take_along_axis(planes, indices.reshape(*x.shape[:2], -1).astype(int), axis=2)
    if not np.array_equal(found, values.reshape(found.shape)):
        yield "`values` must be the entries of `x` at `indices`."


def second_opinion(x, kernel, stride):
    """Window by window in plain Python: sort by value, largest first, then by index."""
    images, channels, height, width = x.shape
    tops = range(0, height - kernel + 1, stride)
    lefts = range(0, width - kernel + 1, stride)
    values = np.zeros((images, channels, len(tops), len(lefts)))
    indices = np.zeros(values.shape, dtype=int)
    for n, c, i, j in np.ndindex(values.shape):
        inside = [
            (-float(x[n, c, row, column]), row * width + column)
            for row in range(tops[i], tops[i] + kernel)
            for column in range(lefts[j], lefts[j] + kernel)
        ]
        lowest, indices[n, c, i, j] = sorted(inside)[0]
        values[n, c, i, j] = -lowest
    return values, indices


SURVIVORS = {
    "np.take_along_axis(flat, places[..., None], axis=-1)[..., 0] → "
    "np.take_along_axis(flat, places[..., None], axis=-1)[..., -1]": "equivalent: the last axis "
    "has one entry, the largest, so that its first is its last",
}
