"""What a step of SGD is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("param", "velocity")


def tolerance(arguments):
    """A step can be far smaller than the parameter, so little is forgiven in float64."""
    return (1e-5, 1e-5) if arguments["param"].dtype == np.float32 else (1e-12, 1e-9)


def inputs(draw):
    """Any moment of a run, with every combination of options."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    return {
        "param": draw.numbers(*shape, dtype=kind),
        "grad": draw.numbers(*shape, dtype=kind),
        "velocity": draw.numbers(*shape, spread=2.0, dtype=kind),
        "lr": draw.one_of(0.1, 0.01, 1.0),
        **draw.options(
            momentum=(0.9, 0.5, 0.99, 0.25), nesterov=(True,), weight_decay=(0.01, 0.5, 0.1)
        ),
    }


def _case(says, param, grad, velocity, **options):
    """A case of float64 arrays."""
    arrays = {"param": param, "grad": grad, "velocity": velocity}
    return point(says, **{k: np.array(v, dtype=float) for k, v in arrays.items()}, **options)


_SHAPE = "have the same shape, whatever it is (also without any axis)"
_DECAY = "the weight decay is **part of the gradient**"
_WHOLE = "the gradient enters the velocity **whole**"
_NONE = "All of this holds for `momentum` 0 as well"
_RATE = "the learning rate stays **outside** the velocity"

POINTS = {
    "the first step": _case(_WHOLE, [1.0, -2.0], [0.5, 4.0], [0.0, 0.0], lr=0.1, momentum=0.9),
    "a velocity that is not zero": _case(
        _WHOLE, [1.0, -2.0], [0.5, 4.0], [3.0, -1.0], lr=0.1, momentum=0.9
    ),
    "nesterov": _case(
        _RATE, [1.0, -2.0], [0.5, 4.0], [3.0, -1.0], lr=0.25, momentum=0.5, nesterov=True
    ),
    "nesterov with weight decay": _case(
        _DECAY,
        [4.0, -2.0],
        [0.5, 4.0],
        [3.0, -1.0],
        lr=0.25,
        momentum=0.5,
        nesterov=True,
        weight_decay=0.5,
    ),
    "weight decay and momentum": _case(
        _DECAY, [4.0, -2.0], [0.5, 1.0], [1.0, 0.0], lr=0.5, momentum=0.75, weight_decay=0.25
    ),
    "a gradient of zero, only decay": _case(
        _DECAY, [10.0, -4.0], [0.0, 0.0], [0.0, 0.0], lr=0.5, weight_decay=0.1
    ),
    "no momentum, but a velocity": _case(_NONE, [1.0, 2.0], [0.5, -3.0], [5.0, 7.0], lr=0.1),
    "no momentum, nesterov": _case(
        _NONE, [1.0, 2.0], [0.5, -3.0], [5.0, 7.0], lr=0.1, nesterov=True
    ),
    "a single number": _case(_SHAPE, 2.0, -1.0, 0.5, lr=0.5, momentum=0.5, nesterov=True),
    "a matrix": _case(
        _SHAPE, [[1.0, 2.0], [3.0, 4.0]], [[1.0, 0.0], [0.0, -1.0]], [[0.0, 1.0], [2.0, 0.0]], lr=1
    ),
}

CREDIT = [
    credit(30, "the new `param`", output="param"),
    credit(30, "the new `velocity`", output="velocity"),
    credit(
        20,
        "Nesterov's look-ahead",
        points=("nesterov", "nesterov with weight decay", "no momentum, nesterov"),
    ),
    credit(
        10,
        "weight decay",
        points=("weight decay and momentum", "a gradient of zero, only decay"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "param": np.array([1.0, -2.0]),
    "grad": np.array([0.5, 1.0]),
    "velocity": np.array([2.0, 0.0]),
    "lr": 0.1,
    "momentum": 0.9,
}


def second_opinion(param, grad, velocity, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    """Entry by entry in exact fractions; the look-ahead as a velocity that is renewed once more."""
    moved, kept = np.zeros(param.shape), np.zeros(param.shape)
    rate, mu, decay = (Fraction(number) for number in (lr, momentum, weight_decay))
    for place in np.ndindex(param.shape):
        p, g, v = (Fraction(float(array[place])) for array in (param, grad, velocity))
        pull = g + decay * p
        first = pull + mu * v
        second = pull + mu * first
        moved[place] = float(p - rate * (second if nesterov else first))
        kept[place] = float(first)
    return moved, kept
