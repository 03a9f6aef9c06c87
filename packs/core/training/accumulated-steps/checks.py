"""What the mended accumulation is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("w", "losses")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Examples that fill neither the last batch nor the last piece, mostly."""
    (features,) = draw.sizes("D", most=5)
    micro = draw.one_of(2, 1, 3)
    batch = draw.integer(1, 7)
    examples = draw.integer(1, 12)
    return {
        "x": draw.numbers(examples, features),
        "y": draw.numbers(examples),
        "w": draw.numbers(features),
        "batch": batch,
        "micro": micro,
        **draw.options(rate=(0.3, 0.01, 1.0)),
    }


_X = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 0.0], [-1.0, 1.5], [3.0, 1.0], [0.0, 2.5]])
_Y = np.array([1.0, -2.0, 0.5, 3.0, 0.0, 2.0])
_W = np.array([0.5, -0.25])


def _case(says, count, batch, micro, **given):
    return point(says, x=_X[:count], y=_Y[:count], w=_W, batch=batch, micro=micro, **given)


_LAST = "The last batch and the last piece may be smaller"

POINTS = {
    "pieces of one size": _case("`micro` examples at a time", 4, 4, 2),
    "a smaller last piece": _case(_LAST, 5, 5, 2),
    "a single example left": _case(_LAST, 4, 4, 3),
    "a piece for each batch": _case("one step for each batch", 6, 2, 2),
    "a smaller last batch": _case(_LAST, 5, 3, 3),
    "pieces larger than the batch": _case("`micro` may be larger than `batch`", 6, 2, 4),
    "pieces larger than everything": _case("`batch` than the number of examples", 4, 9, 12),
}
CREDIT = [
    credit(20, "the weights", output="w"),
    credit(10, "the losses", output="losses"),
    credit(15, "pieces of one size", points=("pieces of one size",)),
    credit(15, "a smaller last piece", points=("a smaller last piece", "a single example left")),
    credit(15, "a step for each batch", points=("a piece for each batch",)),
    credit(15, "a smaller last batch", points=("a smaller last batch",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]
EXAMPLE = {"x": _X[:5], "y": _Y[:5], "w": _W, "batch": 3, "micro": 2}


def second_opinion(x, y, w, batch, micro, rate=0.1):
    """Each batch as a whole, example by example: pieces must make no difference."""
    weights, losses = [float(v) for v in w], []
    groups: dict[int, list[int]] = {}
    for number in range(len(x)):
        groups.setdefault(number // batch, []).append(number)
    for those in groups.values():
        total, slopes = 0.0, [0.0] * len(weights)
        for n in those:
            error = sum(float(a) * b for a, b in zip(x[n], weights, strict=True)) - float(y[n])
            total += error * error
            slopes = [s + 2 * error * float(a) for s, a in zip(slopes, x[n], strict=True)]
        losses.append(total / len(those))
        weights = [v - rate * s / len(those) for v, s in zip(weights, slopes, strict=True)]
    return np.array(weights), np.array(losses)
