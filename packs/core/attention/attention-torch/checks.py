"""What masked attention for tensors is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("q", "k", "v")
FORBIDDEN = {
    "aten::scaled_dot_product_attention": "PyTorch's own attention",
    "aten::_scaled_dot_product_attention_math": "PyTorch's own attention",
    "aten::_scaled_dot_product_flash_attention_for_cpu": "PyTorch's own attention",
}


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["q"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Any leading dimensions; a mask for all, for each, or the same for every query."""
    lead = draw.one_of(0, 1, 2)
    width, keys, steps, out, *axes = draw.sizes("D", "S", "L", "F", *"NM"[:lead], most=6)
    kind = draw.dtype("float64", "float32")
    given = {
        "q": draw.numbers(*axes, steps, width, dtype=kind),
        "k": draw.numbers(*axes, keys, width, dtype=kind),
        "v": draw.numbers(*axes, keys, out, dtype=kind),
    }
    if draw.chance(0.6):
        shape = draw.one_of((steps, keys), (*axes, steps, keys), (1, keys), (*axes, 1, keys))
        mask = draw.between(0.0, 1.0, *shape) < draw.one_of(0.6, 0.3)
        mask[(0,) * mask.ndim] = True  # else nothing would depend on the arguments
        given["mask"] = draw.laid_out(mask)
    return given


_TRUE = "`True` means that this query may look at this key."
_NONE = "**A query that may look at no key gives zeros, and sends no gradient"
_HUGE = "Scores may reach thousands."
_LEAST = "All sizes are at least 1 and may all differ."
_Q = np.array([[0.5, 1.0, -1.0], [2.0, 0.0, 1.0], [-1.0, 1.0, 0.0]])
_K = np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0], [-2.0, 1.0, 1.0]])
_V = np.array([[1.0, -2.0], [4.0, 0.5], [-3.0, 8.0]])
_GAP = np.array([[True, False, True], [False] * 3, [True] * 3])
_SMALL = {name: array.astype(np.float32) for name, array in zip("qkv", (_Q, _K, _V), strict=True)}

POINTS = {
    "a square mask": point(_TRUE, q=_Q, k=_K, v=_V, mask=np.tri(3, dtype=bool)),
    "all sizes equal, no mask": point(_LEAST, q=_Q, k=_K, v=_Q - 2 * _K),
    "a query that may look nowhere": point(_NONE, q=_Q, k=_K, v=_V, mask=_GAP),
    "the same in float32": point(_NONE, **_SMALL, mask=_GAP),
    "only one query may look": point(
        _NONE, q=_Q, k=_K, v=_V, mask=np.array([[False] * 3, [False, True, True], [False] * 3])
    ),
    "a sample of padding": point(
        _NONE,
        q=np.stack([_Q, _K]),
        k=np.stack([_K, _Q]),
        v=np.stack([_V, -_V]),
        mask=np.array([[[True, True, False]], [[False] * 3]]),
    ),
    "scores in the thousands": point(_HUGE, q=2000 * _Q, k=_K, v=_V),
    "a hidden score of thousands": point(
        _HUGE,
        q=np.array([[1.0], [-1.0]]),
        k=np.array([[5000.0], [1.0], [0.5]]),
        v=_V,
        mask=np.array([[False, True, True]]),
    ),
    "visible scores of minus thousands": point(
        _HUGE,
        q=np.array([[-3000.0]]),
        k=np.array([[1.0], [1.0005], [-1.0]]),
        v=_V,
        mask=np.array([[True, True, False]]),
    ),
    "one of each": point(_LEAST, q=np.array([[3.0]]), k=np.array([[2.0]]), v=np.array([[-5.0]])),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        20,
        "rows without any key, forth and back",
        points=(
            "a query that may look nowhere",
            "the same in float32",
            "only one query may look",
            "a sample of padding",
        ),
    ),
    credit(
        5,
        "scores in the thousands",
        points=(
            "scores in the thousands",
            "a hidden score of thousands",
            "visible scores of minus thousands",
        ),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("v", output=0)]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    if output[0].dtype != arguments["q"].dtype:
        yield f"The result must have the type of the arguments; it is {output[0].dtype}."


EXAMPLE = {
    "q": np.array([[1.0, 0.0], [0.0, 1.0]]),
    "k": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
    "v": np.array([[1.0], [2.0], [3.0]]),
    "mask": np.array([[True, True, False], [False, False, False]]),
}


def second_opinion(q, k, v, mask=None):
    """Row by row over the visible keys, with the matrix of derivatives of each softmax."""
    shape, kind = (*q.shape[:-1], k.shape[-2]), q.dtype
    allowed = np.broadcast_to(True if mask is None else mask, shape)
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    slope = np.cos(0.7 * np.arange(out.size) + 0.3).astype(kind).astype(float).reshape(out.shape)
    dq, dk, dv = (np.zeros(part.shape) for part in (q, k, v))
    root = np.sqrt(float(q.shape[-1]))
    for place in np.ndindex(q.shape[:-1]):
        lead, seen = place[:-1], np.flatnonzero(allowed[place])
        if not len(seen):
            continue
        query, keys = q[place].astype(float), k[lead][seen].astype(float)
        values = v[lead][seen].astype(float)
        scores = keys @ query / root
        p = np.exp(scores - scores.max())
        p /= p.sum()
        out[place] = p @ values
        change = (np.diag(p) - np.outer(p, p)) @ (values @ slope[place]) / root
        dq[place] += change @ keys
        for s, weight, step in zip(seen, p, change, strict=True):
            dk[(*lead, s)] += step * query
            dv[(*lead, s)] += weight * slope[place]
    return out.astype(kind), [part.astype(kind) for part in (dq, dk, dv)]
