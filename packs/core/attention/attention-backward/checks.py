"""What the gradient of attention is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("grad_q", "grad_k", "grad_v")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["q"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """All sizes different, with and without leading axes and a mask."""
    lead = draw.one_of(0, 1, 2)
    width, steps, keys = draw.sizes("D", "L", "S", most=5)
    out, axes = draw.integer(1, 4), [draw.integer(1, 3) for _ in range(lead)]
    kind = draw.dtype("float64", "float32")
    given = {
        "grad_out": draw.numbers(*axes, steps, out, dtype=kind),
        "q": draw.numbers(*axes, steps, width, dtype=kind),
        "k": draw.numbers(*axes, keys, width, dtype=kind),
        "v": draw.numbers(*axes, keys, out, dtype=kind),
    }
    if draw.chance(0.6):
        given["mask"] = draw.laid_out(draw.between(0.0, 1.0, steps, keys) < draw.one_of(0.6, 0.3))
    return given


_LEAST = "All sizes are at least 1, and may all differ."
_TRUE = "`True` means that this query may look at this key."
_NONE = "**its gradient is 0, and it gives none to `k` and `v`**"
_HUGE = "scores may reach thousands"
_Q = np.array([[0.5, 1.0, -1.0], [2.0, 0.0, 1.0], [-1.0, 1.0, 0.0]])
_K = np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0], [-2.0, 1.0, 1.0]])
_V = np.array([[1.0, -2.0, 0.5], [4.0, 0.5, -1.0], [-3.0, 1.5, 2.0]])
_G = np.array([[1.0, 0.5, -2.0], [0.0, -1.0, 3.0], [2.0, 1.0, 0.25]])
_ALL = {"grad_out": _G, "q": _Q, "k": _K, "v": _V}

POINTS = {
    "all sizes equal": point(_LEAST, **_ALL),
    "a causal mask": point(_TRUE, **_ALL, mask=np.tri(3, dtype=bool)),
    "a query that may look nowhere": point(
        _NONE, **_ALL, mask=np.array([[True, False, True], [False] * 3, [True] * 3])
    ),
    "nobody may look": point(_NONE, **_ALL, mask=np.zeros((3, 3), bool)),
    "scores in the thousands": point(
        _HUGE, **{**_ALL, "q": 1000 * _Q, "k": _K + 1e-3 * np.round(_V)}
    ),
    "two keys alike, thousands away": point(
        _HUGE,
        grad_out=np.array([[1.0], [2.0]]),
        q=np.array([[1000.0], [-1500.0]]),
        k=np.array([[2.0], [2.0], [1.0]]),
        v=np.array([[1.0], [3.0], [-2.0]]),
    ),
    "one key": point(_LEAST, grad_out=_G, q=_Q, k=_K[:1], v=_V[:1]),
    "one of each": point(
        _LEAST,
        grad_out=np.array([[2.0]]),
        q=np.array([[3.0]]),
        k=np.array([[2.0]]),
        v=np.array([[-5.0]]),
    ),
}

CREDIT = [
    credit(30, "the gradient of `q`", output="grad_q"),
    credit(30, "the gradient of `k`", output="grad_k"),
    credit(15, "the gradient of `v`", output="grad_v"),
    credit(
        15,
        "no gradient where a query may look nowhere",
        points=("a query that may look nowhere", "nobody may look"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("grad_out", output=0), laws.proportional("grad_out", output=1)]

SURVIVORS = {
    "np.where(np.isfinite(top), top, 0.0) → np.where(np.isfinite(top), top, 1.0)": (
        "equivalent: any finite number taken from −∞ leaves −∞"
    ),
}

EXAMPLE = {
    "grad_out": np.array([[1.0]]),
    "q": np.array([[1.0, 0.0]]),
    "k": np.array([[1.0, 0.0], [0.0, 1.0]]),
    "v": np.array([[1.0], [2.0]]),
}


def second_opinion(grad_out, q, k, v, mask=None):
    """Differences along the imaginary axis, which lose no digits: Im f(x + ih) / h."""
    parts = [np.array(part, dtype=complex) for part in (q, k, v)]
    lead, step = q.shape[:-2], 1e-30
    gradients = [np.zeros(part.shape) for part in parts]
    for place in np.ndindex(lead):
        own = [part[place] for part in parts]
        for part, gradient in zip(own, gradients, strict=True):
            for entry in np.ndindex(part.shape):
                part[entry] += 1j * step
                gradient[place][entry] = _weighted(grad_out[place], *own, mask).imag / step
                part[entry] = part[entry].real
    return tuple(gradients)


def _weighted(grad_out, q, k, v, mask):
    """The sum of the outputs of one example, each times what the loss thinks of it."""
    scores = q @ k.T * q.shape[1] ** -0.5
    allowed = np.ones(scores.shape, bool) if mask is None else mask
    tops = np.max(scores.real, axis=1, where=allowed, initial=-1e30, keepdims=True)
    powers = np.where(allowed, np.exp(np.where(allowed, scores - tops, 0)), 0)
    sums = powers.sum(axis=1)
    means = powers @ v / np.where(allowed.any(axis=1), sums, 1)[:, None]
    return np.sum(means * grad_out)
