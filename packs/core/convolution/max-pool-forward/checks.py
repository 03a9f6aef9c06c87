"""What max-pooling is tried with."""

import numpy as np

from heldout.authoring import credit, point

# The largest entry is copied, not computed: next to nothing is forgiven.
TOLERANCE = (1e-12, 1e-12)
OUTPUTS = ("values", "indices")


def inputs(draw):
    """Planes that are not square, windows that overlap, touch or leave gaps; many ties."""
    images, channels = draw.one_of((1, 1), (2, 3), (3, 2), (1, 2), (2, 1))
    kernel, stride = draw.one_of(2, 3, 1), draw.one_of(1, 2, 3, 4)
    height, width = draw.sizes("H", "W", least=kernel)
    values = draw.numbers(images, channels, height, width, spread=2.0)
    look = draw.one_of("as drawn", "ties", "negative ties", "negative")
    if look in ("ties", "negative ties"):
        values = np.round(values / 2.0) + 0.0
    if look in ("negative", "negative ties"):
        values = -np.abs(values) - 1.0
    x = draw.laid_out(values, draw.dtype("float64", "float32"))
    return {"x": x, "kernel": kernel, "stride": stride}


def _plane(*rows):
    return np.array([[rows]], dtype=float)


_NEGATIVE = "Entries may be negative, and may be `-inf`."
_TIES = "Among equals, the **first** in row-major order counts."
_STEPS = "They may overlap (`stride` smaller than `kernel`) or leave gaps (`stride` larger)."
_DROPPED = "A window that does not fit completely is dropped."
_LEAST = "`kernel` is at most H and at most W, and both numbers are at least 1."
_PLACE = "so the entry in row $r$ and column $c$ has the index $r W + c$"

POINTS = {
    "all negative": point(
        _NEGATIVE, x=_plane([-5.0, -3.0, -9.0], [-2.0, -4.0, -1.0]), kernel=2, stride=1
    ),
    "a window of equals": point(_TIES, x=np.zeros((1, 1, 2, 3)), kernel=2, stride=1),
    "a tie between a row and the next": point(
        _TIES, x=_plane([0.0, 7.0, 1.0], [7.0, 2.0, 7.0], [1.0, 0.0, 7.0]), kernel=2, stride=1
    ),
    "nothing but minus infinity": point(
        "That holds for a window full of `-inf` too.",
        x=_plane([-np.inf, -np.inf, 2.0, -np.inf], [-np.inf, -np.inf, -np.inf, -7.0]),
        kernel=2,
        stride=2,
    ),
    "the last rows and columns do not fit": point(
        _DROPPED,
        x=_plane(
            [1.0, 2.0, 3.0, 4.0, 50.0],
            [5.0, 6.0, 8.0, 7.0, 60.0],
            [9.0, 0.0, 1.0, 2.0, 70.0],
        ),
        kernel=2,
        stride=2,
    ),
    "overlapping windows": point(
        _STEPS,
        x=_plane(
            [0.0, 1.0, 0.0, 2.0],
            [3.0, 9.0, 1.0, 0.0],
            [0.0, 2.0, 5.0, 1.0],
            [4.0, 0.0, 3.0, 8.0],
            [1.0, 2.0, 0.0, 6.0],
        ),
        kernel=3,
        stride=1,
    ),
    "gaps between windows": point(
        _STEPS,
        x=np.arange(40.0).reshape(1, 1, 5, 8) * np.array([1.0, -1.0] * 4),
        kernel=2,
        stride=3,
    ),
    "one pixel a window": point(
        _LEAST, x=np.arange(24.0).reshape(2, 2, 2, 3) - 11.0, kernel=1, stride=1
    ),
    "the window is the plane": point(
        _LEAST,
        x=np.array([[[[1.0, 4.0], [2.0, 3.0]], [[-1.0, -4.0], [-0.5, -3.0]]]]),
        kernel=2,
        stride=2,
    ),
    "a plane of more than 256 entries": point(
        _PLACE, x=np.arange(288.0).reshape(1, 1, 16, 18) * 7.0 % 289.0, kernel=16, stride=2
    ),
    "a tall plane": point(
        _PLACE, x=(np.arange(14.0).reshape(1, 1, 7, 2) * 5.0) % 11.0, kernel=2, stride=2
    ),
}

CREDIT = [
    credit(40, "`values`", output="values"),
    credit(30, "`indices`", output="indices"),
    credit(
        20,
        "the first of equals, minus infinity included",
        points=(
            "a window of equals",
            "a tie between a row and the next",
            "nothing but minus infinity",
        ),
    ),
    credit(10, "new arrays, and `x` left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[[[1.0, 3.0, 2.0, 4.0], [5.0, 6.0, 7.0, 8.0], [3.0, 2.0, 1.0, 0.0]]]]),
    "kernel": 2,
    "stride": 1,
}


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
