"""What an AdamW step is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("param", "m", "v")


def tolerance(arguments):
    """Steps can be far smaller than the parameter, so little is forgiven in float64."""
    return (1e-5, 1e-5) if arguments["param"].dtype == np.float32 else (1e-12, 1e-9)


def inputs(draw):
    """Any moment of the training, every hyperparameter off its default at times."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)], most=5)
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 1e-4, 10.0)
    return {
        "param": draw.numbers(*shape, dtype=kind),
        "grad": draw.numbers(*shape, spread=scale, dtype=kind),
        "m": draw.numbers(*shape, spread=scale, dtype=kind),
        "v": draw.laid_out(scale**2 * draw.between(0.0, 1.0, *shape), kind),
        "t": draw.one_of(2, 1, 3, 10, 1000),
        **draw.options(
            lr=(0.1, 0.01, 0.5),
            beta1=(0.5, 0.8, 0.0),
            beta2=(0.9, 0.99, 0.5),
            eps=(0.1, 1e-3, 1.0),
            weight_decay=(0.1, 0.5, 1.0, 0.0),
        ),
    }


def _case(says, param, grad, m=None, v=None, t=1, **options):
    """A case; without m and v the state is fresh."""
    param, grad = np.array(param, dtype=float), np.array(grad, dtype=float)
    m = np.zeros(param.shape) if m is None else np.array(m, dtype=float)
    v = np.zeros(param.shape) if v is None else np.array(v, dtype=float)
    return point(says, param=param, grad=grad, m=m, v=v, t=t, **options)


_STEP = "`t` is the number of this step and counts **from 1**."
_EPSILON = r"$\epsilon$ is outside the root and added after the correction."
_STATE = "so that they can be"
_BETAS = "The betas are at least 0 and less than 1"
_SHAPE = "have the same shape, whatever it is (also without any axis)"
_DECAY = "The decay is **multiplied by the learning rate**"
_NEVER = "**never enters** `m` or `v`"
_NONE = "`weight_decay` is 0 or more"

POINTS = {
    "the first step": _case(_STEP, [1.0, -2.0, 0.5], [100.0, -0.01, 3.0]),
    "the second step": _case(_STATE, [1.0, 2.0], [0.3, -0.7], [0.05, 0.1], [0.001, 0.004], 2),
    "after ten thousand steps": _case(_STEP, [3.0], [0.2], [0.1], [0.02], 10_000, lr=0.5),
    "a gradient of zero: only the decay": _case(
        _NEVER, [10.0, -4.0], [0.0, 0.0], lr=0.1, weight_decay=0.5
    ),
    "heavy weights, small gradients": _case(
        _NEVER, [50.0, -80.0], [0.1, 0.2], [0.1, 0.1], [0.01, 0.02], 3, lr=0.1, weight_decay=0.3
    ),
    "a large rate": _case(_DECAY, [2.0, -3.0], [1.0, 1.0], lr=1.0, weight_decay=0.25),
    "no decay": _case(_NONE, [1.0, 5.0], [0.5, -0.5], [0.1, 0.2], [0.3, 0.1], 4, weight_decay=0.0),
    "a gradient as small as epsilon": _case(
        _EPSILON, [0.0, 0.0, 0.0], [1e-8, -3e-8, 1e-10], lr=1.0
    ),
    "large epsilon": _case(
        _EPSILON, [1.0, 1.0], [0.5, -0.25], [0.1, 0.2], [0.3, 0.1], 3, lr=1.0, eps=1.0
    ),
    "betas of zero": _case(
        _BETAS, [1.0], [-4.0], [7.0], [9.0], 3, lr=0.5, beta1=0.0, beta2=0.0, eps=0.5
    ),
    "betas off their defaults": _case(
        _BETAS, [1.0, -1.0], [2.0, 0.5], [0.4, -0.6], [0.9, 1.6], 4, lr=0.25, beta1=0.75, beta2=0.6
    ),
    "a single number": _case(_SHAPE, 2.0, -0.5, 0.25, 0.5, 2, lr=0.1),
    "a matrix": _case(
        _SHAPE,
        [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        [[0.1, -0.2, 0.3], [-0.4, 0.5, -0.6]],
        [[0.0, 0.1, 0.0], [0.2, 0.0, 0.3]],
        [[0.5, 0.4, 0.3], [0.2, 0.1, 0.6]],
        9,
        lr=0.05,
    ),
}

CREDIT = [
    credit(30, "the new `param`", output="param"),
    credit(15, "the new `m`", output="m"),
    credit(15, "the new `v`", output="v"),
    credit(
        20,
        "the decay, apart from the gradient",
        points=(
            "a gradient of zero: only the decay",
            "heavy weights, small gradients",
            "a large rate",
        ),
    ),
    credit(10, "gradients about as small as epsilon", points=("a gradient as small as epsilon",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "param": np.array([1.0, -2.0]),
    "grad": np.array([0.5, 10.0]),
    "m": np.zeros(2),
    "v": np.zeros(2),
    "t": 1,
    "lr": 0.1,
    "weight_decay": 0.5,
}


def second_opinion(
    param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """Entry by entry in 50 decimal digits; the weight shrinks first, then takes the step.

    The correction is counted out as the sum of a geometric series, the share of t gradients.
    """
    results = tuple(np.zeros(param.shape) for _ in range(3))
    with localcontext(prec=50):
        rate, b1, b2, tiny, decay = (Decimal(x) for x in (lr, beta1, beta2, eps, weight_decay))
        share1 = sum((1 - b1) * b1**k for k in range(t)) if b1 else Decimal(1)
        share2 = sum((1 - b2) * b2**k for k in range(t)) if b2 else Decimal(1)
        for place in np.ndindex(param.shape):
            p, g, a, s = (Decimal(float(array[place])) for array in (param, grad, m, v))
            a += (1 - b1) * (g - a)
            s += (1 - b2) * (g * g - s)
            p *= 1 - rate * decay
            p -= rate * (a / share1) / ((s / share2).sqrt() + tiny)
            for result, value in zip(results, (p, a, s), strict=True):
                result[place] = float(value)
    return results
