"""What clipping by the global norm is tried with."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("grads", "norm")


def tolerance(arguments):
    """float32 carries seven digits."""
    narrow = any(grad.dtype == np.float32 for grad in arguments["grads"])
    return (1e-5, 1e-5) if narrow else (1e-12, 1e-9)


def inputs(draw):
    """One to four arrays of different shapes; limits above and below their norm."""
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.01, 30.0)
    shapes = [draw.sizes(*"ab"[:axes], most=4) for axes in range(1, draw.integer(2, 4))]
    grads = [draw.numbers(*shape[:2], spread=scale, dtype=kind) for shape in shapes]
    if draw.chance(0.4):
        grads.append(draw.numbers(*draw.sizes("c", "d", "e", most=3), dtype=kind))
    return {"grads": grads, "max_norm": draw.one_of(1.0, 0.5, 5.0, 100.0)}


_ONE = "With all entries of all arrays taken as **one**"
_ZERO = "Gradients that are all zero stay zero, whatever `max_norm` is."
_LIMIT = "With 0, all gradients become 0."
_SHAPES = "of any shapes, also without any axis or without any entry"
_EMPTY = "The list may be empty; the norm is then 0."
_LARGE = "can be as large as $10^{200}$ in float64 and $10^{30}$ in float32"
_NEW = "also where nothing is clipped"
_BARE = "Nothing is added to the norm: no epsilon."


def _case(says, max_norm, *grads, dtype="float64"):
    return point(says, grads=[np.array(grad, dtype) for grad in grads], max_norm=max_norm)


POINTS = {
    "three and four": _case(_ONE, 1.0, [3.0], [[4.0]]),
    "one long, one short": _case(_ONE, 1.0, [6.0, -8.0], [0.1, -0.1]),
    "each below the limit, together above it": _case(_ONE, 1.0, [0.8], [0.8], [-0.8]),
    "below the limit": _case(_NEW, 10.0, [3.0], [-4.0]),
    "exactly at the limit": _case(_NEW, 5.0, [3.0], [-4.0]),
    "just above the limit": _case(_BARE, 4.999, [3.0], [-4.0]),
    "a tiny limit": _case(_BARE, 1e-7, [3e-6, 4e-6], [1e-7]),
    "zeros": _case(_ZERO, 1.0, [0.0, 0.0], [[0.0]]),
    "zeros and a limit of zero": _case(_ZERO, 0.0, [0.0, 0.0]),
    "a limit of zero": _case(_LIMIT, 0.0, [1.0, -2.0], [3.0]),
    "no arrays": _case(_EMPTY, 1.0),
    "a number and an array without entries": _case(_SHAPES, 2.0, 3.0, np.zeros((0, 2)), [4.0]),
    "only an array without entries": _case(_SHAPES, 2.0, np.zeros((0, 2))),
    "exploded": _case(_LARGE, 2.0, [1e200, -2e200], [[3e199]]),
    "exploded downwards, beside a small one": _case(_LARGE, 2.0, [-3e199, -1e200], [0.5]),
    "exploded in float32": _case(_LARGE, 2.0, [1e30, -2e30], [[3e29]], dtype="float32"),
}

CREDIT = [
    credit(40, "the clipped gradients", output="grads"),
    credit(20, "the norm before clipping", output="norm"),
    credit(
        15,
        "zeros, nothing, and a limit of zero",
        points=(
            "zeros",
            "zeros and a limit of zero",
            "a limit of zero",
            "no arrays",
            "a number and an array without entries",
            "only an array without entries",
        ),
    ),
    credit(
        15,
        "gradients that have exploded",
        points=("exploded", "exploded downwards, beside a small one", "exploded in float32"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {"grads": [np.array([3.0, 0.0]), np.array([[0.0], [-4.0]])], "max_norm": 1.0}


def second_opinion(grads, max_norm):
    """The squares as exact fractions, the root in 50 digits."""
    squares = sum((Fraction(float(v)) ** 2 for g in grads for v in g.flat), Fraction(0))
    with localcontext(prec=50):
        norm = (Decimal(squares.numerator) / Decimal(squares.denominator)).sqrt()
        clipped = [g.copy() for g in grads]
        if norm > Decimal(max_norm):
            for g in clipped:
                for place in np.ndindex(g.shape):
                    g[place] = float(Decimal(float(g[place])) * Decimal(max_norm) / norm)
    return clipped, float(norm)
