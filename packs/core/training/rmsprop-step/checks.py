"""What a step of RMSProp is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("param", "sq")


def tolerance(arguments):
    """A step can be far smaller than the parameter, so little is forgiven in float64."""
    return (1e-5, 1e-5) if arguments["param"].dtype == np.float32 else (1e-12, 1e-9)


def inputs(draw):
    """Any moment of a run, every hyperparameter off its default at times."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)], most=5)
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 1e-3, 10.0)
    return {
        "param": draw.numbers(*shape, dtype=kind),
        "grad": draw.numbers(*shape, spread=scale, dtype=kind),
        "sq": draw.laid_out(scale**2 * draw.between(0.0, 1.0, *shape), kind),
        **draw.options(lr=(0.1, 0.5, 1.0), alpha=(0.9, 0.5, 0.0), eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, param, grad, sq, **options):
    """A case of float64 arrays."""
    arrays = {"param": param, "grad": grad, "sq": sq}
    return point(says, **{k: np.array(v, dtype=float) for k, v in arrays.items()}, **options)


_SHAPE = "have the same shape, whatever it is (also without any axis)"
_ZERO = "zero with a state of zero leaves the parameter where it is"
_OUTSIDE = r"$\epsilon$ is **outside** the root"
_START = "**no correction** of"
_ALPHA = "`alpha` is at least 0 and less than 1"

POINTS = {
    "the first step": _case(_START, [1.0, -2.0, 0.5], [100.0, -0.01, 3.0], [0.0, 0.0, 0.0]),
    "nothing has happened yet": _case(_ZERO, [1.0, -1.0], [0.0, 2.0], [0.0, 0.0]),
    "a gradient as small as epsilon": _case(
        _OUTSIDE, [0.0, 0.0, 0.0], [1e-8, -3e-8, 1e-10], [0.0, 0.0, 0.0], lr=1.0
    ),
    "large epsilon": _case(_OUTSIDE, [1.0, 1.0], [0.5, -0.25], [0.3, 0.1], lr=1.0, eps=1.0),
    "no memory": _case(_ALPHA, [1.0, 2.0], [-4.0, 0.5], [9.0, 9.0], lr=0.5, alpha=0.0, eps=0.5),
    "a long memory": _case(_ALPHA, [1.0], [2.0], [0.25], lr=0.5, alpha=0.999),
    "a gradient that stopped": _case(_START, [0.5, 1.0], [0.0, 0.0], [0.2, 0.3], lr=0.1),
    "a single number": _case(_SHAPE, 2.0, -0.5, 0.25, lr=0.1),
    "a matrix": _case(
        _SHAPE, [[1.0, 2.0], [4.0, 5.0]], [[0.1, -0.2], [-0.4, 0.5]], [[0.5, 0.4], [0.0, 0.1]]
    ),
}

CREDIT = [
    credit(40, "the new `param`", output="param"),
    credit(30, "the new `sq`", output="sq"),
    credit(
        20,
        "the start, and gradients about as small as epsilon",
        points=(
            "the first step",
            "nothing has happened yet",
            "a gradient as small as epsilon",
        ),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "param": np.array([1.0, -2.0]),
    "grad": np.array([0.5, 10.0]),
    "sq": np.array([0.0, 25.0]),
    "lr": 0.1,
}


def second_opinion(param, grad, sq, lr=1e-2, alpha=0.99, eps=1e-8):
    """Entry by entry in 50 decimal digits."""
    moved, kept = np.zeros(param.shape), np.zeros(param.shape)
    with localcontext(prec=50):
        rate, share, tiny = (Decimal(number) for number in (lr, alpha, eps))
        for place in np.ndindex(param.shape):
            p, g, s = (Decimal(float(array[place])) for array in (param, grad, sq))
            s = share * s + (1 - share) * g * g
            moved[place] = float(p - rate * g / (s.sqrt() + tiny))
            kept[place] = float(s)
    return moved, kept
