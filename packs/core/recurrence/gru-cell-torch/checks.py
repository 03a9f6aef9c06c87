"""What a GRU cell for tensors is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "h", "w_ih", "w_hh", "b_ih", "b_hh")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """With and without a batch, with and without either bias."""
    examples, features, units = draw.sizes("N", "D", "H", most=5)
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.3, 2.0)
    lead = () if draw.chance(0.25) else (examples,)
    biases = {name: draw.numbers(3 * units, dtype=kind) for name in ("b_ih", "b_hh")}
    return {
        "x": draw.numbers(*lead, features, dtype=kind),
        "h": draw.numbers(*lead, units, dtype=kind),
        "w_ih": draw.numbers(3 * units, features, spread=scale, dtype=kind),
        "w_hh": draw.numbers(3 * units, units, spread=scale, dtype=kind),
        **{name: bias for name, bias in biases.items() if draw.chance(0.8)},
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, features, units, *lead, **given):
    """A case of those sizes."""
    arrays = {
        "x": 2.0 * _wave(*lead, features),
        "h": _wave(*lead, units) - 0.1,
        "w_ih": _wave(3 * units, features),
        "w_hh": 0.7 * _wave(3 * units, units) + 0.1,
        "b_ih": 0.4 * _wave(3 * units),
        "b_hh": 0.9 * _wave(3 * units) + 0.5,
        **given,
    }
    return point(says, **{name: array for name, array in arrays.items() if array is not None})


def _driven(says, r, z, n):
    """Gates driven by the bias."""
    return _case(says, 2, 2, 1, b_ih=np.repeat([r, z, n], 2).astype(float))


_ORDER = "three blocks of H rows in the order **r, z, n**"
_INSIDE = r"r \odot (h W_{hn}^T + b_{hn})"
_NONE = "no bias if left out"
_ALONE = "or (D,) without a batch"
_HUGE = "Pre-activations of plus and minus a thousand occur and must not give nan"
_LEAST = "N, D and H are at least 1"

POINTS = {
    "an ordinary step": _case(_ORDER, 2, 4, 3),
    "without a batch": _case(_ALONE, 2, 3),
    "without biases": _case(_NONE, 2, 3, 2, b_ih=None, b_hh=None),
    "with the first bias only": _case(_NONE, 2, 3, 2, b_hh=None),
    "with the second bias only": _case(_NONE, 2, 3, 2, b_ih=None),
    "a large second bias": _case(_INSIDE, 2, 2, 2, b_hh=3.0 * _wave(6)),
    "gates driven to a thousand": _driven(_HUGE, 1000, -1000, 1000),
    "gates driven the other way": _driven(_HUGE, -1000, 1000, -1000),
    "from a state of zero": _case(_INSIDE, 2, 3, 2, h=np.zeros((2, 3))),
    "one unit, one feature": _case(_LEAST, 1, 1, 2),
    "everything two": _case(_LEAST, 2, 2, 2),
}

CREDIT = [
    credit(40, "the new state", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        10,
        "the second bias, inside the brackets of the reset gate",
        points=("a large second bias", "from a state of zero", "with the second bias only"),
    ),
    credit(
        10,
        "pre-activations of a thousand",
        points=("gates driven to a thousand", "gates driven the other way"),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::gru_cell": "PyTorch's own GRU cell",
    "aten::gru": "PyTorch's own GRU",
    "aten::_thnn_fused_gru_cell": "PyTorch's own GRU cell",
}

EXAMPLE = {
    "x": np.array([[1.0, 2.0]]),
    "h": np.array([[0.5]]),
    "w_ih": np.array([[0.5, 0.0], [0.0, 0.5], [1.0, -1.0]]),
    "w_hh": np.array([[1.0], [0.0], [-1.0]]),
    "b_ih": np.array([0.0, 1.0, 0.0]),
    "b_hh": np.array([0.0, 0.0, 0.5]),
}


def second_opinion(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    """NumPy, block by block, with gradients by complex steps."""
    return _slopes(_step, [x, h, w_ih, w_hh, b_ih, b_hh])


def _step(x, h, w_ih, w_hh, b_ih, b_hh):
    """The new state, for a stack of cells."""
    units = h.shape[-1]
    alone = x.ndim == 2
    if alone:
        x, h = x[:, None], h[:, None]

    def part(block, value, weight, bias):
        rows = slice(block * units, (block + 1) * units)
        total = (value[:, :, None, :] * weight[:, None, rows, :]).sum(axis=-1)
        return total if bias is None else total + bias[:, None, rows]

    def gate(block):
        z = part(block, x, w_ih, b_ih) + part(block, h, w_hh, b_hh)
        return (1 + np.tanh(z / 2)) / 2

    reset, keep = gate(0), gate(1)
    candidate = np.tanh(part(2, x, w_ih, b_ih) + reset * part(2, h, w_hh, b_hh))
    new = candidate + keep * (h - candidate)
    return new[:, 0] if alone else new


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
