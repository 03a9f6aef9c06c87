"""What max-pooling with padding is tried with."""

import numpy as np

from heldout.authoring import credit, point

# The largest entry is copied, not computed: next to nothing is forgiven.
TOLERANCE = (1e-12, 1e-12)
OUTPUTS = ("values", "indices")


def inputs(draw):
    """Oblong planes and windows that overlap, touch or leave gaps; many ties and negatives."""
    images, channels = draw.one_of((1, 1), (2, 3), (3, 2), (1, 2), (2, 1))
    kernel = draw.one_of((2, 3), (3, 2), (1, 2), (4, 1), (2, 2), (3, 5))
    options = draw.options(stride=((1, 2), (2, 1), (3, 2), (2, 4), (1, 1)), padding=("yes",))
    if "padding" in options:
        options["padding"] = (
            draw.integer(0, kernel[0] // 2),
            kernel[1] // 2 - draw.integer(0, kernel[1] // 2),
        )
    height, width = draw.sizes("H", "W", least=max(kernel), most=7)
    values = draw.numbers(images, channels, height, width, spread=2.0)
    look = draw.one_of("as drawn", "negative", "ties", "negative ties")
    if look in ("ties", "negative ties"):
        values = np.round(values / 2.0) + 0.0
    if look in ("negative", "negative ties"):
        values = -np.abs(values) - 1.0
    x = draw.laid_out(values, draw.dtype("float64", "float32"))
    return {"x": x, "kernel": kernel, **options}


def _plane(*rows):
    return np.array([[rows]], dtype=float)


_NEVER = "which **never win**: only entries of `x` are candidates"
_TIES = "Among equals the **first** in row-major order counts, also where all are `-inf`."
_PAIRS = "All pairs are **(height, width)**."
_SIDE = "`stride=None` means that the windows lie side by side"
_DROPPED = "Windows that do not fit completely into the padded plane are dropped."
_HALF = "So every window holds at least one entry of `x`."
_INDEX = "column $c$ of the **unpadded** H × W plane has the index $r W + c$"
_INF = -np.inf

POINTS = {
    "a border of negatives": point(
        _NEVER,
        x=_plane([-5.0, -3.0, -9.0], [-2.0, -4.0, -1.0], [-8.0, -6.0, -7.0]),
        kernel=(3, 3),
        stride=(1, 1),
        padding=(1, 1),
    ),
    "a corner of minus infinity": point(
        _TIES,
        x=_plane([_INF, _INF, 2.0], [_INF, _INF, 1.0], [0.0, 3.0, _INF]),
        kernel=(2, 2),
        stride=(1, 1),
        padding=(1, 1),
    ),
    "nothing but minus infinity": point(
        _TIES, x=np.full((1, 2, 2, 3), _INF), kernel=(2, 3), stride=(1, 1), padding=(1, 1)
    ),
    "windows of equals": point(
        _TIES, x=np.zeros((1, 1, 3, 4)), kernel=(2, 2), stride=(1, 1), padding=(0, 1)
    ),
    "a tie between a row and the next": point(
        _TIES,
        x=_plane([0.0, 7.0, 1.0], [7.0, 2.0, 7.0], [1.0, 0.0, 7.0]),
        kernel=(2, 2),
        stride=(1, 1),
    ),
    "no stride given": point(
        _SIDE, x=_plane([1.0, 2.0, 3.0, 4.0, 50.0], [5.0, 6.0, 8.0, 7.0, 60.0]), kernel=(1, 2)
    ),
    "no stride, said in words": point(
        _SIDE,
        x=np.arange(30.0).reshape(1, 1, 5, 6) % 11.0,
        kernel=(2, 3),
        stride=None,
        padding=(1, 0),
    ),
    "a square plane and a tall window": point(
        _PAIRS,
        x=_plane([4.0, 9.0, 2.0], [3.0, 5.0, 7.0], [8.0, 1.0, 6.0]),
        kernel=(3, 1),
        stride=(1, 1),
    ),
    "padding above and below only": point(
        _PAIRS,
        x=_plane([4.0, 9.0, 2.0], [3.0, 5.0, 7.0], [8.0, 1.0, 6.0]),
        kernel=(2, 2),
        stride=(2, 1),
        padding=(1, 0),
    ),
    "a stride of two lengths": point(
        _PAIRS,
        x=(np.arange(36.0).reshape(1, 1, 6, 6) * 7.0) % 17.0,
        kernel=(2, 2),
        stride=(1, 3),
    ),
    "the last rows do not fit": point(
        _DROPPED,
        x=np.arange(42.0).reshape(1, 1, 6, 7),
        kernel=(3, 3),
        stride=(3, 2),
        padding=(1, 1),
    ),
    "an image of one pixel": point(
        _HALF, x=np.array([[[[-2.0]], [[3.0]]]]), kernel=(3, 2), stride=(1, 1), padding=(1, 1)
    ),
    "a window as wide as the padded plane": point(
        _HALF, x=_plane([1.0, 2.0, 0.0]), kernel=(2, 5), padding=(1, 1)
    ),
    "a tall plane": point(
        _INDEX,
        x=(np.arange(14.0).reshape(1, 1, 7, 2) * 5.0) % 11.0,
        kernel=(3, 2),
        stride=(2, 1),
        padding=(1, 1),
    ),
}

CREDIT = [
    credit(30, "`values`", output="values"),
    credit(30, "`indices`", output="indices"),
    credit(
        30,
        "padding that never wins, also against minus infinity",
        points=(
            "a border of negatives",
            "a corner of minus infinity",
            "nothing but minus infinity",
            "an image of one pixel",
        ),
    ),
    credit(10, "new arrays, and `x` left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[[[-1.0, -3.0, 2.0], [-5.0, -6.0, 2.0]]]]),
    "kernel": (2, 2),
    "stride": (1, 1),
    "padding": (0, 1),
}


def second_opinion(x, kernel, stride=None, padding=(0, 0)):
    """Window by window in plain Python: all candidates sorted, largest first, then by index."""
    images, channels, height, width = x.shape
    stride = stride or kernel
    tops = [t - padding[0] for t in range(0, height + 2 * padding[0], stride[0])]
    tops = [t for t in tops if t + kernel[0] <= height + padding[0]]
    lefts = [s - padding[1] for s in range(0, width + 2 * padding[1], stride[1])]
    lefts = [s for s in lefts if s + kernel[1] <= width + padding[1]]
    values = np.zeros((images, channels, len(tops), len(lefts)))
    indices = np.zeros(values.shape, dtype=int)
    for n, c, i, j in np.ndindex(values.shape):
        inside = [
            (-float(x[n, c, row, column]), row * width + column)
            for row in range(height)
            for column in range(width)
            if 0 <= row - tops[i] < kernel[0] and 0 <= column - lefts[j] < kernel[1]
        ]
        lowest, indices[n, c, i, j] = min(inside)
        values[n, c, i, j] = -lowest
    return values, indices
