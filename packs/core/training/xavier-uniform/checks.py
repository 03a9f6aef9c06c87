"""What Glorot's uniform start is tried with."""

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("first result", "second result")
TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    """Linear layers, and convolutions with one to three kernel axes, all sizes different."""
    shape = draw.sizes("out", "in", *"hwd"[: draw.one_of(0, 2, 1, 3)], most=7)
    gain = draw.one_of(None, 2**0.5, 0.5, 5 / 3)
    return {"shape": shape, "entropy": draw.integer(0, 10**6), "gain": gain}


def _case(says, *shape, gain=None):
    return point(says, shape=list(shape), entropy=7, gain=gain)


_LINEAR = "(out, in) for a linear layer"
_KERNEL = "both counted with the whole kernel"
_RAISES = "A shape with fewer than two axes must raise `ValueError`."
_GAIN = r"\operatorname{Var}(w) = \text{gain}^2 \cdot \frac{2}{\text{fan-in} + \text{fan-out}}"

POINTS = {
    "a square weight": _case(_LINEAR, 4, 4),
    "more inputs than outputs": _case(_LINEAR, 2, 50),
    "more outputs than inputs": _case(_LINEAR, 50, 2),
    "one by one": _case(_LINEAR, 1, 1),
    "a kernel of three by three": _case(_KERNEL, 4, 2, 3, 3),
    "a kernel that is not square": _case(_KERNEL, 2, 3, 1, 5),
    "a kernel of one axis": _case(_KERNEL, 2, 3, 4),
    "a kernel of three axes": _case(_KERNEL, 2, 1, 2, 3, 4),
    "a gain of the root of two": _case(_GAIN, 3, 5, gain=2**0.5),
    "a gain of two": _case(_GAIN, 3, 2, 2, gain=2),
    "one axis": invalid(_RAISES, "ValueError", shape=[5], entropy=0, gain=None),
    "no axis": invalid(_RAISES, "ValueError", shape=[], entropy=0, gain=None),
}

CREDIT = [
    credit(70, "linear layers and convolutions"),
    credit(10, "a gain", points=("a gain of the root of two", "a gain of two")),
    credit(
        10,
        "kernels of any number of axes",
        points=("a kernel of one axis", "a kernel of three axes", "a kernel that is not square"),
    ),
    credit(10, "`ValueError` for shapes without two axes", points=("one axis", "no axis")),
]

EXAMPLE = {"shape": [2, 3], "entropy": 1, "gain": None}


def second_opinion(shape, entropy, gain):
    """Fans by counting ones; numbers from 0 to 1, stretched to the variance."""
    ones = np.ones(shape)
    fan_in, fan_out = ones[0].sum(), ones[:, 0].sum()
    variance = (1 if gain is None else gain) ** 2 * 2 / (fan_in + fan_out)
    numbers = np.random.default_rng(entropy).random(2 * ones.size)
    stretched = (numbers - 0.5) * (12 * variance) ** 0.5  # numbers from 0 to 1 have 1/12
    return tuple(half.reshape(shape) for half in np.split(stretched, 2))
