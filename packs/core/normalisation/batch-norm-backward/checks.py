"""What the way back through batch normalisation is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("grad_x", "grad_gamma", "grad_beta")


def tolerance(arguments):
    """float32 carries seven digits; a mean of a million leaves ten of float64's sixteen."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Features, sequences and images, with a centre and a spread for each channel."""
    examples, channels = draw.sizes("N", "C")
    area = draw.sizes(*"HWD"[: draw.one_of(0, 2, 1, 3)], most=4)
    kind, ones = draw.dtype("float64", "float32"), (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    shape = (examples, channels, *area)
    return {
        "grad_out": draw.numbers(*shape, centre=0.5, dtype=kind),
        "x": draw.numbers(*shape, centre=centre, spread=spread, dtype=kind),
        "gamma": draw.numbers(channels, centre=1.0, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case whose gradient and scale differ from channel to channel."""
    count = x.size
    grad_out = (np.arange(count) * 5.0 % 7.0 - 2.0).reshape(x.shape)
    gamma = np.linspace(-0.5, 2.0, x.shape[1])
    return point(says, **{"grad_out": grad_out, "x": x, "gamma": gamma, **given})


_FEATURES = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.5], [2.0, 4.0, 1.0], [-1.0, 1.0, 3.0]])
_IMAGES = (np.arange(48.0).reshape(2, 3, 2, 4) * 7.0) % 13.0 - 4.0
_FAR = 1e6 + np.array([[0.0, 4.0], [5.0, -2.0], [-4.0, 1.0], [2.0, -5.0]]) / 3.0

_SHAPES = "`x` has the shape (N, C) or (N, C, …), with any number of axes behind the channels."
_CHANNEL = "over its $m$ values in all axes but the channels"
_AS_IS = "It is used as it is: nothing is averaged over the batch."
_MEAN = "float64 data with a mean of a million and a spread"

POINTS = {
    "features": _case(_SHAPES, _FEATURES),
    "images": _case(_CHANNEL, _IMAGES),
    "as many examples as channels": _case(_CHANNEL, _FEATURES[:3]),
    "one value in a channel": _case("$m$ may be 1.", _FEATURES[:1]),
    "one image": _case(_CHANNEL, _IMAGES[:1]),
    "a channel that does not vary": _case(
        "`eps` is positive.", np.array([[2.0, 1.0], [2.0, 4.0], [2.0, -1.0]])
    ),
    "a large epsilon": _case("`eps` is positive.", _FEATURES, eps=2.0),
    "the same gradient everywhere": _case(_AS_IS, _FEATURES, grad_out=np.ones((4, 3))),
    "a gradient for one value only": _case(
        "gradients flow through them", _FEATURES, grad_out=np.eye(4, 3)
    ),
    "a mean of a million": _case(_MEAN, _FAR),
}

CREDIT = [
    credit(50, "the gradient of `x`", output="grad_x"),
    credit(20, "the gradient of `gamma`", output="grad_gamma"),
    credit(10, "the gradient of `beta`", output="grad_beta"),
    credit(10, "data with a mean of a million", points=("a mean of a million",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x"), laws.proportional("grad_out", output=0)]

EXAMPLE = {
    "grad_out": np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]),
    "x": np.array([[1.0, 10.0], [2.0, 10.0], [6.0, 40.0]]),
    "gamma": np.array([1.0, 2.0]),
}


def second_opinion(grad_out, x, gamma, eps=1e-5):
    """No formula of a gradient: the forward pass with a tiny imaginary step on each value."""
    step = 1e-30
    grad_x = np.zeros(x.shape)
    grad_gamma, grad_beta = np.zeros(gamma.shape), np.zeros(gamma.shape)

    def loss(values, scale, shift, slope):
        gap = values - values.sum(axis=-1, keepdims=True) / values.shape[-1]
        var = (gap * gap).sum(axis=-1, keepdims=True) / values.shape[-1]
        return ((scale * gap * (var + eps) ** -0.5 + shift) * slope).sum(axis=-1)

    for c in range(len(gamma)):
        values = x[:, c].astype(float).ravel()
        slope, scale = grad_out[:, c].astype(float).ravel(), float(gamma[c])
        moved = values + 1j * step * np.eye(values.size)  # a row for each value that moves
        grad_x[:, c] = (loss(moved, scale, 0.0, slope).imag / step).reshape(x[:, c].shape)
        grad_gamma[c] = loss(values, scale + 1j * step, 0.0, slope).imag / step
        grad_beta[c] = loss(values, scale, 1j * step, slope).imag / step
    return grad_x, grad_gamma, grad_beta
