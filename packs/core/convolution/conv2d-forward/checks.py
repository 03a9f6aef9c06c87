"""What the forward convolution is tried with."""

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits, and the order of a long sum is free."""
    return (1e-3, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(rng, size):
    """Kernels that are not square, images that are not either, steps that need not divide."""
    images, channels, kernels = distinct_sizes(rng, min(size, 3), 3)
    kernel = [int(n) for n in rng.permutation([1, 2, 3, 4][: 2 + size // 2])[:2]]
    stride = int(rng.integers(1, 4)) if rng.random() < 0.7 else 1
    padding = int(rng.integers(1, 3)) if rng.random() < 0.6 else 0
    smallest = max(1, max(kernel) - 2 * padding)
    height, width = (int(n) for n in smallest + rng.permutation(size + 2)[:2])
    one = rng.integers(6)  # sometimes an axis of length one
    if one < 3:
        images, channels, kernels = (
            1 if one == axis else n for axis, n in enumerate([images, channels, kernels])
        )
    dtype = rng.choice(["float64", "float64", "float32"])
    arguments = {
        "x": rng.normal(loc=1.0, size=(images, channels, height, width)),
        "weight": rng.normal(size=(kernels, channels, *kernel)),
    }
    if rng.random() < 0.7:
        arguments["bias"] = rng.normal(scale=3.0, size=kernels)
    arguments = {name: laid_out(rng, array.astype(dtype)) for name, array in arguments.items()}
    if stride > 1 or rng.random() < 0.5:
        arguments["stride"] = stride
    if padding > 0 or rng.random() < 0.5:
        arguments["padding"] = padding
    return arguments


def _ramp(*shape):
    """Numbers that differ from entry to entry and are not symmetric in any way."""
    return np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 2 / 7.0 - 2.0


POINTS = {
    "a kernel that is not symmetric": {
        "x": _ramp(1, 1, 4, 4),
        "weight": np.array([[[[1.0, 0.0], [0.0, 0.0]]]]),
    },
    "a kernel taller than wide": {"x": _ramp(1, 1, 4, 3), "weight": _ramp(1, 1, 3, 1)},
    "a kernel wider than tall": {"x": _ramp(1, 1, 3, 4), "weight": _ramp(1, 1, 2, 3)},
    "a stride that does not divide": {
        "x": _ramp(1, 1, 6, 5),
        "weight": _ramp(1, 1, 3, 2),
        "stride": 2,
    },
    "a stride wider than the kernel": {
        "x": _ramp(1, 1, 7, 8),
        "weight": _ramp(1, 1, 2, 1),
        "stride": 3,
    },
    "a kernel larger than the unpadded image": {
        "x": _ramp(1, 2, 2, 1),
        "weight": _ramp(3, 2, 4, 3),
        "padding": 1,
    },
    "a kernel as large as the image": {"x": _ramp(2, 3, 2, 3), "weight": _ramp(4, 3, 2, 3)},
    "one pixel a kernel": {
        "x": _ramp(2, 3, 2, 4),
        "weight": _ramp(2, 3, 1, 1),
        "bias": np.array([0.5, -4.0]),
    },
    "padding, stride and bias together": {
        "x": _ramp(2, 3, 5, 4),
        "weight": _ramp(2, 3, 3, 2) / 10.0,
        "bias": np.array([10.0, -20.0]),
        "stride": 2,
        "padding": 1,
    },
    "a constant image with padding": {
        "x": np.full((1, 1, 3, 3), -1.0),
        "weight": np.ones((1, 1, 3, 3)),
        "bias": np.array([0.25]),
        "padding": 2,
    },
    "stride and padding on a row of pixels": {
        "x": _ramp(1, 1, 1, 6),
        "weight": _ramp(1, 1, 1, 3),
        "stride": 2,
        "padding": 2,
    },
}

EXAMPLE = {
    "x": np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]]]),
    "weight": np.array([[[[1.0, 0.0], [-1.0, 1.0]]]]),
    "bias": np.array([0.5]),
}


def second_opinion(x, weight, bias=None, stride=1, padding=0):
    """The other way round: every input pixel adds to each output position that it reaches.

    Nothing is padded and no window is cut out.
    """
    sizes = zip(x.shape[2:], weight.shape[2:], strict=True)
    out = np.zeros((len(x), len(weight), *(_positions(n, k, stride, padding) for n, k in sizes)))
    for row, column in np.ndindex(x.shape[2:]):
        for u, v in np.ndindex(weight.shape[2:]):
            i, above = divmod(row + padding - u, stride)
            j, before = divmod(column + padding - v, stride)
            if above == before == 0 and 0 <= i < out.shape[2] and 0 <= j < out.shape[3]:
                out[:, :, i, j] += x[:, :, row, column] @ weight[:, :, u, v].T
    return out if bias is None else out + np.reshape(bias, (1, -1, 1, 1))


def _positions(length, kernel, stride, padding):
    """How many places the kernel has, counted."""
    return len(range(-padding, length + padding - kernel + 1, stride))
