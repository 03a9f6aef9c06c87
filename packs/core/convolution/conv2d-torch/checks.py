"""What the convolution for tensors is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "weight", "bias")


def tolerance(arguments):
    """float32 carries seven digits, and the order of a long sum is free."""
    return (1e-3, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Kernels that are not square, images that are not either, steps that need not divide."""
    images, channels, kernels = draw.one_of((1, 1, 1), (2, 3, 4), (3, 1, 2), (2, 2, 3), (2, 3, 1))
    kernel = draw.one_of((2, 1), (1, 2), (2, 3), (3, 2), (1, 3), (2, 2))
    options = draw.options(stride=(2, 3, 1), padding=(1, 2, 0))
    least = max(1, max(kernel) - 2 * options.get("padding", 0))
    height, width = draw.sizes("H", "W", least=least, most=max(6, least))
    kind = draw.dtype("float64", "float32")
    arguments = {
        "x": draw.numbers(images, channels, height, width, centre=1.0, dtype=kind),
        "weight": draw.numbers(kernels, channels, *kernel, dtype=kind),
    }
    if draw.chance(0.8):
        arguments["bias"] = draw.numbers(kernels, spread=3.0, dtype=kind)
    return {**arguments, **options}


def _ramp(*shape):
    """Numbers that differ from entry to entry and are not symmetric in any way."""
    return np.round(np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 1.5 / 5.0 - 3.0, 1)


_SHAPES = "`weight` (C_out, C_in, K_h, K_w)"
_DROPPED = "Windows that do not fit completely are dropped. At least one fits."
_BIAS = "`bias` (C_out,) or `None`"
_SIDES = "`padding` zeros go on **each** of the four sides"
_MEMORY = "They need not be contiguous in memory."
_FLIP = "The kernel is not flipped."

POINTS = {
    "several images and channels": point(_SHAPES, x=_ramp(2, 3, 3, 4), weight=_ramp(4, 3, 2, 3)),
    "a kernel that is not symmetric": point(
        _FLIP, x=_ramp(1, 1, 4, 4), weight=np.array([[[[1.0, 0.0], [0.0, 2.0]]]]) - 0.5
    ),
    "as many outputs as columns": point(
        _BIAS, x=_ramp(2, 1, 2, 3), weight=_ramp(3, 1, 1, 1), bias=np.array([1.0, -20.0, 300.0])
    ),
    "axes in another order in memory": point(
        _MEMORY,
        x=_ramp(2, 4, 3, 2).transpose(0, 3, 1, 2),
        weight=_ramp(2, 3, 2, 3).transpose(3, 0, 1, 2)[:, :, ::-1],
        bias=_ramp(6)[::2],
    ),
    "a kernel as large as the image": point(
        _DROPPED, x=_ramp(2, 3, 2, 3), weight=_ramp(4, 3, 2, 3)
    ),
    "rows that no window uses": point(
        _DROPPED, x=_ramp(1, 1, 6, 5), weight=_ramp(2, 1, 3, 2), stride=2
    ),
    "a kernel larger than the unpadded image": point(
        _SIDES, x=_ramp(1, 2, 2, 1), weight=_ramp(3, 2, 4, 3), padding=1
    ),
    "everything together": point(
        _SIDES,
        x=_ramp(2, 3, 5, 4),
        weight=_ramp(2, 3, 3, 2) / 10.0,
        bias=np.array([10.0, -20.0]),
        stride=2,
        padding=1,
    ),
}

CREDIT = [
    credit(45, "the value", output="value"),
    credit(45, "the gradients", output="gradients"),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::convolution": "PyTorch's own convolution",
    "aten::conv1d": "PyTorch's own convolution",
    "aten::conv2d": "PyTorch's own convolution",
    "aten::conv3d": "PyTorch's own convolution",
    "aten::_convolution": "PyTorch's own convolution",
    "aten::conv_transpose2d": "PyTorch's own convolution",
    "aten::mkldnn_convolution": "PyTorch's own convolution",
    "aten::thnn_conv2d": "PyTorch's own convolution",
    "aten::_slow_conv2d_forward": "PyTorch's own convolution",
    "aten::convolution_overrideable": "PyTorch's own convolution",
    "aten::conv_tbc": "PyTorch's own convolution",
}

EXAMPLE = {
    "x": np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]]]),
    "weight": np.array([[[[1.0, 0.0], [-1.0, 1.0]]]]),
    "bias": np.array([0.5]),
}


def second_opinion(x, weight, bias=None, stride=1, padding=0):
    """Every pixel adds to the outputs that it reaches, and gathers their slopes back.

    Nothing is padded, and no window is cut out.
    """
    sizes = zip(x.shape[2:], weight.shape[2:], strict=True)
    places = [len(range(-padding, n + padding - k + 1, stride)) for n, k in sizes]
    y = np.zeros((len(x), len(weight), *places))
    slope = np.cos(0.7 * np.arange(y.size) + 0.3).astype(x.dtype).reshape(y.shape)
    grad_x, grad_weight = np.zeros(x.shape), np.zeros(weight.shape)
    for row, column in np.ndindex(x.shape[2:]):
        for u, v in np.ndindex(weight.shape[2:]):
            i, above = divmod(row + padding - u, stride)
            j, before = divmod(column + padding - v, stride)
            if above == before == 0 and 0 <= i < places[0] and 0 <= j < places[1]:
                y[:, :, i, j] += x[:, :, row, column] @ weight[:, :, u, v].T
                grad_x[:, :, row, column] += slope[:, :, i, j] @ weight[:, :, u, v]
                grad_weight[:, :, u, v] += slope[:, :, i, j].T @ x[:, :, row, column]
    if bias is None:
        return y, [grad_x, grad_weight, None]
    return y + np.reshape(bias, (-1, 1, 1)), [grad_x, grad_weight, slope.sum(axis=(0, 2, 3))]
