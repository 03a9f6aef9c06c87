"""What the KL divergence is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["log_p"].dtype == np.float32 else (1e-9, 1e-7)


def _logs(scores):
    """The logarithms of the softmax of the last axis."""
    return scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)


def inputs(draw):
    """One to three axes, flat and peaked distributions, at times one that rules a class out."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.3, 4.0)
    scores = [draw.numbers(*shape, spread=spread) for _ in range(2)]
    if draw.chance(0.3) and shape[-1] > 1:
        scores[0] = scores[0].copy()
        scores[0][..., 0] = -np.inf
    log_p, log_q = (draw.laid_out(_logs(one), kind) for one in scores)
    return {"log_p": log_p, "log_q": log_q}


def _given(says, p, q):
    with np.errstate(divide="ignore"):
        return point(says, log_p=np.log(np.array(p)), log_q=np.log(np.array(q)))


_ZERO = "A term with $p_k = 0$ is **0**, whatever $q_k$ is, also when $q_k = 0$."
_INFINITE = "A term with $p_k > 0$ and $q_k = 0$ is **infinite**, and so is its divergence."
_DEEP = "A finite entry of `log_q` may be thousands below zero"
_SHAPE = "the same shape (…, K), with one axis or more"

POINTS = {
    "never under p": _given(_ZERO, [[0.0, 0.25, 0.75]], [[0.5, 0.25, 0.25]]),
    "never under both": _given(_ZERO, [[0.0, 0.25, 0.75]], [[0.0, 0.5, 0.5]]),
    "one certain outcome": _given(_ZERO, [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]),
    "called impossible": _given(
        _INFINITE, [[0.5, 0.25, 0.25], [0.5, 0.5, 0.0]], [[0.0, 0.5, 0.5], [0.25, 0.25, 0.5]]
    ),
    "rare, and called impossible": point(
        _INFINITE,
        log_p=np.array([-60.0, np.log1p(-np.exp(-60.0))]),
        log_q=np.array([-np.inf, 0.0]),
    ),
    "nothing in common": _given(_INFINITE, [1.0, 0.0], [0.0, 1.0]),
    "thousands below": point(
        _DEEP,
        log_p=np.log(np.array([[0.5, 0.5], [0.9, 0.1]])),
        log_q=np.array([[0.0, -2000.0], [-5000.0, 0.0]]),
    ),
    "a hundred and twenty below in float32": point(
        _DEEP,
        log_p=np.log(np.array([0.5, 0.5], dtype=np.float32)),
        log_q=np.array([0.0, -120.0], dtype=np.float32),
    ),
    "rare under p": point(
        "Finite entries of `log_p` are at least −100",
        log_p=np.array([-100.0, 0.0]),
        log_q=np.log(np.array([0.5, 0.5])),
    ),
    "equal distributions": _given(_SHAPE, [[0.2, 0.3, 0.5]] * 2, [[0.2, 0.3, 0.5]] * 2),
    "one class": point("K ≥ 1", log_p=np.zeros((3, 1)), log_q=np.zeros((3, 1))),
    "a square of distributions": _given(
        "Along the **last** axis",
        [[0.1, 0.2, 0.7], [0.3, 0.3, 0.4], [0.8, 0.1, 0.1]],
        [[0.2, 0.6, 0.2], [0.1, 0.5, 0.4], [0.5, 0.25, 0.25]],
    ),
    "three axes": _given(
        _SHAPE,
        [[[0.1, 0.9]], [[0.4, 0.6]], [[0.5, 0.5]]],
        [[[0.3, 0.7]], [[0.8, 0.2]], [[0.9, 0.1]]],
    ),
}

CREDIT = [
    credit(50, "ordinary distributions"),
    credit(
        15,
        "what never happens under $p$",
        points=("never under p", "never under both", "one certain outcome"),
    ),
    credit(
        15,
        "what $q$ calls impossible",
        points=("called impossible", "rare, and called impossible", "nothing in common"),
    ),
    credit(
        10,
        "log-probabilities far below zero",
        points=("thousands below", "a hundred and twenty below in float32"),
    ),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "log_p": np.log(np.array([[0.5, 0.5], [0.9, 0.1]])),
    "log_q": np.log(np.array([[0.5, 0.5], [0.5, 0.5]])),
}


def second_opinion(log_p, log_q):
    """Term by term in 40 decimal digits, the three kinds of zero told apart first."""
    result = np.zeros(log_p.shape[:-1])
    with localcontext(prec=40):
        for place in np.ndindex(result.shape):
            total = Decimal(0)
            for a, b in zip(log_p[place].tolist(), log_q[place].tolist(), strict=True):
                if a == -np.inf:
                    continue
                if b == -np.inf:
                    total = Decimal("Infinity")
                    break
                total += Decimal(a).exp() * (Decimal(a) - Decimal(b))
            result[place] = float(total)
    return result
