"""What masked attention is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["q"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Any leading axes; a mask for all, for each, or the same for every query or sample."""
    lead = draw.one_of(0, 1, 2)
    width, keys, steps, out, *axes = draw.sizes("D", "S", "L", "F", *"NM"[:lead], most=7)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.0, 2.0)
    given = {
        "q": draw.numbers(*axes, steps, width, spread=spread, dtype=kind),
        "k": draw.numbers(*axes, keys, width, spread=spread, dtype=kind),
        "v": draw.numbers(*axes, keys, out, dtype=kind),
    }
    if draw.chance(0.6):
        shape = draw.one_of((steps, keys), (*axes, steps, keys), (1, keys), (*axes, 1, keys))
        given["mask"] = draw.laid_out(draw.between(0.0, 1.0, *shape) < draw.one_of(0.6, 0.3))
    return given


_FORMULA = "L and S may differ, and so may D and F."
_ZEROS = "**A query that may look at no key gives zeros.**"
_HUGE = "Scores may be tens of thousands, of both signs, also within one row"
_LEAST = "All sizes are at least 1."
_TRUE = "**`True` means that this query may look at this key.**"
_SHARE = "A hidden key has the weight 0, whatever\nits score, and the other weights sum to 1."
_BROAD = "broadcasts to (…, L, S)"
_V = np.array([[1.0, -2.0], [4.0, 0.5], [-3.0, 8.0]])
_K = np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0], [-2.0, 1.0, 1.0]])
_Q = np.array([[0.5, 1.0, -1.0], [2.0, 0.0, 1.0], [-1.0, 1.0, 0.0]])
_LOWER = np.tri(3, dtype=bool)

POINTS = {
    "as many queries as keys as numbers": point(_FORMULA, q=_Q, k=_K, v=_Q * 2 - _K),
    "a square mask": point(_TRUE, q=_Q, k=_K, v=_V, mask=_LOWER),
    "one key is left": point(_SHARE, q=_Q, k=_K, v=_V, mask=np.eye(3, dtype=bool)[::-1]),
    "a query that may look nowhere": point(
        _ZEROS, q=_Q, k=_K, v=_V, mask=np.array([[True, False, True], [False] * 3, [True] * 3])
    ),
    "no query may look": point(_ZEROS, q=_Q[:2], k=_K, v=_V, mask=np.zeros((1, 3), bool)),
    "nobody may look in float32": point(
        _ZEROS,
        q=_Q.astype(np.float32),
        k=_K.astype(np.float32),
        v=_V.astype(np.float32),
        mask=np.zeros((3, 3), bool),
    ),
    "scores in the thousands": point(_HUGE, q=2000 * _Q, k=_K, v=_V),
    "scores of minus thousands": point(
        _HUGE, q=np.array([[-3000.0], [1.0]]), k=np.array([[1.0], [1.001], [1.002]]), v=_V
    ),
    "visible scores below minus ten thousand": point(
        _HUGE,
        q=np.array([[-12000.0], [1.0]]),
        k=np.array([[1.0], [1.0001], [1.0002]]),
        v=_V,
        mask=np.array([[True, True, False]]),
    ),
    "a hidden score of thousands": point(
        _HUGE,
        q=np.array([[1.0], [-1.0]]),
        k=np.array([[5000.0], [1.0], [0.5]]),
        v=_V,
        mask=np.array([[False, True, True]]),
    ),
    "one of each": point(
        _LEAST, q=np.array([[3.0]]), k=np.array([[2.0]]), v=np.array([[-5.0]]), mask=_LOWER[:1, :1]
    ),
    "one key for three queries": point(_LEAST, q=_Q, k=_K[:1], v=_V[:1]),
    "a mask for samples, the same for heads": point(
        _BROAD,
        q=np.arange(24.0).reshape(2, 2, 2, 3) % 5 - 2,
        k=np.arange(36.0).reshape(2, 2, 3, 3) % 7 - 3,
        v=np.arange(24.0).reshape(2, 2, 3, 2),
        mask=np.array([[True, True, False], [False, True, True]])[:, None, None],
    ),
}

CREDIT = [
    credit(60, "attention with and without a mask"),
    credit(
        15,
        "scores in the thousands",
        points=(
            "scores in the thousands",
            "scores of minus thousands",
            "visible scores below minus ten thousand",
            "a hidden score of thousands",
        ),
    ),
    credit(
        15,
        "zeros where a query may look nowhere",
        points=(
            "a query that may look nowhere",
            "no query may look",
            "nobody may look in float32",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("v"), laws.follows_permutation(["q", "mask"], -2)]

SURVIVORS = {
    "np.where(np.isfinite(top), top, 0.0) → np.where(np.isfinite(top), top, 1.0)": (
        "equivalent: any finite number taken from −∞ leaves −∞"
    ),
}

EXAMPLE = {
    "q": np.array([[1.0, 0.0], [0.0, 1.0]]),
    "k": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
    "v": np.array([[1.0], [2.0], [3.0]]),
    "mask": np.array([[True, True, False], [False, False, False]]),
}


def second_opinion(q, k, v, mask=None):
    """One query at a time, with a list of the keys that it may look at."""
    shape = (*q.shape[:-1], k.shape[-2])
    allowed = np.broadcast_to(True if mask is None else mask, shape)
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    for place in np.ndindex(q.shape[:-1]):
        keys, values = k[place[:-1]].tolist(), v[place[:-1]].tolist()
        seen = [s for s in range(len(keys)) if allowed[(*place, s)]]
        query = q[place].tolist()
        scores = [np.dot(query, keys[s]) / math.sqrt(len(query)) for s in seen]
        powers = [math.exp(score - max(scores)) for score in scores]
        for f in range(v.shape[-1]):
            above = np.dot(powers, [values[s][f] for s in seen])
            out[(*place, f)] = above / math.fsum(powers) if seen else 0.0
    return out
