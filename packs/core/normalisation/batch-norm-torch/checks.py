"""What a module of batch normalisation is tried with."""

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-3, 1e-3) if arguments["test"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """One to three batches of different sizes, features or images, and a test batch."""
    (channels,) = draw.sizes("C", most=5)
    area = draw.sizes(*"HW"[: draw.one_of(0, 2, 1)], most=3)
    kind, ones = draw.dtype("float64", "float32"), (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    sizes = [draw.integer(2, 5) for _ in range(draw.one_of(2, 1, 3))]

    def batch(count):
        shape = (count, channels, *area)
        return np.array(draw.numbers(*shape, centre=centre, spread=spread, dtype=kind), order="C")

    return {
        "batches": [batch(count) for count in sizes],
        "test": batch(draw.integer(1, 4)),
        "weight": draw.numbers(channels, centre=1.0, dtype=kind),
        "bias": draw.numbers(channels, dtype=kind),
        **draw.options(momentum=(0.3, 0.9, 0.01), eps=(0.1, 1e-3, 1.0)),
    }


_ONE = np.array([[1.0, -2.0], [3.0, 0.5], [2.0, 4.0]])
_TWO = np.array([[0.0, 5.0], [4.0, 1.0]])
_IMAGES = (np.arange(24.0).reshape(2, 2, 3, 2) * 7.0) % 13.0 - 4.0
_GIVEN = {"test": _TWO[:1] + 1, "weight": np.array([0.5, 2.0]), "bias": np.array([1.0, -1.0])}

POINTS = {
    "one batch": point("In **training** mode", batches=[_ONE], **_GIVEN),
    "no training": point("At the start they are 1, 0, 0 and 1.", batches=[], **_GIVEN),
    "two values in a channel": point(
        "There are at least two values in each channel.", batches=[_TWO, _ONE, _TWO], **_GIVEN
    ),
    "images": point(
        "over the batch and all places", batches=[_IMAGES], **{**_GIVEN, "test": _IMAGES[:1]}
    ),
    "one image": point(
        "over the batch and all places", batches=[_IMAGES[:1]], **{**_GIVEN, "test": _IMAGES}
    ),
    "a momentum of 1": point(
        "`momentum` is a number from 0 to 1", batches=[_ONE, _TWO], **_GIVEN, momentum=1.0
    ),
    "a momentum of 0": point(
        "`momentum` is a number from 0 to 1", batches=[_ONE, _TWO], **_GIVEN, momentum=0.0
    ),
    "a channel that does not vary": point(
        "`eps` is positive", batches=[np.array([[2.0, 1.0], [2.0, 3.0]])], **_GIVEN, eps=0.5
    ),
}

CREDIT = [
    credit(50, "training, memory, saving and evaluation"),
    credit(20, "a layer before its first batch", points=("no training",)),
    credit(20, "images", points=("images", "one image")),
    credit(10, "arguments left alone", effects=True),
]

_OWN = "PyTorch's own batch normalisation"
FORBIDDEN = {
    "aten::batch_norm": _OWN,
    "aten::native_batch_norm": _OWN,
    "aten::instance_norm": _OWN,
}

EXAMPLE = {"batches": [_ONE, _TWO], **_GIVEN}


def second_opinion(batches, test, weight, bias, momentum=None, eps=None):
    """Channel by channel in NumPy; gradients by a tiny imaginary step on each value."""
    momentum, eps = 0.1 if momentum is None else momentum, 1e-5 if eps is None else eps
    kind, channels, step = weight.dtype, len(weight), 1e-30
    scale, shift = weight.astype(float), bias.astype(float)
    mean, var = np.zeros(channels), np.ones(channels)
    outs, slopes, grads = [], [], [None, None]

    def forward(values, s, b):
        gap = values - values.mean(axis=-1, keepdims=True)
        return s * gap * ((gap * gap).mean(axis=-1, keepdims=True) + eps) ** -0.5 + b

    for x in batches:
        out, slope = np.zeros(x.shape), np.zeros(x.shape)
        weights = np.cos(np.arange(x.size)).reshape(x.shape)
        grads = [np.zeros(channels), np.zeros(channels)]
        for c in range(channels):
            values, those = x[:, c].astype(float).ravel(), weights[:, c].ravel()
            out[:, c] = forward(values, scale[c], shift[c]).reshape(x[:, c].shape)
            moved = forward(values + 1j * step * np.eye(values.size), scale[c], shift[c])
            slope[:, c] = ((moved @ those).imag / step).reshape(x[:, c].shape)
            grads[0][c] = (forward(values, scale[c] + 1j * step, 0.0) @ those).imag / step
            grads[1][c] = those.sum()
            mean[c] += momentum * (values.mean() - mean[c])
            var[c] += momentum * (values.var(ddof=1) - var[c])
        outs.append(out.astype(kind))
        slopes.append(slope.astype(kind))
    each = (channels, *[1] * (test.ndim - 2))
    hat = (test - mean.reshape(each)) * (var.reshape(each) + eps) ** -0.5
    tested = (scale.reshape(each) * hat + shift.reshape(each)).astype(kind)
    zeros, ones = np.zeros(channels, kind), np.ones(channels, kind)
    saved = {
        "weight": weight,
        "bias": bias,
        "running_mean": mean.astype(kind),
        "running_var": var.astype(kind),
    }
    start = {"weight": ones, "bias": zeros, "running_mean": zeros, "running_var": ones}
    return {
        "outputs in training": outs,
        "gradients of the batches": slopes,
        "gradients of weight and bias": [g if g is None else g.astype(kind) for g in grads],
        "saved": saved,
        "at the start": start,
        "parameters": ["bias", "weight"],
        "buffers": ["running_mean", "running_var"],
        "buffers want gradients": False,
        "outputs in evaluation": [tested, tested],
        "saved after evaluation": saved,
    }
