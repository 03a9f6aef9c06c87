"""What an LSTM step is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("h_new", "c_new")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Dimensions that differ, each of them sometimes 1."""
    units = draw.one_of(1, 2, 3, 4)
    features, examples = draw.sizes("D", "N")
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.3, 3.0)
    return {
        "x": draw.numbers(examples, features, dtype=kind),
        "h": draw.between(-1.0, 1.0, examples, units, dtype=kind),
        "c": draw.numbers(examples, units, spread=1.5, dtype=kind),
        "w_x": draw.numbers(4 * units, features, spread=scale, dtype=kind),
        "w_h": draw.numbers(4 * units, units, spread=scale, dtype=kind),
        "b": draw.numbers(4 * units, dtype=kind),
    }


def _gated(says, i, f, g, o):
    """One example and two units whose gates are driven by the bias alone."""
    return point(
        says,
        x=np.array([[0.5, -1.0, 2.0]]),
        h=np.array([[0.25, -0.75]]),
        c=np.array([[1.5, -2.5]]),
        w_x=np.zeros((8, 3)),
        w_h=np.zeros((8, 2)),
        b=np.repeat([i, f, g, o], 2).astype(float),
    )


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


_ORDER = "are four blocks of H rows in the order **i, f, g, o**"
_CELL = r"c_t &= f \odot c_{t-1} + i \odot g"
_HIDDEN = r"h_t &= o \odot \tanh(c_t)"
_HUGE = "Pre-activations of plus and minus a thousand occur and must not give nan"
_LEAST = "N, D and H are at least 1"

POINTS = {
    "an ordinary step": point(
        _ORDER,
        x=_wave(3, 2),
        h=0.5 * _wave(3, 4),
        c=2.0 * _wave(3, 4),
        w_x=_wave(16, 2),
        w_h=0.7 * _wave(16, 4),
        b=0.4 * _wave(16),
    ),
    "forget gate open, input gate shut: the cell state passes through": _gated(
        _CELL, -40, 40, 1, 0
    ),
    "forget gate shut, input gate open: the cell state is replaced": _gated(_CELL, 40, -40, 1, 0),
    "both gates shut": _gated(_CELL, -40, -40, 1, 40),
    "output gate shut": _gated(_HIDDEN, 0, 0, 1, -40),
    "output gate open": _gated(_HIDDEN, 0, 0, -1, 40),
    "gates driven to a thousand": _gated(_HUGE, 1000, -1000, 1000, -1000),
    "gates driven the other way": _gated(_HUGE, -1000, 1000, -1000, 1000),
    "the first step, from states of zero": point(
        "the hidden state $h_{t-1}$ of the step before",
        x=np.array([[1.0, -2.0]]),
        h=np.zeros((1, 3)),
        c=np.zeros((1, 3)),
        w_x=_wave(12, 2),
        w_h=_wave(12, 3),
        b=np.zeros(12),
    ),
    "one unit, one feature": point(
        _LEAST,
        x=np.array([[2.0], [-1.0]]),
        h=np.array([[0.5], [-0.5]]),
        c=np.array([[-3.0], [3.0]]),
        w_x=np.array([[0.5], [-1.0], [1.5], [2.0]]),
        w_h=np.array([[1.0], [0.25], [-2.0], [0.75]]),
        b=np.array([0.1, -0.2, 0.3, -0.4]),
    ),
    "as many features as units": point(
        _ORDER,
        x=_wave(2, 2),
        h=_wave(2, 2) / 3.0,
        c=3.0 * _wave(2, 2),
        w_x=_wave(8, 2) + 0.5,
        w_h=_wave(8, 2) - 0.5,
        b=_wave(8),
    ),
}

CREDIT = [
    credit(40, "the cell state `c_new`", output="c_new"),
    credit(40, "the hidden state `h_new`", output="h_new"),
    credit(
        10,
        "pre-activations of a thousand",
        points=("gates driven to a thousand", "gates driven the other way"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.bounded(-1.0, 1.0, output=0), laws.follows_permutation(("x", "h", "c"), 0, output=1)]

EXAMPLE = {
    "x": np.array([[1.0, 2.0]]),
    "h": np.array([[0.5]]),
    "c": np.array([[2.0]]),
    "w_x": np.array([[0.5, 0.0], [0.0, 0.5], [1.0, -1.0], [-1.0, 1.0]]),
    "w_h": np.array([[1.0], [0.0], [-1.0], [0.5]]),
    "b": np.array([0.0, 1.0, 0.0, 0.0]),
}


def properties(arguments, output):
    """The bound that the gates impose on the cell."""
    if (np.abs(output[1]) > np.abs(arguments["c"]) + 1.0 + 1e-6).any():
        yield "The cell state can grow by at most 1 in size in one step."


def second_opinion(x, h, c, w_x, w_h, b):
    """Unit by unit in plain Python; the sigmoid by its definition."""
    units = h.shape[1]
    h_new, c_new = np.zeros(h.shape), np.zeros(c.shape)
    for n, unit in np.ndindex(h.shape):
        z = [_dot(w_x[k], x[n]) + _dot(w_h[k], h[n]) + float(b[k]) for k in range(4 * units)]
        write, keep, what, show = z[unit::units]
        state = _gate(keep) * float(c[n, unit]) + _gate(write) * math.tanh(what)
        c_new[n, unit] = state
        h_new[n, unit] = _gate(show) * math.tanh(state)
    return h_new, c_new


def _dot(one, other):
    return math.fsum(float(a) * float(b) for a, b in zip(one, other, strict=True))


def _gate(z):
    """The sigmoid, from the side on which the exponential cannot overflow."""
    small = math.exp(-abs(z))
    return (1.0 if z > 0 else small) / (1.0 + small)
