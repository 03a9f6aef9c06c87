"""What the backward convolution is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("grad_x", "grad_weight", "grad_bias")


def tolerance(arguments):
    """float32 carries seven digits, and the order of a long sum is free."""
    return (1e-3, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Kernels that are not square, images that are not either, steps that need not divide."""
    images, channels, kernels = draw.one_of((1, 1, 1), (2, 3, 4), (3, 1, 2), (1, 2, 3), (2, 3, 1))
    kernel = draw.one_of((2, 1), (1, 2), (2, 3), (3, 2), (1, 4), (4, 2), (2, 2))
    options = draw.options(stride=(2, 3, 1), padding=(1, 2, 0))
    padding, stride = options.get("padding", 0), options.get("stride", 1)
    least = max(1, max(kernel) - 2 * padding)
    height, width = draw.sizes("H", "W", least=least, most=max(6, least))
    rows = (height + 2 * padding - kernel[0]) // stride + 1
    columns = (width + 2 * padding - kernel[1]) // stride + 1
    kind = draw.dtype("float64", "float32")
    return {
        "grad_out": draw.numbers(images, kernels, rows, columns, centre=0.5, dtype=kind),
        "x": draw.numbers(images, channels, height, width, centre=1.0, dtype=kind),
        "weight": draw.numbers(kernels, channels, *kernel, dtype=kind),
        **options,
    }


def _ramp(*shape):
    """Numbers that differ from entry to entry and are not symmetric in any way."""
    return np.round(np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 1.5 / 3.0 - 4.0, 1)


_SHAPES = "where K_h and K_w may differ"
_UNUSED = "used by no window: their gradient is 0"
_BOTH = "`stride` (at least 1) and `padding` (at least 0) hold for both directions."
_MEAN = "Nothing is averaged"
_ONE = "There is at least one position."
_SIDES = "`padding` zeros on **each** of its\nfour sides"

POINTS = {
    "overlapping windows": point(
        _BOTH, grad_out=_ramp(1, 1, 3, 2), x=_ramp(1, 1, 4, 3), weight=_ramp(1, 1, 2, 2)
    ),
    "windows side by side": point(
        _BOTH, grad_out=_ramp(1, 1, 2, 2), x=_ramp(1, 1, 4, 4), weight=_ramp(1, 1, 2, 2), stride=2
    ),
    "rows that no window used": point(
        _UNUSED, grad_out=_ramp(1, 1, 2, 2), x=_ramp(1, 1, 6, 5), weight=_ramp(1, 1, 3, 2), stride=2
    ),
    "pixels between the windows": point(
        _UNUSED, grad_out=_ramp(1, 2, 2, 3), x=_ramp(1, 1, 5, 7), weight=_ramp(2, 1, 2, 1), stride=3
    ),
    "one position": point(
        _ONE, grad_out=_ramp(2, 4, 1, 1), x=_ramp(2, 3, 2, 3), weight=_ramp(4, 3, 2, 3)
    ),
    "one pixel a kernel": point(
        _SHAPES, grad_out=_ramp(2, 3, 2, 4), x=_ramp(2, 2, 2, 4), weight=_ramp(3, 2, 1, 1)
    ),
    "a square image with a kernel that is not": point(
        _SHAPES, grad_out=_ramp(1, 1, 1, 3), x=_ramp(1, 1, 3, 3), weight=_ramp(1, 1, 3, 1)
    ),
    "four images": point(
        _MEAN, grad_out=_ramp(4, 1, 1, 2), x=_ramp(4, 1, 2, 2), weight=_ramp(1, 1, 2, 1)
    ),
    "padding wider than the image": point(
        _SIDES, grad_out=_ramp(1, 2, 4, 5), x=_ramp(1, 1, 1, 2), weight=_ramp(2, 1, 2, 2), padding=2
    ),
    "padding and stride together": point(
        _SIDES,
        grad_out=_ramp(2, 2, 3, 3),
        x=_ramp(2, 3, 5, 4),
        weight=_ramp(2, 3, 3, 2) / 10.0,
        stride=2,
        padding=1,
    ),
    "an edge of padding that no window reaches": point(
        _UNUSED,
        grad_out=_ramp(1, 1, 2, 1),
        x=_ramp(1, 1, 4, 1),
        weight=_ramp(1, 1, 2, 2),
        stride=3,
        padding=1,
    ),
}

CREDIT = [
    credit(35, "`grad_x`", output="grad_x"),
    credit(25, "`grad_weight`", output="grad_weight"),
    credit(10, "`grad_bias`", output="grad_bias"),
    credit(
        20,
        "all three, where windows do not cover the image or reach into the padding",
        points=(
            "rows that no window used",
            "pixels between the windows",
            "padding wider than the image",
            "padding and stride together",
            "an edge of padding that no window reaches",
        ),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("grad_out", output=0), laws.proportional("grad_out", output=1)]

EXAMPLE = {
    "grad_out": np.array([[[[1.0, 2.0], [0.0, -1.0]]]]),
    "x": np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]]]),
    "weight": np.array([[[[1.0, 0.0], [-1.0, 2.0]]]]),
}


def second_opinion(grad_out, x, weight, stride=1, padding=0):
    """From the input's side: every pixel asks which outputs it reached, and through which tap.

    Nothing is padded and no window is cut out.
    """
    grad_x, grad_weight = np.zeros(x.shape), np.zeros(weight.shape)
    for row, column in np.ndindex(x.shape[2:]):
        for u, v in np.ndindex(weight.shape[2:]):
            i, above = divmod(row + padding - u, stride)
            j, before = divmod(column + padding - v, stride)
            reached = 0 <= i < grad_out.shape[2] and 0 <= j < grad_out.shape[3]
            if above == before == 0 and reached:
                slope = grad_out[:, :, i, j]
                grad_x[:, :, row, column] += slope @ weight[:, :, u, v]
                grad_weight[:, :, u, v] += slope.T @ x[:, :, row, column]
    bias = [sum(grad_out[:, o].ravel().tolist()) for o in range(len(weight))]
    return grad_x, grad_weight, np.array(bias)
