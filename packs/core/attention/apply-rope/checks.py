"""What rotary positions are tried with."""

import cmath

import numpy as np

from heldout.authoring import credit, invalid, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["x"].dtype == np.float32 else (1e-8, 1e-8)


def inputs(draw):
    """Positions with gaps, for all or for each; any leading axes and pairs."""
    lead = draw.one_of(0, 1, 2)
    steps, pairs, *axes = draw.sizes("T", "P", *"NM"[:lead], most=7)
    kind, far = draw.dtype("float64", "float32"), draw.one_of(9, 300)
    own = draw.chance(0.4)
    return {
        "x": draw.numbers(*axes, steps, 2 * pairs, dtype=kind),
        "positions": draw.whole(
            -far, far, *(axes if own else ()), steps, dtype=draw.one_of("int64", "int32")
        ),
        **draw.options(base=(100.0, 500.5, 3)),
    }


_ANY = "They may begin anywhere, leave gaps, come twice, or be negative."
_OWN = "or (…, T) with the same leading axes as `x`"
_FAR = "the result must be right for positions up to a million\n**in both types**"
_LEAST = "All sizes are at least 1."
_ODD = "an odd D must raise `ValueError`"
_X = np.array([[1.0, 2.0, -3.0, 0.5], [0.0, -1.0, 4.0, 2.0], [2.0, 2.0, -1.0, 1.5]])

POINTS = {
    "one pair": point("**Neighbours are a pair.**", x=_X[:, :2], positions=np.array([0, 1, 2])),
    "as many rows as entries": point(
        _ANY, x=np.vstack([_X, _X[::-1]])[:4], positions=np.array([0, 1, 2, 3])
    ),
    "gaps and repeats": point(_ANY, x=_X, positions=np.array([7, 7, 3])),
    "negative positions": point(_ANY, x=_X, positions=np.array([-1, -2, -30])),
    "one row": point(_LEAST, x=_X[:1], positions=np.array([5])),
    "positions of each sample": point(
        _OWN, x=np.stack([_X, 2 * _X]), positions=np.array([[0, 1, 2], [5, 6, 7]])
    ),
    "positions of each head": point(
        _OWN, x=np.stack([_X, _X, _X]), positions=np.array([[0, 1, 2], [3, 3, 3], [9, 8, 7]])
    ),
    "positions of each head of each sample": point(
        _OWN,
        x=np.arange(48.0).reshape(2, 3, 2, 4) % 7 - 3,
        positions=np.array([[[0, 1], [5, 6], [2, 9]], [[3, 4], [8, 7], [1, 0]]]),
    ),
    "a million": point(_FAR, x=_X, positions=np.array([1_000_000, 999_999, 123_456])),
    "a million in float32": point(
        _FAR, x=_X.astype(np.float32), positions=np.array([1_000_000, 999_999, 123_456])
    ),
    "thousands in float32": point(
        _FAR, x=_X.astype(np.float32), positions=np.array([30_001, 30_002, 70_003], np.int32)
    ),
    "another whole base": point(
        "`base` is a number above 1, whole or not", x=_X, positions=np.array([1, 2, 3]), base=7
    ),
    "an odd width": invalid(_ODD, "ValueError", x=_X[:, :3], positions=np.array([0, 1, 2])),
    "a width of one": invalid(_ODD, "ValueError", x=_X[:, :1], positions=np.array([0, 1, 2])),
}

CREDIT = [
    credit(60, "positions of all kinds"),
    credit(
        20,
        "positions far along a text",
        points=("a million", "a million in float32", "thousands in float32"),
    ),
    credit(10, "`ValueError` for an odd D", points=("an odd width", "a width of one")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("x"), laws.additive("x")]

EXAMPLE = {"x": np.array([[1.0, 0.0, 1.0, 0.0]] * 2), "positions": np.array([0, 1])}


def second_opinion(x, positions, base=10000.0):
    """Each pair as a complex number times one of length 1."""
    if x.shape[-1] % 2:
        raise ValueError
    rows = np.broadcast_to(positions, x.shape[:-1])
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape[:-1]):
        t = int(rows[place])
        row = x[place].tolist()
        for i in range(0, len(row), 2):
            turn = cmath.exp(1j * (t * float(base) ** (-i / len(row))))
            turned = complex(row[i], row[i + 1]) * turn
            out[place][i : i + 2] = turned.real, turned.imag
    return out
