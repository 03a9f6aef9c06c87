"""What a bidirectional network is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Lengths from none to all steps, and padding that is not zero."""
    sequences, steps, features, units = draw.sizes("N", "T", "D", "H", most=5)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(sequences, steps, features, dtype=kind),
        "lengths": draw.whole(draw.one_of(1, 0), steps, sequences),
        "w_x": draw.numbers(2, units, features, spread=0.7, dtype=kind),
        "w_h": draw.numbers(2, units, units, spread=0.7, dtype=kind),
        "b": draw.numbers(2, units, dtype=kind),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, lengths, t, d, h, **given):
    """A case of those sizes."""
    arrays = {
        "x": 2.0 * _wave(len(lengths), t, d) + 0.1,
        "lengths": np.array(lengths),
        "w_x": _wave(2, h, d),
        "w_h": 0.8 * _wave(2, h, h) + 0.2,
        "b": 0.5 * _wave(2, h) + 0.3,
    }
    return point(says, **{**arrays, **given})


_OWN = "with the weights of its own direction"
_PADDING = "must not matter; it may be any finite numbers"
_ZERO = "A sequence of length 0 gives zeros only."
_LEAST = "N, T, D and H are at least 1."
_SAME = "**at the same step**"
_FROM_ZERO = "Each starts from a state of zero"

POINTS = {
    "all of the same length": _case(_OWN, [4, 4], 4, 2, 3),
    "different lengths": _case(_PADDING, [4, 1, 2], 4, 2, 3),
    "padding of zeros": _case(
        _PADDING, [1, 3], 3, 1, 2, x=np.array([[[1.0], [0], [0]], [[2], [1], [3]]])
    ),
    "huge padding": _case(
        _PADDING, [1, 2], 3, 1, 2, x=np.array([[[1.0], [1e9], [-1e9]], [[0.5], [-0.5], [1e9]]])
    ),
    "length 0": _case(_ZERO, [0, 3], 3, 2, 2),
    "nothing at all": _case(_ZERO, [0], 1, 1, 1),
    "one step": _case(_LEAST, [1, 1, 1], 1, 2, 3),
    "one sequence, one unit": _case(_LEAST, [3], 4, 1, 1),
    "everything two": _case(_SAME, [2, 2], 2, 2, 2),
    "as many sequences as steps": _case(_SAME, [3, 2, 1], 3, 2, 4),
    "no input, only biases": _case(_FROM_ZERO, [3, 2], 3, 2, 3, x=np.zeros((2, 3, 2))),
}

CREDIT = [
    credit(40, "the states of both directions"),
    credit(
        40,
        "sequences that are shorter than the batch",
        points=(
            "different lengths",
            "padding of zeros",
            "huge padding",
            "as many sequences as steps",
        ),
    ),
    credit(10, "sequences of length 0", points=("length 0", "nothing at all")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.bounded(-1.0, 1.0), laws.follows_permutation(("x", "lengths"), 0)]

EXAMPLE = {
    "x": np.array([[[1.0], [0.0], [-1.0]], [[2.0], [5.0], [5.0]]]),
    "lengths": np.array([3, 1]),
    "w_x": np.array([[[1.0]], [[0.5]]]),
    "w_h": np.array([[[0.5]], [[-1.0]]]),
    "b": np.array([[0.0], [0.1]]),
}


def second_opinion(x, lengths, w_x, w_h, b):
    """Unit by unit in plain Python, each state asked for by what it depends on."""
    sequences, steps, features = x.shape
    units = b.shape[1]
    out = np.zeros((sequences, steps, 2 * units))
    for n in range(sequences):
        known = {}

        def state(way, t, n=n, known=known):
            """All units of one direction at step t; zero outside the sequence."""
            if not 0 <= t < int(lengths[n]):
                return [0.0] * units
            if (way, t) not in known:
                came = state(way, t + (1 if way else -1))
                known[way, t] = [
                    math.tanh(
                        float(b[way, u])
                        + sum(float(w_x[way, u, d]) * float(x[n, t, d]) for d in range(features))
                        + sum(float(w_h[way, u, k]) * came[k] for k in range(units))
                    )
                    for u in range(units)
                ]
            return known[way, t]

        for t in range(steps):
            out[n, t] = state(0, t) + state(1, t)
    return out
