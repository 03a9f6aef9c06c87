"""What the mended regression is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("weights", "bias", "costs")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Weights and bias that do not start at 0, and a few steps."""
    count, width = draw.sizes("n", "d", most=6)
    return {
        "x": draw.numbers(count, width),
        "y": draw.numbers(count, centre=draw.one_of(0.0, 3.0)),
        "w": draw.numbers(width),
        "b": draw.one_of(0.5, -1.0, 2.0),
        "lam": draw.one_of(0.5, 0.0, 0.1, 2.0),
        "steps": draw.one_of(3, 1, 8),
        **draw.options(rate=(0.01, 0.1)),
    }


_X = np.array([[1.0, -0.5], [0.25, 2.0], [-1.5, 0.5], [0.5, 1.0], [2.0, -1.0]])
_Y = np.array([3.0, 1.5, -2.0, 4.0, 0.5])
_START = {"x": _X, "y": _Y, "w": np.array([0.8, -1.25]), "b": 1.5}
_COSTS = "an array of the costs, penalty included, **before** each step"
_STEP = "It takes `steps` steps, at least one, of plain gradient descent of size `rate`"
_BIAS = "The bias is never penalised, neither in the cost nor in its gradient."
_LAM = "the strength `lam`, at least 0"

POINTS = {
    "the cost of the start": point(_COSTS, **_START, lam=0.75, steps=1),
    "the cost of a start with a large bias": point(
        _COSTS, x=_X, y=_Y, w=np.array([0.5, 2.0]), b=20.0, lam=2.0, steps=1
    ),
    "one step of the weights": point(_STEP, **_START, lam=0.75, steps=1, rate=0.1),
    "one step of the bias": point(_BIAS, **_START, lam=1.25, steps=1, rate=0.1),
    "no penalty": point(_LAM, **_START, lam=0.0, steps=5),
    "fifty steps": point(_STEP, **_START, lam=0.3),
}

CREDIT = [
    credit(
        25,
        "the cost that is reported",
        output="costs",
        points=("the cost of the start", "the cost of a start with a large bias"),
    ),
    credit(25, "one step of the weights", output="weights", points=("one step of the weights",)),
    credit(20, "one step of the bias", output="bias", points=("one step of the bias",)),
    credit(20, "runs of several steps"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

SURVIVORS = {
    "grad_w = grad_w + 2 * lam * w → grad_w += 2 * lam * w": "equivalent: the array is its own",
    "b = b - rate * grad_b → b -= rate * grad_b": "equivalent: b is a number",
}

EXAMPLE = {
    "x": np.array([[1.0], [2.0], [3.0]]),
    "y": np.array([1.0, 3.0, 2.0]),
    "w": np.array([0.5]),
    "b": 0.0,
    "lam": 0.1,
    "steps": 3,
}


def second_opinion(x, y, w, b, lam, steps=50, rate=0.05):
    """The cost in plain Python, and its gradient by differences that are exact for a parabola."""
    rows, targets = x.tolist(), y.tolist()

    def cost(place):
        errors = [
            sum(a * c for a, c in zip(row, place, strict=False)) + place[-1] - t
            for row, t in zip(rows, targets, strict=True)
        ]
        return sum(e * e for e in errors) / len(rows) + lam * sum(c * c for c in place[:-1])

    place, costs = [*w.tolist(), float(b)], []
    for _ in range(steps):
        costs.append(cost(place))
        slopes = []
        for k in range(len(place)):
            up, down = list(place), list(place)
            up[k] += 0.5
            down[k] -= 0.5
            slopes.append(cost(up) - cost(down))
        place = [c - rate * slope for c, slope in zip(place, slopes, strict=True)]
    return np.array(place[:-1]), place[-1], np.array(costs, dtype=float)
