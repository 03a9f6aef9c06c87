"""What a recurrent network for tensors is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "w_x", "w_h", "b", "h0")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Four sizes that differ, each of them sometimes 1, with and without a start."""
    sequences, steps, features, units = draw.sizes("N", "T", "D", "H", most=5)
    kind = draw.dtype("float64", "float32")
    start = {"h0": draw.between(-1.0, 1.0, sequences, units, dtype=kind)}
    return {
        "x": draw.numbers(sequences, steps, features, dtype=kind),
        "w_x": draw.numbers(units, features, spread=0.6, dtype=kind),
        "w_h": draw.numbers(units, units, spread=0.6, dtype=kind),
        "b": draw.numbers(units, spread=0.5, dtype=kind),
        **(start if draw.chance(0.6) else {}),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, n, t, d, h, start=True, dtype="float64", **given):
    """A case of those sizes."""
    arrays = {
        "x": 2.0 * _wave(n, t, d),
        "w_x": 0.7 * _wave(h, d),
        "w_h": 0.8 * _wave(h, h) + 0.2,
        "b": 0.3 * _wave(h),
        **({"h0": 0.6 * _wave(n, h) + 0.1} if start else {}),
        **given,
    }
    return point(says, **{name: array.astype(dtype) for name, array in arrays.items()})


_LEAST = "N, T, D and H are at least 1."
_START = "**zeros if left out**"
_PATHS = "along **all** paths through time"
_BATCH = "**batch first**"
_TYPE = "All tensors are float64, or all are float32."

POINTS = {
    "an ordinary batch": _case(_PATHS, 2, 3, 4, 5),
    "no start given": _case(_START, 2, 3, 2, 3, start=False),
    "no start given, in float32": _case(_TYPE, 2, 3, 2, 3, start=False, dtype="float32"),
    "as many sequences as steps": _case(_BATCH, 3, 3, 2, 4),
    "everything two": _case(_BATCH, 2, 2, 2, 2),
    "one step": _case(_LEAST, 2, 1, 3, 4),
    "one sequence": _case(_LEAST, 1, 4, 2, 3),
    "one feature, one unit": _case(_LEAST, 2, 3, 1, 1),
    "saturated units": _case(_PATHS, 2, 3, 2, 3, x=30.0 * _wave(2, 3, 2)),
}

CREDIT = [
    credit(40, "the states", output="value"),
    credit(40, "the gradients through time", output="gradients"),
    credit(
        10,
        "a start that is left out",
        points=("no start given", "no start given, in float32"),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::rnn_tanh": "PyTorch's own recurrent network",
    "aten::rnn_tanh_cell": "PyTorch's own recurrent cell",
}

EXAMPLE = {
    "x": np.array([[[1.0], [0.0], [-1.0]]]),
    "w_x": np.array([[1.0], [0.5]]),
    "w_h": np.array([[0.0, 1.0], [-1.0, 0.0]]),
    "b": np.array([0.0, 0.1]),
    "h0": np.array([[0.5, -0.5]]),
}


def second_opinion(x, w_x, w_h, b, h0=None):
    """NumPy, with gradients by complex steps."""
    return _slopes(_run, [x, w_x, w_h, b, h0])


def _run(x, w_x, w_h, b, h0):
    """The states, for a stack of networks."""
    h = np.zeros((1, x.shape[1], w_h.shape[-1])) if h0 is None else h0
    states = []
    for t in range(x.shape[2]):
        fed = np.einsum("pnd,phd->pnh", *_alike(x[:, :, t], w_x))
        h = np.tanh(fed + np.einsum("pnk,phk->pnh", *_alike(h, w_h)) + b[:, None])
        states.append(h)
    return np.stack(states, axis=2)


def _alike(one, other):
    """Both stacks as high as the higher one."""
    high = max(len(one), len(other))
    return (np.broadcast_to(a, (high, *a.shape[1:])) for a in (one, other))


def _slopes(function, given):
    """Value and gradients of the sum that the judge weighs by these cosines, by complex steps:
    an imaginary part of 1e-30 in one entry, for all entries of an array at once."""
    value = function(*(None if a is None else a[None] for a in given))[0]
    kind = given[0].dtype
    weights = np.cos(0.7 * np.arange(value.size) + 0.3).astype(kind).reshape(value.shape)
    found = []
    for place, array in enumerate(given):
        if array is None:
            found.append(None)
            continue
        count = array.size
        moved = np.repeat(np.asarray(array, dtype=complex)[None], count, axis=0)
        moved.reshape(count, count)[np.arange(count), np.arange(count)] += 1e-30j
        others = [None if a is None else np.asarray(a, dtype=float)[None] for a in given]
        others[place] = moved
        change = function(*others).imag / 1e-30
        found.append((change * weights).reshape(count, -1).sum(axis=1).reshape(array.shape))
    return value, found
