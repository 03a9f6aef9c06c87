"""What backpropagation through time is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("grad_h0", "grad_w_x", "grad_w_h", "grad_b")


def tolerance(arguments):
    """float32 carries seven digits, and the sums lose some of them."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Four sizes that differ, each of them sometimes 1, and a start that is not zero."""
    sequences, steps, features, units = draw.sizes("N", "T", "D", "H", most=5)
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(sequences, steps, features, dtype=kind)
    h0 = draw.between(-1.0, 1.0, sequences, units, dtype=kind)
    w_x = draw.numbers(units, features, spread=0.6, dtype=kind)
    w_h = draw.numbers(units, units, spread=0.6, dtype=kind)
    h = _states(x, h0, w_x, w_h, draw.numbers(units, spread=0.5, dtype=kind))
    return {
        "grad_h": draw.numbers(sequences, steps, units, dtype=kind),
        "x": x,
        "h": draw.laid_out(h, kind),
        "h0": h0,
        "w_x": w_x,
        "w_h": w_h,
    }


def _states(x, h0, w_x, w_h, b):
    """The forward pass."""
    states, h = [], h0
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ w_x.T + h @ w_h.T + b)
        states.append(h)
    return np.stack(states, axis=1)


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, n, t, d, h, **given):
    """A case of those sizes."""
    arrays = {
        "grad_h": 1.5 * _wave(n, t, h) + 0.2,
        "x": 2.0 * _wave(n, t, d),
        "h0": 0.6 * _wave(n, h) + 0.1,
        "w_x": 0.7 * _wave(h, d),
        "w_h": 0.8 * _wave(h, h) + 0.2,
        **given,
    }
    forward = [arrays[name] for name in ("x", "h0", "w_x", "w_h")]
    return point(says, **arrays, h=_states(*forward, 0.3 * _wave(h)))


_LEAST = "N, T, D and H are at least 1."
_START = "which need not be zero"
_PATHS = "with all paths through time"
_SUM = "do not divide by anything"
_BATCH = "the inputs, batch first"


def _last_only(n, t, h):
    grad = np.zeros((n, t, h))
    grad[:, -1] = 1.0
    return grad


POINTS = {
    "an ordinary batch": _case(_SUM, 2, 3, 4, 5),
    "a loss of the last state only": _case(_PATHS, 2, 4, 2, 3, grad_h=_last_only(2, 4, 3)),
    "as many sequences as steps": _case(_BATCH, 3, 3, 2, 4),
    "everything two": _case(_BATCH, 2, 2, 2, 2),
    "a start of zero": _case(_START, 2, 3, 2, 3, h0=np.zeros((2, 3))),
    "one step": _case(_LEAST, 2, 1, 3, 4),
    "one sequence": _case(_LEAST, 1, 4, 2, 3),
    "one feature, one unit": _case(_LEAST, 2, 3, 1, 1),
    "demands in the thousands": _case(_PATHS, 2, 3, 2, 3, grad_h=3000.0 * _wave(2, 3, 3)),
    "nothing asked": _case(_PATHS, 2, 3, 2, 3, grad_h=np.zeros((2, 3, 3))),
    "saturated units": _case(_PATHS, 2, 3, 2, 3, x=30.0 * _wave(2, 3, 2)),
}

CREDIT = [
    credit(25, "`grad_h0`", output="grad_h0"),
    credit(20, "`grad_w_x`", output="grad_w_x"),
    credit(25, "`grad_w_h`", output="grad_w_h"),
    credit(10, "`grad_b`", output="grad_b"),
    credit(10, "a loss of the last state only", points=("a loss of the last state only",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "grad_h": np.array([[[0.0, 0.0], [1.0, 0.0]]]),
    "x": np.array([[[1.0], [-1.0]]]),
    "h": np.array([[[0.5, 0.25], [-0.5, 0.75]]]),
    "h0": np.array([[0.5, -0.5]]),
    "w_x": np.array([[1.0], [0.5]]),
    "w_h": np.array([[0.0, 1.0], [-1.0, 0.5]]),
}


def second_opinion(grad_h, x, h, h0, w_x, w_h):
    """Every path by itself: each later state's Jacobian with respect to each earlier sum."""
    grad_h, x, h, h0, w_x, w_h = (
        np.asarray(array, dtype=float) for array in (grad_h, x, h, h0, w_x, w_h)
    )
    sequences, steps, _ = x.shape
    results = [np.zeros(a.shape) for a in (h0, w_x, w_h)] + [np.zeros(len(w_h))]
    for n in range(sequences):
        for late in range(steps):
            row = grad_h[n, late]  # walks from the loss at `late` back to step `early`
            for early in range(late, -1, -1):
                row = np.array([a * (1 - s * s) for a, s in zip(row, h[n, early], strict=True)])
                saw = h0[n] if early == 0 else h[n, early - 1]
                results[1] += np.multiply.outer(row, x[n, early])
                results[2] += np.multiply.outer(row, saw)
                results[3] += row
                row = np.array([sum(row * column) for column in w_h.T])
            results[0][n] += row
    return tuple(results)
