"""What He's normal start is tried with."""

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("first result", "second result")
TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    """Linear layers, and convolutions with one to three kernel axes, all sizes different."""
    shape = draw.sizes("out", "in", *"hwd"[: draw.one_of(0, 2, 1, 3)], most=7)
    options = draw.options(slope=(0.2, 0.01, 1.0, -0.5), mode=("fan_out",))
    return {"shape": shape, "entropy": draw.integer(0, 10**6), "options": options}


def _case(says, *shape, **options):
    return point(says, shape=list(shape), entropy=7, options=options)


_LINEAR = "(out, in) for a linear layer"
_KERNEL = "both counted with the whole kernel"
_MODE = '`mode` is `"fan_in"` or `"fan_out"`; anything else must raise `ValueError`.'
_SLOPE = "0 means ReLU. It may be negative."

POINTS = {
    "a square weight": _case(_LINEAR, 4, 4),
    "more inputs than outputs": _case(_LINEAR, 2, 50),
    "more outputs than inputs": _case(_LINEAR, 50, 2, mode="fan_out"),
    "one by one": _case(_LINEAR, 1, 1, mode="fan_in"),
    "a kernel of three by three": _case(_KERNEL, 4, 2, 3, 3),
    "the outputs of a kernel": _case(_KERNEL, 4, 2, 3, 3, mode="fan_out"),
    "a kernel that is not square": _case(_KERNEL, 2, 3, 1, 5, slope=0.1),
    "a kernel of one axis": _case(_KERNEL, 2, 3, 4),
    "a kernel of three axes": _case(_KERNEL, 2, 1, 2, 3, 4, mode="fan_out"),
    "a linear unit": _case(_SLOPE, 3, 5, slope=1.0),
    "a negative slope": _case(_SLOPE, 3, 5, slope=-0.25),
    "no such mode": invalid(
        _MODE, "ValueError", shape=[2, 3], entropy=0, options={"mode": "fan_avg"}
    ),
    "a mode in capitals": invalid(
        _MODE, "ValueError", shape=[2, 3], entropy=0, options={"mode": "FAN_IN"}
    ),
}

CREDIT = [
    credit(70, "linear layers and convolutions, in both modes"),
    credit(10, "slopes", points=("a linear unit", "a negative slope")),
    credit(
        10,
        "kernels of any number of axes",
        points=("a kernel of one axis", "a kernel of three axes", "a kernel that is not square"),
    ),
    credit(10, "`ValueError` for other modes", points=("no such mode", "a mode in capitals")),
]

EXAMPLE = {"shape": [2, 3], "entropy": 1, "options": {}}


def second_opinion(shape, entropy, options):
    """Fans by counting ones; the share of the second moment that is kept, by integrating."""
    ones = np.ones(shape)
    slope, mode = options.get("slope", 0.0), options.get("mode", "fan_in")
    fan = {"fan_in": ones[0], "fan_out": ones[:, 0]}[mode].sum()
    kept = (np.square([-1.0, 1.0]) * np.square([slope, 1.0])).mean()  # one half for either sign
    numbers = np.random.default_rng(entropy).standard_normal(2 * ones.size) / (kept * fan) ** 0.5
    return tuple(half.reshape(shape) for half in np.split(numbers, 2))
