"""What the forward pass of a recurrent network is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Four sizes that differ, each of them sometimes 1, and a start that is not zero."""
    sequences, steps, features, units = draw.sizes("N", "T", "D", "H", most=6)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(sequences, steps, features, dtype=kind),
        "h0": draw.between(-1.0, 1.0, sequences, units, dtype=kind),
        "w_x": draw.numbers(units, features, spread=0.7, dtype=kind),
        "w_h": draw.numbers(units, units, spread=draw.one_of(0.7, 0.3, 1.5), dtype=kind),
        "b": draw.numbers(units, dtype=kind),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, n, t, d, h, **given):
    """A case of those sizes."""
    arrays = {
        "x": 2.0 * _wave(n, t, d),
        "h0": 0.6 * _wave(n, h) + 0.1,
        "w_x": _wave(h, d),
        "w_h": 0.8 * _wave(h, h) + 0.2,
        "b": 0.5 * _wave(h),
    }
    return point(says, **{**arrays, **given})


_LEAST = "N, T, D and H are at least 1."
_START = "`h0`, which need not be zero"
_FIRST = "**batch first**"
_STEP = r"h_t = \tanh(x_t W_x^T + h_{t-1} W_h^T + b)"
_HUGE = "Pre-activations of plus and"

POINTS = {
    "an ordinary batch": _case(_STEP, 2, 3, 4, 5),
    "as many sequences as steps": _case(_FIRST, 3, 3, 2, 4),
    "everything two": _case(_FIRST, 2, 2, 2, 2),
    "a start of zero": _case(_START, 2, 3, 2, 3, h0=np.zeros((2, 3))),
    "only the start acts": _case(
        _START, 2, 2, 2, 3, x=np.zeros((2, 2, 2)), b=np.zeros(3), h0=_wave(2, 3)
    ),
    "one step": _case(_LEAST, 2, 1, 3, 4),
    "one sequence": _case(_LEAST, 1, 4, 2, 3),
    "one feature, one unit": _case(_LEAST, 2, 3, 1, 1),
    "a long sequence": _case(_STEP, 1, 12, 1, 2),
    "inputs in the thousands": _case(_HUGE, 2, 3, 2, 2, x=3000.0 * _wave(2, 3, 2)),
}

CREDIT = [
    credit(50, "the states after every step"),
    credit(
        20,
        "a start that acts",
        points=("only the start acts", "one step"),
    ),
    credit(
        20,
        "sizes that are equal, or one",
        points=(
            "as many sequences as steps",
            "everything two",
            "one sequence",
            "one feature, one unit",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [
    laws.bounded(-1.0, 1.0),
    laws.follows_permutation(("x", "h0"), 0),
    laws.causal("x", 1),
]

EXAMPLE = {
    "x": np.array([[[1.0], [0.0], [-1.0]]]),
    "h0": np.array([[0.5, -0.5]]),
    "w_x": np.array([[1.0], [0.5]]),
    "w_h": np.array([[0.0, 1.0], [-1.0, 0.0]]),
    "b": np.array([0.0, 0.1]),
}


def second_opinion(x, h0, w_x, w_h, b):
    """Unit by unit in plain Python, asking back through time instead of walking forward."""
    sequences, steps, features = x.shape
    units = h0.shape[1]
    known = {}

    def state(n, t, unit):
        if t == 0:
            return float(h0[n, unit])
        if (n, t, unit) not in known:
            parts = [float(b[unit])]
            parts += [float(w_x[unit, d]) * float(x[n, t - 1, d]) for d in range(features)]
            parts += [float(w_h[unit, k]) * state(n, t - 1, k) for k in range(units)]
            known[n, t, unit] = math.tanh(math.fsum(parts))
        return known[n, t, unit]

    return np.array(
        [
            [[state(n, t, unit) for unit in range(units)] for t in range(1, steps + 1)]
            for n in range(sequences)
        ]
    )
