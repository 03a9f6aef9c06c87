"""What an LSTM step is tried with."""

import math

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(rng, size):
    """All dimensions different, one of them sometimes 1."""
    sizes = distinct_sizes(rng, min(size, 4), 3)
    if rng.random() < 0.5:
        sizes[rng.integers(3)] = 1
    examples, features, units = sizes
    scale = rng.choice([0.3, 1.0, 3.0])
    arguments = {
        "x": rng.normal(size=(examples, features)),
        "h": rng.uniform(-1.0, 1.0, size=(examples, units)),
        "c": rng.normal(scale=1.5, size=(examples, units)),
        "w_x": rng.normal(scale=scale, size=(4 * units, features)),
        "w_h": rng.normal(scale=scale, size=(4 * units, units)),
        "b": rng.normal(size=4 * units),
    }
    dtype = rng.choice(["float64", "float64", "float32"])
    return {name: laid_out(rng, array.astype(dtype)) for name, array in arguments.items()}


def _gated(i, f, g, o):
    """One example and two units whose gates are driven by the bias alone."""
    return {
        "x": np.array([[0.5, -1.0, 2.0]]),
        "h": np.array([[0.25, -0.75]]),
        "c": np.array([[1.5, -2.5]]),
        "w_x": np.zeros((8, 3)),
        "w_h": np.zeros((8, 2)),
        "b": np.repeat([i, f, g, o], 2).astype(float),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.sin(1.0 + 1.7 * np.arange(np.prod(shape))).reshape(shape)


POINTS = {
    "an ordinary step": {
        "x": _wave(3, 2),
        "h": 0.5 * _wave(3, 4),
        "c": 2.0 * _wave(3, 4),
        "w_x": _wave(16, 2),
        "w_h": 0.7 * _wave(16, 4),
        "b": 0.4 * _wave(16),
    },
    "forget gate open, input gate shut: the cell state passes through": _gated(-40, 40, 1, 0),
    "forget gate shut, input gate open: the cell state is replaced": _gated(40, -40, 1, 0),
    "both gates shut": _gated(-40, -40, 1, 40),
    "output gate shut": _gated(0, 0, 1, -40),
    "output gate open": _gated(0, 0, -1, 40),
    "gates driven to a thousand": _gated(1000, -1000, 1000, -1000),
    "gates driven the other way": _gated(-1000, 1000, -1000, 1000),
    "the first step, from states of zero": {
        "x": np.array([[1.0, -2.0]]),
        "h": np.zeros((1, 3)),
        "c": np.zeros((1, 3)),
        "w_x": _wave(12, 2),
        "w_h": _wave(12, 3),
        "b": np.zeros(12),
    },
    "one unit, one feature": {
        "x": np.array([[2.0], [-1.0]]),
        "h": np.array([[0.5], [-0.5]]),
        "c": np.array([[-3.0], [3.0]]),
        "w_x": np.array([[0.5], [-1.0], [1.5], [2.0]]),
        "w_h": np.array([[1.0], [0.25], [-2.0], [0.75]]),
        "b": np.array([0.1, -0.2, 0.3, -0.4]),
    },
    "as many features as units": {
        "x": _wave(2, 2),
        "h": _wave(2, 2) / 3.0,
        "c": 3.0 * _wave(2, 2),
        "w_x": _wave(8, 2) + 0.5,
        "w_h": _wave(8, 2) - 0.5,
        "b": _wave(8),
    },
}

EXAMPLE = {
    "x": np.array([[1.0, 2.0]]),
    "h": np.array([[0.5]]),
    "c": np.array([[2.0]]),
    "w_x": np.array([[0.5, 0.0], [0.0, 0.5], [1.0, -1.0], [-1.0, 1.0]]),
    "w_h": np.array([[1.0], [0.0], [-1.0], [0.5]]),
    "b": np.array([0.0, 1.0, 0.0, 0.0]),
}


def properties(arguments, output):
    """Bounds that the gates impose."""
    h_new, c_new = output
    if (np.abs(h_new) > 1.0).any():
        yield "No entry of the hidden state can exceed 1 in size."
    if (np.abs(c_new) > np.abs(arguments["c"]) + 1.0 + 1e-6).any():
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
