"""What a two-layer network is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("y", "grad_x", "grad_w1", "grad_b1", "grad_w2", "grad_b2")


def tolerance(arguments):
    """float32 carries seven digits, and two products after each other lose some of them."""
    narrow = any(array.dtype == np.float32 for array in arguments.values())
    return (1e-3, 1e-3) if narrow else (1e-9, 1e-7)


def inputs(draw):
    """Sizes different, one of them sometimes 1; about half of the hidden units active."""
    rows, hidden, features = draw.sizes("N", "K", "D", most=6)
    outputs = draw.integer(1, 6)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(rows, features, centre=0.5, dtype=kind),
        "w1": draw.numbers(features, hidden, dtype=kind),
        "b1": draw.numbers(hidden, centre=draw.one_of(0.0, 0.5, -0.5), dtype=kind),
        "w2": draw.numbers(hidden, outputs, dtype=kind),
        "b2": draw.numbers(outputs, dtype=kind),
        "grad_y": draw.numbers(rows, outputs, dtype=kind),
    }


def _case(says, x, w1, b1, w2, b2, grad_y):
    names = ("x", "w1", "b1", "w2", "b2", "grad_y")
    arrays = (np.array(values, dtype=float) for values in (x, w1, b1, w2, b2, grad_y))
    return point(says, **dict(zip(names, arrays, strict=True)))


_ZERO = "The derivative of ReLU at a pre-activation of exactly 0 is taken to be 0."
_SHAPE = "each with the shape of what it belongs to"
_RELU = r"$\partial L / \partial Y$ for a scalar loss $L$"
_AS_IT_IS = "Whatever averaging the loss does is already in it: do not divide by anything."

_SQUARE = [[1.0, 2.0], [-3.0, 4.0]]

POINTS = {
    "pre-activations of exactly zero": _case(
        _ZERO,
        [[1.0, 2.0], [3.0, -1.0]],
        [[2.0, 1.0, -1.0], [-1.0, 3.0, -1.0]],
        [0.0, 0.0, 0.0],
        [[1.0, -1.0], [2.0, 0.5], [3.0, 4.0]],
        [0.1, 0.2],
        [[1.0, -2.0], [0.5, 3.0]],
    ),
    "all weights zero": _case(
        _ZERO,
        [[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]],
        np.zeros((2, 4)),
        np.zeros(4),
        np.zeros((4, 2)),
        np.zeros(2),
        [[1.0, -2.0], [0.5, 3.0], [-1.0, 1.0]],
    ),
    "everything two by two": _case(
        _SHAPE,
        [[5.0, -6.0], [7.0, 8.0]],
        _SQUARE,
        [0.5, -1.0],
        [[0.5, 1.5], [-2.5, 3.5]],
        [1, 2],
        [[1.0, -2.0], [3.0, 4.0]],
    ),
    "one of everything": _case(_SHAPE, [[2.0]], [[3.0]], [-1.0], [[-0.5]], [4.0], [[2.0]]),
    "a hidden unit that is never active": _case(
        _RELU,
        [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
        [[1.0, -1.0], [2.0, -2.0]],
        [0.0, -0.5],
        [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        [0.0, 0.0, 0.0],
        [[1.0, -1.0, 2.0], [0.5, 0.25, -3.0], [2.0, 1.0, 0.0]],
    ),
    "gradients of one sign": _case(
        _AS_IT_IS,
        [[1.0, -2.0], [-1.0, 0.5], [2.0, 3.0]],
        [[1.0, -1.0, 0.5], [0.5, 2.0, -1.0]],
        [0.25, -0.25, 0.5],
        [[-1.0, -2.0], [-0.5, -1.0], [-3.0, -0.25]],
        [1.0, -1.0],
        np.ones((3, 2)),
    ),
    "negative outputs": _case(
        _RELU,
        [[1.0, 2.0, 3.0]],
        np.ones((3, 2)),
        [0.0, 1.0],
        [[-1.0], [-2.0]],
        [-0.5],
        [[0.75]],
    ),
}

CREDIT = [
    credit(20, "`grad_w2`", output="grad_w2"),
    credit(30, "`grad_w1`", output="grad_w1"),
    credit(30, "all six values together"),
    credit(
        10,
        "pre-activations of exactly 0",
        points=("pre-activations of exactly zero", "all weights zero"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [
    laws.proportional("grad_y", output=2),
    laws.follows_permutation(("x", "grad_y"), 0, output=1),
]

EXAMPLE = {
    "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
    "w1": np.array([[1.0, -1.0, 0.5], [0.0, 2.0, -1.0]]),
    "b1": np.array([0.0, 1.0, 0.5]),
    "w2": np.array([[1.0, 0.0], [-1.0, 2.0], [0.5, 1.0]]),
    "b2": np.array([0.0, 1.0]),
    "grad_y": np.array([[1.0, 0.0], [0.5, -1.0]]),
}


def second_opinion(x, w1, b1, w2, b2, grad_y):
    """Finite differences in 60 digits. Each entry alone acts linearly until a kink is met, so a
    step of 10**-40 is exact; kinks are moved up by 10**-20, which makes 0 a place of slope 0."""
    with localcontext(prec=60):
        step, kink = Decimal("1e-40"), Decimal("1e-20")
        arrays = [
            np.array([Decimal(float(value)) for value in array.flat], object).reshape(array.shape)
            for array in (x, w1, b1, w2, b2)
        ]
        weights = np.array([Decimal(float(v)) for v in grad_y.flat], object).reshape(grad_y.shape)

        def forward(x, w1, b1, w2, b2):
            z = x @ w1 + b1
            return np.where(z > kink, z, Decimal(0)) @ w2 + b2

        base = (weights * forward(*arrays)).sum()
        gradients = []
        for which, array in enumerate(arrays):
            slopes = np.zeros(array.shape)
            for place in np.ndindex(array.shape):
                moved = list(arrays)
                moved[which] = array.copy()
                moved[which][place] += step
                slopes[place] = ((weights * forward(*moved)).sum() - base) / step
            gradients.append(slopes)
        return (forward(*arrays).astype(float), *gradients)
