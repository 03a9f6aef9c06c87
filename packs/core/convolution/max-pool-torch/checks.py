"""What max-pooling for tensors is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Planes that are not square, windows that overlap, touch or leave gaps; many ties."""
    images, channels = draw.one_of((1, 1), (2, 3), (3, 2), (1, 2), (2, 1))
    kernel, stride = draw.one_of(2, 3, 1), draw.one_of(1, 2, 3, 4)
    padding = draw.integer(0, kernel // 2)
    height, width = draw.sizes("H", "W", least=kernel, most=7)
    values = draw.numbers(images, channels, height, width, spread=2.0)
    look = draw.one_of("as drawn", "ties", "negative ties", "negative")
    if look in ("ties", "negative ties"):
        values = np.round(values / 2.0) + 0.0
    if look in ("negative", "negative ties"):
        values = -np.abs(values) - 1.0
    x = draw.laid_out(values, draw.dtype("float64", "float32"))
    return {"x": x, "kernel": kernel, "stride": stride, **({"padding": padding} if padding else {})}


def _plane(*rows):
    return np.array([[rows]], dtype=float)


_NEVER = "rows and columns are added on **each** of the four sides that **never win**"
_TIES = "the largest, and among equals the first in row-major order"
_ADD = "Where windows choose the same entry, their gradients add up."
_MOVE = "Windows are `kernel` by `kernel` and move by `stride`."
_DROPPED = "Windows that do not fit completely into the padded plane are dropped."
_MEMORY = "`x` need not be contiguous in memory."
_HALF = "so every window holds an entry of `x`"

POINTS = {
    "windows of zeros": point(_TIES, x=np.zeros((1, 2, 3, 4)), kernel=2, stride=1),
    "windows of zeros with padding": point(
        _TIES, x=np.zeros((1, 1, 3, 3)), kernel=3, stride=2, padding=1
    ),
    "a tie between a row and the next": point(
        _TIES, x=_plane([0.0, 7.0, 1.0], [7.0, 2.0, 7.0], [1.0, 0.0, 7.0]), kernel=2, stride=1
    ),
    "one entry wins everywhere": point(
        _ADD, x=_plane([0.0, 1.0, 0.5], [1.5, 9.0, 2.0], [0.2, 3.0, 1.2]), kernel=2, stride=1
    ),
    "a border of negatives": point(
        _NEVER,
        x=_plane([-5.0, -3.0, -9.0], [-2.0, -4.0, -1.0], [-8.0, -6.0, -7.0]),
        kernel=3,
        stride=1,
        padding=1,
    ),
    "one pixel and padding": point(
        _HALF, x=np.array([[[[-2.0]], [[3.0]]]]), kernel=2, stride=1, padding=1
    ),
    "gaps between the windows": point(
        _MOVE,
        x=(np.arange(40.0).reshape(1, 1, 5, 8) * 7.0) % 23.0,
        kernel=2,
        stride=3,
        padding=1,
    ),
    "the last rows do not fit": point(
        _DROPPED, x=np.arange(30.0).reshape(1, 1, 5, 6), kernel=2, stride=2, padding=0
    ),
    "channels last in memory": point(
        _MEMORY,
        x=((np.arange(48.0) * 7.0) % 31.0).reshape(2, 3, 4, 2).transpose(0, 3, 1, 2),
        kernel=2,
        stride=1,
    ),
    "one pixel a window": point(
        _MOVE, x=np.arange(24.0).reshape(2, 2, 2, 3) - 11.0, kernel=1, stride=2
    ),
    "far below zero": point(
        "they may be negative, and many may be equal",
        x=np.full((1, 1, 2, 2), -1e30),
        kernel=2,
        stride=2,
        padding=1,
    ),
}

CREDIT = [
    credit(40, "the value", output="value"),
    credit(25, "the gradient", output="gradient"),
    credit(
        25,
        "value and gradient of equal entries",
        points=(
            "windows of zeros",
            "windows of zeros with padding",
            "a tie between a row and the next",
        ),
    ),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]

FORBIDDEN = {
    "aten::max_pool1d": "PyTorch's own max-pooling",
    "aten::max_pool1d_with_indices": "PyTorch's own max-pooling",
    "aten::max_pool2d": "PyTorch's own max-pooling",
    "aten::max_pool2d_with_indices": "PyTorch's own max-pooling",
    "aten::max_pool3d": "PyTorch's own max-pooling",
    "aten::max_pool3d_with_indices": "PyTorch's own max-pooling",
    "aten::adaptive_max_pool2d": "PyTorch's own max-pooling",
    "aten::adaptive_max_pool1d": "PyTorch's own max-pooling",
    "aten::adaptive_max_pool3d": "PyTorch's own max-pooling",
    "aten::fractional_max_pool2d": "PyTorch's own max-pooling",
    "aten::fractional_max_pool3d": "PyTorch's own max-pooling",
    "aten::mkldnn_max_pool2d": "PyTorch's own max-pooling",
}

EXAMPLE = {"x": np.array([[[[1.0, 3.0, 3.0], [2.0, 0.0, 1.0]]]]), "kernel": 2, "stride": 1}


def second_opinion(x, kernel, stride, padding=0):
    """Window by window in plain Python; each winner is handed the weight of its output."""
    images, channels, height, width = x.shape
    tops = range(-padding, height + padding - kernel + 1, stride)
    lefts = range(-padding, width + padding - kernel + 1, stride)
    value = np.zeros((images, channels, len(tops), len(lefts)))
    gradient = np.zeros(x.shape)
    for number, (n, c, i, j) in enumerate(np.ndindex(value.shape)):
        inside = [
            (-float(x[n, c, row, column]), row, column)
            for row in range(max(0, tops[i]), min(height, tops[i] + kernel))
            for column in range(max(0, lefts[j]), min(width, lefts[j] + kernel))
        ]
        lowest, row, column = min(inside)
        value[n, c, i, j] = -lowest
        gradient[n, c, row, column] += np.cos(0.7 * number + 0.3)
    return value, [gradient]
