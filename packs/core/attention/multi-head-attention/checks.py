"""What self-attention with several heads is tried with."""

import numpy as np

from heldout.authoring import credit, invalid, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Any number of heads of any width, with each kind of mask."""
    heads, each, steps = draw.sizes("H", "D", "T", most=6)
    count, width = draw.integer(1, 4), draw.integer(1, 6)
    kind, inner = draw.dtype("float64", "float32"), heads * each
    given = {
        "x": draw.numbers(count, steps, width, dtype=kind),
        "w_q": draw.numbers(width, inner, spread=0.7, dtype=kind),
        "w_k": draw.numbers(width, inner, spread=0.7, dtype=kind),
        "w_v": draw.numbers(width, inner, spread=0.7, dtype=kind),
        "w_o": draw.numbers(inner, width, spread=0.7, dtype=kind),
        "num_heads": heads,
    }
    if draw.chance(0.6):
        shape = draw.one_of((steps, steps), (count, steps, steps), (count, 1, steps))
        given["mask"] = draw.laid_out(draw.between(0.0, 1.0, *shape) < draw.one_of(0.6, 0.3))
    return given


def _case(shape, inner, heads, scale=1.0, **more):
    rng = np.random.default_rng(5)
    width = shape[2]
    weights = {name: rng.normal(size=(width, inner)).round(2) for name in ("w_q", "w_k", "w_v")}
    return {
        "x": scale * rng.normal(size=shape).round(2),
        **weights,
        "w_o": rng.normal(size=(inner, width)).round(2),
        "num_heads": heads,
        **more,
    }


_COLUMNS = "Head 0 has the first A / H columns of each of the three projections"
_MASK = "(T, T) for all sequences, (N, T, T), or (N, 1, T) for all queries of a sequence"
_NOWHERE = "A query that may look nowhere gives zeros."
_ODD = "A `num_heads` that does not divide A must raise `ValueError`."
_HALF = np.array([[[True, False, True]], [[False, True, True]]])

POINTS = {
    "all sizes equal": point(_COLUMNS, **_case((2, 2, 4), 4, 2)),
    "one head": point(_COLUMNS, **_case((2, 3, 4), 3, 1)),
    "heads of width one": point(_COLUMNS, **_case((1, 3, 2), 4, 4)),
    "one step": point("All sizes are at least 1.", **_case((3, 1, 2), 6, 2)),
    "a causal mask": point(_MASK, **_case((2, 3, 4), 6, 2, mask=np.tri(3, dtype=bool))),
    "as many heads as sequences": point(_MASK, **_case((2, 3, 4), 6, 2, mask=_HALF)),
    "as many heads as sequences, a mask for each": point(
        _MASK, **_case((2, 3, 4), 6, 2, mask=_HALF | np.tri(3, dtype=bool))
    ),
    "a query that may look nowhere": point(
        _NOWHERE, **_case((2, 3, 4), 6, 3, mask=np.tri(3, 3, -1, dtype=bool))
    ),
    "a sequence of padding": point(
        _NOWHERE, **_case((2, 3, 2), 4, 2, mask=np.array([[[True] * 3], [[False] * 3]]))
    ),
    "scores in the thousands": point(
        "Scores may reach thousands.", **_case((2, 3, 4), 6, 2, scale=40.0)
    ),
    "columns left over": invalid(_ODD, "ValueError", **_case((2, 3, 4), 5, 2)),
    "more heads than columns": invalid(_ODD, "ValueError", **_case((1, 2, 4), 4, 8)),
}

CREDIT = [
    credit(60, "several heads, with and without a mask"),
    credit(10, "scores in the thousands", points=("scores in the thousands",)),
    credit(
        10,
        "zeros where a query may look nowhere",
        points=("a query that may look nowhere", "a sequence of padding"),
    ),
    credit(
        10,
        "`ValueError` for heads that do not divide A",
        points=("columns left over", "more heads than columns"),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("w_o"), laws.proportional("w_v")]

SURVIVORS = {
    "np.where(np.isfinite(top), top, 0.0) → np.where(np.isfinite(top), top, 1.0)": (
        "equivalent: any finite number taken from −∞ leaves −∞"
    ),
}

EXAMPLE = {
    "x": np.array([[[1.0, 0.0], [0.0, 2.0]]]),
    "w_q": np.eye(2),
    "w_k": np.eye(2),
    "w_v": np.eye(2),
    "w_o": np.array([[1.0, 0.0], [0.0, 10.0]]),
    "num_heads": 2,
}


def second_opinion(x, w_q, w_k, w_v, w_o, num_heads, mask=None):
    """One head and one query at a time, each adding its own part through its rows of w_o."""
    count, steps, _ = x.shape
    each, left = divmod(w_q.shape[1], num_heads)
    if left:
        raise ValueError
    allowed = np.broadcast_to(True if mask is None else mask, (count, steps, steps))
    out = np.zeros(x.shape)
    for h in range(num_heads):
        own = slice(h * each, (h + 1) * each)
        # q·k = x_t (W_q W_kᵀ) x_s: one square form a head, and one map from values to outputs
        form, carry = w_q[:, own] @ w_k[:, own].T, w_v[:, own] @ w_o[own]
        for n in range(count):
            for t in range(steps):
                seen = np.flatnonzero(allowed[n, t])
                if len(seen):
                    scores = x[n, seen] @ (x[n, t] @ form) * each**-0.5
                    powers = np.exp(scores - scores.max())
                    out[n, t] += powers @ (x[n, seen] @ carry) / powers.sum()
    return out
