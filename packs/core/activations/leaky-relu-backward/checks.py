"""What the backward pass of leaky ReLU is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Gradients and inputs of both signs, one to three dimensions."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    return {
        "grad_out": draw.numbers(*shape, dtype=kind),
        "x": draw.numbers(*shape, spread=draw.one_of(1.0, 30.0), dtype=kind),
        **draw.options(negative_slope=(0.2, 0.0, 1.5)),
    }


_KINK = "Count it to the left piece: the slope there is $a$."
_SLOPE = "any number from 0 up, also 1 or more"
_GRAD = np.array([[3.0, -2.0, 5.0], [-7.0, 11.0, -13.0]])
_X = np.array([[-1.0, 2.0, -0.5], [4.0, -3.0, 0.25]])

POINTS = {
    "the kink": point(
        _KINK, grad_out=np.array([3.0, -3.0]), x=np.array([0.0, -0.0]), negative_slope=0.5
    ),
    "the kink among others": point(_KINK, grad_out=_GRAD, x=np.array([[0.0, 1, -1], [0, 2, -2]])),
    "the slope left out": point("negative_slope: float = 0.01", grad_out=100 * _GRAD, x=_X),
    "slope 0": point(_SLOPE, grad_out=_GRAD, x=_X, negative_slope=0.0),
    "slope 1": point(_SLOPE, grad_out=_GRAD, x=_X, negative_slope=1.0),
    "slope 3": point(_SLOPE, grad_out=_GRAD, x=_X, negative_slope=3.0),
    "no gradient": point(
        "the gradient of a loss $L$", grad_out=np.zeros(3), x=np.array([-1.0, 0.0, 1.0])
    ),
    "tiny inputs": point(
        "Leaky ReLU is $f(x) = x$ for $x > 0$",
        grad_out=np.array([2.0, 2.0, -4.0]),
        x=np.array([1e-300, -1e-300, 1e300]),
        negative_slope=0.25,
    ),
}

CREDIT = [
    credit(65, "ordinary inputs, and every slope"),
    credit(15, "the kink", points=("the kink", "the kink among others")),
    credit(20, "a new array, and both arguments left alone", effects=True),
]

LAWS = [laws.proportional("grad_out"), laws.scale_free("x"), laws.additive("grad_out")]

EXAMPLE = {
    "grad_out": np.array([1.0, -2.0, 3.0]),
    "x": np.array([-4.0, 0.0, 5.0]),
    "negative_slope": 0.1,
}


def second_opinion(grad_out, x, negative_slope=0.01):
    """Differences of the function itself, with a step to the left that stays on its piece."""
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        here = float(x[place])
        step = abs(here) / 4 or 1.0

        def leaky(value):
            return value if value > 0 else negative_slope * value

        slope = (leaky(here) - leaky(here - step)) / step
        result[place] = float(grad_out[place]) * slope
    return result
