"""What a GRU step is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Dimensions that differ, each of them sometimes 1."""
    units = draw.one_of(2, 1, 3, 4)
    features, examples = draw.sizes("D", "N", most=6)
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.3, 3.0)
    return {
        "x": draw.numbers(examples, features, dtype=kind),
        "h": draw.numbers(examples, units, dtype=kind),
        "w_x": draw.numbers(3 * units, features, spread=scale, dtype=kind),
        "w_h": draw.numbers(3 * units, units, spread=scale, dtype=kind),
        "b": draw.numbers(3 * units, dtype=kind),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _gated(says, r, z, n):
    """One example and two units; the gates are driven by the bias, the candidate by all."""
    return point(
        says,
        x=np.array([[0.5, -1.0, 2.0]]),
        h=np.array([[0.25, -0.75]]),
        w_x=np.vstack([np.zeros((4, 3)), _wave(2, 3)]),
        w_h=np.vstack([np.zeros((4, 2)), _wave(2, 2)]),
        b=np.repeat([r, z, n], 2).astype(float),
    )


_ORDER = "are three blocks of H rows in the order **r, z, n**"
_AFTER = "the reset gate acts"
_KEEPS = "$z = 1$ **keeps** the old state"
_STATE = r"h_t &= (1 - z) \odot n + z \odot h_{t-1}"
_HUGE = "Pre-activations of plus and minus a thousand occur and must not give nan"
_LEAST = "N, D and H are at least 1"

POINTS = {
    "an ordinary step": point(
        _ORDER,
        x=_wave(3, 2),
        h=_wave(3, 4) - 0.1,
        w_x=_wave(12, 2),
        w_h=0.7 * _wave(12, 4),
        b=0.4 * _wave(12),
    ),
    "update gate open: the state is kept": _gated(_KEEPS, 1, 40, 1),
    "update gate shut: the state is replaced": _gated(_STATE, 1, -40, 0.2),
    "both gates shut: only the input counts": _gated(_AFTER, -40, -40, 0.2),
    "reset gate open": _gated(_AFTER, 40, -40, 0.2),
    "gates driven to a thousand": _gated(_HUGE, 1000, -1000, 1000),
    "gates driven the other way": _gated(_HUGE, -1000, 1000, -1000),
    "from a state of zero": point(
        _STATE,
        x=np.array([[1.0, -2.0]]),
        h=np.zeros((1, 3)),
        w_x=_wave(9, 2),
        w_h=_wave(9, 3),
        b=np.zeros(9),
    ),
    "one unit, one feature": point(
        _LEAST,
        x=np.array([[2.0], [-1.0]]),
        h=np.array([[0.5], [-0.5]]),
        w_x=np.array([[0.5], [-1.0], [1.5]]),
        w_h=np.array([[1.0], [0.25], [-2.0]]),
        b=np.array([0.1, -0.2, 0.3]),
    ),
    "as many features as units": point(
        _AFTER,
        x=_wave(2, 2),
        h=_wave(2, 2) / 3.0,
        w_x=_wave(6, 2) + 0.5,
        w_h=_wave(6, 2) - 0.5,
        b=_wave(6),
    ),
}

CREDIT = [
    credit(50, "ordinary steps"),
    credit(
        20,
        "the reset gate, after the product",
        points=(
            "reset gate open",
            "both gates shut: only the input counts",
            "as many features as units",
        ),
    ),
    credit(
        10,
        "the update gate, open and shut",
        points=("update gate open: the state is kept", "update gate shut: the state is replaced"),
    ),
    credit(
        10,
        "pre-activations of a thousand",
        points=("gates driven to a thousand", "gates driven the other way"),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.follows_permutation(("x", "h"), 0)]

EXAMPLE = {
    "x": np.array([[1.0, 2.0]]),
    "h": np.array([[0.5]]),
    "w_x": np.array([[0.5, 0.0], [0.0, 0.5], [1.0, -1.0]]),
    "w_h": np.array([[1.0], [0.0], [-1.0]]),
    "b": np.array([0.0, 1.0, 0.0]),
}


def properties(arguments, output):
    """What the gates impose."""
    if (np.abs(output) > np.maximum(1.0, np.abs(arguments["h"])) + 1e-6).any():
        yield "The new state lies between the candidate and the old state."


def second_opinion(x, h, w_x, w_h, b):
    """Unit by unit in plain Python; the sigmoid by its definition."""
    units = h.shape[1]
    new = np.zeros(h.shape)
    for example, unit in np.ndindex(h.shape):
        fed = [_dot(w_x[k], x[example]) + float(b[k]) for k in range(unit, 3 * units, units)]
        held = [_dot(w_h[k], h[example]) for k in range(unit, 3 * units, units)]
        reset, keep = _gate(fed[0] + held[0]), _gate(fed[1] + held[1])
        candidate = math.tanh(fed[2] + reset * held[2])
        new[example, unit] = candidate + keep * (float(h[example, unit]) - candidate)
    return new


def _dot(one, other):
    return math.fsum(float(a) * float(b) for a, b in zip(one, other, strict=True))


def _gate(z):
    """The sigmoid, from the side on which the exponential cannot overflow."""
    small = math.exp(-abs(z))
    return (1.0 if z > 0 else small) / (1.0 + small)
